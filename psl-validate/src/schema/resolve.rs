//! Files → [`Schema`]: the headers of all blocks and the configuration. Everything else waits ([`super::lazy`]).
//!
//! With the schema of an earlier state only the blocks that changed are read again, and those that name them
//! ([`super::reuse`]); everything else is shared with it.

use std::sync::{Arc, OnceLock};

use psl_parser::{Rows, Segment, SourceFile, SyntaxKind};
use rustc_hash::FxHashMap;

use super::{
    Completeness, CompositeData, EnumData, EnumId, ModelData, ModelId, Schema, SegmentId, SegmentPlace, Span,
    TopId, config::PreviewFeatures, names::NameTable, reuse, types::CompositeId,
};
use crate::{
    lower::{Name, hash_name},
    read,
    rule::Cx,
    rule_set::RuleSet,
};

pub(crate) fn resolve(
    files: &[Arc<SourceFile>],
    rules: RuleSet,
    completeness: Completeness,
    previous: Option<&Schema>,
) -> Schema {
    let reused = previous.and_then(|it| reuse::start(it, files, rules, completeness));
    reused.unwrap_or_else(|| fresh(files, rules, completeness))
}

fn fresh(files: &[Arc<SourceFile>], rules: RuleSet, completeness: Completeness) -> Schema {
    let segments = places(files);
    let count = segments.len();
    let mut schema = Schema {
        rules,
        completeness,
        files: files.into(),
        segments,
        tops: Arc::default(),
        names: Arc::default(),
        has_duplicates: false,
        lost_names: OnceLock::new(),
        lower_case_names: OnceLock::new(),
        models: Rows::default(),
        composites: Rows::default(),
        enums: Rows::default(),
        datasources: Arc::default(),
        generators: Arc::default(),
        datasource: None,
        preview_features: PreviewFeatures::default(),
        configuration_reading: Arc::default(),
        findings: vec![OnceLock::new(); count].into(),
        tally: OnceLock::new(),
        actions: OnceLock::new(),
        before: None,
        summary: OnceLock::new(),
        since: None,
    };
    let duplicates = declare(&mut schema);
    let mut cx = Cx::new(&schema);
    for (name, first) in duplicates {
        crate::rules::names::duplicate_top_level::report(&mut cx, name, first);
    }
    let configuration = read::config::read(&mut cx);
    let findings = std::mem::take(&mut cx.findings);
    schema.datasources = configuration.datasources.into();
    schema.generators = configuration.generators.into();
    schema.datasource = configuration.datasource;
    schema.preview_features = configuration.preview_features;
    schema.configuration_reading = findings.into();
    schema
}

/// Where the segments of all files lie.
fn places(files: &[Arc<SourceFile>]) -> Arc<[SegmentPlace]> {
    let count = files.iter().map(|it| it.segments().len()).sum();
    let mut places = Vec::with_capacity(count);
    for (file, source) in files.iter().enumerate() {
        let file = psl_parser::FileId(file as u32);
        places.extend((0..source.segments().len() as u32).map(|index| SegmentPlace { file, index }));
    }
    places.into()
}

/// The blocks that declare a type name.
#[derive(Default)]
struct Blocks {
    tops: Vec<Option<TopId>>,
    models: Vec<ModelData>,
    composites: Vec<CompositeData>,
    enums: Vec<EnumData>,
}

/// Enters all blocks by their names. Returns the names that were given twice, each with where it was given first.
fn declare(schema: &mut Schema) -> Vec<(Span, Span)> {
    let mut names = NameTable::with_capacity(schema.segments.len() / 2);
    let (mut datasources, mut generators) = (FxHashMap::default(), FxHashMap::default());
    let mut duplicates = Vec::new();
    let mut blocks = Blocks { tops: Vec::with_capacity(schema.segments.len()), ..Blocks::default() };
    for id in schema.segment_ids() {
        let segment = schema.segment(id);
        let kind = segment.kind();
        let Some(name) = name(segment) else {
            blocks.tops.push(None);
            continue;
        };
        let span = Span::new(id, name.range);
        let (first, top) = match kind {
            SyntaxKind::DATASOURCE => (*datasources.entry(name.hash).or_insert(span), None),
            SyntaxKind::GENERATOR => (*generators.entry(name.hash).or_insert(span), None),
            _ => {
                let top = blocks.next_id(kind);
                let first = names.insert(name.hash, top, span);
                blocks.enter(id, kind, name, first != span);
                schema.has_duplicates |= first != span;
                (first, Some(top))
            }
        };
        if first != span {
            duplicates.push((span, first));
        }
        blocks.tops.push(top);
    }
    schema.names = Arc::new(names);
    schema.tops = blocks.tops.into();
    schema.models = blocks.models.into();
    schema.composites = blocks.composites.into();
    schema.enums = blocks.enums.into();
    duplicates
}

/// The name in the header of a block.
pub(crate) fn name(segment: &Segment) -> Option<Name> {
    let range = segment.name_range()?;
    Some(Name { range, hash: hash_name(range.slice(segment.text())) })
}

impl Blocks {
    fn next_id(&self, kind: SyntaxKind) -> TopId {
        match kind {
            SyntaxKind::ENUM => TopId::Enum(EnumId(self.enums.len() as u32)),
            SyntaxKind::COMPOSITE_TYPE => TopId::CompositeType(CompositeId(self.composites.len() as u32)),
            _ => TopId::Model(ModelId(self.models.len() as u32)),
        }
    }

    fn enter(&mut self, segment: SegmentId, kind: SyntaxKind, name: Name, is_poisoned: bool) {
        match kind {
            SyntaxKind::ENUM => {
                self.enums.push(EnumData { segment, name, is_poisoned, body: Arc::default() });
            }
            SyntaxKind::COMPOSITE_TYPE => {
                self.composites.push(CompositeData { segment, name, is_poisoned, body: Arc::default() });
            }
            _ => {
                let (is_view, gist) = (kind == SyntaxKind::VIEW, OnceLock::new());
                let body = Arc::default();
                self.models.push(ModelData { segment, name, is_view, is_poisoned, gist, body });
            }
        }
    }
}

impl Schema {
    /// Whether a block of this name was probably meant, but its header could not be read.
    pub(crate) fn is_lost_name(&self, name: &str) -> bool {
        self.completeness == Completeness::Incomplete || self.lost_names().contains(&hash_name(name))
    }

    /// The name of a model, view, enum or type that is `word` in lower case.
    pub(crate) fn name_in_lower_case(&self, word: &str) -> Option<&str> {
        let table = self.lower_case_names.get_or_init(|| {
            let mut table = FxHashMap::default();
            for id in self.segment_ids() {
                let segment = self.segment(id);
                let kind = segment.kind();
                let name = name(segment).filter(|_| kind.is_block() && !kind.is_config_block());
                if let Some(name) = name {
                    let span = Span::new(id, name.range);
                    table.entry(self.text(span).to_lowercase()).or_insert(span);
                }
            }
            table
        });
        table.get(word).map(|it| self.text(*it))
    }
}
