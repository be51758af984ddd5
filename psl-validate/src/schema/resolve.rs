//! Files → [`Schema`]: the items of all blocks, then names, types, configuration, attributes, relations.
//!
//! With the schema of an earlier state only the blocks that changed are read, and those that name them
//! ([`super::reuse`]); everything else is shared with it.

use std::{
    collections::BTreeMap,
    sync::{Arc, OnceLock},
};

use psl_parser::{SourceFile, SyntaxKind};
use rustc_hash::{FxHashMap, FxHashSet};

use super::{
    Completeness, CompositeData, CompositeType, Enum, EnumData, EnumId, EnumValueData, FieldAttributes,
    FieldData, FieldType, Model, ModelData, ModelId, ModelKeys, RelationEnds, Schema, SegmentId,
    SegmentPlace, Span, TopId, config::PreviewFeatures, names::NameTable, relations, reuse,
    types::CompositeId,
};
use crate::{
    lower::{self, BlockItems, MemberForm, WrittenType, hash_name},
    read,
    rule::{Cx, Finding},
    rule_set::RuleSet,
};

/// What has to be read.
#[derive(Default)]
pub(crate) struct Work {
    /// Nothing is taken over from an earlier state.
    pub(crate) is_everything: bool,
    /// In file order.
    pub(crate) segments: Vec<SegmentId>,
    pub(crate) models: Vec<ModelId>,
    pub(crate) composites: Vec<CompositeId>,
    pub(crate) enums: Vec<EnumId>,
}

impl Work {
    pub(crate) fn add(&mut self, top: TopId) {
        match top {
            TopId::Model(id) => self.models.push(id),
            TopId::CompositeType(id) => self.composites.push(id),
            TopId::Enum(id) => self.enums.push(id),
        }
    }
}

pub(crate) fn resolve(
    files: &[Arc<SourceFile>],
    rules: RuleSet,
    completeness: Completeness,
    previous: Option<&Schema>,
) -> Schema {
    let reused = previous.and_then(|it| reuse::start(it, files, rules, completeness));
    let (mut schema, work) = reused.unwrap_or_else(|| fresh(files, rules, completeness));
    read(&mut schema, &work);
    schema
}

/// All blocks entered, nothing read.
fn fresh(files: &[Arc<SourceFile>], rules: RuleSet, completeness: Completeness) -> (Schema, Work) {
    let mut schema = Schema {
        rules,
        completeness,
        files: files.into(),
        segments: places(files),
        tops: Vec::new(),
        names: Arc::default(),
        has_duplicates: false,
        lost_names: Arc::default(),
        lower_case_names: OnceLock::new(),
        models: Vec::new(),
        composites: Vec::new(),
        enums: Vec::new(),
        datasources: Arc::default(),
        generators: Arc::default(),
        datasource: None,
        preview_features: PreviewFeatures::default(),
        reading: Vec::new(),
        configuration_reading: Arc::default(),
        checked: Vec::new(),
    };
    let mut work = Work { is_everything: true, segments: schema.segment_ids().collect(), ..Work::default() };
    let mut names = NameTable::with_capacity(schema.segments.len() / 2);
    let mut lost_names = FxHashSet::default();
    for id in schema.segment_ids() {
        let place = schema.place(id);
        let segment = &files[place.file.0 as usize].segments()[place.index as usize].segment;
        let top = match segment.kind() {
            SyntaxKind::LOOSE => {
                find_lost_names(segment, &mut lost_names);
                None
            }
            kind if kind.is_config_block() => None,
            kind => declare(&mut schema, id, kind, segment, &mut names),
        };
        schema.tops.push(top);
        if let Some(top) = top {
            work.add(top);
        }
    }
    schema.names = Arc::new(names);
    schema.lost_names = Arc::new(lost_names);
    schema.reading = vec![None; schema.segments.len()];
    schema.checked = (0..schema.segments.len()).map(|_| OnceLock::new()).collect();
    (schema, work)
}

