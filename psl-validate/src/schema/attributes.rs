//! What attributes say, once read: keys, indexes, mappings, defaults, relation arguments.
//!
//! Node ids point into the tree of the block the attribute stands in.

use psl_parser::{NodeId, TextRange};

use smallvec::SmallVec;
use smol_str::SmolStr;

use super::types::FieldId;
use crate::scalar::ScalarType;

/// A string an attribute gives: `@map("x")`, `map: "x"`, `name: "x"`, `@@schema("x")`.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Mapping {
    /// The attribute it stands in.
    pub attribute: NodeId,
    /// The argument.
    pub argument: NodeId,
    /// The string literal, quotes included.
    pub value: TextRange,
    /// What the literal stands for.
    pub name: SmolStr,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum SortOrder {
    Ascending,
    Descending,
}

impl SortOrder {
    pub const ALL: [SortOrder; 2] = [SortOrder::Ascending, SortOrder::Descending];

    /// `Asc` or `Desc`.
    pub fn name(self) -> &'static str {
        match self {
            SortOrder::Ascending => "Asc",
            SortOrder::Descending => "Desc",
        }
    }
}

/// The access method of an index.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum IndexType {
    BTree,
    Hash,
    Gist,
    Gin,
    SpGist,
    Brin,
}

impl IndexType {
    pub const ALL: [IndexType; 6] = [
        IndexType::BTree,
        IndexType::Hash,
        IndexType::Gist,
        IndexType::Gin,
        IndexType::SpGist,
        IndexType::Brin,
    ];

    pub fn name(self) -> &'static str {
        match self {
            IndexType::BTree => "BTree",
            IndexType::Hash => "Hash",
            IndexType::Gist => "Gist",
            IndexType::Gin => "Gin",
            IndexType::SpGist => "SpGist",
            IndexType::Brin => "Brin",
        }
    }
}

/// What a foreign key does when the row it points at goes or changes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ReferentialAction {
    Cascade,
    Restrict,
    NoAction,
    SetNull,
    SetDefault,
}

impl ReferentialAction {
    pub const ALL: [ReferentialAction; 5] = [
        ReferentialAction::Cascade,
        ReferentialAction::Restrict,
        ReferentialAction::NoAction,
        ReferentialAction::SetNull,
        ReferentialAction::SetDefault,
    ];

    pub fn name(self) -> &'static str {
        match self {
            ReferentialAction::Cascade => "Cascade",
            ReferentialAction::Restrict => "Restrict",
            ReferentialAction::NoAction => "NoAction",
            ReferentialAction::SetNull => "SetNull",
            ReferentialAction::SetDefault => "SetDefault",
        }
    }

    /// Whether it changes rows on the referencing side.
    pub fn modifies(self) -> bool {
        !matches!(self, ReferentialAction::NoAction | ReferentialAction::Restrict)
    }
}

/// The operator class of an indexed field.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum OperatorClass {
    /// A name of the table of classes, like `InetOps`.
    Named(&'static str),
    /// `raw("…")`
    Raw(Box<str>),
}

/// Fields, of which there are mostly few.
pub(crate) type FieldIds = SmallVec<[FieldId; 2]>;

/// The fields of a key or index, of which there is mostly one.
pub(crate) type IndexFields = SmallVec<[IndexField; 1]>;

/// One field of a key or index.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct IndexField {
    /// The item of the list; the attribute itself for `@id` and `@unique`.
    pub node: NodeId,
    pub sort: Option<SortOrder>,
    root: FieldId,
    more: Option<Box<MoreOfIndexField>>,
}

/// What few fields of keys have.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
struct MoreOfIndexField {
    /// Empty when the root is the whole path.
    path: Vec<FieldId>,
    length: Option<i64>,
    ops: Option<OperatorClass>,
}

impl IndexField {
    pub(crate) fn new(node: NodeId, field: FieldId, sort: Option<SortOrder>) -> IndexField {
        IndexField { node, sort, root: field, more: None }
    }

    /// With the fields behind the first one.
    pub(crate) fn with_path(mut self, path: impl ExactSizeIterator<Item = FieldId>) -> IndexField {
        if path.len() > 0 {
            self.more().path = std::iter::once(self.root).chain(path).collect();
        }
        self
    }

