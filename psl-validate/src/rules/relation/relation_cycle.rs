//! `relation-cycle`: referential actions that run in a circle.

use super::cycles;
use crate::{
    rule::{Check, Cx},
    schema::{Cycle, Schema},
};

rule!("relation-cycle", Error, ALL, Check::Schema(check));

fn check(schema: &Schema, cx: &mut Cx<'_>) {
    for (field, _) in cycles(schema).into_iter().filter(|it| it.1 == Cycle::Circle) {
        let message = format!("the actions of `{}` come back to where they start", field.name());
        super::report_action_circle(cx, &RULE, field, message);
    }
}
