//! Outside of blocks, and names of new blocks.

use std::collections::BTreeSet;

use psl_validate::{
    connectors::Autoincrement,
    schema::{FieldType, PreviewFeature},
};

use super::{CompletionKind, Cx};
use crate::words::free_name;

/// The kinds of blocks that this schema can have.
pub(super) fn blocks(cx: &mut Cx<'_>) {
    // A comment behind would become part of a header.
    if cx.edited.behind == Some('/') {
        return;
    }
    let schema = cx.schema();
    let connector = schema.capabilities();
    let id = match connector.autoincrement {
        _ if connector.has_auto => "id String @id @default(auto()) @map(\"_id\") @db.ObjectId",
        Autoincrement::BigIntOnly => "id BigInt @id @default(autoincrement())",
        _ => "id Int @id @default(autoincrement())",
    };
    let schemas = schema.datasource().and_then(|it| it.schemas()).and_then(|it| it.first());
    let place = schemas.map_or_else(String::new, |it| format!("\n\n  @@schema(\"{}\")", it.name));
    let name = free_name("Name", |it| schema.find(it).is_none());
    let snippet = |keyword: &str, body: &str| format!("{keyword} ${{1:{name}}} {{\n  {body}{place}\n}}");
    block(cx, "model", &snippet("model", &format!("{id}\n  $0")), "A table, or a collection.");
    if connector.has_enums {
        block(cx, "enum", &snippet("enum", "${2:VALUE}$0"), "A type with a fixed set of values.");
    }
    if connector.has_composite_types {
        block(cx, "type", &snippet("type", "${2:name} ${3:String}$0"), "A part of a document.");
    }
    if cx.has_preview(PreviewFeature::Views) {
        block(cx, "view", &snippet("view", "${2:id} ${3:Int} @unique\n  $0"), "A view of the database.");
    }
    if schema.datasources().len() == 0 {
        let snippet = "datasource ${1:db} {\n  provider = \"${2:postgresql}\"\n}";
        block(cx, "datasource", snippet, "The database.");
    }
    let client = free_name("client", |name| schema.generators().all(|it| it.name() != name));
    let snippet = format!("generator ${{1:{client}}} {{\n  provider = \"${{2:prisma-client}}\"\n}}");
    block(cx, "generator", &snippet, "A program that makes code.");
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
