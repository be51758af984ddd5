//! `one-to-one-back-side-required`: the side without the key of a one-to-one relation is required.

use crate::{
    rule::{Check, Cx, SpanFix},
    schema::Relation,
};

rule!("one-to-one-back-side-required", Error, ALL, Check::OneToOne(check));

fn check(relation: Relation<'_>, cx: &mut Cx<'_>) {
    let Some((f, b)) = super::one_to_one(relation) else { return };
    if !b.is_required() || super::has_earlier_one_to_one_error(f, b) {
        return;
    }
    let message = format!("`{}` has no key, so it cannot be required", b.name());
    cx.report(&RULE, b.place(), b.type_name_span().range, message)
        .label(f.name_span(), "the side with the key")
        .fix(SpanFix::unsafe_(format!("Make `{}` optional", b.name()), super::behind_type(b), "?"));
}
