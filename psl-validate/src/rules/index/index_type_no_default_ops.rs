//! `index-type-no-default-ops`: a native type that has no operator class by default in this type of index.

use super::Problem;
use crate::{
    rule::{Check, Cx},
    schema::{Field, Index},
};

rule!("index-type-no-default-ops", Error, ALL, Check::IndexWithOptions(check));

fn check(index: Index<'_>, cx: &mut Cx<'_>) {
    for (key, _) in super::operator_problems(index).into_iter().filter(|it| it.1 == Problem::NoDefault) {
        let field = Field::new(cx.schema, key.field());
        let message = format!(
            "the native type of `{}` has no default operator class for {} index",
            field.name(),
            super::with_article(index)
        );
        super::report_key(cx, &RULE, index, key, message);
    }
}
