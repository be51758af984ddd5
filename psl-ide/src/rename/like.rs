//! Fields that are called like a model that gets another name: offered, and never done unasked.

use psl_parser::{TextEdit, TextRange};
use psl_validate::{
    repair::Edits,
    schema::{Field, Top},
};

use super::{DatabaseNames, Plan, Suggestion, keep};
use crate::{
    Snapshot,
    names::{self, Entity},
    words::lower_first,
};

/// For a model: relation fields called `ticket` or `tickets`, and keys called `ticketId` or the like.
pub(super) fn suggestions(
    snapshot: &Snapshot,
    entity: &Entity,
    new_name: &str,
    database_names: DatabaseNames,
    taken: &Edits,
) -> Vec<Suggestion> {
    let (schema, Entity::Type(old_name)) = (snapshot.schema(), entity) else { return Vec::new() };
    let Some(Top::Model(renamed)) = schema.find(old_name) else { return Vec::new() };
    let (old, new) = (lower_first(old_name), lower_first(new_name));
    let (mut relations, mut keys) = (Plan::new(schema), Plan::new(schema));
    let ends = schema.fields().filter(|it| it.related_model() == Some(renamed));
    for field in ends.filter(|it| !it.is_poisoned() && !it.is_lost()) {
        if field.name() == old || field.name().strip_prefix(&old) == Some("s") {
            rename(&mut relations, field, &old, &new);
        }
        for key in field.key_fields().unwrap_or_default() {
            let starts_word = |it: &str| it.starts_with(|it: char| it.is_uppercase() || it == '_');
            if key.name().strip_prefix(&old).is_some_and(starts_word)
                && let Some((block, name)) = rename(&mut keys, key, &old, &new)
            {
                keep::map_member(&mut keys, block, key.name(), &name, database_names);
            }
        }
    }
    let title = |it: &str| format!("{it} called like `{old_name}`");
    let plans = [(title("Relation fields"), relations), (title("Keys"), keys)];
    let suggestion = |(title, plan): (String, Plan<'_>)| Suggestion { title, edits: plan.bare_edits() };
    let is_possible = |it: &Suggestion| {
        !it.edits.is_empty()
            && it.edits.iter().all(|(file, edits)| {
                let others = taken.get(file).into_iter().flatten();
                let touch = |a: TextRange, b: TextRange| a.start <= b.end && b.start <= a.end;
                others.into_iter().all(|other| edits.iter().all(|it| !touch(it.range, other.range)))
            })
    };
    plans.into_iter().map(suggestion).filter(is_possible).collect()
}

/// Renames a field unless its block has the new name already; returns its block and that name.
fn rename(
    plan: &mut Plan<'_>,
    field: Field<'_>,
    old: &str,
    new: &str,
) -> Option<(psl_validate::schema::SegmentId, String)> {
    let block = field.name_span().segment;
    let name = field.name().replacen(old, new, 1);
    if !names::members_called(plan.schema.segment(block), &name).is_empty() {
        return None;
    }
    plan.rename(&Entity::Member { block, name: field.name().to_owned() }, &name);
    Some((block, name))
}

impl Plan<'_> {
    /// The edits without any layout.
    fn bare_edits(self) -> Edits {
        let mut edits = Edits::new();
        for (file, edit) in self.names.into_iter().chain(self.additions) {
            let own: &mut Vec<TextEdit> = edits.entry(file).or_default();
            // A field may be the key of several relations.
            if !own.contains(&edit) {
                own.push(edit);
            }
        }
        edits
    }
}
