//! Handles: what rules and editor features ask the schema.

use psl_parser::{Node, NodeId, SyntaxKind, TextRange, ast};
use smallvec::SmallVec;

use super::{
    FieldType, IdData, Schema, SegmentId, Span,
    attributes::{DefaultValue, IndexField, IndexKind, IndexType, Mapping, NativeTypeUse, RelationArguments},
    relations::{RelationData, RelationKind},
    types::{
        CompositeData, CompositeId, EnumData, EnumId, EnumValueData, FieldAttributes, FieldData, FieldId,
        IndexId, Lines, ModelData, ModelId, Owner, RelationId, TopId,
    },
};
use crate::{
    lower::{self, Arity},
    scalar::ScalarType,
    schema::attributes::{IndexData, ReferentialAction},
};

/// Defines a handle: a schema, an id of one of its tables, and the row of that id, which is what most questions are about.
macro_rules! handle {
    ($(#[$meta:meta])* $name:ident, $id:ident, $data:ident, |$schema:ident, $key:ident| $row:expr) => {
        $(#[$meta])*
        #[derive(Clone, Copy)]
        pub struct $name<'s> {
            pub(crate) schema: &'s Schema,
            pub(crate) id: $id,
            data: &'s $data,
        }

        impl<'s> $name<'s> {
            /// The handle of an id that the schema has made.
            pub fn new($schema: &'s Schema, $key: $id) -> $name<'s> {
                $name { schema: $schema, id: $key, data: $row }
            }

            pub fn id(self) -> $id {
                self.id
            }

            pub fn schema(self) -> &'s Schema {
                self.schema
            }

            pub(crate) fn data(self) -> &'s $data {
                self.data
            }
        }

        impl PartialEq for $name<'_> {
            fn eq(&self, other: &Self) -> bool {
                self.id == other.id && std::ptr::eq(self.schema, other.schema)
            }
        }

        impl Eq for $name<'_> {}

        impl std::fmt::Debug for $name<'_> {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                write!(f, "{:?}", self.id)
            }
        }
    };
}

handle!(
    /// A model or view.
    Model,
    ModelId,
    ModelData,
    |schema, id| &schema.models[id.0 as usize]
);
handle!(
    /// A `type` block.
    CompositeType,
    CompositeId,
    CompositeData,
    |schema, id| &schema.composites[id.0 as usize]
);
handle!(Enum, EnumId, EnumData, |schema, id| &schema.enums[id.0 as usize]);
handle!(
    /// A field of a model, view or type.
    Field,
    FieldId,
    FieldData,
    |schema, id| match id.owner() {
        Owner::Model(owner) => &Model::new(schema, owner).lines().fields[id.index() as usize],
        Owner::CompositeType(owner) => &CompositeType::new(schema, owner).lines().fields[id.index() as usize],
    }
);
handle!(
    /// A `@unique`, `@@unique`, `@@index` or `@@fulltext`.
    Index,
    IndexId,
    IndexData,
    |schema, id| &Model::new(schema, id.model).attributes().indexes[id.index as usize]
);
handle!(Relation, RelationId, RelationData, |schema, id| {
    &Model::new(schema, id.model).relations()[id.index as usize]
});

