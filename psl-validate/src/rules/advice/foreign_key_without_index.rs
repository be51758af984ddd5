//! `foreign-key-without-index`: a foreign key that no index covers, on a database that does not make one.

use crate::{
    rule::{Check, Cx},
    schema::{Field, RelationMode},
};

rule!("foreign-key-without-index", Information, ALL, Check::RelationField(check));

fn check(field: Field<'_>, cx: &mut Cx<'_>) {
    let makes_none = cx
        .schema
        .connector()
        .is_some_and(|it| matches!(it.name, "postgresql" | "cockroachdb" | "sqlite" | "sqlserver"));
    if !makes_none || cx.schema.relation_mode() != RelationMode::ForeignKeys {
        return;
    }
    let (Some(model), Some(fields), Some(arguments)) =
        (field.model(), field.key_fields(), field.relation_arguments())
    else {
        return;
    };
    let Some(list) = arguments.fields.as_ref().filter(|it| !it.is_poisoned && !it.fields.is_empty()) else {
        return;
    };
    if model.is_view() || field.is_list() || model.leads_a_key(&fields) {
        return;
    }
    let names: Vec<&str> = fields.iter().map(|it| it.name()).collect();
    let text = format!("@@index([{}])", names.join(", "));
    let place = field.node_span(list.argument);
    let fix = crate::rules::relation::add_block_attribute(model, &text);
    let message = format!("no index covers the foreign key of `{}`", field.name());
    cx.report(&RULE, place, place.range, message)
        .help("without one the database reads the whole table to find or check related rows")
        .fix(fix);
}
