//! `one-to-many-actions-on-list-side`: the list side of a relation has a referential action.

use crate::{
    rule::{Check, Cx},
    schema::Relation,
};

rule!("one-to-many-actions-on-list-side", Error, ALL, Check::OneToMany(check));

fn check(relation: Relation<'_>, cx: &mut Cx<'_>) {
    let Some((field, list)) = super::one_to_many(relation) else { return };
    if super::has_action(list) {
        let message = format!("`{}` is a list, so actions belong to `{}`", list.name(), field.name());
        let range = super::arguments_range(list, &["onDelete", "onUpdate"]);
        let fix = super::remove_arguments(list, &["onDelete", "onUpdate"]);
        let texts = super::named_arguments(list, &["onDelete", "onUpdate"]);
        let texts = texts.iter().map(|it| it.text().to_owned()).collect();
        let has_key = super::has(field.key_fields()) && !super::has(list.key_fields());
        let moved = super::move_arguments(list, field, &["onDelete", "onUpdate"], texts).filter(|_| has_key);
        cx.report(&RULE, list.place(), range, message)
            .label(field.name_span(), "the other end")
            .fixes
            .extend(moved.into_iter().chain([fix]));
    }
}
