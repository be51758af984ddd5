//! `relation-ambiguous`: several unnamed relations between the same two models.

use crate::{
    rule::{Check, Cx},
    schema::Field,
};

rule!("relation-ambiguous", Error, ALL, Check::AmbiguousField(check));

fn check(field: Field<'_>, cx: &mut Cx<'_>) {
    let Some((is_self, _)) = super::ambiguity(field) else { return };
    if !is_self && field.relation_name().is_none() {
        let (model, target) = (field.model().map_or("", |it| it.name()), field.type_name());
        let message = format!(
            "`{}` is one of several relations between `{}` and `{}` without a name",
            field.name(),
            model,
            target
        );
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
