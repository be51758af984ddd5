//! `index-ops-wrong-scalar-type`: an operator class that does not take the scalar.

use super::Problem;
use crate::{
    rule::{Check, Cx},
    schema::{Field, Index},
};

rule!("index-ops-wrong-scalar-type", Error, ALL, Check::IndexWithOptions(check));

fn check(index: Index<'_>, cx: &mut Cx<'_>) {
    for (key, _) in super::operator_problems(index).into_iter().filter(|it| it.1 == Problem::WrongScalar) {
        let field = Field::new(cx.schema, key.field());
        let message = format!("the operator class of `{}` does not take its type", field.name());
        super::report_key(cx, &RULE, index, key, message);
    }
}
