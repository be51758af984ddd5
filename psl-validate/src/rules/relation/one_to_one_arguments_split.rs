//! `one-to-one-arguments-split`: `fields` on one side and `references` on the other.

use crate::{
    rule::{Check, Cx},
    schema::{Field, Relation},
};

rule!("one-to-one-arguments-split", Error, ALL, Check::OneToOne(check));

fn check(relation: Relation<'_>, cx: &mut Cx<'_>) {
    let Some((f, b)) = super::one_to_one(relation) else { return };
    if super::has_earlier_one_to_one_error(f, b) {
        return;
    }
    let has = super::has;
    let message = |field: Field<'_>| {
        format!("`fields` and `references` of `{}` stand on different sides", field.name())
    };
    if has(f.key_fields()) && has(b.references()) {
        for (field, other) in [(f, b), (b, f)] {
            cx.report(&RULE, field.place(), field.name_span().range, message(field))
                .label(other.name_span(), "the other end")
                .fixes
                .extend(super::completion::keep_fields_of(f, b));
        }
    }
    if has(f.references()) && has(b.key_fields()) {
        cx.report(&RULE, f.place(), f.name_span().range, message(f))
            .label(b.name_span(), "the other end")
            .fixes
            .extend(super::completion::keep_fields_of(b, f));
    }
}
