//! `relation-map-unsupported`: a name for a foreign key on a database that does not name them.

use crate::{
    rule::{Check, Cx},
    schema::Field,
};

rule!(
    "relation-map-unsupported",
    Error,
    ALL,
    Check::RelationField(check),
    when | it | !it.capabilities().has_named_foreign_keys
);

fn check(field: Field<'_>, cx: &mut Cx<'_>) {
    let Some(arguments) = field.relation_arguments() else { return };
    let Some(map) = arguments.map.as_ref() else { return };
    let message = match cx.schema.connector() {
        Some(connector) => format!("{} does not name foreign keys", connector.display_name),
        None => "foreign keys have no names without a datasource".to_owned(),
    };
    let fix = super::remove_arguments(field, &["map"]);
    let range = field.node_span(map.argument).range;
    cx.report(&RULE, field.attribute_span(arguments.attribute), range, message).fix(fix);
}