/// Where the segments of all files lie.
pub(crate) fn places(files: &[Arc<SourceFile>]) -> Vec<SegmentPlace> {
    let of_file = |(file, source): (usize, &Arc<SourceFile>)| {
        let place = move |(index, start)| SegmentPlace {
            file: psl_parser::FileId(file as u32),
            index: index as u32,
            start,
        };
        let starts: Vec<_> = source.segments().iter().map(|it| it.start).collect();
        starts.into_iter().enumerate().map(place)
    };
    files.iter().enumerate().flat_map(of_file).collect()
}

fn declare(
    schema: &mut Schema,
    segment: SegmentId,
    kind: SyntaxKind,
    source: &psl_parser::Segment,
    names: &mut NameTable,
) -> Option<TopId> {
    let name = lower::items(source).name?;
    let top = match kind {
        SyntaxKind::ENUM => TopId::Enum(EnumId(schema.enums.len() as u32)),
        SyntaxKind::COMPOSITE_TYPE => TopId::CompositeType(CompositeId(schema.composites.len() as u32)),
        _ => TopId::Model(ModelId(schema.models.len() as u32)),
    };
    let is_poisoned = names.insert(name.hash, top).is_some();
    schema.has_duplicates |= is_poisoned;
    match top {
        TopId::Enum(_) => schema.enums.extend(enum_data(schema, segment, source, is_poisoned)),
        TopId::CompositeType(_) => {
            schema.composites.extend(composite_data(schema, segment, source, is_poisoned));
        }
        TopId::Model(_) => schema.models.extend(model_data(schema, segment, source, is_poisoned)),
    }
    Some(top)
}

fn has_lost_lines(source: &psl_parser::Segment) -> bool {
    !source.is_closed() || !source.tree().errors().is_empty()
}

/// An enum of which nothing but its text was looked at.
pub(crate) fn enum_data(
    schema: &Schema,
    segment: SegmentId,
    source: &psl_parser::Segment,
    is_poisoned: bool,
) -> Option<EnumData> {
    let items = lower::items(source);
    let value = |item: &lower::ValueItem| EnumValueData {
        segment,
        node: item.node,
        name: item.name,
        is_poisoned: schema.is_lost(item.form),
        map: None,
    };
    Some(EnumData {
        segment,
        name: items.name?,
        is_poisoned,
        has_lost_lines: has_lost_lines(source),
        values: items.values.iter().map(value).collect(),
        map: None,
        schema: None,
    })
}

/// A composite type of which nothing but its text was looked at.
pub(crate) fn composite_data(
    schema: &Schema,
    segment: SegmentId,
    source: &psl_parser::Segment,
    is_poisoned: bool,
) -> Option<CompositeData> {
    let items = lower::items(source);
    Some(CompositeData {
        segment,
        name: items.name?,
        is_poisoned,
        has_lost_lines: has_lost_lines(source),
        fields: fields(schema, segment, items),
    })
}

/// A model or view of which nothing but its text was looked at.
pub(crate) fn model_data(
    schema: &Schema,
    segment: SegmentId,
    source: &psl_parser::Segment,
    is_poisoned: bool,
) -> Option<ModelData> {
    let items = lower::items(source);
    Some(ModelData {
        segment,
        name: items.name?,
        is_view: source.kind() == SyntaxKind::VIEW,
        is_poisoned,
        has_lost_lines: has_lost_lines(source) || items.fields.iter().any(|it| schema.is_lost(it.form)),
        fields: fields(schema, segment, items),
        keys: Arc::default(),
        ends: Arc::default(),
        relations: Arc::default(),
        names: Arc::default(),
    })
}

fn fields(schema: &Schema, segment: SegmentId, items: &BlockItems) -> Arc<[FieldData]> {
    let field = |item: &lower::FieldItem| {
        let is_lost = schema.is_lost(item.form);
        FieldData {
            segment,
            node: item.node,
            name: item.name,
            type_name: item.type_name,
            ty: match item.written {
                WrittenType::Scalar(scalar) => FieldType::Scalar(scalar),
                WrittenType::Unsupported => FieldType::Unsupported,
                WrittenType::Named | WrittenType::Missing => FieldType::Unknown,
            },
            arity: item.arity,
            is_poisoned: is_lost,
            is_lost,
            attributes: FieldAttributes::default(),
        }
    };
    items.fields.iter().map(field).collect()
}

