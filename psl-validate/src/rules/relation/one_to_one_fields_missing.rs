//! `one-to-one-fields-missing`: neither side of a one-to-one relation names key fields.

use crate::{
    rule::{Check, Cx},
    schema::Relation,
};

rule!("one-to-one-fields-missing", Error, ALL, Check::OneToOne(check));

fn check(relation: Relation<'_>, cx: &mut Cx<'_>) {
    let Some((f, b)) = super::one_to_one(relation) else { return };
    let has = super::has;
    if !has(f.key_fields()) && !has(b.key_fields()) {
        for (field, other) in [(f, b), (b, f)] {
            let message =
                format!("neither `{}` nor `{}` says which fields hold the key", field.name(), other.name());
            let finding = cx
                .report(&RULE, field.place(), field.name_span().range, message)
                .label(other.name_span(), "the other end")
                .help("the key and all arguments about it stand on one side");
            super::completion::offer(finding, relation);
        }
    }
}
