//! `gin-json-not-last`: a Json field before the last one of a Gin index on CockroachDB.

use super::Gin;
use crate::{
    rule::{Check, Cx},
    schema::{Field, Index},
};

rule!("gin-json-not-last", Error, ALL, Check::IndexWithOptions(check));

fn check(index: Index<'_>, cx: &mut Cx<'_>) {
    for (key, _) in
        super::gin_fields(index).unwrap_or_default().into_iter().filter(|it| it.1 == Gin::JsonNotLast)
    {
        let message = format!(
            "`{}` is Json and has to come last in a Gin index",
            Field::new(cx.schema, key.field()).name()
        );
        super::report_key(cx, &RULE, index, key, message);
    }
}