    pub(crate) fn with_options(mut self, length: Option<i64>, ops: Option<OperatorClass>) -> IndexField {
        if length.is_some() || ops.is_some() {
            let more = self.more();
            (more.length, more.ops) = (length, ops);
        }
        self
    }

    fn more(&mut self) -> &mut MoreOfIndexField {
        self.more.get_or_insert_default()
    }

    /// The field; under mongodb a path through composite types, whose last field is the indexed one. Never empty.
    pub fn path(&self) -> &[FieldId] {
        match &self.more {
            Some(more) if !more.path.is_empty() => &more.path,
            _ => std::slice::from_ref(&self.root),
        }
    }

    /// The first field of the path: the one of the model itself.
    pub fn root(&self) -> FieldId {
        self.root
    }

    /// The field that is indexed.
    pub fn field(&self) -> FieldId {
        self.path().last().copied().unwrap_or(self.root)
    }

    /// Whole numbers as written; negative ones in a list count as absent.
    pub fn length(&self) -> Option<i64> {
        self.more.as_ref()?.length
    }

    pub fn ops(&self) -> Option<&OperatorClass> {
        self.more.as_ref()?.ops.as_ref()
    }

    /// Whether it says more than the field.
    pub(crate) fn has_options(&self) -> bool {
        self.sort.is_some() || self.length().is_some() || self.ops().is_some()
    }

    /// Whether it is the same part of a key; operator classes do not count.
    pub(crate) fn is_like(&self, other: &IndexField) -> bool {
        self.path() == other.path() && self.sort == other.sort && self.length() == other.length()
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum IndexKind {
    Unique,
    Normal,
    Fulltext,
}

/// `@unique`, `@@unique`, `@@index` or `@@fulltext`.
#[derive(Clone, PartialEq, Debug)]
pub(crate) struct IndexData {
    pub(crate) kind: IndexKind,
    pub(crate) attribute: NodeId,
    /// The field `@unique` stands on.
    pub(crate) source_field: Option<FieldId>,
    pub(crate) fields: IndexFields,
    /// `map`, or on `@@index` its old spelling `name`.
    pub(crate) map: Option<Box<Mapping>>,
    /// `name` of `@@unique`.
    pub(crate) name: Option<Box<Mapping>>,
    /// The access method and its argument.
    pub(crate) index_type: Option<(IndexType, NodeId)>,
    /// `clustered` and its argument.
    pub(crate) clustered: Option<(bool, NodeId)>,
    /// The `where` argument.
    pub(crate) filter: Option<NodeId>,
    /// Its list or an argument could not be read.
    pub(crate) is_poisoned: bool,
}

/// A primary key, `@id` or `@@id`.
pub type Id<'s> = &'s IdData;

#[derive(Clone, PartialEq, Debug)]
pub struct IdData {
    pub attribute: NodeId,
    /// The field `@id` stands on.
    pub source_field: Option<FieldId>,
    pub(crate) fields: IndexFields,
    pub map: Option<Box<Mapping>>,
    /// `name` of `@@id`.
    pub name: Option<Box<Mapping>>,
    pub clustered: Option<(bool, NodeId)>,
    /// Its list or an argument could not be read.
    pub is_poisoned: bool,
}

impl IdData {
    pub fn fields(&self) -> &[IndexField] {
        &self.fields
    }
}

/// The fields a `fields` or `references` argument names, or `@@shardKey`.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct FieldList {
    pub argument: NodeId,
    /// The value: the list, brackets included.
    pub value: TextRange,
    pub(crate) fields: FieldIds,
    /// Some of its names could not be resolved.
    pub is_poisoned: bool,
}

impl FieldList {
    /// The fields it names, in the order written.
    pub fn fields(&self) -> &[FieldId] {
        &self.fields
    }
}

/// The arguments of `@relation` on a relation field.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct RelationArguments {
    pub attribute: NodeId,
    pub name: Option<Box<Mapping>>,
    pub fields: Option<FieldList>,
    pub references: Option<FieldList>,
    /// The action and its argument.
    pub on_delete: Option<(ReferentialAction, NodeId)>,
    pub on_update: Option<(ReferentialAction, NodeId)>,
    pub map: Option<Box<Mapping>>,
    /// Some argument could not be read.
    pub is_poisoned: bool,
}

