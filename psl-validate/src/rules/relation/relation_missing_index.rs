//! `relation-missing-index`: a relation without index where the client keeps it intact.

use crate::{
    rule::{Check, Cx},
    schema::{Field, RelationMode},
};

rule!("relation-missing-index", Warning, ALL, Check::RelationField(check));

fn check(field: Field<'_>, cx: &mut Cx<'_>) {
    let Some(connector) = cx.schema.connector() else { return };
    if cx.schema.relation_mode() != RelationMode::Prisma || !connector.has_foreign_keys {
        return;
    }
    let (Some(model), Some(fields), Some(arguments)) =
        (field.model(), field.key_fields(), field.relation_arguments())
    else {
        return;
    };
    if arguments.fields.as_ref().is_none_or(|it| it.is_poisoned) || model.leads_a_key(&fields) {
        return;
    }
    let names: Vec<&str> = fields.iter().map(|it| it.name()).collect();
    let text = format!("@@index([{}])", names.join(", "));
    let place = field.attribute_span(arguments.attribute);
    let range =
        field.node_span(arguments.attribute).with(super::list_range(arguments).unwrap_or(place.range)).range;
    let message = format!("no index starts with the key of `{}`", field.name());
    let fix = super::add_block_attribute(model, &text);
    cx.report(&RULE, place, range, message)
        .help("without foreign keys every look-up along the relation reads the whole table")
        .fix(fix);
}
