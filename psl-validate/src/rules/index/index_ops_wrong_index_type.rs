//! `index-ops-wrong-index-type`: an operator class made for another type of index.

use super::Problem;
use crate::{
    rule::{Check, Cx},
    schema::{Field, Index},
};

rule!("index-ops-wrong-index-type", Error, ALL, Check::IndexWithOptions(check));

fn check(index: Index<'_>, cx: &mut Cx<'_>) {
    for (key, _) in super::operator_problems(index).into_iter().filter(|it| it.1 == Problem::WrongIndexType) {
        let field = Field::new(cx.schema, key.field());
        let message = format!(
            "the operator class of `{}` is not for {} index",
            field.name(),
            super::with_article(index)
        );
        super::report_key(cx, &RULE, index, key, message);
    }
}
