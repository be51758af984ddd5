//! The names constraints have in the database, written or made, and where they clash.

use std::{borrow::Cow, hash::BuildHasher};

use psl_parser::TextRange;
use rustc_hash::{FxBuildHasher, FxHashMap};

use crate::{
    Few,
    schema::{
        DefaultValue, Field, IdData, Index, Mapping, Model, ModelId, Relation, RelationKind, Schema, Span,
    },
};

/// A name that is not the only one of its kind.
pub(crate) struct Clash {
    pub(crate) place: Span,
    pub(crate) range: TextRange,
    pub(crate) name: String,
    /// Whether the schema gives the name; otherwise it is the one made by default.
    pub(crate) is_written: bool,
    pub(crate) other: Option<Span>,
}

/// What a name names.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    PrimaryKey,
    Index,
    ForeignKey,
    Default,
}

/// Where names have to differ.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Scope {
    /// In one schema of the database; the number tells scopes of different kinds apart.
    Global(u8),
    /// In one model.
    Model(u8),
}

struct Constraint<'s> {
    source: Source<'s>,
    /// Where a foreign key is checked.
    model: Model<'s>,
    /// Where a foreign key is counted: the model the relation was made from.
    counted_in: ModelId,
    name: Cow<'s, str>,
}

/// What has the name.
#[derive(Clone, Copy)]
enum Source<'s> {
    PrimaryKey(&'s IdData),
    Index(Index<'s>),
    ForeignKey(Relation<'s>),
    Default(Field<'s>, &'s DefaultValue),
}

impl Source<'_> {
    fn kind(self) -> Kind {
        match self {
            Source::PrimaryKey(_) => Kind::PrimaryKey,
            Source::Index(_) => Kind::Index,
            Source::ForeignKey(_) => Kind::ForeignKey,
            Source::Default(..) => Kind::Default,
        }
    }
}

/// The scopes a constraint counts in, and those it is checked in.
fn scopes(connector: &str, kind: Kind) -> (&'static [Scope], &'static [Scope]) {
    use Kind::{Default, ForeignKey, Index, PrimaryKey};
    use Scope::{Global, Model};
    match (connector, kind) {
        ("postgresql", PrimaryKey) => (&[Global(1), Model(1)], &[Global(1), Model(1)]),
        ("postgresql", Index) => (&[Global(1), Model(1)], &[Global(1)]),
        ("postgresql", ForeignKey) => (&[Model(1)], &[Model(1)]),
        ("cockroachdb", PrimaryKey | ForeignKey) => (&[Model(1)], &[Model(1)]),
        ("cockroachdb", Index) => (&[Model(1)], &[]),
        ("mysql", ForeignKey) => (&[Global(2)], &[Global(2)]),
        ("mysql" | "mongodb", Index) => (&[Model(2)], &[Model(2)]),
        ("sqlite", Index) => (&[Global(3)], &[Global(3)]),
        ("sqlserver", PrimaryKey) => (&[Global(4), Model(3)], &[Global(4), Model(3)]),
        ("sqlserver", ForeignKey | Default) => (&[Global(4)], &[Global(4)]),
        ("sqlserver", Index) => (&[Model(3)], &[Model(3)]),
        _ => (&[], &[]),
    }
}

/// A scope of one place: a database schema or a model.
type Key<'s> = (Scope, Option<&'s str>, Option<ModelId>);

fn key<'s>(scope: Scope, model: Model<'s>, in_model: ModelId) -> Key<'s> {
    match scope {
        Scope::Global(_) => (scope, model.database_schema().map(|it| &*it.name), None),
        Scope::Model(_) => (scope, None, Some(in_model)),
    }
}

/// All names that clash, once for each scope they clash in.
pub(crate) fn clashes(schema: &Schema) -> Vec<Clash> {
    let may_clash = schema.tally().constraints.may_clash();
    let Some(connector) = schema.connector().filter(|_| may_clash) else { return Vec::new() };
    let constraints = constraints(schema);
    let mut counts: FxHashMap<(Key<'_>, &str), Vec<usize>> = FxHashMap::default();
    for (index, constraint) in constraints.iter().enumerate() {
        for scope in scopes(connector.name, constraint.source.kind()).0 {
            if matches!(scope, Scope::Model(_)) && constraint.is_key_of_view() {
                continue;
            }
            let key = key(*scope, constraint.model, constraint.counted_in);
            counts.entry((key, &*constraint.name)).or_default().push(index);
        }
    }
    let mut clashes = Vec::new();
    let is_index_of_view = |it: &Constraint<'_>| it.model.is_view() && matches!(it.source, Source::Index(_));
    for (index, constraint) in constraints.iter().enumerate().filter(|it| !is_index_of_view(it.1)) {
        for scope in scopes(connector.name, constraint.source.kind()).1 {
            let key = key(*scope, constraint.model, constraint.model.id());
            let Some(same) = counts.get(&(key, &*constraint.name)).filter(|it| it.len() > 1) else {
                continue;
            };
            let other = same.iter().find(|it| **it != index).map(|it| &constraints[*it]);
            let (place, range) = constraint.place();
            clashes.push(Clash {
                place,
                range,
                name: constraint.name.to_string(),
                is_written: constraint.written().is_some(),
                other: other.map(Constraint::place).map(|(place, range)| place.with(range)),
            });
        }
    }
    clashes
}

/// The hash of a name and of a scope it counts in.
pub(crate) type ConstraintName = u64;

impl<'s> Model<'s> {
    /// The names of its constraints, with the scopes they count in.
    pub(crate) fn constraint_names(self) -> &'s [ConstraintName] {
        self.data().body.names.get_or_init(|| hashed_names(self))
    }
}

