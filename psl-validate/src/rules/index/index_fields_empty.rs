//! `index-fields-empty`: an index or unique without fields.

use crate::{
    rule::{Check, Cx},
    schema::Index,
};

rule!("index-fields-empty", Error, ALL, Check::Index(check));

fn check(index: Index<'_>, cx: &mut Cx<'_>) {
    if index.fields().is_empty() && !index.model().is_view() {
        let message = format!("`{}` lists no field", super::label(index));
        cx.report(&RULE, index.attribute_span(), index.name_range(), message);
    }
}
