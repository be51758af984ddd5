//! `unique-name-clashes-with-field`: the joined names of a compound unique are the name of a field.

use crate::{
    rule::{Check, Cx},
    schema::Index,
};

rule!("unique-name-clashes-with-field", Error, ALL, Check::Index(check));

fn check(index: Index<'_>, cx: &mut Cx<'_>) {
    if !index.is_unique() {
        return;
    }
    if let Some(field) = crate::rules::key::joined_name_field(index.model(), index.fields()) {
        let message = format!("the client calls this key `{}`, which is also a field", field.name());
        cx.report(&RULE, index.attribute_span(), index.name_range(), message).label(field.name_span(), "this field");
    }
}
