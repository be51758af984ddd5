//! `composite-cycle`: `type` blocks require each other in a ring.

use super::Ring;
use crate::{
    rule::{Check, Cx, SpanFix},
    schema::Schema,
};

rule!("composite-cycle", Error, ALL, Check::Schema(check));

fn check(schema: &Schema, cx: &mut Cx<'_>) {
    for (field, _) in super::composite_cycles(schema).into_iter().filter(|it| it.1 == Ring::Cycle) {
        let message =
            format!("`{}` is part of a ring of required fields, so no value of it can end", field.name());
        let end = crate::rules::relation::behind_type(field);
        cx.report(&RULE, field.place(), field.type_name_span().range, message).fix(SpanFix::unsafe_(
            format!("Make `{}` optional", field.name()),
            end,
            "?",
        ));
    }
}
