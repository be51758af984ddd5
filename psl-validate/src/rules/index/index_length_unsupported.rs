//! `index-length-unsupported`: `length` in an index on a database that has none.

use crate::{
    rule::{Check, Cx},
    schema::Index,
};

rule!(
    "index-length-unsupported",
    Error,
    ALL,
    Check::IndexWithOptions(check),
    when | it | !it.capabilities().has_key_length
);

fn check(index: Index<'_>, cx: &mut Cx<'_>) {
    if index.model().is_view() || !index.fields().iter().any(|it| it.length().is_some()) {
        return;
    }
    let message = crate::rules::field_type::lacks(cx.schema, "no indexes over the first part of a value");
    super::report_option(cx, &RULE, index, "length", message);
}