/// Reads what `work` says: types, configuration, attributes, relations.
fn read(schema: &mut Schema, work: &Work) {
    for id in &work.models {
        type_fields(&schema.names, &mut schema.models[id.0 as usize].fields);
    }
    for id in &work.composites {
        type_fields(&schema.names, &mut schema.composites[id.0 as usize].fields);
    }
    let mut found = BTreeMap::new();
    read_forms(schema, work, &mut found);
    if work.is_everything {
        let mut cx = Cx::new(schema);
        let configuration = read::config::read(&mut cx);
        let findings = std::mem::take(&mut cx.findings);
        schema.datasources = configuration.datasources.into();
        schema.generators = configuration.generators.into();
        schema.datasource = configuration.datasource;
        schema.preview_features = configuration.preview_features;
        schema.configuration_reading = findings.into();
    }
    read_attributes(schema, work, &mut found);
    for (segment, findings) in found {
        schema.reading[segment.0 as usize] = Some(findings.into());
    }
    let ends: Vec<RelationEnds> =
        work.models.iter().map(|it| RelationEnds::new(Model { schema, id: *it })).collect();
    for (id, ends) in work.models.iter().zip(ends) {
        schema.models[id.0 as usize].ends = Arc::new(ends);
    }
    let pairs: Vec<_> = work.models.iter().map(|it| relations::pair(Model { schema, id: *it })).collect();
    for (id, relations) in work.models.iter().zip(pairs) {
        if !relations.is_empty() {
            schema.models[id.0 as usize].relations = relations.into();
        }
    }
}

/// The form of the text, names and types.
fn read_forms(schema: &Schema, work: &Work, found: &mut BTreeMap<SegmentId, Vec<Finding>>) {
    let mut cx = Cx::new(schema);
    let mut names = read::names::Names::default();
    for id in &work.segments {
        read::syntax::read(&mut cx, *id);
        read::names::read(&mut cx, *id, &mut names);
        keep(&mut cx, *id, found);
    }
    for id in &work.models {
        let model = Model { schema, id: *id };
        read::types::read_fields(&mut cx, model.all_fields());
        keep(&mut cx, model.data().segment, found);
    }
    for id in &work.composites {
        let composite = CompositeType { schema, id: *id };
        read::types::read_fields(&mut cx, composite.all_fields());
        keep(&mut cx, composite.data().segment, found);
    }
    for id in &work.enums {
        let enum_ = Enum { schema, id: *id };
        read::types::read_enum(&mut cx, enum_);
        keep(&mut cx, enum_.data().segment, found);
    }
}

/// Enters what was found since the last call for a segment.
fn keep(cx: &mut Cx<'_>, segment: SegmentId, found: &mut BTreeMap<SegmentId, Vec<Finding>>) {
    if !cx.findings.is_empty() {
        found.entry(segment).or_default().append(&mut cx.findings);
    }
}

