//! The resolved schema: what all blocks of all files mean together.
//!
//! Data lies in flat tables; [`Model`], [`Field`] and the other handles are two words, `Copy`, and borrow from the
//! schema. Ranges of handles are relative to the segment of their block; [`Schema::absolute`] turns them into a file
//! and bytes of it. What could not be understood is *poisoned*: it is there, and checks pass over it.

mod actions;
mod attributes;
mod config;
mod constraint_names;
mod handles;
mod lazy;
mod names;
mod relations;
mod resolve;
mod reuse;
mod summary;
mod tally;
mod types;

use std::sync::{Arc, OnceLock};

use psl_parser::{FileId, Rows, SourceFile, TextRange, TextSize};
use rustc_hash::{FxHashMap, FxHashSet};

use crate::{rule::Finding, rule_set::RuleSet};

pub use attributes::{
    DefaultFunction, DefaultValue, FieldList, Id, IndexField, IndexKind, IndexType, Mapping, NativeTypeUse,
    OperatorClass, ReferentialAction, RelationArguments, SortOrder,
};
pub use config::{
    Datasource, DatasourceData, Generator, GeneratorData, PreviewFeature, PreviewFeatures, RelationMode,
};
pub use handles::{CompositeType, Enum, EnumValue, Field, Fields, Index, Model, Relation, Top};
pub use relations::{RelationData, RelationKind, generated_relation_name};
pub use types::{CompositeId, EnumId, FieldId, FieldType, IndexId, ModelId, Owner, RelationId, TopId};

pub(crate) use actions::{Actions, Cycle, EdgeId};
pub(crate) use attributes::{FieldIds, IdData, IndexData, IndexFields, ModelAttributes};
pub(crate) use relations::RelationEnds;
pub(crate) use types::{
    CompositeData, CompositeReading, EnumData, EnumReading, FieldAttributes, ModelData, ModelReading,
};

/// A segment of a schema, counted over all files.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct SegmentId(pub u32);

/// A range of bytes of a segment.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Span {
    pub segment: SegmentId,
    pub range: TextRange,
}

impl Span {
    pub fn new(segment: SegmentId, range: TextRange) -> Span {
        Span { segment, range }
    }

    /// The same segment, another range.
    pub fn with(self, range: TextRange) -> Span {
        Span { segment: self.segment, range }
    }

    /// The empty span before this one.
    pub fn start(self) -> Span {
        self.with(TextRange::empty(self.range.start))
    }

    /// The empty span behind this one.
    pub fn end(self) -> Span {
        self.with(TextRange::empty(self.range.end))
    }
}

/// Where a segment lies.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct SegmentPlace {
    pub(crate) file: FileId,
    /// Its index in the file.
    pub(crate) index: u32,
}

/// Whether all files of a schema are there.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Completeness {
    Complete,
    Incomplete,
}

/// What was found in a segment; mostly nothing.
#[derive(Clone, Debug)]
pub(crate) struct SegmentFindings {
    findings: Option<Arc<[Finding]>>,
    /// Some comment may allow findings.
    pub(crate) has_allowance: bool,
}

impl SegmentFindings {
    pub(crate) fn new(findings: Vec<Finding>, has_allowance: bool) -> SegmentFindings {
        SegmentFindings { findings: (!findings.is_empty()).then(|| findings.into()), has_allowance }
    }

    /// Whether there is something to report or to allow.
    pub(crate) fn tells(&self) -> bool {
        self.findings.is_some() || self.has_allowance
    }

    pub(crate) fn list(&self) -> &[Finding] {
        self.findings.as_deref().unwrap_or_default()
    }
}

