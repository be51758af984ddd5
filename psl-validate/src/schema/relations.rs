//! Relations: pairs of relation fields, made in the order and by the table of the reference.

use super::{
    Field, Model, Schema,
    attributes::IndexKind,
    types::{FieldId, ModelId, Owner},
};
use crate::{
    Few,
    lower::{Arity, hash_name},
};

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

/// A relation field, and all that pairing has to know of it: what else was read of its model need not be looked at.
#[derive(Clone, Copy, Debug)]
pub(crate) struct End {
    target: ModelId,
    /// The hash of its explicit name; where names are merged, [`NO_NAME`] stands for a generated one too.
    name: u64,
    pub(crate) field: FieldId,
    arity: Arity,
    has_fields: bool,
    /// Its arguments could not be read.
    is_poisoned: bool,
}

/// Fields sorted by other model and name, then in source order.
#[derive(Debug, Default)]
struct Ends(Box<[End]>);

impl Ends {
    fn new(mut ends: Few<End>) -> Ends {
        ends.sort_unstable_by_key(|it| (it.target, it.name, it.field));
        Ends(ends.into_boxed_slice())
    }

    fn get(&self, target: ModelId, name: u64) -> &[End] {
        let from = self.0.partition_point(|it| (it.target, it.name) < (target, name));
        let rest = &self.0[from..];
        &rest[..rest.iter().take_while(|it| (it.target, it.name) == (target, name)).count()]
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
            let arguments = field.relation_arguments();
            let name = arguments.and_then(|it| it.name.as_ref());
            Some(End {
                target: field.related_model()?.id(),
                name: name.map_or(NO_NAME, |it| hash_name(&it.name)),
                field: field.id(),
                arity: field.arity(),
                has_fields: arguments.is_some_and(|it| it.fields.is_some()),
                is_poisoned: arguments.is_some_and(|it| it.is_poisoned),
            })
        };
        let ends: Few<End> = model.relation_fields().filter_map(end).collect();
        // A name that is written and equals the generated one counts as the unnamed one.
        let mut unnamed: Few<ModelId> =
            ends.iter().filter(|it| it.name == NO_NAME).map(|it| it.target).collect();
        unnamed.sort_unstable();
        let is_unnamed = |end: &End| {
            let written = || explicit_name(Field::new(model.schema, end.field)).unwrap_or_default();
            let other = || Model::new(model.schema, end.target).name();
            end.name != NO_NAME
                && unnamed.binary_search(&end.target).is_ok()
                && is_made_of(written(), model.name())
                && hash_name(&generated_relation_name(model.name(), other())) == end.name
        };
        let by_name = ends.iter().any(is_unnamed).then(|| {
            let merged = |it: &End| End { name: if is_unnamed(it) { NO_NAME } else { it.name }, ..*it };
            Box::new(Ends::new(ends.iter().map(merged).collect()))
        });
        RelationEnds { by_explicit_name: Ends::new(ends), by_name }
    }

    /// The fields that have the other model, and the explicit or generated name.
    fn called(&self, target: ModelId, name: u64) -> &[End] {
        self.by_name.as_deref().unwrap_or(&self.by_explicit_name).get(target, name)
    }

    /// The fields that share other model and name with one of [`RelationEnds::by_explicit_name`].
    fn group(&self, end: &End) -> &[End] {
        let has_it = |it: &&[End]| it.iter().any(|it| it.field == end.field);
        let find = |name: u64| Some(self.called(end.target, name)).filter(has_it);
        find(end.name).or_else(|| find(NO_NAME)).unwrap_or_default()
    }

    /// Whether several fields share the field's models and name. Two fields of a named self relation are its two ends.
    fn is_ambiguous(&self, end: &End) -> bool {
        match self.group(end).len() {
            0 | 1 => false,
            2 => !(end.name != NO_NAME && end.field.owner() == Owner::Model(end.target)),
            _ => true,
        }
    }
}