/// A block that declares a type name.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Top<'s> {
    Model(Model<'s>),
    CompositeType(CompositeType<'s>),
    Enum(Enum<'s>),
}

impl<'s> Top<'s> {
    pub fn new(schema: &'s Schema, id: TopId) -> Top<'s> {
        match id {
            TopId::Model(id) => Top::Model(Model::new(schema, id)),
            TopId::CompositeType(id) => Top::CompositeType(CompositeType::new(schema, id)),
            TopId::Enum(id) => Top::Enum(Enum::new(schema, id)),
        }
    }

    pub fn name(self) -> &'s str {
        match self {
            Top::Model(it) => it.name(),
            Top::CompositeType(it) => it.name(),
            Top::Enum(it) => it.name(),
        }
    }

    /// The name in the header.
    pub fn name_span(self) -> Span {
        match self {
            Top::Model(it) => it.name_span(),
            Top::CompositeType(it) => it.name_span(),
            Top::Enum(it) => it.name_span(),
        }
    }

    /// The whole block.
    pub fn span(self) -> Span {
        match self {
            Top::Model(it) => it.span(),
            Top::CompositeType(it) => it.span(),
            Top::Enum(it) => it.span(),
        }
    }

    /// The segment of the block.
    pub fn segment(self) -> SegmentId {
        self.name_span().segment
    }

    /// `model`, `view`, `type` or `enum`.
    pub fn keyword(self) -> &'static str {
        match self {
            Top::Model(it) if it.is_view() => "view",
            Top::Model(_) => "model",
            Top::CompositeType(_) => "type",
            Top::Enum(_) => "enum",
        }
    }
}

/// What all handles of blocks have.
macro_rules! block {
    ($handle:ident) => {
        impl<'s> $handle<'s> {
            pub fn name(self) -> &'s str {
                self.schema.text(self.name_span())
            }

            /// The name in the header.
            pub fn name_span(self) -> Span {
                Span::new(self.data().segment, self.data().name.range)
            }

            /// The whole block, from keyword to `}`.
            pub fn span(self) -> Span {
                let length = self.schema.segment(self.data().segment).text().len();
                Span::new(self.data().segment, TextRange::new(0, length as u32))
            }

            /// The segment of the block.
            pub fn segment(self) -> SegmentId {
                self.data().segment
            }

            /// Keyword to `{`.
            pub fn header_span(self) -> Span {
                let range =
                    ast::Block::cast(self.root()).map_or(self.data().name.range, |it| it.header_range());
                Span::new(self.data().segment, range)
            }

            pub fn root(self) -> Node<'s> {
                self.schema.segment(self.data().segment).root()
            }

            /// Whether something is wrong with it as a whole, so that checks of it stay silent.
            pub fn is_poisoned(self) -> bool {
                self.data().is_poisoned
            }

            /// Whether lines of it were lost to syntax errors, so that what seems missing may be there.
            pub fn has_lost_lines(self) -> bool {
                self.lines().has_lost_lines
            }

            /// Whether it ends with its own `}`.
            pub fn is_closed(self) -> bool {
                self.schema.segment(self.data().segment).is_closed()
            }

            /// The span of a node of this block.
            pub fn node_span(self, node: NodeId) -> Span {
                Span::new(self.data().segment, self.root().tree().node(node).range())
            }

            /// The attribute with the given id.
            pub fn attribute(self, node: NodeId) -> Option<ast::Attribute<'s>> {
                ast::Attribute::cast(self.root().tree().node(node))
            }

            /// An attribute without the blanks and the comment behind it.
            pub fn attribute_span(self, node: NodeId) -> Span {
                attribute_span(self.schema, self.node_span(node), node)
            }

            /// Whether a lost line of this block mentions `name`.
            pub fn lost_line_mentions(self, name: &str) -> bool {
                self.has_lost_lines() && lost_line_mentions(self.schema, self.span(), name)
            }
        }
    };
}

block!(Model);
block!(CompositeType);
block!(Enum);

/// A member's line without the blanks and the comment at its end.
fn member_place(node: Node<'_>) -> TextRange {
    let last = node.descendant_tokens().rev().find(|it| !it.kind().is_trivia());
    TextRange::new(node.range().start, last.map_or(node.range().end, |it| it.range().end))
}

fn attribute_span(schema: &Schema, span: Span, node: NodeId) -> Span {
    let node = schema.segment(span.segment).tree().node(node);
    span.with(ast::Attribute::cast(node).map_or(span.range, |it| it.trimmed_range()))
}

fn lost_line_mentions(schema: &Schema, span: Span, name: &str) -> bool {
    let segment = schema.segment(span.segment);
    let tree = segment.tree();
    let junk = lower::items(segment).junk.iter();
    let mentions = |text: &str| {
        text.split(|it: char| !it.is_alphanumeric() && it != '_' && it != '-').any(|word| word == name)
    };
    junk.map(|it| tree.node(*it)).any(|it| mentions(it.text()))
        || tree.root().children().any(|it| it.kind() == SyntaxKind::JUNK_LINE && mentions(it.text()))
}

impl<'s> Model<'s> {
    pub fn is_view(self) -> bool {
        self.data().is_view
    }

