//! Datasources and generators, once read.

use psl_parser::{NodeId, ast};

use super::{Schema, SegmentId, Span, attributes::Mapping};
use crate::{connectors::Connector, lower::Name};

/// How relations between rows are kept intact.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum RelationMode {
    /// By foreign keys in the database.
    ForeignKeys,
    /// By the client.
    Prisma,
}

impl RelationMode {
    pub const ALL: [RelationMode; 2] = [RelationMode::ForeignKeys, RelationMode::Prisma];

    pub fn name(self) -> &'static str {
        match self {
            RelationMode::ForeignKeys => "foreignKeys",
            RelationMode::Prisma => "prisma",
        }
    }
}

/// A preview feature that changes what is valid.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum PreviewFeature {
    Views,
    ShardKeys,
    PostgresqlExtensions,
    PartialIndexes,
    SchemaEngineDriverAdapters,
}

impl PreviewFeature {
    pub const ALL: [PreviewFeature; 5] = [
        PreviewFeature::Views,
        PreviewFeature::ShardKeys,
        PreviewFeature::PostgresqlExtensions,
        PreviewFeature::PartialIndexes,
        PreviewFeature::SchemaEngineDriverAdapters,
    ];

    pub fn name(self) -> &'static str {
        match self {
            PreviewFeature::Views => "views",
            PreviewFeature::ShardKeys => "shardKeys",
            PreviewFeature::PostgresqlExtensions => "postgresqlExtensions",
            PreviewFeature::PartialIndexes => "partialIndexes",
            PreviewFeature::SchemaEngineDriverAdapters => "schemaEngineDriverAdapters",
        }
    }
}

/// The preview features of all generators together.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct PreviewFeatures(u8);

impl PreviewFeatures {
    pub fn contains(self, feature: PreviewFeature) -> bool {
        self.0 & (1 << feature as u8) != 0
    }

    pub(crate) fn insert(&mut self, feature: PreviewFeature) {
        self.0 |= 1 << feature as u8;
    }

    pub(crate) fn union(self, other: PreviewFeatures) -> PreviewFeatures {
        PreviewFeatures(self.0 | other.0)
    }
}

/// A `datasource` block.
#[derive(Debug)]
pub struct DatasourceData {
    pub(crate) segment: SegmentId,
    pub(crate) name: Option<Name>,
    /// The connector its `provider` names.
    pub(crate) connector: Option<&'static Connector>,
    /// Whether the reference understands the block; otherwise it counts as absent there.
    pub(crate) is_understood: bool,
    pub(crate) relation_mode: Option<RelationMode>,
    /// The `schemas` property and the strings in it.
    pub(crate) schemas: Option<(NodeId, Vec<Mapping>)>,
    /// The `extensions` property and its items.
    pub(crate) extensions: Option<(NodeId, Vec<NodeId>)>,
}

/// A `generator` block.
#[derive(Debug)]
pub struct GeneratorData {
    pub(crate) segment: SegmentId,
    pub(crate) name: Option<Name>,
    /// The literal value of `provider`.
    pub(crate) provider: Option<Box<str>>,
    /// The literal value of `output`.
    pub(crate) output: Option<Mapping>,
    pub(crate) preview_features: PreviewFeatures,
    /// The value of `previewFeatures`.
    pub(crate) preview_features_value: Option<NodeId>,
}

/// A datasource of a schema.
#[derive(Clone, Copy)]
pub struct Datasource<'s> {
    pub(crate) schema: &'s Schema,
    pub(crate) index: usize,
}

/// A generator of a schema.
#[derive(Clone, Copy)]
pub struct Generator<'s> {
    pub(crate) schema: &'s Schema,
    pub(crate) index: usize,
}

impl<'s> Datasource<'s> {
    pub(crate) fn data(self) -> &'s DatasourceData {
        &self.schema.datasources[self.index]
    }

    /// Its name, which is the prefix of native types.
    pub fn name(self) -> &'s str {
        self.schema.text(self.name_span())
    }

    pub fn name_span(self) -> Span {
        Span::new(self.data().segment, self.data().name.map_or_else(Default::default, |it| it.range))
    }

    pub fn span(self) -> Span {
        Span::new(self.data().segment, self.schema.segment(self.data().segment).root().range())
    }

    pub fn ast(self) -> Option<ast::Block<'s>> {
        ast::Block::of(self.schema.segment(self.data().segment))
    }

    /// The connector its `provider` names; `None` when it names none.
    pub fn connector(self) -> Option<&'static Connector> {
        self.data().connector
    }

    pub fn relation_mode(self) -> RelationMode {
        let default = match self.connector() {
            Some(connector) if !connector.has_foreign_keys => RelationMode::Prisma,
            _ => RelationMode::ForeignKeys,
        };
        self.data().relation_mode.unwrap_or(default)
    }

    /// The entries of `schemas`; `None` when it is not written.
    pub fn schemas(self) -> Option<&'s [Mapping]> {
        self.data().schemas.as_ref().map(|it| it.1.as_slice())
    }

    /// The `extensions` property and the items of its value.
    pub fn extensions(self) -> Option<(NodeId, &'s [NodeId])> {
        self.data().extensions.as_ref().map(|it| (it.0, it.1.as_slice()))
    }

    /// The span of a node of its block.
    pub fn node_span(self, node: NodeId) -> Span {
        let segment = self.data().segment;
        Span::new(segment, self.schema.segment(segment).tree().node(node).range())
    }
}

impl<'s> Generator<'s> {
    pub(crate) fn data(self) -> &'s GeneratorData {
        &self.schema.generators[self.index]
    }

    pub fn name(self) -> &'s str {
        self.schema.text(self.name_span())
    }

    pub fn name_span(self) -> Span {
        Span::new(self.data().segment, self.data().name.map_or_else(Default::default, |it| it.range))
    }

    pub fn span(self) -> Span {
        Span::new(self.data().segment, self.schema.segment(self.data().segment).root().range())
    }

    pub fn ast(self) -> Option<ast::Block<'s>> {
        ast::Block::of(self.schema.segment(self.data().segment))
    }

    /// The literal value of `provider`.
    pub fn provider(self) -> Option<&'s str> {
        self.data().provider.as_deref()
    }

    /// The literal value of `output`.
    pub fn output(self) -> Option<&'s Mapping> {
        self.data().output.as_ref()
    }

    pub fn preview_features(self) -> PreviewFeatures {
        self.data().preview_features
    }

    /// The span of the value of `previewFeatures`.
    pub fn preview_features_span(self) -> Option<Span> {
        let segment = self.data().segment;
        let node = self.schema.segment(segment).tree().node(self.data().preview_features_value?);
        Some(Span::new(segment, node.range()))
    }
}
