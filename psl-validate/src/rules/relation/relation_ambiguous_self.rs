//! `relation-ambiguous-self`: two unnamed fields of a relation of a model to itself.

use crate::{
    rule::{Check, Cx},
    schema::Field,
};

rule!("relation-ambiguous-self", Error, ALL, Check::AmbiguousField(check));

fn check(field: Field<'_>, cx: &mut Cx<'_>) {
    let Some((is_self, group)) = super::ambiguity(field) else { return };
    if is_self && field.relation_name().is_none() && group == 2 {
        let model = field.type_name();
        let message = format!("`{}` is one of two unnamed relations of `{model}` to itself", field.name());
        super::report_ambiguity(
            cx,
            &RULE,
            field,
            message,
            "give both ends the same name: `@relation(\"name\")`",
        );
        if let Some(fix) = super::completion::name_both_ends(field) {
            cx.add_fix(fix);
        }
    }
}
