//! Rules about names in the database, schemas, shard keys, views, and MongoDB.

pub(crate) mod composite_cycle;
pub(crate) mod composite_empty;
pub(crate) mod composite_self_cycle;
pub(crate) mod constraint_name_not_unique;
pub(crate) mod constraint_name_too_long;
pub(crate) mod duplicate_enum_db_name;
pub(crate) mod duplicate_model_db_name;
pub(crate) mod extension_name_invalid;
pub(crate) mod extensions_preview_required;
pub(crate) mod mongodb_auto_needs_id;
pub(crate) mod mongodb_auto_needs_objectid;
pub(crate) mod mongodb_dbgenerated;
pub(crate) mod mongodb_field_name_dollar;
pub(crate) mod mongodb_field_name_dot;
pub(crate) mod mongodb_id_map;
pub(crate) mod mongodb_id_missing;
pub(crate) mod mongodb_index_duplicate;
pub(crate) mod mongodb_unique_on_id;
pub(crate) mod schema_attribute_missing;
pub(crate) mod schema_attribute_unsupported;
pub(crate) mod schema_undefined;
pub(crate) mod shard_key_fields_empty;
pub(crate) mod shard_key_preview;
pub(crate) mod shard_key_unsupported;
pub(crate) mod view_index;
pub(crate) mod view_preview;
pub(crate) mod view_primary_key;
pub(crate) mod view_unique_clustered;
pub(crate) mod view_unique_field_arguments;
pub(crate) mod view_unique_map;

use psl_parser::NodeId;

use super::attributes;
use crate::{
    read::attributes::Site,
    rule::SpanFix,
    schema::{CompositeId, CompositeType, Field, Mapping, Model, Schema, SegmentId, Top},
};

pub(crate) mod names;

pub(crate) use names::ConstraintName;

/// The model, view or enum that a segment is, with its `@@schema`.
fn top_in_schema(schema: &Schema, id: SegmentId) -> Option<(Top<'_>, Option<&Mapping>)> {
    match schema.top(id)? {
        Top::Model(it) if !it.is_poisoned() => Some((Top::Model(it), it.database_schema())),
        Top::Enum(it) if !it.is_poisoned() => Some((Top::Enum(it), it.database_schema())),
        _ => None,
    }
}

fn is_mongodb(schema: &Schema) -> bool {
    schema.connector().is_some_and(|it| it.is("mongodb"))
}

/// Takes an attribute of a model or view out.
fn remove_attribute(model: Model<'_>, attribute: NodeId) -> Option<SpanFix> {
    let site = Site::new(model.data().segment, model.attribute(attribute)?);
    Some(attributes::remove_attribute(site))
}

/// Takes a block attribute out.
fn remove_block_attribute(top: Top<'_>, attribute: NodeId) -> Option<SpanFix> {
    let (segment, attribute) = match top {
        Top::Model(it) => (it.data().segment, it.attribute(attribute)?),
        Top::Enum(it) => (it.data().segment, it.attribute(attribute)?),
        Top::CompositeType(it) => (it.data().segment, it.attribute(attribute)?),
    };
    Some(attributes::remove_attribute(Site::new(segment, attribute)))
}

/// Why required fields of types never end.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Ring {
    SelfCycle,
    Cycle,
}

/// The required fields of types that lie on a ring of required fields.
fn composite_cycles(schema: &Schema) -> Vec<(Field<'_>, Ring)> {
    let required = |id: CompositeId| {
        let fields =
            CompositeType::new(schema, id).fields().filter(|it| it.is_required() && !it.is_poisoned());
        fields.filter_map(|it| Some((it, it.composite_type()?.id()))).collect::<Vec<_>>()
    };
    let count = schema.composite_types().len();
    let edges: Vec<Vec<(Field<'_>, CompositeId)>> =
        (0..count as u32).map(|it| required(CompositeId(it))).collect();
    // A field lies on a ring when its type leads back to the type it stands in.
    let leads_to = |from: CompositeId, to: CompositeId| {
        let mut seen = vec![false; count];
        let mut stack = vec![from];
        while let Some(at) = stack.pop() {
            if at == to {
                return true;
            }
            if !std::mem::replace(&mut seen[at.0 as usize], true) {
                stack.extend(edges[at.0 as usize].iter().map(|it| it.1));
            }
        }
        false
    };
    let mut found = Vec::new();
    for (from, fields) in edges.iter().enumerate() {
        let from = CompositeId(from as u32);
        for (field, to) in fields {
            if *to == from {
                found.push((*field, Ring::SelfCycle));
            } else if leads_to(*to, from) {
                found.push((*field, Ring::Cycle));
            }
        }
    }
    found
}
