//! Relations: pairs of relation fields, made in the order and by the table of the reference.

use super::{
    Field, Model,
    attributes::IndexKind,
    types::{FieldId, ModelId},
};
use crate::lower::{Arity, hash_name};

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum RelationKind {
    OneToOne,
    OneToMany,
    /// Two list fields; the database has a table in between.
    ImplicitManyToMany,
    /// Two list fields, at least one with `fields` (mongodb).
    EmbeddedManyToMany,
}

/// A relation, in the order the reference creates them.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct RelationData {
    pub kind: RelationKind,
    /// The field that is supposed to hold `fields` and `references`; the first field of a many-to-many relation.
    pub forward: Option<FieldId>,
    /// The field at the other end.
    pub back: Option<FieldId>,
    /// The model with the foreign key.
    pub referencing: ModelId,
    pub referenced: ModelId,
    /// The field the walk was at when it created the relation.
    pub created_from: FieldId,
    /// It is ambiguous, or an end of it could not be read: checks pass over it.
    pub is_poisoned: bool,
}

/// The relation fields of a model by what pairs them.
#[derive(Debug, Default)]
pub(crate) struct RelationEnds {
    /// By other model and explicit name (`NO_NAME` without one): these can be opposites.
    by_explicit_name: Ends,
    /// By other model and explicit or generated name, where that makes a difference: two or more are ambiguous.
    by_name: Option<Box<Ends>>,
}

/// Fields by other model and name: sorted keys, and the field of each.
#[derive(Debug, Default)]
struct Ends {
    keys: Box<[(ModelId, u64)]>,
    fields: Box<[FieldId]>,
}

impl Ends {
    fn new(mut ends: Vec<((ModelId, u64), FieldId)>) -> Ends {
        ends.sort_unstable();
        Ends { keys: ends.iter().map(|it| it.0).collect(), fields: ends.iter().map(|it| it.1).collect() }
    }

    fn get(&self, target: ModelId, name: u64) -> &[FieldId] {
        let from = self.keys.partition_point(|it| *it < (target, name));
        let to = self.keys.partition_point(|it| *it <= (target, name));
        &self.fields[from..to]
    }
}

const NO_NAME: u64 = 0;

/// The name a relation without an explicit one has: both model names in byte order, joined by `To`.
pub fn generated_relation_name(a: &str, b: &str) -> String {
    if a <= b { format!("{a}To{b}") } else { format!("{b}To{a}") }
}

/// Whether `name` may be the generated one of a relation of `model`. Keeps from looking at the other model, which is far
/// away in a large schema.
fn is_made_of(name: &str, model: &str) -> bool {
    name.strip_prefix(model).is_some_and(|it| it.starts_with("To"))
        || name.strip_suffix(model).is_some_and(|it| it.ends_with("To"))
}

impl RelationEnds {
    pub(crate) fn new(model: Model<'_>) -> RelationEnds {
        let end = |field: Field<'_>| {
            let name = explicit_name(field).map_or(NO_NAME, hash_name);
            Some(((field.related_model()?.id(), name), field.id()))
        };
        let ends: Vec<_> = model.relation_fields().filter_map(end).collect();
        // A name that is written and equals the generated one counts as the unnamed one.
        let mut unnamed: Vec<ModelId> = ends.iter().filter(|it| it.0.1 == NO_NAME).map(|it| it.0.0).collect();
        unnamed.sort_unstable();
        let is_unnamed = |((target, name), field): &((ModelId, u64), FieldId)| {
            let written = || explicit_name(Field::new(model.schema, *field)).unwrap_or_default();
            let other = || Model { schema: model.schema, id: *target }.name();
            *name != NO_NAME
                && unnamed.binary_search(target).is_ok()
                && is_made_of(written(), model.name())
                && hash_name(&generated_relation_name(model.name(), other())) == *name
        };
        let by_name = ends.iter().any(is_unnamed).then(|| {
            let name = |it: &_| if is_unnamed(it) { NO_NAME } else { it.0.1 };
            let merged = ends.iter().map(|it| ((it.0.0, name(it)), it.1));
            Box::new(Ends::new(merged.collect()))
        });
        RelationEnds { by_explicit_name: Ends::new(ends), by_name }
    }

    /// The fields that have the other model, and the explicit or generated name.
    fn called(&self, target: ModelId, name: u64) -> &[FieldId] {
        self.by_name.as_deref().unwrap_or(&self.by_explicit_name).get(target, name)
    }
}

/// The fields that share model, other model and name with `field`, itself included.
pub(crate) fn group(field: Field<'_>) -> &[FieldId] {
    let (Some(model), Some(target)) = (field.model(), field.related_model()) else { return &[] };
    let named = explicit_name(field).map_or(NO_NAME, hash_name);
    let find = |name: u64| Some(model.ends().called(target.id(), name)).filter(|it| it.contains(&field.id()));
    find(named).or_else(|| find(NO_NAME)).unwrap_or_default()
}

