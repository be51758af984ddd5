//! `one-to-one-actions-on-both-sides`: both sides of a one-to-one relation have referential actions.

use crate::{
    rule::{Check, Cx},
    schema::Relation,
};

rule!("one-to-one-actions-on-both-sides", Error, ALL, Check::OneToOne(check));

fn check(relation: Relation<'_>, cx: &mut Cx<'_>) {
    let Some((f, b)) = super::one_to_one(relation) else { return };

    if super::has_action(f) && super::has_action(b) {
        for (field, other) in [(f, b), (b, f)] {
            let message = format!("both `{}` and `{}` have referential actions", field.name(), other.name());
            cx.report(&RULE, field.place(), field.name_span().range, message)
                .label(other.name_span(), "the other end")
                .help("the key and all arguments about it stand on one side")
                .fixes
                .extend(super::keep_one_end(field, other));
        }
    }
}
