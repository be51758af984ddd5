//! The inputs of one schema, and immutable snapshots of them.
//!
//! One owner changes the [`Workspace`]; any number of threads ask [`Snapshot`]s. What is derived from a snapshot is
//! computed at most once and kept with it.

use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};

use psl_parser::{FileId, LineIndex, SourceFile, TextRange, TextSize};
use psl_validate::{Diagnostic, RuleSet, Schema};

/// What lies near a schema and helps to write it.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct Surroundings {
    /// Names of variables of the environment, and the files that set them, as people are shown them.
    pub variables: Vec<(String, String)>,
    /// Packages that can be the provider of a generator.
    pub generators: Vec<String>,
}

/// The mutable inputs of one schema: its files, in order, and the rule set.
#[derive(Debug)]
pub struct Workspace {
    files: Vec<Arc<SourceFile>>,
    rules: RuleSet,
    surroundings: Arc<Surroundings>,
    /// The snapshot of the present state, once somebody asked for it.
    current: Option<Snapshot>,
    /// What the latest state meant that somebody asked about: the next one takes over what still holds.
    latest: Option<Arc<Schema>>,
}

impl Workspace {
    pub fn new(rules: RuleSet) -> Workspace {
        Workspace { files: Vec::new(), rules, surroundings: Arc::default(), current: None, latest: None }
    }

    /// Replaces all files. [`FileId`]s count them from 0 in the given order.
    pub fn set_files(&mut self, files: Vec<Arc<SourceFile>>) {
        self.files = files;
        self.outdate();
    }

    /// Replaces one file; an id that names none changes nothing.
    pub fn set_file(&mut self, id: FileId, file: Arc<SourceFile>) {
        if let Some(slot) = self.files.get_mut(id.0 as usize) {
            *slot = file;
            self.outdate();
        }
    }

    pub fn set_rules(&mut self, rules: RuleSet) {
        if self.rules != rules {
            self.rules = rules;
            self.outdate();
        }
    }

    pub fn set_surroundings(&mut self, surroundings: Surroundings) {
        if *self.surroundings != surroundings {
            self.surroundings = Arc::new(surroundings);
            self.outdate();
        }
    }

    fn outdate(&mut self) {
        if let Some(current) = self.current.take() {
            self.latest = current.latest_schema();
        }
    }

    pub fn file(&self, id: FileId) -> Option<&Arc<SourceFile>> {
        self.files.get(id.0 as usize)
    }

    /// The present state. The same one until something changes.
    pub fn snapshot(&mut self) -> Snapshot {
        let latest = &mut self.latest;
        let make = || Snapshot::after(latest.take(), &self.files, self.rules, Arc::clone(&self.surroundings));
        self.current.get_or_insert_with(make).clone()
    }
}

/// A state of a schema. Cheap to clone; everything derived from it is shared by all clones.
#[derive(Clone, Debug)]
pub struct Snapshot(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    files: Box<[Arc<SourceFile>]>,
    rules: RuleSet,
    surroundings: Arc<Surroundings>,
    lines: Box<[OnceLock<LineIndex>]>,
    schema: OnceLock<Arc<Schema>>,
    /// What an earlier state meant; let go of once the schema is there.
    earlier: Mutex<Option<Arc<Schema>>>,
    diagnostics: OnceLock<Box<[Diagnostic]>>,
}

impl Snapshot {
    pub fn new(files: &[Arc<SourceFile>], rules: RuleSet) -> Snapshot {
        Snapshot::after(None, files, rules, Arc::default())
    }

    fn after(
        earlier: Option<Arc<Schema>>,
        files: &[Arc<SourceFile>],
        rules: RuleSet,
        surroundings: Arc<Surroundings>,
    ) -> Snapshot {
        Snapshot(Arc::new(Inner {
            files: files.into(),
            rules,
            surroundings,
            lines: files.iter().map(|_| OnceLock::new()).collect(),
            schema: OnceLock::new(),
            earlier: Mutex::new(earlier.filter(|it| it.rules() == rules)),
            diagnostics: OnceLock::new(),
        }))
    }