/// What the attributes say, put into the tables. Nobody else has these yet.
fn read_attributes(schema: &mut Schema, work: &Work, found: &mut BTreeMap<SegmentId, Vec<Finding>>) {
    let mut cx = Cx::new(schema);
    let (mut models, mut composites, mut enums) = (Vec::new(), Vec::new(), Vec::new());
    for id in &work.models {
        let model = Model { schema, id: *id };
        models.push(read::attributes::read_model(&mut cx, model));
        keep(&mut cx, model.data().segment, found);
    }
    for id in &work.composites {
        let composite = CompositeType { schema, id: *id };
        composites.push(read::attributes::read_composite(&mut cx, composite));
        keep(&mut cx, composite.data().segment, found);
    }
    for id in &work.enums {
        let enum_ = Enum { schema, id: *id };
        enums.push(read::attributes::read_enum(&mut cx, enum_));
        keep(&mut cx, enum_.data().segment, found);
    }
    for (id, reading) in work.models.iter().zip(models) {
        let model = &mut schema.models[id.0 as usize];
        enter_fields(&mut model.fields, reading.fields);
        let has_poisoned_keys = model.has_lost_lines
            || reading.id.as_ref().is_some_and(|it| it.is_poisoned)
            || reading.indexes.iter().any(|it| it.is_poisoned)
            || model.fields.iter().any(|it| it.is_poisoned);
        let (id, indexes, block) = (reading.id, reading.indexes, reading.block);
        model.keys = Arc::new(ModelKeys { id, indexes, has_poisoned_keys, block });
    }
    for (id, attributes) in work.composites.iter().zip(composites) {
        enter_fields(&mut schema.composites[id.0 as usize].fields, attributes);
    }
    for (id, reading) in work.enums.iter().zip(enums) {
        let enum_ = &mut schema.enums[id.0 as usize];
        enum_.map = reading.map;
        enum_.schema = reading.schema;
        for (value, map) in Arc::get_mut(&mut enum_.values).into_iter().flatten().zip(reading.values) {
            value.map = map;
        }
    }
}

fn enter_fields(fields: &mut Arc<[FieldData]>, attributes: Vec<FieldAttributes>) {
    for (field, attributes) in Arc::get_mut(fields).into_iter().flatten().zip(attributes) {
        field.attributes = attributes;
    }
}

/// Resolves the types that name blocks; the name table is complete by now.
fn type_fields(names: &NameTable, fields: &mut Arc<[FieldData]>) {
    for field in Arc::get_mut(fields).into_iter().flatten().filter(|it| it.ty == FieldType::Unknown) {
        match names.get(field.type_name.hash) {
            _ if field.type_name == field.name => field.is_poisoned = true,
            Some(TopId::Model(id)) => field.ty = FieldType::Model(id),
            Some(TopId::Enum(id)) => field.ty = FieldType::Enum(id),
            Some(TopId::CompositeType(id)) => field.ty = FieldType::CompositeType(id),
            None => field.is_poisoned = true,
        }
    }
}

/// Names whose declaration could not be read: `modle User {`, `type Email = String`. Uses of them are no second mistake.
pub(crate) fn find_lost_names(segment: &psl_parser::Segment, lost_names: &mut FxHashSet<u64>) {
    for node in segment.root().children() {
        match node.kind() {
            SyntaxKind::TYPE_ALIAS => {
                let name = node.token(SyntaxKind::WORD);
                lost_names.extend(name.map(|it| hash_name(it.text())));
            }
            SyntaxKind::JUNK_LINE | SyntaxKind::UNKNOWN_BLOCK => {
                let words = node.text().lines().next().unwrap_or("").split(['{', ' ', '\t']);
                let name = words.filter(|it| psl_parser::is_word(it)).take(2).map(hash_name);
                lost_names.extend(name);
            }
            _ => {}
        }
    }
}

impl Schema {
    /// Whether a member of this form does not exist under the schema's rules.
    pub(crate) fn is_lost(&self, form: MemberForm) -> bool {
        match form {
            MemberForm::Good => false,
            MemberForm::HasObject => self.rules == RuleSet::V6,
            _ => true,
        }
    }

    /// Whether a block of this name was probably meant, but its header could not be read.
    pub(crate) fn is_lost_name(&self, name: &str) -> bool {
        self.completeness == Completeness::Incomplete || self.lost_names.contains(&hash_name(name))
    }

    /// The name of a model, view, enum or type that is `word` in lower case.
    pub(crate) fn name_in_lower_case(&self, word: &str) -> Option<&str> {
        let table = self.lower_case_names.get_or_init(|| {
            let mut table = FxHashMap::default();
            for id in self.segment_ids() {
                let segment = self.segment(id);
                let kind = segment.kind();
                let name = lower::items(segment).name.filter(|_| kind.is_block() && !kind.is_config_block());
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
