//! `one-to-one-arguments-on-wrong-side`: the key stands on the optional side of a one-to-one relation.

use crate::{
    rule::{Check, Cx, SpanFix},
    schema::Relation,
};

rule!("one-to-one-arguments-on-wrong-side", Error, ALL, Check::OneToOne(check));

fn check(relation: Relation<'_>, cx: &mut Cx<'_>) {
    let Some((f, b)) = super::one_to_one(relation) else { return };
    let has_arguments = b.key_fields().is_some() || b.references().is_some();
    if !f.is_required() || !has_arguments || super::has_earlier_one_to_one_error(f, b) {
        return;
    }
    let message = format!("the key belongs to `{}`, which is required", f.name());
    let range = super::arguments_range(b, &["fields", "references"]);
    let title = format!("Make `{}` optional", f.name());
    let can_stay = super::is_sound(b) && !super::says_more_than_its_name(f) && !super::may_be_self_cycle(b);
    let fix = SpanFix::unsafe_(title, super::behind_type(f), "?");
    cx.report(&RULE, b.place(), range, message)
        .label(f.name_span(), "the required side")
        .fixes
        .extend(can_stay.then_some(fix));
}