    /// `model` or `view`.
    pub fn keyword(self) -> &'static str {
        if self.is_view() { "view" } else { "model" }
    }

    /// All fields in source order, lost and poisoned ones included.
    pub fn all_fields(self) -> impl ExactSizeIterator<Item = Field<'s>> + DoubleEndedIterator {
        fields(self.schema, Owner::Model(self.id), &self.lines().fields)
    }

    /// Fields that exist for the language, poisoned ones included.
    pub fn fields(self) -> impl DoubleEndedIterator<Item = Field<'s>> {
        self.all_fields().filter(|it| !it.is_lost())
    }

    /// Fields with a known type that is no model or view.
    pub fn scalar_fields(self) -> impl DoubleEndedIterator<Item = Field<'s>> {
        self.fields().filter(|it| it.is_scalar())
    }

    /// Fields whose type is a model or view.
    pub fn relation_fields(self) -> impl DoubleEndedIterator<Item = Field<'s>> {
        self.fields().filter(|it| it.is_relation())
    }

    /// The field called `name`; of several, the last one. Lost fields are found too.
    pub fn find_field(self, name: &str) -> Option<Field<'s>> {
        find_field(self.schema, Owner::Model(self.id), self.lines(), name)
    }

    /// `@@map`, or the name.
    pub fn database_name(self) -> &'s str {
        self.attributes().block.map.as_deref().map_or_else(|| self.name(), |it| &it.name)
    }

    pub fn map(self) -> Option<&'s Mapping> {
        self.attributes().block.map.as_deref()
    }

    /// `@@schema`.
    pub fn database_schema(self) -> Option<&'s Mapping> {
        self.attributes().block.schema.as_deref()
    }

    pub fn is_ignored(self) -> bool {
        self.ignore().is_some()
    }

    /// The `@@ignore` attribute.
    pub fn ignore(self) -> Option<NodeId> {
        match self.data().gist.get() {
            Some(gist) if !gist.may_be_ignored => None,
            _ => self.attributes().block.ignore,
        }
    }

    /// `@id` or `@@id`, poisoned ones included.
    pub fn primary_key(self) -> Option<&'s IdData> {
        self.attributes().id.as_ref()
    }

    /// `@unique`, `@@unique`, `@@index`, `@@fulltext`: those of fields first, in field order, then block attributes.
    pub fn indexes(self) -> impl ExactSizeIterator<Item = Index<'s>> + DoubleEndedIterator {
        let (schema, model) = (self.schema, self.id);
        let rows = self.attributes().indexes.iter().enumerate();
        rows.map(move |(index, data)| Index { schema, id: IndexId { model, index: index as u32 }, data })
    }

    /// The relations the walk creates at its fields.
    pub(crate) fn created_relations(self) -> impl Iterator<Item = Relation<'s>> + use<'s> {
        let (schema, model) = (self.schema, self.id);
        let rows = self.relations().iter().enumerate();
        rows.map(move |(index, data)| Relation {
            schema,
            id: RelationId { model, index: index as u32 },
            data,
        })
    }

    /// `@shardKey` or `@@shardKey`: the attribute and its fields.
    pub fn shard_key(self) -> Option<(NodeId, &'s [FieldId])> {
        self.attributes().block.shard_key.as_ref().map(|it| (it.0, it.1.as_slice()))
    }

    /// The single field of the id, when it has just one.
    pub fn single_id_field(self) -> Option<Field<'s>> {
        match self.primary_key()?.fields.as_slice() {
            [field] => Some(Field::new(self.schema, field.field())),
            _ => None,
        }
    }
}

impl<'s> CompositeType<'s> {
    /// All fields in source order, lost and poisoned ones included.
    pub fn all_fields(self) -> impl ExactSizeIterator<Item = Field<'s>> + DoubleEndedIterator {
        fields(self.schema, Owner::CompositeType(self.id), &self.lines().fields)
    }

    /// Fields that exist for the language, poisoned ones included.
    pub fn fields(self) -> impl DoubleEndedIterator<Item = Field<'s>> {
        self.all_fields().filter(|it| !it.is_lost())
    }

    /// The field called `name`; of several, the last one. Lost fields are found too.
    pub fn find_field(self, name: &str) -> Option<Field<'s>> {
        find_field(self.schema, Owner::CompositeType(self.id), self.lines(), name)
    }
}

