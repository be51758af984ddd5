//! `referential-action-unsupported`: a referential action the database or relation mode lacks.

use crate::{
    rule::{Check, Cx, SpanFix},
    schema::{Field, ReferentialAction, RelationMode},
};

rule!("referential-action-unsupported", Error, ALL, Check::RelationField(check));

fn check(field: Field<'_>, cx: &mut Cx<'_>) {
    let Some(arguments) = field.relation_arguments() else { return };
    let connector = cx.schema.capabilities();
    let mode = cx.schema.relation_mode();
    let allowed = cx.schema.referential_actions();
    for (action, argument) in [arguments.on_delete, arguments.on_update].into_iter().flatten() {
        if allowed.contains(&action) {
            continue;
        }
        let place = field.node_span(argument);
        let message = match mode {
            RelationMode::Prisma if connector.has_foreign_keys => {
                format!(
                    "`{}` does not exist with `relationMode = \"prisma\"` on {}",
                    action.name(),
                    connector.display_name
                )
            }
            _ => format!("{} does not have the action `{}`", connector.display_name, action.name()),
        };
        let names: Vec<&str> = allowed.iter().map(|it| it.name()).collect();
        let nearest = match action {
            ReferentialAction::Restrict | ReferentialAction::NoAction => {
                allowed.iter().find(|it| !it.modifies()).map(|it| it.name())
            }
            ReferentialAction::SetDefault => allowed.iter().find(|it| !it.modifies()).map(|it| it.name()),
            ReferentialAction::Cascade | ReferentialAction::SetNull => None,
        };
        let value = super::value_span(field, argument).unwrap_or(place);
        let finding = cx.report(&RULE, place, value.range, message);
        finding.help(format!("actions are {}", names.join(", ")));
        if let Some(nearest) = nearest {
            finding.fix(SpanFix::unsafe_(format!("Use `{nearest}`"), value, nearest));
        }
    }
}
