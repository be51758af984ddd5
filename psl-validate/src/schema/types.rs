//! The rows of the schema's tables.

use std::{
    num::NonZeroU32,
    sync::{Arc, OnceLock},
};

use psl_parser::{NodeId, TextRange};

use super::{IdData, IndexData, ModelAttributes, RelationData, RelationEnds, SegmentId, attributes};
use crate::{
    lower::{Arity, MemberForm, Name},
    rule::Finding,
    rules::database::ConstraintName,
    scalar::ScalarType,
};

/// Defines ids: indexes into one table of the schema.
macro_rules! ids {
    ($($(#[$meta:meta])* $name:ident),+ $(,)?) => {
        $(
            $(#[$meta])*
            #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
            pub struct $name(pub u32);
        )+
    };
}

ids!(
    /// A model or view.
    ModelId,
    CompositeId,
    EnumId,
);

/// A field: its block, and its number there.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct FieldId {
    /// The number of the block, and the highest bit for composite types.
    owner: u32,
    /// The index and one, so that `Option<FieldId>` takes no more room.
    number: NonZeroU32,
}

impl FieldId {
    const COMPOSITE_TYPE: u32 = 1 << 31;

    pub(crate) const fn new(owner: Owner, index: u32) -> FieldId {
        let owner = match owner {
            Owner::Model(id) => id.0,
            Owner::CompositeType(id) => id.0 | FieldId::COMPOSITE_TYPE,
        };
        FieldId { owner, number: NonZeroU32::MIN.saturating_add(index) }
    }

    pub fn owner(self) -> Owner {
        match self.owner & FieldId::COMPOSITE_TYPE {
            0 => Owner::Model(ModelId(self.owner)),
            _ => Owner::CompositeType(CompositeId(self.owner & !FieldId::COMPOSITE_TYPE)),
        }
    }

    /// Its number in the block, from 0.
    pub fn index(self) -> u32 {
        self.number.get() - 1
    }
}

/// A `@unique`, `@@unique`, `@@index` or `@@fulltext`: its model, and its number there.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct IndexId {
    pub model: ModelId,
    pub index: u32,
}

/// A relation: the model the walk was at when it created the relation, and its number there.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct RelationId {
    pub model: ModelId,
    pub index: u32,
}

/// A block that declares a type name.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum TopId {
    Model(ModelId),
    CompositeType(CompositeId),
    Enum(EnumId),
}

impl TopId {
    /// One of 64 bits, which few blocks share.
    pub(crate) fn bit(self) -> u64 {
        let (TopId::Model(ModelId(id)) | TopId::CompositeType(CompositeId(id)) | TopId::Enum(EnumId(id))) =
            self;
        1 << (id % 64)
    }
}

/// The block a field belongs to.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Owner {
    Model(ModelId),
    CompositeType(CompositeId),
}

/// The resolved type of a field, without arity.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum FieldType {
    Scalar(ScalarType),
    /// `Unsupported("…")`
    Unsupported,
    Enum(EnumId),
    CompositeType(CompositeId),
    /// A model or view: this is a relation field.
    Model(ModelId),
    /// The type is missing or names nothing.
    Unknown,
}

impl FieldType {
    /// The block it names.
    pub(crate) fn block(self) -> Option<TopId> {
        match self {
            FieldType::Model(id) => Some(TopId::Model(id)),
            FieldType::Enum(id) => Some(TopId::Enum(id)),
            FieldType::CompositeType(id) => Some(TopId::CompositeType(id)),
            FieldType::Scalar(_) | FieldType::Unsupported | FieldType::Unknown => None,
        }
    }
}

/// A model or view, as its header says.
#[derive(Clone, Debug)]
pub(crate) struct ModelData {
    pub(crate) segment: SegmentId,
    pub(crate) name: Name,
    pub(crate) is_view: bool,
    /// Another block took its name: checks of the whole block stay silent.
    pub(crate) is_poisoned: bool,
    /// Once its lines were read.
    pub(crate) gist: OnceLock<Gist>,
    pub(crate) body: Arc<ModelBody>,
}

/// What others often ask of a model, beside its id: its body is far away in a large schema.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Gist {
    /// The blocks its fields name, a bit each: [`TopId::bit`].
    pub(crate) named: u64,
    /// Its text has the word; the attributes know whether it is one.
    pub(crate) may_be_ignored: bool,
}

/// What was read of a model so far; each part is read when somebody asks for it.
///
/// The parts need each other in the order given here: lines need names only, attributes the lines of blocks that are
/// named and the configuration, ends the attributes of the model, relations the ends of both models. All of it holds
/// while these stay the same, so it is shared with the next version of the schema; it names other blocks by their ids,
/// and fields by their block and number.
#[derive(Debug, Default)]
pub(crate) struct ModelBody {
    pub(crate) lines: OnceLock<Lines>,
    pub(crate) attributes: OnceLock<ModelReading>,
    pub(crate) ends: OnceLock<RelationEnds>,
    /// The relations the walk creates at its fields.
    pub(crate) relations: OnceLock<Box<[RelationData]>>,
    /// The names of its constraints.
    pub(crate) names: OnceLock<Box<[ConstraintName]>>,
}

