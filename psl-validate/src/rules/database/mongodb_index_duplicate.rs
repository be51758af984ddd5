//! `mongodb-index-duplicate`: two indexes of a collection over the same fields.

use crate::{
    rule::{Check, Cx},
    schema::Index,
};

rule!("mongodb-index-duplicate", Error, ALL, Check::Index(check), when super::is_mongodb);

fn check(index: Index<'_>, cx: &mut Cx<'_>) {
    let model = index.model();
    if model.is_view() {
        return;
    }
    let same = |other: &Index<'_>| {
        *other != index
            && other.fields().len() == index.fields().len()
            && other.fields().iter().zip(index.fields()).all(|(a, b)| a.is_like(b))
    };
    if let Some(other) = model.indexes().find(same) {
        let message = format!("`{}` has another index over the same fields", model.name());
        cx.report(&RULE, index.attribute_span(), index.name_range(), message)
            .label(other.attribute_span(), "the other one");
    }
}
