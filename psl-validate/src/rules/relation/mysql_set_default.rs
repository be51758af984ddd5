//! `mysql-set-default`: `SetDefault` on MySQL, which refuses it.

use crate::{
    rule::{Check, Cx, SpanFix},
    schema::{Field, ReferentialAction, RelationMode},
};

rule!("mysql-set-default", Warning, ALL, Check::RelationField(check));

fn check(field: Field<'_>, cx: &mut Cx<'_>) {
    let Some(arguments) = field.relation_arguments() else { return };
    let is_mysql = cx.schema.connector().is_some_and(|it| it.is("mysql"));
    if !is_mysql
        || cx.schema.relation_mode() != RelationMode::ForeignKeys
        || field.model().is_none_or(|it| it.is_view())
    {
        return;
    }
    for (action, argument) in [arguments.on_delete, arguments.on_update].into_iter().flatten() {
        if action == ReferentialAction::SetDefault {
            let place = field.node_span(argument);
            let value = super::value_span(field, argument).unwrap_or(place);
            cx.report(&RULE, place, value.range, "MySQL refuses `SetDefault` for its usual tables")
                .fix(SpanFix::unsafe_("Use `NoAction`", value, "NoAction"));
        }
    }
}
