//! `fulltext-sort-unsupported`: `sort` in a full text index that has no order.

use crate::{
    connectors::Fulltext,
    rule::{Check, Cx},
    schema::Index,
};

rule!("fulltext-sort-unsupported", Error, ALL, Check::IndexWithOptions(check));

fn check(index: Index<'_>, cx: &mut Cx<'_>) {
    let has_sort = index.fields().iter().any(|it| it.sort.is_some());
    if super::is_fulltext(index) && cx.schema.capabilities().fulltext == Fulltext::Unsorted && has_sort {
        let message = crate::rules::field_type::lacks(cx.schema, "no order in full text indexes");
        super::report_option(cx, &RULE, index, "sort", message);
    }
}