/// The first field of the other model that points back with the same explicit name, or without one too.
fn opposite(field: Field<'_>) -> Option<Field<'_>> {
    let (model, target) = (field.model()?, field.related_model()?);
    let name = explicit_name(field).map_or(NO_NAME, hash_name);
    let mut candidates = target.ends().by_explicit_name.get(model.id(), name).iter();
    let opposite = candidates.find(|it| **it != field.id())?;
    Some(Field::new(field.schema(), *opposite))
}

fn explicit_name(field: Field<'_>) -> Option<&str> {
    field.relation_arguments()?.name.as_ref().map(|it| &*it.name)
}

/// The relations the walk creates at the fields of a model. The ends of all models are there.
pub(crate) fn pair(model: Model<'_>) -> Vec<RelationData> {
    if model.is_poisoned() {
        return Vec::new();
    }
    let fields = model.relation_fields().filter(|it| it.related_model().is_some_and(|it| !it.is_poisoned()));
    fields.filter_map(relation).collect()
}

fn relation(field: Field<'_>) -> Option<RelationData> {
    use RelationKind::{EmbeddedManyToMany, ImplicitManyToMany, OneToMany, OneToOne};
    let (model, target) = (field.model()?, field.related_model()?);
    let opposite = opposite(field);
    let has_fields = |it: Field<'_>| it.relation_arguments().is_some_and(|it| it.fields.is_some());
    let key = |it: Field<'_>| (it.model().map_or("", |it| it.name()).to_owned(), it.name().to_owned());
    let (kind, forward, back) = match (field.arity(), opposite.map(|it| (it.arity(), it))) {
        (Arity::List, Some((Arity::List, opposite))) => {
            let is_first = match model == target {
                true => field.name() <= opposite.name(),
                false => model.name() <= target.name(),
            };
            if !is_first {
                return None;
            }
            let kind = if has_fields(field) || has_fields(opposite) {
                EmbeddedManyToMany
            } else {
                ImplicitManyToMany
            };
            (kind, Some(field), Some(opposite))
        }
        (Arity::List, Some(_)) => return None,
        (Arity::List, None) => (OneToMany, None, Some(field)),
        (_, Some((Arity::List, opposite))) => (OneToMany, Some(field), Some(opposite)),
        (Arity::Required, Some((Arity::Optional, opposite))) => (OneToOne, Some(field), Some(opposite)),
        (Arity::Optional, Some((Arity::Required, _))) => return None,
        (Arity::Required, Some((Arity::Required, opposite))) => {
            if key(opposite) < key(field) {
                return None;
            }
            (OneToOne, Some(field), Some(opposite))
        }
        (Arity::Optional, Some((Arity::Optional, opposite))) => {
            let is_forward = match (has_fields(field), has_fields(opposite)) {
                (true, _) => true,
                (false, true) => false,
                (false, false) => key(field) <= key(opposite),
            };
            if !is_forward {
                return None;
            }
            (OneToOne, Some(field), Some(opposite))
        }
        (_, None) => {
            let kind = if fields_are_unique(field) { OneToOne } else { OneToMany };
            (kind, Some(field), None)
        }
    };
    let (referencing, referenced) = if forward.is_none() { (target, model) } else { (model, target) };
    let is_poisoned = [forward, back]
        .into_iter()
        .flatten()
        .any(|it| it.relation_arguments().is_some_and(|it| it.is_poisoned) || is_ambiguous(it));
    Some(RelationData {
        kind,
        forward: forward.map(|it| it.id()),
        back: back.map(|it| it.id()),
        referencing: referencing.id(),
        referenced: referenced.id(),
        created_from: field.id(),
        is_poisoned,
    })
}

/// Whether several fields share the field's models and name. Two fields of a named self relation are its two ends.
pub(crate) fn is_ambiguous(field: Field<'_>) -> bool {
    let group = group(field);
    let is_self = field.model() == field.related_model();
    match group.len() {
        0 | 1 => false,
        2 => !(is_self && explicit_name(field).is_some()),
        _ => true,
    }
}

/// Whether a `@unique` or `@@unique` of the model has exactly the field's `fields`, in order. The id does not count.
fn fields_are_unique(field: Field<'_>) -> bool {
    let Some(fields) = field.relation_arguments().and_then(|it| it.fields.as_ref()) else { return false };
    let Some(model) = field.model() else { return false };
    model
        .indexes()
        .filter(|it| it.kind() == IndexKind::Unique)
        .any(|it| it.fields().iter().map(|it| it.field()).eq(fields.fields.iter().copied()))
}