/// What pairing knows of a relation field.
fn end(field: Field<'_>) -> Option<&End> {
    let (model, target) = (field.model()?, field.related_model()?);
    let name = explicit_name(field).map_or(NO_NAME, hash_name);
    model.ends().by_explicit_name.get(target.id(), name).iter().find(|it| it.field == field.id())
}

/// The fields that share model, other model and name with `field`, itself included.
pub(crate) fn group(field: Field<'_>) -> &[End] {
    let (Some(model), Some(end)) = (field.model(), end(field)) else { return &[] };
    model.ends().group(end)
}

/// The first field of the other model that points back with the same explicit name, or without one too.
fn opposite<'s>(schema: &'s Schema, model: ModelId, end: &End) -> Option<&'s End> {
    let target = Model::new(schema, end.target);
    target.ends().by_explicit_name.get(model, end.name).iter().find(|it| it.field != end.field)
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
    fields.filter_map(|it| relation(model, end(it)?)).collect()
}

fn relation(model: Model<'_>, end: &End) -> Option<RelationData> {
    use RelationKind::{EmbeddedManyToMany, ImplicitManyToMany, OneToMany, OneToOne};
    let (schema, target) = (model.schema, end.target);
    let opposite = opposite(schema, model.id(), end);
    let own_name = || (model.name(), Field::new(schema, end.field).name());
    let other_name = |it: &End| (Model::new(schema, target).name(), Field::new(schema, it.field).name());
    let (kind, forward, back) = match (end.arity, opposite.map(|it| (it.arity, it))) {
        (Arity::List, Some((Arity::List, opposite))) => {
            let is_first = match model.id() == target {
                true => own_name().1 <= other_name(opposite).1,
                false => own_name().0 <= other_name(opposite).0,
            };
            if !is_first {
                return None;
            }
            let kind =
                if end.has_fields || opposite.has_fields { EmbeddedManyToMany } else { ImplicitManyToMany };
            (kind, Some(end), Some(opposite))
        }
        (Arity::List, Some(_)) => return None,
        (Arity::List, None) => (OneToMany, None, Some(end)),
        (_, Some((Arity::List, opposite))) => (OneToMany, Some(end), Some(opposite)),
        (Arity::Required, Some((Arity::Optional, opposite))) => (OneToOne, Some(end), Some(opposite)),
        (Arity::Optional, Some((Arity::Required, _))) => return None,
        (Arity::Required, Some((Arity::Required, opposite))) => {
            if other_name(opposite) < own_name() {
                return None;
            }
            (OneToOne, Some(end), Some(opposite))
        }
        (Arity::Optional, Some((Arity::Optional, opposite))) => {
            let is_forward = match (end.has_fields, opposite.has_fields) {
                (true, _) => true,
                (false, true) => false,
                (false, false) => own_name() <= other_name(opposite),
            };
            if !is_forward {
                return None;
            }
            (OneToOne, Some(end), Some(opposite))
        }
        (_, None) => {
            let kind = if fields_are_unique(Field::new(schema, end.field)) { OneToOne } else { OneToMany };
            (kind, Some(end), None)
        }
    };
    let (referencing, referenced) =
        if forward.is_none() { (target, model.id()) } else { (model.id(), target) };
    let is_ambiguous = |owner: Model<'_>, it: &End| owner.ends().is_ambiguous(it);
    let is_poisoned = end.is_poisoned
        || is_ambiguous(model, end)
        || opposite.is_some_and(|it| it.is_poisoned || is_ambiguous(Model::new(schema, target), it));
    Some(RelationData {
        kind,
        forward: forward.map(|it| it.field),
        back: back.map(|it| it.field),
        referencing,
        referenced,
        created_from: end.field,
        is_poisoned,
    })
}

/// Whether several fields share the field's models and name. Two fields of a named self relation are its two ends.
pub(crate) fn is_ambiguous(field: Field<'_>) -> bool {
    let (Some(model), Some(end)) = (field.model(), end(field)) else { return false };
    model.ends().is_ambiguous(end)
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
