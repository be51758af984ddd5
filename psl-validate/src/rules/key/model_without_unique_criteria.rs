//! `model-without-unique-criteria`: a model without a key that identifies its rows.

use crate::{
    rule::{Check, Cx, SpanFix},
    schema::{Field, FieldType, IndexField, Model},
};

rule!("model-without-unique-criteria", Error, ALL, Check::Model(check));

fn check(model: Model<'_>, cx: &mut Cx<'_>) {
    let is_strict = |key: &[IndexField]| {
        key.iter().map(|it| Field::new(cx.schema, it.field())).all(|it| !it.is_optional() && it.ty() != FieldType::Unsupported)
    };
    if model.is_view() || model.is_ignored() || model.has_poisoned_keys() || model.unique_criteria().any(is_strict) {
        return;
    }
    let message = format!("`{}` has no id and no unique field that is always set", model.name());
    let fix = match model.find_field("id").filter(|it| it.is_scalar() && it.is_required()) {
        Some(field) => SpanFix::unsafe_("Add `@id` to `id`", crate::rules::relation::behind_type(field), " @id"),
        None => {
            let is_mongodb = cx.schema.connector().is_some_and(|it| it.is("mongodb"));
            let prefix = cx.schema.datasource().map_or("db", |it| it.name());
            let line = match is_mongodb {
                true => format!("\n  id String @id @default(auto()) @map(\"_id\") @{prefix}.ObjectId"),
                false => "\n  id Int @id @default(autoincrement())".to_owned(),
            };
            SpanFix::unsafe_("Add a field `id`", super::behind_header(model), line)
        }
    };
    cx.report(&RULE, model.span(), model.header_span().range, message)
        .help("mark a field with `@id`, or several with `@@id([a, b])`")
        .fix(fix);
}