/// A function a default may call.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum DefaultFunction {
    Autoincrement,
    Auto,
    Cuid,
    DbGenerated,
    Nanoid,
    Now,
    Sequence,
    Ulid,
    Uuid,
}

impl DefaultFunction {
    pub const ALL: [DefaultFunction; 9] = [
        DefaultFunction::Autoincrement,
        DefaultFunction::Now,
        DefaultFunction::Uuid,
        DefaultFunction::Cuid,
        DefaultFunction::Ulid,
        DefaultFunction::Nanoid,
        DefaultFunction::Sequence,
        DefaultFunction::Auto,
        DefaultFunction::DbGenerated,
    ];

    pub fn name(self) -> &'static str {
        match self {
            DefaultFunction::Autoincrement => "autoincrement",
            DefaultFunction::Auto => "auto",
            DefaultFunction::Cuid => "cuid",
            DefaultFunction::DbGenerated => "dbgenerated",
            DefaultFunction::Nanoid => "nanoid",
            DefaultFunction::Now => "now",
            DefaultFunction::Sequence => "sequence",
            DefaultFunction::Ulid => "ulid",
            DefaultFunction::Uuid => "uuid",
        }
    }

    /// The function with exactly this name.
    pub fn named(name: &str) -> Option<DefaultFunction> {
        DefaultFunction::ALL.into_iter().find(|it| it.name() == name)
    }

    /// The scalar types it makes values of.
    pub fn scalars(self) -> &'static [ScalarType] {
        match self {
            DefaultFunction::Autoincrement => &[ScalarType::Int, ScalarType::BigInt],
            DefaultFunction::Now => &[ScalarType::DateTime],
            DefaultFunction::Uuid
            | DefaultFunction::Cuid
            | DefaultFunction::Ulid
            | DefaultFunction::Nanoid => &[ScalarType::String],
            DefaultFunction::Auto | DefaultFunction::DbGenerated | DefaultFunction::Sequence => {
                &ScalarType::ALL
            }
        }
    }

    pub fn doc(self) -> &'static str {
        match self {
            DefaultFunction::Autoincrement => "The next number, counted by the database.",
            DefaultFunction::Auto => "An identifier made by MongoDB.",
            DefaultFunction::Cuid => {
                "A collision-resistant identifier made by the client: `cuid()` or `cuid(2)`."
            }
            DefaultFunction::DbGenerated => {
                "An expression the database evaluates: `dbgenerated(\"gen_random_uuid()\")`."
            }
            DefaultFunction::Nanoid => {
                "A short random identifier made by the client; the argument is its length."
            }
            DefaultFunction::Now => "The time at which the row is made.",
            DefaultFunction::Sequence => "The next number of a sequence (CockroachDB).",
            DefaultFunction::Ulid => "An identifier that sorts by time, made by the client.",
            DefaultFunction::Uuid => {
                "A UUID made by the client: `uuid()` is version 4, `uuid(7)` sorts by time."
            }
        }
    }
}

/// `@default(…)`
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct DefaultValue {
    pub attribute: NodeId,
    /// The value's node.
    pub value: NodeId,
    /// The known function it calls, if it is a call of one.
    pub function: Option<DefaultFunction>,
    pub map: Option<Box<Mapping>>,
    /// The value does not fit, which is reported already.
    pub is_poisoned: bool,
}

/// `@db.VarChar(10)`
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct NativeTypeUse {
    pub attribute: NodeId,
    /// The part before the first dot.
    pub prefix: TextRange,
    /// The part after it.
    pub name: TextRange,
}

/// The block attributes of a model or view, keys and indexes apart.
#[derive(Clone, PartialEq, Debug, Default)]
pub(crate) struct ModelAttributes {
    pub(crate) map: Option<Box<Mapping>>,
    /// The `@@ignore` attribute.
    pub(crate) ignore: Option<NodeId>,
    pub(crate) schema: Option<Box<Mapping>>,
    /// `@shardKey` fields or `@@shardKey`: the attribute and the fields.
    pub(crate) shard_key: Option<Box<(NodeId, Vec<FieldId>)>>,
}
