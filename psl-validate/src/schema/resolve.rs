//! Files → [`Schema`]: one walk over the items of all blocks, then names, types, configuration, attributes, relations.

use std::sync::{Arc, OnceLock};

use psl_parser::{SourceFile, SyntaxKind};
use rustc_hash::{FxHashMap, FxHashSet};

use super::{
    Completeness, CompositeData, CompositeId, EnumData, EnumId, EnumValueData, FieldAttributes, FieldData,
    FieldType, ModelAttributes, ModelData, ModelId, Owner, RelationGroups, Schema, SegmentId, SegmentPlace,
    Span, TopId, config::PreviewFeatures, names::NameTable,
};
use crate::{
    lower::{self, BlockItems, MemberForm, WrittenType, hash_name},
    read,
    rule::Cx,
    rule_set::RuleSet,
};

pub(crate) fn resolve(files: &[Arc<SourceFile>], rules: RuleSet, completeness: Completeness) -> Schema {
    let mut schema = Schema {
        rules,
        completeness,
        files: files.into(),
        segments: Vec::new(),
        names: NameTable::default(),
        lost_names: FxHashSet::default(),
        lower_case_names: OnceLock::new(),
        models: Vec::new(),
        composites: Vec::new(),
        enums: Vec::new(),
        fields: Vec::new(),
        enum_values: Vec::new(),
        datasources: Vec::new(),
        generators: Vec::new(),
        datasource: None,
        preview_features: PreviewFeatures::default(),
        indexes: Vec::new(),
        relations: Vec::new(),
        relation_groups: RelationGroups::default(),
        relations_of_fields: OnceLock::new(),
        reading: Vec::new(),
    };
    declare(&mut schema);
    type_fields(&mut schema);
    let mut cx = Cx::new(&schema);
    read::syntax::read(&mut cx);
    read::names::read(&mut cx);
    read::types::read(&mut cx);
    let configuration = read::config::read(&mut cx);
    let mut findings = std::mem::take(&mut cx.findings);
    schema.datasources = configuration.datasources;
    schema.generators = configuration.generators;
    schema.datasource = configuration.datasource;
    schema.preview_features = configuration.preview_features;
    schema.reading.append(&mut findings);
    let mut cx = Cx::new(&schema);
    let reading = read::attributes::read(&mut cx);
    let mut findings = std::mem::take(&mut cx.findings);
    enter_attributes(&mut schema, reading);
    schema.reading.append(&mut findings);
    (schema.relation_groups, schema.relations) = super::relations::pair(&schema);
    schema
}

/// Puts what the attributes say into the tables.
fn enter_attributes(schema: &mut Schema, reading: read::attributes::Reading) {
    for (field, attributes) in schema.fields.iter_mut().zip(reading.fields) {
        field.attributes = attributes;
    }
    for (value, map) in schema.enum_values.iter_mut().zip(reading.enum_values) {
        value.map = map;
    }
    for (enum_, attributes) in schema.enums.iter_mut().zip(reading.enums) {
        enum_.map = attributes.map;
        enum_.schema = attributes.schema;
    }
    for (model, attributes) in schema.models.iter_mut().zip(reading.models) {
        model.id = attributes.id;
        model.attributes = attributes.block;
        let from = schema.indexes.len() as u32;
        let fields = &schema.fields[model.fields.0 as usize..model.fields.1 as usize];
        model.has_poisoned_keys = model.has_lost_lines
            || model.id.as_ref().is_some_and(|it| it.is_poisoned)
            || attributes.indexes.iter().any(|it| it.is_poisoned)
            || fields.iter().any(|it| it.is_poisoned);
        schema.indexes.extend(attributes.indexes);
        model.indexes = (from, schema.indexes.len() as u32);
    }
}

