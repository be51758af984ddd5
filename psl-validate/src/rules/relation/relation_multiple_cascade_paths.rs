//! `relation-multiple-cascade-paths`: two paths of referential actions reach the same model on SQL Server.

use crate::{
    rule::{Check, Cx},
    schema::Schema,
};

rule!("relation-multiple-cascade-paths", Error, ALL, Check::Schema(check));

fn check(schema: &Schema, cx: &mut Cx<'_>) {
    for (field, other, model) in super::paths::multiple_cascade_paths(schema) {
        let message = format!(
            "`{}` and `{}` both reach `{}` by referential actions",
            field.name(),
            other.name(),
            model.name()
        );
        super::report_action_circle(cx, &RULE, field, message);
    }
}
