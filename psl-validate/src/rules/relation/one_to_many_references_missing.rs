//! `one-to-many-references-missing`: the single side of a relation does not say what it refers to.

use crate::{
    rule::{Check, Cx},
    schema::Relation,
};

rule!("one-to-many-references-missing", Error, ALL, Check::OneToMany(check));

fn check(relation: Relation<'_>, cx: &mut Cx<'_>) {
    let Some((field, _)) = super::one_to_many(relation) else { return };
    if super::has(field.references()) {
        return;
    }
    let message =
        format!("`{}` does not say which field of `{}` it refers to", field.name(), field.type_name());
    let finding = cx.report(&RULE, field.place(), field.name_span().range, message);
    super::completion::offer(finding.help(super::COMPLETE), relation);
}