/// A schema: files in order, and what they mean under one rule set.
#[derive(Debug)]
pub struct Schema {
    pub(crate) rules: RuleSet,
    pub(crate) completeness: Completeness,
    pub(crate) files: Box<[Arc<SourceFile>]>,
    pub(crate) segments: Arc<[SegmentPlace]>,
    /// What each segment declares.
    pub(crate) tops: Arc<[Option<TopId>]>,
    pub(crate) names: Arc<names::NameTable>,
    /// Whether some name is declared twice.
    pub(crate) has_duplicates: bool,
    /// Hashes of names whose declaration could not be read, once a name is not found.
    pub(crate) lost_names: OnceLock<Arc<FxHashSet<u64>>>,
    /// Names of blocks by their form in lower case, made when a suggestion needs it.
    pub(crate) lower_case_names: OnceLock<FxHashMap<String, Span>>,
    /// Models and views, in source order.
    pub(crate) models: Rows<ModelData>,
    pub(crate) composites: Rows<CompositeData>,
    pub(crate) enums: Rows<EnumData>,
    pub(crate) datasources: Arc<[DatasourceData]>,
    pub(crate) generators: Arc<[GeneratorData]>,
    /// The datasource that counts.
    pub(crate) datasource: Option<usize>,
    pub(crate) preview_features: PreviewFeatures,
    /// What was found while reading the headers of all blocks, datasources and generators.
    pub(crate) configuration_reading: Arc<[Finding]>,
    /// What was found in each segment; filled by [`crate::validate`].
    pub(crate) findings: Rows<OnceLock<SegmentFindings>>,
    /// What names and uses there are, counted over all blocks.
    pub(crate) tally: OnceLock<Arc<tally::Tally>>,
    /// Where referential actions lead, once a rule asks.
    pub(crate) actions: OnceLock<Arc<actions::Actions>>,
    /// What the schema before has counted, and the blocks that differ.
    pub(crate) before: Option<tally::Before>,
    /// What is known of all segments since they were looked at.
    pub(crate) summary: OnceLock<Arc<summary::Summary>>,
    /// What was known of an earlier version.
    pub(crate) since: Option<summary::Since>,
}

impl Schema {
    /// Takes `files`, in the order given, as one schema. Cannot fail. Headers and configuration are read now, everything
    /// else when somebody asks for it; what is wrong is kept for [`crate::validate`].
    pub fn resolve(files: &[Arc<SourceFile>], rules: RuleSet) -> Schema {
        resolve::resolve(files, rules, Completeness::Complete, None)
    }

    /// Like [`Schema::resolve`] under the rules of `self`, but takes over from `self`, an earlier state, what still
    /// holds. The result differs in nothing but the time it takes.
    pub fn updated(&self, files: &[Arc<SourceFile>]) -> Schema {
        resolve::resolve(files, self.rules, self.completeness, Some(self))
    }

    /// Reads files of a schema of which others are missing. Names nobody declares are taken to be declared there.
    pub fn resolve_incomplete(files: &[Arc<SourceFile>], rules: RuleSet) -> Schema {
        resolve::resolve(files, rules, Completeness::Incomplete, None)
    }

    pub fn rules(&self) -> RuleSet {
        self.rules
    }

    pub fn files(&self) -> &[Arc<SourceFile>] {
        &self.files
    }

    /// The file and the bytes of it that `span` names.
    pub fn absolute(&self, span: Span) -> (FileId, TextRange) {
        let place = self.place(span.segment);
        let segment = self.files[place.file.0 as usize].segments().get(place.index as usize);
        (place.file, span.range.shifted(segment.map_or(0, |it| it.start)))
    }

    pub(crate) fn place(&self, segment: SegmentId) -> SegmentPlace {
        let nowhere = SegmentPlace { file: FileId(0), index: 0 };
        self.segments.get(segment.0 as usize).copied().unwrap_or(nowhere)
    }

    /// The segment with the given id; ids are made by this schema only.
    pub fn segment(&self, id: SegmentId) -> &psl_parser::Segment {
        let place = self.place(id);
        self.files[place.file.0 as usize].segment(place.index as usize)
    }

    /// All segments in file order.
    pub fn segment_ids(&self) -> impl Iterator<Item = SegmentId> + use<> {
        (0..self.segments.len() as u32).map(SegmentId)
    }

    /// The segments of one file, in text order.
    pub fn file_segments(&self, file: FileId) -> impl Iterator<Item = SegmentId> + use<> {
        let from = self.segments.partition_point(|it| it.file < file);
        let to = self.segments.partition_point(|it| it.file <= file);
        (from as u32..to as u32).map(SegmentId)
    }

    /// The segment that holds the byte at `offset` of `file`; at its end the last one.
    pub fn segment_at(&self, file: FileId, offset: TextSize) -> Option<SegmentId> {
        let from = self.segments.partition_point(|it| it.file < file);
        let index = self.files.get(file.0 as usize)?.segment_index_at(offset)?;
        Some(SegmentId((from + index) as u32))
    }

