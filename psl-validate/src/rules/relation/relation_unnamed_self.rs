//! `relation-unnamed-self`: an unnamed field among several relations of a model to itself.

use crate::{
    rule::{Check, Cx},
    schema::Field,
};

rule!("relation-unnamed-self", Error, ALL, Check::AmbiguousField(check));

fn check(field: Field<'_>, cx: &mut Cx<'_>) {
    let Some((is_self, group)) = super::ambiguity(field) else { return };
    if is_self && field.relation_name().is_none() && group > 2 {
        let model = field.type_name();
        let message =
            format!("`{}` is one of several unnamed relations of `{model}` to itself", field.name());
        super::report_ambiguity(
            cx,
            &RULE,
            field,
            message,
            "give each pair of fields a name of its own: `@relation(\"name\")`",
        );
        if let Some(fix) = super::completion::name_pairs(field) {
            cx.add_fix(fix);
        }
    }
}
