//! Adds an index on the key of a relation.

use super::{ActionKind, Cx, Draft};
use crate::edit;

pub(super) fn add(cx: &Cx<'_>) -> Vec<Draft> {
    plan(cx).into_iter().collect()
}

fn plan(cx: &Cx<'_>) -> Option<Draft> {
    let (field, model) = (cx.field()?, cx.model()?);
    let keys = field.key_fields().filter(|it| !it.is_empty())?;
    if model.leads_a_key(&keys) {
        return None;
    }
    let names: Vec<&str> = keys.iter().map(|it| it.name()).collect();
    let text = format!("@@index([{}])", names.join(", "));
    let edit = cx.edit(edit::last_block_attribute(cx.segment(), &text)?);
    Some(Draft::new(ActionKind::Rewrite, format!("Add `{text}`"), vec![edit]))
}