/// What a field without attributes says.
static NO_ATTRIBUTES: FieldAttributes = FieldAttributes {
    map: None,
    ignore: None,
    updated_at: None,
    default: None,
    native_type: None,
    relation: None,
};

fn fields<'s>(
    schema: &'s Schema,
    owner: Owner,
    fields: &'s [FieldData],
) -> impl ExactSizeIterator<Item = Field<'s>> + DoubleEndedIterator + use<'s> {
    let field = move |(index, data)| Field { schema, id: FieldId::new(owner, index as u32), data };
    fields.iter().enumerate().map(field)
}

fn find_field<'s>(schema: &'s Schema, owner: Owner, lines: &'s Lines, name: &str) -> Option<Field<'s>> {
    let hash = lower::hash_name(name);
    if lines.names & Lines::bit(hash) == 0 {
        return None;
    }
    let mut found = (0..lines.hashes.len()).rev().filter(|it| lines.hashes[*it] == hash);
    let last = found.next()?;
    // A line that was lost is no second field.
    let index = if lines.fields[last].is_lost { found.find(|it| !lines.fields[*it].is_lost) } else { None };
    let index = index.unwrap_or(last);
    Some(Field { schema, id: FieldId::new(owner, index as u32), data: &lines.fields[index] })
}

impl<'s> Enum<'s> {
    /// All values in source order, broken ones included.
    pub fn all_values(self) -> impl ExactSizeIterator<Item = EnumValue<'s>> {
        let (schema, enum_) = (self.schema, self.id);
        (0..self.lines().values.len() as u32).map(move |index| EnumValue { schema, enum_, index })
    }

    /// The well-formed values in source order.
    pub fn values(self) -> impl Iterator<Item = EnumValue<'s>> {
        self.all_values().filter(|it| !it.is_poisoned())
    }

    /// `@@map`, or the name.
    pub fn database_name(self) -> &'s str {
        self.attributes().map.as_ref().map_or_else(|| self.name(), |it| &it.name)
    }

    pub fn map(self) -> Option<&'s Mapping> {
        self.attributes().map.as_ref()
    }

    /// `@@schema`.
    pub fn database_schema(self) -> Option<&'s Mapping> {
        self.attributes().schema.as_ref()
    }
}

/// A value of an enum.
#[derive(Clone, Copy)]
pub struct EnumValue<'s> {
    schema: &'s Schema,
    enum_: EnumId,
    index: u32,
}

impl<'s> EnumValue<'s> {
    fn enum_(self) -> Enum<'s> {
        Enum::new(self.schema, self.enum_)
    }

    pub(crate) fn data(self) -> &'s EnumValueData {
        &self.enum_().lines().values[self.index as usize]
    }

    pub fn name(self) -> &'s str {
        self.schema.text(self.name_span())
    }

    pub fn name_span(self) -> Span {
        Span::new(self.enum_().data().segment, self.data().name.range)
    }

    /// The line, without its line break.
    pub fn span(self) -> Span {
        self.name_span().with(self.node().range())
    }

    /// The line without the blanks and the comment at its end.
    pub fn place(self) -> Span {
        self.name_span().with(member_place(self.node()))
    }

    pub fn node(self) -> Node<'s> {
        self.schema.segment(self.enum_().data().segment).tree().node(self.data().node)
    }

    pub fn is_poisoned(self) -> bool {
        self.data().is_poisoned
    }

    pub fn map(self) -> Option<&'s Mapping> {
        self.enum_().attributes().values.get(self.index as usize)?.as_ref()
    }

    /// `@map`, or the name.
    pub fn database_name(self) -> &'s str {
        self.map().map_or_else(|| self.name(), |it| &it.name)
    }
}

/// Fields that an argument names, mostly one or two.
pub type Fields<'s> = SmallVec<[Field<'s>; 2]>;

