//! `index-ops-wrong-native-type`: an operator class that does not take the native type.

use super::Problem;
use crate::{
    rule::{Check, Cx},
    schema::{Field, Index},
};

rule!("index-ops-wrong-native-type", Error, ALL, Check::IndexWithOptions(check));

fn check(index: Index<'_>, cx: &mut Cx<'_>) {
    for (key, _) in super::operator_problems(index).into_iter().filter(|it| it.1 == Problem::WrongNativeType)
    {
        let field = Field::new(cx.schema, key.field());
        let message = format!("the operator class of `{}` does not take its native type", field.name());
        super::report_key(cx, &RULE, index, key, message);
    }
}