fn hashed_names(model: Model<'_>) -> Box<[ConstraintName]> {
    let Some(connector) = model.schema().connector() else { return Box::default() };
    let mut constraints = Vec::new();
    of_model(model, &mut constraints);
    constraints.extend(foreign_keys(model.created_relations()));
    let mut hashes: Few<ConstraintName> = Few::new();
    for it in &constraints {
        let scopes = scopes(connector.name, it.source.kind()).0.iter();
        hashes.extend(
            scopes.map(|scope| FxBuildHasher.hash_one((key(*scope, it.model, it.counted_in), &*it.name))),
        );
    }
    hashes.into_boxed_slice()
}

fn constraints(schema: &Schema) -> Vec<Constraint<'_>> {
    let mut constraints = Vec::new();
    schema.models().for_each(|it| of_model(it, &mut constraints));
    constraints.extend(foreign_keys(schema.relations()));
    constraints
}

/// The constraints of a model, foreign keys apart.
fn of_model<'s>(model: Model<'s>, constraints: &mut Vec<Constraint<'s>>) {
    let connector = model.schema().capabilities();
    if model.is_poisoned() {
        return;
    }
    if connector.has_named_ids {
        constraints.extend(primary_key(model));
    }
    indexes(model, constraints);
    if connector.has_named_defaults {
        defaults(model, constraints);
    }
}

fn foreign_keys<'s>(relations: impl Iterator<Item = Relation<'s>>) -> impl Iterator<Item = Constraint<'s>> {
    let has_key = |it: &Relation<'_>| {
        matches!(it.kind(), RelationKind::OneToMany | RelationKind::OneToOne) && !it.is_poisoned()
    };
    relations.filter(has_key).filter_map(foreign_key)
}

fn primary_key(model: Model<'_>) -> Option<Constraint<'_>> {
    let id = model.primary_key().filter(|it| !it.is_poisoned && !model.is_view())?;
    let name = named(id.map.as_deref(), || model.usual_primary_key_name());
    Some(Constraint { source: Source::PrimaryKey(id), model, counted_in: model.id(), name })
}

fn indexes<'s>(model: Model<'s>, constraints: &mut Vec<Constraint<'s>>) {
    for index in model.indexes().filter(|it| !it.is_poisoned()) {
        let name = named(index.map(), || index.usual_name());
        constraints.push(Constraint { source: Source::Index(index), model, counted_in: model.id(), name });
    }
}

fn defaults<'s>(model: Model<'s>, constraints: &mut Vec<Constraint<'s>>) {
    for field in model.scalar_fields() {
        let Some(default) = field.default() else { continue };
        let name = named(default.map.as_deref(), || field.default_name().unwrap_or_default());
        let source = Source::Default(field, default);
        constraints.push(Constraint { source, model, counted_in: model.id(), name });
    }
}

fn foreign_key(relation: Relation<'_>) -> Option<Constraint<'_>> {
    Some(Constraint {
        source: Source::ForeignKey(relation),
        model: relation.referencing_model(),
        counted_in: relation.created_from().model()?.id(),
        name: named(written_foreign_key(relation), || relation.usual_foreign_key_name()),
    })
}

fn written_foreign_key(relation: Relation<'_>) -> Option<&Mapping> {
    relation.forward()?.relation_arguments()?.map.as_deref()
}

/// The name as written, else as made.
fn named(written: Option<&Mapping>, made: impl FnOnce() -> String) -> Cow<'_, str> {
    written.map_or_else(|| Cow::Owned(made()), |it| Cow::Borrowed(&*it.name))
}

impl<'s> Constraint<'s> {
    /// A view has no foreign keys of its own, so they count only where all of the schema do.
    fn is_key_of_view(&self) -> bool {
        match self.source {
            Source::ForeignKey(relation) => relation.created_from().model().is_some_and(Model::is_view),
            _ => false,
        }
    }

    /// The name as the schema gives it.
    fn written(&self) -> Option<&'s Mapping> {
        match self.source {
            Source::PrimaryKey(id) => id.map.as_deref(),
            Source::Index(index) => index.map(),
            Source::ForeignKey(relation) => written_foreign_key(relation),
            Source::Default(_, default) => default.map.as_deref(),
        }
    }

    /// Where it stands, and what to underline there.
    fn place(&self) -> (Span, TextRange) {
        let model = self.model;
        let at = |it: &Mapping| (model.node_span(it.argument), it.value);
        match self.source {
            Source::PrimaryKey(id) => id.map.as_deref().map_or_else(
                || {
                    let range = crate::rules::key::attribute_name(model, id.attribute);
                    (model.attribute_span(id.attribute), range)
                },
                at,
            ),
            Source::Index(index) => (index.map().or(index.custom_name()))
                .map_or_else(|| (index.attribute_span(), index.name_range()), at),
            Source::Default(field, default) => (default.map.as_deref())
                .map_or_else(|| (field.place(), field.node_span(default.value).range), at),
            Source::ForeignKey(relation) => match (relation.forward(), written_foreign_key(relation)) {
                (Some(field), Some(map)) => (field.node_span(map.argument), map.value),
                (Some(field), None) => (field.place(), field.name_span().range),
                (None, _) => {
                    let holder = relation.created_from().model().unwrap_or(model);
                    (holder.span(), holder.header_span().range)
                }
            },
        }
    }
}