    /// The state in which the files are these instead. Takes over what still holds of this one.
    pub(crate) fn with_files(&self, files: &[Arc<SourceFile>]) -> Snapshot {
        let surroundings = Arc::clone(&self.0.surroundings);
        Snapshot::after(self.0.schema.get().cloned(), files, self.0.rules, surroundings)
    }

    pub fn rules(&self) -> RuleSet {
        self.0.rules
    }

    /// What lies near the schema.
    pub fn surroundings(&self) -> &Surroundings {
        &self.0.surroundings
    }

    pub fn files(&self) -> &[Arc<SourceFile>] {
        &self.0.files
    }

    /// The ids of all files, in order.
    pub fn file_ids(&self) -> impl ExactSizeIterator<Item = FileId> + use<> {
        (0..self.0.files.len() as u32).map(FileId)
    }

    pub fn file(&self, id: FileId) -> Option<&Arc<SourceFile>> {
        self.0.files.get(id.0 as usize)
    }

    /// The text of a file; empty for an id that names none.
    pub fn text(&self, id: FileId) -> &str {
        self.file(id).map_or("", |it| it.text())
    }

    /// Where the lines of a file start.
    pub fn lines(&self, id: FileId) -> Option<&LineIndex> {
        let file = self.file(id)?;
        Some(self.0.lines.get(id.0 as usize)?.get_or_init(|| LineIndex::new(file.text())))
    }

    /// What the files mean together.
    pub fn schema(&self) -> &Schema {
        if let Some(schema) = self.0.schema.get() {
            return schema;
        }
        let resolve = || {
            // Nobody waits for the lock while the schema is made.
            let earlier = self.earlier().clone();
            match earlier {
                Some(earlier) => earlier.updated(&self.0.files),
                None => Schema::resolve(&self.0.files, self.0.rules),
            }
        };
        let schema = self.0.schema.get_or_init(|| Arc::new(resolve()));
        self.earlier().take();
        schema
    }

    fn earlier(&self) -> MutexGuard<'_, Option<Arc<Schema>>> {
        self.0.earlier.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What this state means, when somebody has asked, else what an earlier one did.
    fn latest_schema(&self) -> Option<Arc<Schema>> {
        let earlier = self.earlier().clone();
        self.0.schema.get().cloned().or(earlier)
    }

    /// All findings, by file and position.
    pub(crate) fn all_diagnostics(&self) -> &[Diagnostic] {
        self.0.diagnostics.get_or_init(|| psl_validate::validate(self.schema()).into())
    }
}

/// A place in one of the files.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct FilePosition {
    pub file: FileId,
    pub offset: TextSize,
}

/// A range of one of the files.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct FileRange {
    pub file: FileId,
    pub range: TextRange,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(text: &str) -> Arc<SourceFile> {
        Arc::new(SourceFile::parse(text))
    }

    #[test]
    fn the_snapshot_is_the_same_until_something_changes() {
        let mut workspace = Workspace::new(RuleSet::V7);
        workspace.set_files(vec![file("model A {\n}\n")]);
        let first = workspace.snapshot();
        assert!(Arc::ptr_eq(&first.0, &workspace.snapshot().0));
        workspace.set_file(FileId(0), file("model B {\n}\n"));
        let second = workspace.snapshot();
        assert_eq!(first.text(FileId(0)), "model A {\n}\n");
        assert_eq!(second.text(FileId(0)), "model B {\n}\n");
    }

    #[test]
    fn a_wrong_id_changes_nothing() {
        let mut workspace = Workspace::new(RuleSet::V7);
        workspace.set_file(FileId(3), file("model A {\n}\n"));
        assert_eq!(workspace.snapshot().files().len(), 0);
        assert_eq!(workspace.snapshot().text(FileId(3)), "");
    }
}
