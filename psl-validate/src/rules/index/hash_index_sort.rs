//! `hash-index-sort`: an order in a hash index, which has none.

use crate::{
    rule::{Check, Cx},
    schema::{Index, IndexType},
};

rule!("hash-index-sort", Error, ALL, Check::IndexWithOptions(check));

fn check(index: Index<'_>, cx: &mut Cx<'_>) {
    let is_hash = index.index_type().is_some_and(|it| it.0 == IndexType::Hash);
    if super::is_postgresql(index) && is_hash && index.fields().iter().any(|it| it.sort.is_some()) {
        super::report_option(cx, &RULE, index, "sort", "a hash index has no order".to_owned());
    }
}
