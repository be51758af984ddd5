//! `index-ops-needs-native-type`: an operator class for a native type, and the field has none.

use super::Problem;
use crate::{
    rule::{Check, Cx},
    schema::{Field, Index},
};

rule!("index-ops-needs-native-type", Error, ALL, Check::IndexWithOptions(check));

fn check(index: Index<'_>, cx: &mut Cx<'_>) {
    for (key, _) in super::operator_problems(index).into_iter().filter(|it| it.1 == Problem::NeedsNativeType)
    {
        let field = Field::new(cx.schema, key.field());
        let message = format!("the operator class of `{}` needs a native type", field.name());
        super::report_key(cx, &RULE, index, key, message);
    }
}
