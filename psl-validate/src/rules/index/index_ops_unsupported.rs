//! `index-ops-unsupported`: an operator class in a Gin index on CockroachDB.

use super::Gin;
use crate::{
    rule::{Check, Cx},
    schema::Index,
};

rule!("index-ops-unsupported", Error, ALL, Check::IndexWithOptions(check));

fn check(index: Index<'_>, cx: &mut Cx<'_>) {
    if super::gin_fields(index).is_some_and(|it| it.iter().any(|it| it.1 == Gin::HasClass)) {
        super::report_option(cx, &RULE, index, "ops", "CockroachDB has no operator classes".to_owned());
    }
}
