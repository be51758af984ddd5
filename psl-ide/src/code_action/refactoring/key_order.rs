//! Sorts the fields of a compound relation as the key of the other model has them.

use psl_parser::TextEdit;
use psl_validate::schema::{Field, FieldId};

use super::{ActionKind, Cx, Draft};

pub(super) fn sort(cx: &Cx<'_>) -> Vec<Draft> {
    plan(cx).into_iter().collect()
}

fn plan(cx: &Cx<'_>) -> Option<Draft> {
    let field = cx.field()?;
    let arguments = field.relation_arguments()?;
    let (own, other) = (arguments.fields.as_ref()?, arguments.references.as_ref()?);
    if own.fields().len() != other.fields().len() || own.is_poisoned || other.is_poisoned {
        return None;
    }
    let place = |key: &[FieldId], id: FieldId| key.iter().position(|it| *it == id);
    let key = field.related_model()?.unique_criteria().find_map(|key| {
        let ids: Vec<FieldId> = key.iter().map(|it| it.field()).collect();
        let is_same = ids.len() == other.fields().len() && other.fields().iter().all(|it| ids.contains(it));
        is_same.then_some(ids)
    })?;
    let mut pairs: Vec<(FieldId, FieldId)> =
        own.fields().iter().copied().zip(other.fields().iter().copied()).collect();
    pairs.sort_by_key(|it| place(&key, it.1));
    if pairs.iter().map(|it| it.1).eq(other.fields().iter().copied()) {
        return None;
    }
    let list = |ids: &mut dyn Iterator<Item = FieldId>| {
        let names: Vec<&str> = ids.map(|it| Field::new(cx.schema, it).name()).collect();
        format!("[{}]", names.join(", "))
    };
    let edits = vec![
        cx.edit(TextEdit::replace(own.value, list(&mut pairs.iter().map(|it| it.0)))),
        cx.edit(TextEdit::replace(other.value, list(&mut pairs.iter().map(|it| it.1)))),
    ];
    Some(Draft::new(ActionKind::Rewrite, "Sort the fields as the key has them", edits))
}
