//! What the schema of an earlier state still knows.
//!
//! While nobody adds, removes or renames a block and configuration stays as it is, every block keeps its number. Then
//! only blocks whose text changed have to be read again, and those that name them: no check of a block looks further
//! ([`crate::rule::Check`]).

use std::sync::{Arc, OnceLock};

use psl_parser::{Segment, SourceFile, SyntaxKind};
use rustc_hash::FxHashSet;

use super::{Completeness, Schema, SegmentId, TopId, lazy, resolve, types::Lines};
use crate::rule_set::RuleSet;

/// The schema of `files`, with everything of `previous` that still holds. `None` when too much has changed.
pub(crate) fn start(
    previous: &Schema,
    files: &[Arc<SourceFile>],
    rules: RuleSet,
    completeness: Completeness,
) -> Option<Schema> {
    if previous.rules != rules || previous.completeness != completeness || previous.has_duplicates {
        return None;
    }
    let changed = changed(previous, files)?;
    let mut schema = Schema {
        rules,
        completeness,
        files: files.into(),
        segments: resolve::places(files),
        tops: previous.tops.clone(),
        names: Arc::clone(&previous.names),
        has_duplicates: false,
        lost_names: previous.lost_names.clone(),
        lower_case_names: OnceLock::new(),
        models: previous.models.clone(),
        composites: previous.composites.clone(),
        enums: previous.enums.clone(),
        datasources: Arc::clone(&previous.datasources),
        generators: Arc::clone(&previous.generators),
        datasource: previous.datasource,
        preview_features: previous.preview_features,
        configuration_reading: Arc::clone(&previous.configuration_reading),
        findings: previous.findings.clone(),
    };
    for id in to_read(previous, changed) {
        let index = id.0 as usize;
        schema.findings[index] = OnceLock::new();
        let Some(top) = schema.tops[index] else { continue };
        let name = resolve::name(schema.segment(id))?;
        match top {
            TopId::Model(model) => {
                let data = &mut schema.models[model.0 as usize];
                (data.name, data.body) = (name, Arc::default());
            }
            TopId::Enum(enum_) => {
                let data = &mut schema.enums[enum_.0 as usize];
                (data.name, data.body) = (name, Arc::default());
            }
            TopId::CompositeType(composite) => {
                let data = &mut schema.composites[composite.0 as usize];
                (data.name, data.body) = (name, Arc::default());
            }
        }
    }
    Some(schema)
}

/// The segments whose text changed, when that is all.
fn changed(previous: &Schema, files: &[Arc<SourceFile>]) -> Option<Vec<SegmentId>> {
    if previous.files.len() != files.len() {
        return None;
    }
    let mut changed = Vec::new();
    let mut id = 0;
    for (old, new) in previous.files.iter().zip(files) {
        if old.segments().len() != new.segments().len() {
            return None;
        }
        if Arc::ptr_eq(old, new) {
            id += new.segments().len() as u32;
            continue;
        }
        let segment_count = new.segments().len();
        let (first, starts_with_mark) = (id, new.text().starts_with('\u{feff}'));
        for (index, (old, new)) in old.segments().iter().zip(new.segments()).enumerate() {
            if !Arc::ptr_eq(&old.segment, &new.segment) {
                if !is_replaced_by(&old.segment, &new.segment) {
                    return None;
                }
                changed.push(SegmentId(id));
                if starts_with_mark {
                    // What is said of a byte order mark spans the first line.
                    changed.push(SegmentId(first));
                }
                // Where a header stands inside of an open block, the finding speaks of that block.
                let is_open = |it: &Segment| it.is_block() && !it.is_closed();
                if (is_open(&old.segment) || is_open(&new.segment)) && index + 1 < segment_count {
                    changed.push(SegmentId(id + 1));
                }
            }
            id += 1;
        }
    }
    Some(changed)
}

/// Whether `new` may stand for `old` without a change of what others find by name.
fn is_replaced_by(old: &Segment, new: &Segment) -> bool {
    let says_nothing = |it: &Segment| {
        let mut lost = FxHashSet::default();
        lazy::find_lost_names(it, &mut lost);
        lost.is_empty()
    };
    match (old.kind(), new.kind()) {
        (SyntaxKind::LOOSE, SyntaxKind::LOOSE) => says_nothing(old) && says_nothing(new),
        (SyntaxKind::MODEL | SyntaxKind::VIEW | SyntaxKind::ENUM, kind) if kind == old.kind() => {
            let name = |it: &Segment| resolve::name(it).map(|it| it.hash);
            name(old).is_some() && name(old) == name(new)
        }
        _ => false,
    }
}

/// The changed segments, and the blocks that name one of them.
fn to_read(previous: &Schema, changed: Vec<SegmentId>) -> Vec<SegmentId> {
    let tops: Vec<TopId> = changed.iter().filter_map(|it| previous.tops[it.0 as usize]).collect();
    let names_one = |lines: &Lines| lines.named.iter().any(|it| tops.contains(it));
    let mut segments = changed;
    if !tops.is_empty() {
        let models = previous.models().filter(|it| names_one(it.lines()));
        segments.extend(models.map(|it| it.data().segment));
        // A type may be part of a path in a model's key.
        let composites = previous.composite_types().filter(|it| names_one(it.lines()));
        segments.extend(composites.map(|it| it.data().segment));
    }
    segments.sort_unstable();
    segments.dedup();
    segments
}
