//! `one-to-one-actions-on-back-side`: the side without the key has referential actions.

use crate::{
    rule::{Check, Cx},
    schema::Relation,
};

rule!("one-to-one-actions-on-back-side", Error, ALL, Check::OneToOne(check));

fn check(relation: Relation<'_>, cx: &mut Cx<'_>) {
    let Some((f, b)) = super::one_to_one(relation) else { return };
    if super::has_action(b) && !super::has_action(f) {
        let message = format!("actions belong to `{}`, which holds the key", f.name());
        let range = super::arguments_range(b, &["onDelete", "onUpdate"]);
        let fix = super::remove_arguments(b, &["onDelete", "onUpdate"]);
        let texts = super::named_arguments(b, &["onDelete", "onUpdate"]);
        let texts = texts.iter().map(|it| it.text().to_owned()).collect();
        let is_clear = super::has(f.key_fields()) && !super::has(b.key_fields()) && f.model() != b.model();
        let moved = super::move_arguments(b, f, &["onDelete", "onUpdate"], texts).filter(|_| is_clear);
        cx.report(&RULE, b.place(), range, message)
            .label(f.name_span(), "the side with the key")
            .fixes
            .extend(moved.into_iter().chain([fix]));
    }
}
