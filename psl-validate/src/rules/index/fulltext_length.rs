//! `fulltext-length`: `length` in a full text index.

use crate::{
    rule::{Check, Cx},
    schema::Index,
};

rule!("fulltext-length", Error, ALL, Check::IndexWithOptions(check));

fn check(index: Index<'_>, cx: &mut Cx<'_>) {
    if super::is_fulltext(index) && index.fields().iter().any(|it| it.length().is_some()) {
        super::report_option(cx, &RULE, index, "length", "a full text index covers whole values".to_owned());
    }
}
