//! `relation-missing-opposite`: a relation field without a field at the other end.

use crate::{
    rule::{Check, Cx},
    schema::Relation,
};

rule!("relation-missing-opposite", Error, ALL, Check::Relation(check));

fn check(relation: Relation<'_>, cx: &mut Cx<'_>) {
    let (field, None) = (match (relation.forward(), relation.back()) {
        (Some(field), None) | (None, Some(field)) => (field, None::<()>),
        _ => return,
    }) else {
        return;
    };
    let Some(target) = field.related_model() else { return };
    if super::may_hide_opposite(target, field) {
        return;
    }
    let message = format!("`{}` has no opposite field on `{}`", field.name(), target.name());
    let finding = cx.report(&RULE, field.place(), field.name_span().range, message);
    finding.label(target.name_span(), "the other model");
    super::completion::offer(finding, relation);
}
