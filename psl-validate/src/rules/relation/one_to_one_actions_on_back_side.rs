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
        cx.report(&RULE, b.place(), range, message).label(f.name_span(), "the side with the key").fix(fix);
    }
}
