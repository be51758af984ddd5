//! `psl/schema`: a schema as entities and relations.

use psl_ide::{Entity, FieldInfo, FileRange, RelationEnd, RelationInfo};
use serde_json::{Value, json};
use tower_lsp::{jsonrpc::Result, lsp_types::Range};

use crate::query::{Cx, View};

pub(crate) fn schema(cx: &Cx) -> Result<Option<Value>> {
    let overview = psl_ide::overview(cx.snapshot());
    let entities: Vec<Value> = overview.entities.iter().map(|it| entity(&cx.view, it)).collect();
    let relations: Vec<Value> = overview.relations.iter().map(relation).collect();
    let version = cx.view.files.get(cx.file.0 as usize).and_then(|it| it.version);
    Ok(Some(json!({ "version": version, "entities": entities, "relations": relations })))
}

fn range(view: &View, at: FileRange) -> Option<Range> {
    Some(view.lines(at.file)?.range(at.range))
}

fn entity(view: &View, entity: &Entity) -> Value {
    let fields: Vec<Value> = entity.fields.iter().map(|it| field(view, it)).collect();
    json!({
        "name": entity.name,
        "kind": entity.keyword,
        "databaseName": entity.database_name,
        "databaseSchema": entity.database_schema,
        "documentation": entity.doc,
        "isIgnored": entity.is_ignored,
        "uri": view.url(entity.at.file),
        "range": range(view, entity.at),
        "nameRange": range(view, entity.name_at),
        "fields": fields,
    })
}

fn field(view: &View, field: &FieldInfo) -> Value {
    json!({
        "name": field.name,
        "type": field.type_name,
        "arity": field.arity,
        "databaseName": field.database_name,
        "isId": field.is_id,
        "isUnique": field.is_unique,
        "isRelation": field.is_relation,
        "isIgnored": field.is_ignored,
        "documentation": field.doc,
        "nameRange": range(view, field.name_at),
    })
}

fn relation(relation: &RelationInfo) -> Value {
    let end = |it: &RelationEnd| json!({ "entity": it.entity, "field": it.field, "key": it.key });
    json!({
        "name": relation.name,
        "kind": relation.kind,
        "from": end(&relation.from),
        "to": end(&relation.to),
    })
}
