//! `one-to-one-references-missing`: neither side of a one-to-one relation says what it refers to.

use crate::{
    rule::{Check, Cx},
    schema::Relation,
};

rule!("one-to-one-references-missing", Error, ALL, Check::OneToOne(check));

fn check(relation: Relation<'_>, cx: &mut Cx<'_>) {
    let Some((f, b)) = super::one_to_one(relation) else { return };
    let has = super::has;
    if !has(f.references()) && !has(b.references()) {
        for (field, other) in [(f, b), (b, f)] {
            let message =
                format!("neither `{}` nor `{}` says what the key refers to", field.name(), other.name());
            let finding = cx
                .report(&RULE, field.place(), field.name_span().range, message)
                .label(other.name_span(), "the other end")
                .help("the key and all arguments about it stand on one side");
            super::completion::offer(finding, relation);
        }
    }
}
