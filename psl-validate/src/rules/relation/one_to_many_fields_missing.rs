//! `one-to-many-fields-missing`: the single side of a relation does not name its key fields.

use crate::{
    rule::{Check, Cx},
    schema::Relation,
};

rule!("one-to-many-fields-missing", Error, ALL, Check::OneToMany(check));

fn check(relation: Relation<'_>, cx: &mut Cx<'_>) {
    let Some((field, _)) = super::one_to_many(relation) else { return };
    if super::has(field.key_fields()) {
        return;
    }
    let message = format!("`{}` does not say which fields hold its key", field.name());
    let finding = cx.report(&RULE, field.place(), field.name_span().range, message);
    super::completion::offer(finding.help(super::COMPLETE), relation);
}
