//! Adds an index on the key of a relation.

use psl_validate::schema::{Field, IndexField, Model};

use super::{ActionKind, Cx, Draft};
use crate::edit;

pub(super) fn add(cx: &Cx<'_>) -> Vec<Draft> {
    plan(cx).into_iter().collect()
}

fn plan(cx: &Cx<'_>) -> Option<Draft> {
    let (field, model) = (cx.field()?, cx.model()?);
    let keys = field.key_fields().filter(|it| !it.is_empty())?;
    if leads_a_key(model, &keys) {
        return None;
    }
    let names: Vec<&str> = keys.iter().map(|it| it.name()).collect();
    let text = format!("@@index([{}])", names.join(", "));
    let edit = cx.edit(edit::last_block_attribute(cx.segment(), &text)?);
    Some(Draft::new(ActionKind::Rewrite, format!("Add `{text}`"), vec![edit]))
}

/// Whether a key or index starts with exactly these fields.
fn leads_a_key(model: Model<'_>, fields: &[Field<'_>]) -> bool {
    let leads = |key: &[IndexField]| {
        fields.len() <= key.len() && key.iter().zip(fields).all(|(key, field)| key.path == [field.id()])
    };
    model.primary_key().is_some_and(|it| leads(&it.fields)) || model.indexes().any(|it| leads(it.fields()))
}
