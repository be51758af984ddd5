//! The names constraints have in the database, written or made, and where they clash.

use std::hash::BuildHasher;

use psl_parser::TextRange;
use rustc_hash::{FxBuildHasher, FxHashMap, FxHashSet};

use crate::schema::{Model, ModelId, Relation, RelationKind, Schema, Span};

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
    kind: Kind,
    /// Where a foreign key is checked.
    model: Model<'s>,
    /// Where a foreign key is counted: the model the relation was made from.
    counted_in: ModelId,
    name: String,
    is_written: bool,
    is_of_view: bool,
    place: Span,
    range: TextRange,
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
    let Some(connector) = schema.connector().filter(|_| may_clash(schema)) else { return Vec::new() };
    let constraints = constraints(schema);
    let mut counts: FxHashMap<(Key<'_>, &str), Vec<usize>> = FxHashMap::default();
    for (index, constraint) in constraints.iter().enumerate() {
        for scope in scopes(connector.name, constraint.kind).0 {
            // A view has no foreign keys of its own; they count where all of the schema do.
            if constraint.is_of_view
                && constraint.kind == Kind::ForeignKey
                && matches!(scope, Scope::Model(_))
            {
                continue;
            }
            let key = key(*scope, constraint.model, constraint.counted_in);
            counts.entry((key, constraint.name.as_str())).or_default().push(index);
        }
    }
    let mut clashes = Vec::new();
    for (index, constraint) in
        constraints.iter().enumerate().filter(|it| !(it.1.is_of_view && it.1.kind == Kind::Index))
    {
        for scope in scopes(connector.name, constraint.kind).1 {
            let key = key(*scope, constraint.model, constraint.model.id());
            let Some(same) = counts.get(&(key, constraint.name.as_str())).filter(|it| it.len() > 1) else {
                continue;
            };
            let other = same.iter().find(|it| **it != index).map(|it| &constraints[*it]);
            clashes.push(Clash {
                place: constraint.place,
                range: constraint.range,
                name: constraint.name.clone(),
                is_written: constraint.is_written,
                other: other.map(|it| it.place.with(it.range)),
            });
        }
    }
    clashes
}

/// Whether two constraints have the same name in the same scope; hashes alone are compared, those of each model kept.
fn may_clash(schema: &Schema) -> bool {
    let names: Vec<&[ConstraintName]> =
        schema.models().map(|it| &**it.data().names.get_or_init(|| hashed_names(it))).collect();
    let count = names.iter().map(|it| it.len()).sum();
    let mut seen = FxHashSet::with_capacity_and_hasher(count, FxBuildHasher);
    names.into_iter().flatten().any(|it| !seen.insert(it))
}

/// The hash of a name and of a scope it counts in.
pub(crate) type ConstraintName = u64;

fn hashed_names(model: Model<'_>) -> Box<[ConstraintName]> {
    let Some(connector) = model.schema().connector() else { return Box::default() };
    let mut constraints = Vec::new();
    of_model(model, &mut constraints);
    constraints.extend(foreign_keys(model.created_relations()));
    let hashes = |it: &Constraint<'_>| {
        let scopes = scopes(connector.name, it.kind).0.iter();
        let keys = scopes.map(|scope| key(*scope, it.model, it.counted_in));
        keys.map(|key| FxBuildHasher.hash_one((key, &it.name))).collect::<Vec<_>>()
    };
    constraints.iter().flat_map(hashes).collect()
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
    let attribute = model.attribute_span(id.attribute);
    let (place, range) = match &id.map {
        Some(map) => (model.node_span(map.argument), map.value),
        None => (attribute, crate::rules::key::attribute_name(model, id.attribute)),
    };
    Some(Constraint {
        kind: Kind::PrimaryKey,
        model,
        counted_in: model.id(),
        name: model.primary_key_name()?,
        is_written: id.map.is_some(),
        is_of_view: false,
        place,
        range,
    })
}

fn indexes<'s>(model: Model<'s>, constraints: &mut Vec<Constraint<'s>>) {
    for index in model.indexes().filter(|it| !it.is_poisoned()) {
        let (place, range) = match index.map().or(index.custom_name()) {
            Some(written) => (model.node_span(written.argument), written.value),
            None => (index.attribute_span(), index.name_range()),
        };
        constraints.push(Constraint {
            kind: Kind::Index,
            model,
            counted_in: model.id(),
            name: index.database_name(),
            is_written: index.map().is_some(),
            is_of_view: model.is_view(),
            place,
            range,
        });
    }
}

fn defaults<'s>(model: Model<'s>, constraints: &mut Vec<Constraint<'s>>) {
    for field in model.scalar_fields() {
        let Some(default) = field.default() else { continue };
        let Some(name) = field.default_name() else { continue };
        let (place, range) = match &default.map {
            Some(map) => (field.node_span(map.argument), map.value),
            None => (field.place(), field.node_span(default.value).range),
        };
        constraints.push(Constraint {
            kind: Kind::Default,
            model,
            counted_in: model.id(),
            name,
            is_written: default.map.is_some(),
            is_of_view: false,
            place,
            range,
        });
    }
}

fn foreign_key(relation: Relation<'_>) -> Option<Constraint<'_>> {
    let forward = relation.forward();
    let map = forward.and_then(|it| it.relation_arguments()).and_then(|it| it.map.as_ref());
    let model = relation.referencing_model();
    let (place, range) = match (forward, map) {
        (Some(field), Some(map)) => (field.node_span(map.argument), map.value),
        (Some(field), None) => (field.place(), field.name_span().range),
        (None, _) => {
            let holder = relation.created_from().model()?;
            (holder.span(), holder.header_span().range)
        }
    };
    Some(Constraint {
        kind: Kind::ForeignKey,
        model,
        counted_in: relation.created_from().model()?.id(),
        name: relation.foreign_key_name(),
        is_written: map.is_some(),
        is_of_view: relation.created_from().model()?.is_view(),
        place,
        range,
    })
}