impl<'s> Field<'s> {
    /// What its attributes say.
    pub(crate) fn attributes(self) -> &'s FieldAttributes {
        if !self.data.has_attributes() {
            return &NO_ATTRIBUTES;
        }
        let fields = match self.id.owner() {
            Owner::Model(id) => &Model::new(self.schema, id).attributes().fields,
            Owner::CompositeType(id) => &CompositeType::new(self.schema, id).attributes().fields,
        };
        &fields[self.data.attributes as usize]
    }

    pub(crate) fn segment(self) -> SegmentId {
        match self.id.owner() {
            Owner::Model(id) => self.schema.models[id.0 as usize].segment,
            Owner::CompositeType(id) => self.schema.composites[id.0 as usize].segment,
        }
    }

    pub fn name(self) -> &'s str {
        self.schema.text(self.name_span())
    }

    pub fn name_span(self) -> Span {
        Span::new(self.segment(), self.data().name)
    }

    /// The line, without its line break.
    pub fn span(self) -> Span {
        self.name_span().with(self.node().range())
    }

    pub fn node(self) -> Node<'s> {
        self.schema.segment(self.segment()).tree().node(self.data().node)
    }

    /// The line without the blanks and the comment at its end.
    pub fn place(self) -> Span {
        self.name_span().with(member_place(self.node()))
    }

    pub fn ast(self) -> Option<ast::Field<'s>> {
        ast::Field::cast(self.node())
    }

    /// The base type as written, without modifiers; the field's name when it is missing.
    pub fn type_name_span(self) -> Span {
        let name = self.ast().and_then(|it| it.type_ref()?.name());
        self.name_span().with(name.map_or(self.data().name, |it| it.range()))
    }

    pub fn type_name(self) -> &'s str {
        self.schema.text(self.type_name_span())
    }

    pub fn ty(self) -> FieldType {
        self.data().ty
    }

    pub fn arity(self) -> Arity {
        self.data().arity
    }

    pub fn is_list(self) -> bool {
        self.arity() == Arity::List
    }

    pub fn is_optional(self) -> bool {
        self.arity() == Arity::Optional
    }

    pub fn is_required(self) -> bool {
        self.arity() == Arity::Required
    }

    pub fn owner(self) -> Owner {
        self.id.owner()
    }

    /// The model or view it belongs to; `None` in a type.
    pub fn model(self) -> Option<Model<'s>> {
        match self.owner() {
            Owner::Model(id) => Some(Model::new(self.schema, id)),
            Owner::CompositeType(_) => None,
        }
    }

    /// The model or view that is its type.
    pub fn related_model(self) -> Option<Model<'s>> {
        match self.ty() {
            FieldType::Model(id) => Some(Model::new(self.schema, id)),
            _ => None,
        }
    }

    pub fn enum_type(self) -> Option<Enum<'s>> {
        match self.ty() {
            FieldType::Enum(id) => Some(Enum::new(self.schema, id)),
            _ => None,
        }
    }

    pub fn composite_type(self) -> Option<CompositeType<'s>> {
        match self.ty() {
            FieldType::CompositeType(id) => Some(CompositeType::new(self.schema, id)),
            _ => None,
        }
    }

    pub fn scalar_type(self) -> Option<ScalarType> {
        match self.ty() {
            FieldType::Scalar(scalar) => Some(scalar),
            _ => None,
        }
    }

    /// Whether its type is a model or view.
    pub fn is_relation(self) -> bool {
        matches!(self.ty(), FieldType::Model(_))
    }

    /// Whether its type is known and no model or view.
    pub fn is_scalar(self) -> bool {
        !matches!(self.ty(), FieldType::Model(_) | FieldType::Unknown)
    }

    /// Whether checks pass over it: its line is broken or of an old form, or its type is unknown.
    pub fn is_poisoned(self) -> bool {
        self.data().is_poisoned
    }

    /// Whether the language has no such field, because its line is broken or of an old form.
    pub fn is_lost(self) -> bool {
        self.data().is_lost
    }

    /// `@map`, or the name.
    pub fn database_name(self) -> &'s str {
        self.attributes().map.as_ref().map_or_else(|| self.name(), |it| &it.name)
    }

    pub fn map(self) -> Option<&'s Mapping> {
        self.attributes().map.as_ref()
    }

    /// The `@ignore` attribute.
    pub fn ignore(self) -> Option<NodeId> {
        self.attributes().ignore
    }

    pub fn is_ignored(self) -> bool {
        self.attributes().ignore.is_some()
    }

    /// The `@updatedAt` attribute.
    pub fn updated_at(self) -> Option<NodeId> {
        self.attributes().updated_at
    }

    pub fn default(self) -> Option<&'s DefaultValue> {
        self.attributes().default.as_ref()
    }

    pub fn native_type(self) -> Option<NativeTypeUse> {
        self.attributes().native_type.as_deref().copied()
    }

    /// The name of the native type as written, without its prefix.
    pub fn native_type_name(self) -> Option<&'s str> {
        self.native_type().map(|it| self.schema.text(self.name_span().with(it.name)))
    }

    /// The arguments of `@relation` on a relation field.
    pub fn relation_arguments(self) -> Option<&'s RelationArguments> {
        self.attributes().relation.as_deref()
    }

    /// The name `@relation` gives.
    pub fn relation_name(self) -> Option<&'s str> {
        self.relation_arguments()?.name.as_ref().map(|it| &*it.name)
    }

    /// The `fields` of `@relation`; `None` when they are not written.
    pub fn key_fields(self) -> Option<Fields<'s>> {
        Some(self.named_fields(&self.relation_arguments()?.fields.as_ref()?.fields))
    }

    /// The `references` of `@relation`; `None` when they are not written.
    pub fn references(self) -> Option<Fields<'s>> {
        Some(self.named_fields(&self.relation_arguments()?.references.as_ref()?.fields))
    }

    fn named_fields(self, ids: &[FieldId]) -> Fields<'s> {
        ids.iter().map(|id| Field::new(self.schema, *id)).collect()
    }

    /// What happens to its row when the other one is deleted and nothing is written: rows whose key cannot be emptied
    /// keep the other row from going.
    pub fn default_on_delete(self) -> ReferentialAction {
        let key_is_required = self.key_fields().is_some_and(|it| it.iter().any(|it| it.is_required()));
        if !key_is_required && !self.is_required() {
            return ReferentialAction::SetNull;
        }
        match self.schema.referential_actions().contains(&ReferentialAction::Restrict) {
            true => ReferentialAction::Restrict,
            false => ReferentialAction::NoAction,
        }
    }

    /// The relation it is an end of; the first one when it could be an end of several.
    pub fn relation(self) -> Option<Relation<'s>> {
        // The walk was at one of the two models when it created the relation.
        let models = [self.model()?, self.related_model()?];
        let is_end = |it: &Relation<'s>| it.forward() == Some(self) || it.back() == Some(self);
        let found = models.into_iter().filter_map(|it| it.created_relations().find(is_end));
        found.min_by_key(|it| it.id())
    }

    /// The field at the other end of its relation.
    pub fn opposite(self) -> Option<Field<'s>> {
        let relation = self.relation()?;
        [relation.forward(), relation.back()].into_iter().flatten().find(|it| *it != self)
    }

    /// The `@relation` attribute.
    pub fn relation_attribute(self) -> Option<ast::Attribute<'s>> {
        self.attribute(self.relation_arguments()?.attribute)
    }

    /// The relation fields with the same model, target and name, itself included.
    pub(crate) fn relation_group(self) -> impl ExactSizeIterator<Item = Field<'s>> + Clone {
        super::relations::group(self).iter().map(move |it| Field::new(self.schema, it.field))
    }

    /// Whether its relation cannot be told from another one between the same models.
    pub fn is_ambiguous(self) -> bool {
        super::relations::is_ambiguous(self)
    }

    /// The span of a node of its block.
    pub fn node_span(self, node: NodeId) -> Span {
        let segment = self.segment();
        Span::new(segment, self.schema.segment(segment).tree().node(node).range())
    }

    /// The attribute with the given id.
    pub fn attribute(self, node: NodeId) -> Option<ast::Attribute<'s>> {
        ast::Attribute::cast(self.schema.segment(self.segment()).tree().node(node))
    }

    /// An attribute without the blanks behind it.
    pub fn attribute_span(self, node: NodeId) -> Span {
        attribute_span(self.schema, self.node_span(node), node)
    }
}

