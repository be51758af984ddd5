//! The attributes of one field of a model or view.

use psl_parser::TextRange;

use super::{Attributes, ModelReading, Site, default, key, read_flag, read_mapping, relation};
use crate::{
    lower::hash_name,
    rule::Cx,
    rules::attributes as rules,
    scalar::ScalarType,
    schema::{Field, FieldAttributes, FieldType, Mapping, NativeTypeUse},
};

const SCALAR: [&str; 8] = ["map", "ignore", "relation", "id", "updatedAt", "default", "unique", "shardKey"];
const RELATION: [&str; 2] = ["relation", "ignore"];

/// The fields with `@map` so far, with the hashes of the names it gives.
pub(crate) type Mapped<'s> = Vec<(Field<'s>, u64)>;

/// What is known of the model while its fields are read.
pub(crate) struct ModelState<'s> {
    pub(crate) is_ignored: bool,
    pub(crate) mapped: Mapped<'s>,
    /// The first field with `@shardKey`.
    pub(crate) shard_key: Option<(Field<'s>, Site<'s>)>,
}

/// Reads a field with a scalar, enum, composite or `Unsupported` type.
pub(crate) fn read_scalar<'s>(
    cx: &mut Cx<'s>,
    field: Field<'s>,
    state: &mut ModelState<'s>,
    model: &mut ModelReading,
) -> FieldAttributes {
    let mut reading = FieldAttributes::default();
    let mut attributes = Attributes::of_member(cx, field.segment(), field.data().node);
    if let Some(site) = attributes.take_single(cx, "map") {
        reading.map = read_mapping(cx, site);
        if let Some(map) = &reading.map {
            check_database_name(cx, field, map, &mut state.mapped);
        }
    }
    if let Some(site) = attributes.take_single(cx, "ignore") {
        reading.ignore = read_flag(cx, site);
        if reading.ignore.is_some() {
            if field.ty() == FieldType::Unsupported {
                rules::ignore_on_unsupported_type::report(cx, site, field);
            }
            if state.is_ignored {
                rules::ignore_in_ignored_model::report(cx, site, field);
            }
        }
    }
    if let Some(site) = attributes.take_single(cx, "relation") {
        // Its arguments belong to a relation, so nothing is said about them.
        if site.arguments(cx).is_some() {
            rules::relation_on_scalar_field::report(cx, site, field);
        }
    }
    if let Some(site) = attributes.take_single(cx, "id") {
        key::read_field_id(cx, field, site, state.is_ignored, model);
    }
    if let Some(site) = attributes.take_single(cx, "updatedAt") {
        reading.updated_at = read_flag(cx, site);
        if reading.updated_at.is_some() {
            if field.scalar_type() != Some(ScalarType::DateTime) {
                rules::updated_at_type::report(cx, site, field);
            }
            if field.is_list() {
                rules::updated_at_list::report(cx, site, field);
            }
        }
    }
    if let Some(site) = attributes.take_single(cx, "default") {
        reading.default = default::read(cx, field, site);
    }
    if field.scalar_type().is_some() {
        reading.native_type = native_type(cx, &mut attributes);
    }
    if let Some(site) = attributes.take_single(cx, "unique") {
        model.indexes.extend(key::read_field_unique(cx, field, site));
    }
    if let Some(site) = attributes.take_single(cx, "shardKey") {
        shard_key(cx, field, site, state);
    }
    attributes.report_unknown(cx, &SCALAR);
    reading
}

/// Reads a field whose type is a model or view.
pub(crate) fn read_relation<'s>(cx: &mut Cx<'s>, field: Field<'s>) -> FieldAttributes {
    let mut reading = FieldAttributes::default();
    let mut attributes = Attributes::of_member(cx, field.segment(), field.data().node);
    if let Some(site) = attributes.take_single(cx, "relation") {
        reading.relation = relation::read(cx, field, site).map(Box::new);
    }
    if let Some(site) = attributes.take_single(cx, "id")
        && site.arguments(cx).is_some()
    {
        rules::id_on_relation_field::report(cx, site, field);
    }
    if let Some(site) = attributes.take_single(cx, "ignore") {
        reading.ignore = read_flag(cx, site);
    }
    if let Some(site) = attributes.take_single(cx, "default")
        && site.arguments(cx).is_some()
    {
        rules::default_on_relation_field::report(cx, site, field);
    }
    if let Some(site) = attributes.take_single(cx, "map")
        && let Some(arguments) = site.arguments(cx)
    {
        // Without argument it is refused all the same; asking for one would send people the wrong way.
        if let Err(named) = arguments.default("name") {
            rules::argument_positional_and_named::report(cx, site, named, "name");
        }
        rules::map_on_relation_field::report(cx, site, field);
    }
    if let Some(site) = attributes.take_single(cx, "unique")
        && site.arguments(cx).is_some()
    {
        rules::unique_on_relation_field::report(cx, site, field);
    }
    attributes.report_unknown(cx, &RELATION);
    reading
}

/// `@db.VarChar(10)`: of several the last one counts, and all but the first are reported.
pub(crate) fn native_type(cx: &mut Cx<'_>, attributes: &mut Attributes<'_>) -> Option<Box<NativeTypeUse>> {
    if !attributes.has_dotted() {
        return None;
    }
    let sites = attributes.take_dotted();
    for site in sites.iter().skip(1) {
        rules::attribute_duplicate::report(cx, *site);
    }
    let site = sites.last()?;
    let path = site.attribute.path()?;
    let dot = path.text().find('.')? as u32;
    let range = path.range();
    Some(Box::new(NativeTypeUse {
        attribute: site.attribute.node().id(),
        prefix: TextRange::new(range.start, range.start + dot),
        name: TextRange::new(range.start + dot + 1, range.end),
    }))
}

/// Columns have different names. Fields are looked at in order, and a later field counts as not mapped.
pub(crate) fn check_database_name<'s>(
    cx: &mut Cx<'s>,
    field: Field<'s>,
    map: &Mapping,
    mapped: &mut Mapped<'s>,
) {
    let hash = hash_name(&map.name);
    if let Some((other, _)) = mapped.iter().find(|it| it.1 == hash) {
        rules::duplicate_field_db_name::report(cx, field, map, *other);
    }
    let same_name = match field.model() {
        Some(model) => model.find_field(&map.name),
        None => cx.schema.composite_of(field).and_then(|it| it.find_field(&map.name)),
    };
    if let Some(other) = same_name
        && other != field
        && !other.is_lost()
        && !other.is_relation()
        && !mapped.iter().any(|it| it.0 == other)
    {
        rules::duplicate_field_db_name::report(cx, field, map, other);
    }
    mapped.push((field, hash));
}

fn shard_key<'s>(cx: &mut Cx<'s>, field: Field<'s>, site: Site<'s>, state: &mut ModelState<'s>) {
    let is_read = read_flag(cx, site).is_some();
    if let Some((first, _)) = state.shard_key {
        rules::shard_key_multiple_fields::report(cx, field, first);
        return;
    }
    if !is_read {
        return;
    }
    if !field.is_required() && !state.is_ignored {
        rules::shard_key_field_not_required::report(cx, site, field);
    }
    state.shard_key = Some((field, site));
}
