//! `index-ops-needs-array`: `ArrayOps` on a field that is no list.

use super::Problem;
use crate::{
    rule::{Check, Cx},
    schema::{Field, Index},
};

rule!("index-ops-needs-array", Error, ALL, Check::IndexWithOptions(check));

fn check(index: Index<'_>, cx: &mut Cx<'_>) {
    for (key, _) in super::operator_problems(index).into_iter().filter(|it| it.1 == Problem::NeedsArray) {
        let field = Field::new(cx.schema, key.field());
        let message = format!("`ArrayOps` takes lists, and `{}` is none", field.name());
        super::report_key(cx, &RULE, index, key, message);
    }
}
