//! `index-type-wrong-field-type`: a field that does not fit the type of the index.

use super::Problem;
use crate::{
    rule::{Check, Cx},
    schema::{Field, Index},
};

rule!("index-type-wrong-field-type", Error, ALL, Check::IndexWithOptions(check));

fn check(index: Index<'_>, cx: &mut Cx<'_>) {
    for (key, _) in super::operator_problems(index).into_iter().filter(|it| it.1 == Problem::TypeNeedsOther) {
        let field = Field::new(cx.schema, key.field());
        let message = format!("`{}` cannot be in {} index", field.name(), super::with_article(index));
        super::report_key(cx, &RULE, index, key, message);
    }
}
