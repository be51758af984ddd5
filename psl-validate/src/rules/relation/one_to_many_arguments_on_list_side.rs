//! `one-to-many-arguments-on-list-side`: the list side of a relation has `fields` or `references`.

use crate::{
    rule::{Check, Cx},
    schema::Relation,
};

rule!("one-to-many-arguments-on-list-side", Error, ALL, Check::OneToMany(check));

fn check(relation: Relation<'_>, cx: &mut Cx<'_>) {
    let Some((field, list)) = super::one_to_many(relation) else { return };
    if super::has(list.key_fields()) || super::has(list.references()) {
        let message = format!("`{}` is a list, so the key belongs to `{}`", list.name(), field.name());
        let range = super::arguments_range(list, &["fields", "references"]);
        let fix = super::remove_arguments(list, &["fields", "references"]);
        cx.report(&RULE, list.place(), range, message).label(field.name_span(), "the other end").fix(fix);
    }
}