    /// The text a span names.
    pub fn text(&self, span: Span) -> &str {
        span.range.slice(self.segment(span.segment).text())
    }

    /// Models and views in source order.
    pub fn models(&self) -> impl ExactSizeIterator<Item = Model<'_>> + DoubleEndedIterator {
        (0..self.models.len() as u32).map(|id| Model::new(self, ModelId(id)))
    }

    pub fn composite_types(&self) -> impl ExactSizeIterator<Item = CompositeType<'_>> {
        (0..self.composites.len() as u32).map(|id| CompositeType::new(self, CompositeId(id)))
    }

    pub fn enums(&self) -> impl ExactSizeIterator<Item = Enum<'_>> {
        (0..self.enums.len() as u32).map(|id| Enum::new(self, EnumId(id)))
    }

    /// Fields of all models, views and types.
    pub fn fields(&self) -> impl Iterator<Item = Field<'_>> {
        let of_models = self.models().flat_map(Model::all_fields);
        of_models.chain(self.composite_types().flat_map(CompositeType::all_fields))
    }

    /// All relations, in the order the reference creates them: at the fields of models, then of views.
    pub fn relations(&self) -> impl Iterator<Item = Relation<'_>> {
        let created = |is_view| {
            self.models().filter(move |it| it.is_view() == is_view).flat_map(Model::created_relations)
        };
        created(false).chain(created(true))
    }

    pub fn indexes(&self) -> impl Iterator<Item = Index<'_>> {
        self.models().flat_map(Model::indexes)
    }

    /// All datasource blocks, understood or not.
    pub fn datasources(&self) -> impl ExactSizeIterator<Item = Datasource<'_>> {
        (0..self.datasources.len()).map(|index| Datasource { schema: self, index })
    }

    pub fn generators(&self) -> impl ExactSizeIterator<Item = Generator<'_>> {
        (0..self.generators.len()).map(|index| Generator { schema: self, index })
    }

    /// The datasource that counts: the first understood one in file order, else the first whose provider is known.
    pub fn datasource(&self) -> Option<Datasource<'_>> {
        self.datasource.map(|index| Datasource { schema: self, index })
    }

    /// The connector of the datasource; `None` without one, or when its provider is unknown.
    pub fn connector(&self) -> Option<&'static crate::connectors::Connector> {
        self.datasource()?.connector()
    }

    pub fn preview_features(&self) -> PreviewFeatures {
        self.preview_features
    }

    /// How relations are kept: as the datasource says, else as its connector does by default.
    pub fn relation_mode(&self) -> RelationMode {
        self.datasource().map_or(RelationMode::ForeignKeys, Datasource::relation_mode)
    }

    /// The referential actions that the connector has in the relation mode.
    pub fn referential_actions(&self) -> &'static [ReferentialAction] {
        match self.relation_mode() {
            RelationMode::ForeignKeys => self.capabilities().actions,
            RelationMode::Prisma => self.capabilities().actions_in_prisma_mode,
        }
    }

    /// The model, view, enum or type called `name`; of several, the last one.
    pub fn find(&self, name: &str) -> Option<Top<'_>> {
        self.names.find(self, name)
    }

    /// The type a field belongs to; `None` for fields of models and views.
    pub(crate) fn composite_of(&self, field: Field<'_>) -> Option<CompositeType<'_>> {
        match field.owner() {
            Owner::CompositeType(id) => Some(CompositeType::new(self, id)),
            Owner::Model(_) => None,
        }
    }

    /// Names of all models, views, enums and types, in source order by kind.
    pub fn type_names(&self) -> impl Iterator<Item = &str> {
        let models = self.models().map(|it| it.name());
        models.chain(self.enums().map(|it| it.name())).chain(self.composite_types().map(|it| it.name()))
    }

    /// What the connector can do. Without a datasource little; with one whose provider is unknown everything, so that this
    /// one mistake gives no others.
    pub fn capabilities(&self) -> &'static crate::connectors::Connector {
        use crate::connectors::{ANY, NONE};
        self.connector().unwrap_or(if self.datasources.is_empty() { &NONE } else { &ANY })
    }
}
