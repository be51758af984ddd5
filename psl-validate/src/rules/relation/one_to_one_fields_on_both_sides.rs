//! `one-to-one-fields-on-both-sides`: both sides of a one-to-one relation have `fields`.

use crate::{
    rule::{Check, Cx},
    schema::Relation,
};

rule!("one-to-one-fields-on-both-sides", Error, ALL, Check::OneToOne(check));

fn check(relation: Relation<'_>, cx: &mut Cx<'_>) {
    let Some((f, b)) = super::one_to_one(relation) else { return };
    let has = super::has;
    if has(f.key_fields()) && has(b.key_fields()) {
        for (field, other) in [(f, b), (b, f)] {
            let message = format!("both `{}` and `{}` have `fields`", field.name(), other.name());
            cx.report(&RULE, field.place(), field.name_span().range, message)
                .label(other.name_span(), "the other end")
                .help("the key and all arguments about it stand on one side")
                .fixes
                .extend(super::keep_one_end(field, other));
        }
    }
}