/// The fields of a block, without their attributes.
#[derive(Debug)]
pub(crate) struct Lines {
    /// Lines were lost to syntax errors, so what seems missing may be there.
    pub(crate) has_lost_lines: bool,
    pub(crate) fields: Box<[FieldData]>,
    /// The hash of the name of each field: a field is found without a look at the others, nor at the text.
    pub(crate) hashes: Box<[u64]>,
    /// The bits of these names: most names that are asked for and are not there have another one.
    pub(crate) names: u64,
    /// The blocks that the fields have as their types, each once.
    pub(crate) named: Box<[TopId]>,
    /// Some field has a type that nothing declares.
    pub(crate) has_unknown_types: bool,
}

impl Lines {
    /// One of 64 bits for the hash of a name.
    pub(crate) fn bit(hash: u64) -> u64 {
        1 << (hash >> 58)
    }
}

/// What the attributes in a model or view say.
#[derive(Debug, Default)]
pub(crate) struct ModelReading {
    /// One for each field that has attributes.
    pub(crate) fields: Box<[FieldAttributes]>,
    pub(crate) id: Option<IdData>,
    /// `@unique`, `@@unique`, `@@index`, `@@fulltext`: those of fields first, in field order, then block attributes.
    pub(crate) indexes: Vec<IndexData>,
    /// A key, index or field could not be read, so that a key that seems missing may be there.
    pub(crate) has_poisoned_keys: bool,
    pub(crate) block: ModelAttributes,
    pub(crate) findings: Box<[Finding]>,
}

#[derive(Clone, Debug)]
pub(crate) struct CompositeData {
    pub(crate) segment: SegmentId,
    pub(crate) name: Name,
    pub(crate) is_poisoned: bool,
    pub(crate) body: Arc<CompositeBody>,
}

/// What was read of a composite type so far, like [`ModelBody`].
#[derive(Debug, Default)]
pub(crate) struct CompositeBody {
    pub(crate) lines: OnceLock<Lines>,
    pub(crate) attributes: OnceLock<CompositeReading>,
}

/// What the attributes in a composite type say.
#[derive(Debug, Default)]
pub(crate) struct CompositeReading {
    /// One for each field that has attributes.
    pub(crate) fields: Box<[FieldAttributes]>,
    pub(crate) findings: Vec<Finding>,
}

#[derive(Clone, Debug)]
pub(crate) struct EnumData {
    pub(crate) segment: SegmentId,
    pub(crate) name: Name,
    pub(crate) is_poisoned: bool,
    pub(crate) body: Arc<EnumBody>,
}

/// What was read of an enum so far, like [`ModelBody`].
#[derive(Debug, Default)]
pub(crate) struct EnumBody {
    pub(crate) lines: OnceLock<EnumLines>,
    pub(crate) attributes: OnceLock<EnumReading>,
}

/// The values of an enum, without their attributes.
#[derive(Debug)]
pub(crate) struct EnumLines {
    pub(crate) has_lost_lines: bool,
    pub(crate) values: Box<[EnumValueData]>,
}

/// What the attributes in an enum say.
#[derive(Debug, Default)]
pub(crate) struct EnumReading {
    /// The `@map` of each value.
    pub(crate) values: Vec<Option<attributes::Mapping>>,
    pub(crate) map: Option<attributes::Mapping>,
    pub(crate) schema: Option<attributes::Mapping>,
    pub(crate) findings: Vec<Finding>,
}

#[derive(Debug)]
pub(crate) struct EnumValueData {
    pub(crate) node: NodeId,
    pub(crate) name: Name,
    pub(crate) is_poisoned: bool,
}

#[derive(Debug)]
pub(crate) struct FieldData {
    pub(crate) node: NodeId,
    /// Which of the fields with attributes of its block it is; [`FieldData::NO_ATTRIBUTES`] without any.
    pub(crate) attributes: u32,
    pub(crate) name: TextRange,
    pub(crate) ty: FieldType,
    pub(crate) arity: Arity,
    pub(crate) form: MemberForm,
    /// The line is broken or of an old form, or its type is unknown: no check looks at it.
    pub(crate) is_poisoned: bool,
    /// The line is broken or of an old form: for the language there is no such field.
    pub(crate) is_lost: bool,
}

impl FieldData {
    pub(crate) const NO_ATTRIBUTES: u32 = u32::MAX;

    pub(crate) fn has_attributes(&self) -> bool {
        self.attributes != FieldData::NO_ATTRIBUTES
    }
}

/// What the attributes of a field say.
#[derive(Debug, Default)]
pub(crate) struct FieldAttributes {
    pub(crate) map: Option<attributes::Mapping>,
    /// The `@ignore` attribute.
    pub(crate) ignore: Option<NodeId>,
    pub(crate) updated_at: Option<NodeId>,
    pub(crate) default: Option<attributes::DefaultValue>,
    pub(crate) native_type: Option<Box<attributes::NativeTypeUse>>,
    pub(crate) relation: Option<Box<attributes::RelationArguments>>,
}
