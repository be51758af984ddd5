//! `model-without-unique-criteria`: a model without a key that identifies its rows.

use crate::{
    rule::{Check, Cx, SpanFix},
    schema::{DefaultFunction, Field, FieldType, IndexField, Model},
};

rule!("model-without-unique-criteria", Error, ALL, Check::Model(check));

fn check(model: Model<'_>, cx: &mut Cx<'_>) {
    let is_strict = |key: &[IndexField]| {
        key.iter()
            .map(|it| Field::new(cx.schema, it.field()))
            .all(|it| !it.is_optional() && it.ty() != FieldType::Unsupported)
    };
    if model.is_view()
        || model.is_ignored()
        || model.has_poisoned_keys()
        || model.unique_criteria().any(is_strict)
    {
        return;
    }
    let message = format!("`{}` has no id and no unique field that is always set", model.name());
    let finding = cx.report(&RULE, model.span(), model.header_span().range, message);
    finding.help("mark a field with `@id`, or several with `@@id([a, b])`");
    finding.fixes.extend(add_id(model));
}

/// An id, where the model has none that only lacks strictness: the field `id` when there is one, else a new field.
fn add_id(model: Model<'_>) -> Option<SpanFix> {
    let schema = model.schema();
    if model.primary_key().is_some() {
        return None;
    }
    let is_mongodb = schema.connector().is_some_and(|it| it.is("mongodb"));
    if let Some(field) = model.find_field("id") {
        let fits = field.is_scalar() && field.is_required() && field.ty() != FieldType::Unsupported;
        let map = if is_mongodb && field.map().is_none() { " @id @map(\"_id\")" } else { " @id" };
        return fits
            .then(|| SpanFix::unsafe_("Add `@id` to `id`", crate::rules::relation::behind_type(field), map));
    }
    let counts =
        |it: Field<'_>| it.default().is_some_and(|it| it.function == Some(DefaultFunction::Autoincrement));
    if model.fields().any(counts) {
        return None;
    }
    let prefix = schema.datasource().map_or("db", |it| it.name());
    let line = match schema.connector().map(|it| it.name) {
        Some("mongodb") => format!("\n  id String @id @default(auto()) @map(\"_id\") @{prefix}.ObjectId"),
        Some("cockroachdb") => "\n  id BigInt @id @default(autoincrement())".to_owned(),
        _ => "\n  id Int @id @default(autoincrement())".to_owned(),
    };
    Some(SpanFix::unsafe_("Add a field `id`", super::behind_header(model), line))
}
