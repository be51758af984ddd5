//! Outside of blocks, and names of new blocks.

use std::collections::BTreeSet;

use psl_validate::schema::{FieldType, PreviewFeature};

use super::{CompletionKind, Cx};

/// The kinds of blocks that this schema can have.
pub(super) fn blocks(cx: &mut Cx<'_>) {
    let schema = cx.schema();
    let connector = schema.capabilities();
    let id = if connector.has_auto {
        "id String @id @default(auto()) @map(\"_id\") @db.ObjectId"
    } else {
        "id Int @id @default(autoincrement())"
    };
    block(cx, "model", &format!("model ${{1:Name}} {{\n  {id}\n  $0\n}}"), "A table, or a collection.");
    if connector.has_enums {
        block(cx, "enum", "enum ${1:Name} {\n  ${2:VALUE}$0\n}", "A type with a fixed set of values.");
    }
    if connector.has_composite_types {
        block(cx, "type", "type ${1:Name} {\n  $0\n}", "A part of a document.");
    }
    if cx.has_preview(PreviewFeature::Views) {
        block(cx, "view", "view ${1:Name} {\n  $0\n}", "A view of the database.");
    }
    if schema.datasources().len() == 0 {
        block(cx, "datasource", "datasource ${1:db} {\n  provider = \"$0\"\n}", "The database.");
    }
    block(cx, "generator", "generator ${1:client} {\n  provider = \"$0\"\n}", "A program that makes code.");
}

fn block(cx: &mut Cx<'_>, keyword: &str, snippet: &str, doc: &str) {
    // In front of the rest of a header only the keyword is missing.
    let is_new = cx.edited.behind.is_none();
    let item = cx.add(0, CompletionKind::Keyword, keyword).doc(doc);
    if is_new {
        item.snippet(snippet);
    }
}

/// Names that are used as types somewhere and declared nowhere.
pub(super) fn names(cx: &mut Cx<'_>) {
    let schema = cx.schema();
    let unknown = schema.fields().filter(|it| it.ty() == FieldType::Unknown);
    let names: BTreeSet<&str> = unknown.map(|it| it.type_name()).filter(|it| !it.is_empty()).collect();
    for name in names {
        cx.add(0, CompletionKind::Model, name).detail("used as a type, not declared");
    }
}