impl<'s> Model<'s> {
    /// The ids and uniques of the model, as lists of fields: what a relation may reference.
    pub fn unique_criteria(self) -> impl Iterator<Item = &'s [IndexField]> {
        let id = self.primary_key().into_iter().map(|it| it.fields.as_slice());
        id.chain(self.indexes().filter(|it| it.is_unique()).map(|it| it.fields()))
    }

    /// Whether a key or index starts with exactly these fields, or may do so because it could not be read.
    pub fn leads_a_key(self, fields: &[Field<'_>]) -> bool {
        let leads = |key: &[IndexField]| {
            fields.len() <= key.len() && key.iter().zip(fields).all(|(key, field)| key.path() == [field.id()])
        };
        self.has_poisoned_keys()
            || self.primary_key().is_some_and(|it| leads(&it.fields))
            || self.indexes().any(|it| leads(it.fields()))
    }

    /// Whether a key or index could not be read, so that one that seems missing may be there.
    pub fn has_poisoned_keys(self) -> bool {
        self.attributes().has_poisoned_keys
    }
}

impl<'s> Index<'s> {
    pub fn model(self) -> Model<'s> {
        Model::new(self.schema, self.id.model)
    }

    pub fn kind(self) -> IndexKind {
        self.data().kind
    }

    pub fn is_unique(self) -> bool {
        self.kind() == IndexKind::Unique
    }

    /// The field `@unique` stands on; `None` for block attributes.
    pub fn source_field(self) -> Option<Field<'s>> {
        self.data().source_field.map(|id| Field::new(self.schema, id))
    }

    pub fn fields(self) -> &'s [IndexField] {
        &self.data().fields
    }

    pub fn map(self) -> Option<&'s Mapping> {
        self.data().map.as_deref()
    }

    /// `name` of `@@unique`.
    pub fn custom_name(self) -> Option<&'s Mapping> {
        self.data().name.as_deref()
    }

    /// Whether it says more than its fields and names.
    pub(crate) fn has_options(self) -> bool {
        let data = self.data();
        data.index_type.is_some()
            || data.clustered.is_some()
            || data.filter.is_some()
            || data.fields.iter().any(IndexField::has_options)
    }

    /// The access method, with its argument.
    pub fn index_type(self) -> Option<(IndexType, NodeId)> {
        self.data().index_type
    }

    /// `clustered`, with its argument.
    pub fn clustered(self) -> Option<(bool, NodeId)> {
        self.data().clustered
    }

    /// The `where` argument.
    pub fn filter(self) -> Option<NodeId> {
        self.data().filter
    }

    pub fn is_poisoned(self) -> bool {
        self.data().is_poisoned
    }

    pub fn attribute(self) -> Option<ast::Attribute<'s>> {
        self.model().attribute(self.data().attribute)
    }

    /// The attribute without blanks and comment behind it.
    pub fn attribute_span(self) -> Span {
        self.model().attribute_span(self.data().attribute)
    }

    /// The span of a node of its block.
    pub fn node_span(self, node: NodeId) -> Span {
        self.model().node_span(node)
    }

    /// Sign and name of the attribute: `@@index`.
    pub fn name_range(self) -> TextRange {
        self.attribute().map_or_else(TextRange::default, |it| it.name_range())
    }
}

impl<'s> Relation<'s> {
    pub fn kind(self) -> RelationKind {
        self.data().kind
    }

    /// The field that is supposed to hold `fields` and `references`; the first field of a many-to-many relation.
    pub fn forward(self) -> Option<Field<'s>> {
        self.data().forward.map(|id| Field::new(self.schema, id))
    }

    /// The field at the other end.
    pub fn back(self) -> Option<Field<'s>> {
        self.data().back.map(|id| Field::new(self.schema, id))
    }

    /// Whether it is ambiguous, or an end of it could not be read.
    pub fn is_poisoned(self) -> bool {
        self.data().is_poisoned
    }

    /// The field the walk was at when it created the relation.
    pub(crate) fn created_from(self) -> Field<'s> {
        Field::new(self.schema, self.data().created_from)
    }

    /// The model with the foreign key.
    pub fn referencing_model(self) -> Model<'s> {
        Model::new(self.schema, self.data().referencing)
    }

    pub fn referenced_model(self) -> Model<'s> {
        Model::new(self.schema, self.data().referenced)
    }
}
