//! `one-to-one-references-on-both-sides`: both sides of a one-to-one relation have `references`.

use crate::{
    rule::{Check, Cx},
    schema::Relation,
};

rule!("one-to-one-references-on-both-sides", Error, ALL, Check::OneToOne(check));

fn check(relation: Relation<'_>, cx: &mut Cx<'_>) {
    let Some((f, b)) = super::one_to_one(relation) else { return };
    let has = super::has;
    if has(f.references()) && has(b.references()) {
        for (field, other) in [(f, b), (b, f)] {
            let message = format!("both `{}` and `{}` have `references`", field.name(), other.name());
            cx.report(&RULE, field.place(), field.name_span().range, message)
                .label(other.name_span(), "the other end")
                .help("the key and all arguments about it stand on one side")
                .fixes
                .extend(super::keep_one_end(field, other));
        }
    }
}
