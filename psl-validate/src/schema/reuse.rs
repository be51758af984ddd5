//! What the schema of an earlier state still knows.
//!
//! While nobody adds, removes or renames a block and configuration stays as it is, every block keeps its number. Then
//! only blocks whose text changed have to be read again, and those that name them: no check of a block looks further
//! ([`crate::rule::Check`]).

use std::sync::{Arc, OnceLock};

use psl_parser::{Segment, SourceFile, SyntaxKind};
use rustc_hash::FxHashSet;

use super::{
    Completeness, CompositeData, EnumData, ModelData, Schema, SegmentId, TopId, lazy, resolve,
    summary::Since, tally::Before, types::Lines,
};
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
        segments: Arc::clone(&previous.segments),
        tops: Arc::clone(&previous.tops),
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
        tally: OnceLock::new(),
        actions: OnceLock::new(),
        before: Before::of(previous),
        summary: OnceLock::new(),
        since: None,
    };
    let ids = to_read(previous, changed);
    schema.since = Since::new(previous, &ids);
    let (mut models, mut enums, mut composites) = (Vec::new(), Vec::new(), Vec::new());
    for id in &ids {
        let Some(top) = schema.tops[id.0 as usize] else { continue };
        if let Some(before) = &mut schema.before {
            before.note(previous, top);
        }
        let name = resolve::name(schema.segment(*id))?;
        match top {
            TopId::Model(model) => {
                let index = model.0 as usize;
                let ModelData { segment, is_view, is_poisoned, .. } = previous.models[index];
                let (gist, body) = (OnceLock::new(), Arc::default());
                models.push((index, ModelData { segment, name, is_view, is_poisoned, gist, body }));
            }
            TopId::Enum(enum_) => {
                let index = enum_.0 as usize;
                let EnumData { segment, is_poisoned, .. } = previous.enums[index];
                enums.push((index, EnumData { segment, name, is_poisoned, body: Arc::default() }));
            }
            TopId::CompositeType(composite) => {
                let index = composite.0 as usize;
                let CompositeData { segment, is_poisoned, .. } = previous.composites[index];
                composites.push((index, CompositeData { segment, name, is_poisoned, body: Arc::default() }));
            }
        }
    }
    schema.findings.replace(ids.iter().map(|it| (it.0 as usize, OnceLock::new())).collect());
    schema.models.replace(models);
    schema.enums.replace(enums);
    schema.composites.replace(composites);
    Some(schema)
}

/// The segments whose text changed, when that is all.
fn changed(previous: &Schema, files: &[Arc<SourceFile>]) -> Option<Vec<SegmentId>> {
    if previous.files.len() != files.len() {
        return None;
    }
    let mut changed = Vec::new();
    let mut first = 0;
    for (old, new) in previous.files.iter().zip(files) {
        let count = new.segments().len();
        if old.segments().len() != count {
            return None;
        }
        if !Arc::ptr_eq(old, new) {
            match new.changed_segments(old) {
                Some(indexes) => changed_at(old, new, indexes.into_iter(), first, &mut changed)?,
                None => changed_at(old, new, 0..count, first, &mut changed)?,
            }
        }
        first += count as u32;
    }
    Some(changed)
}

/// Adds those of the segments at `indexes` that changed; the file's first one has the id `first`. `None` when more than
/// their text did.
fn changed_at(
    old_file: &SourceFile,
    new_file: &SourceFile,
    indexes: impl Iterator<Item = usize>,
    first: u32,
    changed: &mut Vec<SegmentId>,
) -> Option<()> {
    for index in indexes {
        let (old, new) = (old_file.segment(index), new_file.segment(index));
        if Arc::ptr_eq(old, new) {
            continue;
        }
        if !is_replaced_by(old, new) {
            return None;
        }
        let id = first + index as u32;
        changed.push(SegmentId(id));
        if new_file.segment(0).text().starts_with('\u{feff}') {
            // What is said of a byte order mark spans the first line.
            changed.push(SegmentId(first));
        }
        // Where a header stands inside of an open block, the finding speaks of that block.
        let is_open = |it: &Segment| it.is_block() && !it.is_closed();
        if (is_open(old) || is_open(new)) && index + 1 < new_file.segments().len() {
            changed.push(SegmentId(id + 1));
        }
    }
    Some(())
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

/// The changed segments, and the blocks that name one of them. What a block names is not known before its lines were
/// read: such a block is taken too, since versions that are read at the same time would otherwise fill one body.
fn to_read(previous: &Schema, changed: Vec<SegmentId>) -> Vec<SegmentId> {
    let tops: Vec<TopId> = changed.iter().filter_map(|it| previous.tops[it.0 as usize]).collect();
    let names_one = |lines: &Lines| lines.named.iter().any(|it| tops.contains(it));
    let bits = tops.iter().fold(0, |all, it| all | it.bit());
    let may_name_one = |it: &&ModelData| it.body.lines.get().is_none_or(names_one);
    let mut segments = changed;
    if !tops.is_empty() {
        match previous.summary.get() {
            Some(summary) => {
                let near = summary.named.iter().enumerate().filter(|it| it.1 & bits != 0);
                let models = near.map(|(index, _)| &previous.models[index]);
                segments.extend(models.filter(may_name_one).map(|it| it.segment));
            }
            None => {
                let is_far = |it: &ModelData| it.gist.get().is_some_and(|it| it.named & bits == 0);
                let models = previous.models.iter().filter(|it| !is_far(it));
                segments.extend(models.filter(may_name_one).map(|it| it.segment));
            }
        }
        // A type may be part of a path in a model's key.
        let composites = previous.composite_types().filter(|it| names_one(it.lines()));
        segments.extend(composites.map(|it| it.data().segment));
    }
    segments.sort_unstable();
    segments.dedup();
    segments
}