/// Enters all blocks, fields and values, types not yet resolved.
fn declare(schema: &mut Schema) {
    let segment_count = schema.files.iter().map(|it| it.segments().len()).sum();
    schema.segments.reserve(segment_count);
    schema.names = NameTable::with_capacity(segment_count / 2);
    let files = schema.files.clone();
    for (file, source) in files.iter().enumerate() {
        for (index, placed) in source.segments().iter().enumerate() {
            let id = SegmentId(schema.segments.len() as u32);
            schema.segments.push(SegmentPlace {
                file: psl_parser::FileId(file as u32),
                index: index as u32,
                start: placed.start,
            });
            let segment = &placed.segment;
            match segment.kind() {
                SyntaxKind::LOOSE => declare_lost_names(schema, segment),
                kind if kind.is_config_block() => {}
                kind => declare_block(schema, id, kind, segment, lower::items(segment)),
            }
        }
    }
}

fn declare_block(
    schema: &mut Schema,
    segment: SegmentId,
    kind: SyntaxKind,
    source: &psl_parser::Segment,
    items: &BlockItems,
) {
    let Some(name) = items.name else { return };
    let has_lost_lines = !source.is_closed() || !source.tree().errors().is_empty();
    let top = match kind {
        SyntaxKind::ENUM => TopId::Enum(EnumId(schema.enums.len() as u32)),
        SyntaxKind::COMPOSITE_TYPE => TopId::CompositeType(CompositeId(schema.composites.len() as u32)),
        _ => TopId::Model(ModelId(schema.models.len() as u32)),
    };
    let is_poisoned = schema.names.insert(name.hash, top).is_some();
    match top {
        TopId::Enum(_) => {
            let from = schema.enum_values.len() as u32;
            for item in &items.values {
                let is_poisoned = schema.is_lost(item.form);
                let value =
                    EnumValueData { segment, node: item.node, name: item.name, is_poisoned, map: None };
                schema.enum_values.push(value);
            }
            let values = (from, schema.enum_values.len() as u32);
            let data =
                EnumData { segment, name, is_poisoned, has_lost_lines, values, map: None, schema: None };
            schema.enums.push(data);
        }
        TopId::CompositeType(id) => {
            let fields = declare_fields(schema, segment, Owner::CompositeType(id), items);
            schema.composites.push(CompositeData { segment, name, is_poisoned, has_lost_lines, fields });
        }
        TopId::Model(id) => {
            let fields = declare_fields(schema, segment, Owner::Model(id), items);
            schema.models.push(ModelData {
                segment,
                name,
                is_view: kind == SyntaxKind::VIEW,
                is_poisoned,
                has_lost_lines: has_lost_lines || items.fields.iter().any(|it| schema.is_lost(it.form)),
                fields,
                indexes: (0, 0),
                id: None,
                has_poisoned_keys: false,
                attributes: ModelAttributes::default(),
            });
        }
    }
}

fn declare_fields(schema: &mut Schema, segment: SegmentId, owner: Owner, items: &BlockItems) -> (u32, u32) {
    let from = schema.fields.len() as u32;
    for item in &items.fields {
        let is_lost = schema.is_lost(item.form);
        schema.fields.push(FieldData {
            segment,
            node: item.node,
            name: item.name,
            type_name: item.type_name,
            owner,
            ty: match item.written {
                WrittenType::Scalar(scalar) => FieldType::Scalar(scalar),
                WrittenType::Unsupported => FieldType::Unsupported,
                WrittenType::Named | WrittenType::Missing => FieldType::Unknown,
            },
            arity: item.arity,
            is_poisoned: is_lost,
            is_lost,
            attributes: FieldAttributes::default(),
        });
    }
    (from, schema.fields.len() as u32)
}

/// Resolves the types that name blocks; the name table is complete by now.
fn type_fields(schema: &mut Schema) {
    let names = &schema.names;
    for field in &mut schema.fields {
        if field.ty != FieldType::Unknown {
            continue;
        }
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
fn declare_lost_names(schema: &mut Schema, segment: &psl_parser::Segment) {
    for node in segment.root().children() {
        match node.kind() {
            SyntaxKind::TYPE_ALIAS => {
                let name = node.token(SyntaxKind::WORD);
                schema.lost_names.extend(name.map(|it| hash_name(it.text())));
            }
            SyntaxKind::JUNK_LINE | SyntaxKind::UNKNOWN_BLOCK => {
                let words = node.text().lines().next().unwrap_or("").split(['{', ' ', '\t']);
                let name = words.filter(|it| psl_parser::is_word(it)).take(2).map(hash_name);
                schema.lost_names.extend(name);
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
