//! `relation-self-cycle`: referential actions that run in a circle through a relation of a model to itself.

use super::cycles;
use crate::{
    rule::{Check, Cx},
    schema::{Cycle, Schema},
};

rule!("relation-self-cycle", Error, ALL, Check::Schema(check));

fn check(schema: &Schema, cx: &mut Cx<'_>) {
    for (field, _) in cycles(schema).into_iter().filter(|it| it.1 == Cycle::SelfRelation) {
        let message = format!("the actions of `{}` lead to a model that is related to itself", field.name());
        super::report_action_circle(cx, &RULE, field, message);
    }
}
