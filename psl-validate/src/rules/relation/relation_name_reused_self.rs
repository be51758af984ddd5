//! `relation-name-reused-self`: three or more fields share the name of a relation of a model to itself.

use crate::{
    rule::{Check, Cx},
    schema::Field,
};

rule!("relation-name-reused-self", Error, ALL, Check::AmbiguousField(check));

fn check(field: Field<'_>, cx: &mut Cx<'_>) {
    let Some((is_self, _)) = super::ambiguity(field) else { return };
    if is_self && field.relation_name().is_some() {
        let model = field.type_name();
        let message =
            format!("`{}` is one of several relations of one name of `{model}` to itself", field.name());
        super::report_ambiguity(
            cx,
            &RULE,
            field,
            message,
            "a relation has two ends; give the others another name",
        );
        if let Some(fix) = super::completion::name_pairs(field) {
            cx.add_fix(fix);
        }
    }
}
