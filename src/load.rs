//! Paths → projects with their texts, trees and findings.

use std::{
    cell::RefCell,
    collections::HashMap,
    fs,
    io::{self, Read},
    path::{Path, PathBuf},
    sync::{Arc, LazyLock, OnceLock},
    time::Duration,
};

use ignore::gitignore::{Gitignore, GitignoreBuilder};
use psl_parser::{LineIndex, SourceFile};
use psl_project::{
    Disk, Entry, Files, Hiding, Kind, Limit, Options, Overlay, Problem, Project, Skipped, SkippedBecause,
    Stamp, Standing, Wrong, reason,
};
use psl_validate::{Diagnostic, RuleSet, Schema, validate};

use crate::stream::Streams;

pub(crate) const STDIN_AND_PATHS: &str =
    "`-` stands for standard input and cannot be combined with paths; give one or the other";
pub(crate) const STDIN_NAME_ALONE: &str =
    "`--stdin-filepath` is the name of standard input, which is not read; add `-` to read it";

/// A file of a schema.
pub(crate) struct SchemaFile {
    pub(crate) path: PathBuf,
    /// Relative to the working directory, with `/`.
    pub(crate) shown: String,
    pub(crate) source: Arc<SourceFile>,
    lines: OnceLock<LineIndex>,
}

impl SchemaFile {
    pub(crate) fn new(path: PathBuf, text: impl Into<Arc<str>>) -> SchemaFile {
        let source = Arc::new(SourceFile::parse(text));
        SchemaFile { shown: shown(&path), path, source, lines: OnceLock::new() }
    }

    /// The file with another text. Shares the blocks that did not change.
    pub(crate) fn edited(&self, text: String) -> SchemaFile {
        let source = Arc::new(self.source.edited(text));
        SchemaFile { path: self.path.clone(), shown: self.shown.clone(), source, lines: OnceLock::new() }
    }

    pub(crate) fn text(&self) -> &str {
        self.source.text()
    }

    /// Where its lines start, found when somebody asks.
    pub(crate) fn lines(&self) -> &LineIndex {
        self.lines.get_or_init(|| LineIndex::new(self.text()))
    }
}

/// A schema that was read.
pub(crate) struct LoadedProject {
    pub(crate) project: Project,
    /// The root as it is shown.
    pub(crate) root: String,
    pub(crate) files: Vec<SchemaFile>,
    /// Some of its files could not be read.
    pub(crate) is_incomplete: bool,
    pub(crate) schema: Schema,
    pub(crate) diagnostics: Vec<Diagnostic>,
}

impl LoadedProject {
    /// Reads the schema anew, from the texts it has now.
    pub(crate) fn resolve(project: Project, files: Vec<SchemaFile>, is_incomplete: bool) -> LoadedProject {
        let sources: Vec<Arc<SourceFile>> = files.iter().map(|it| it.source.clone()).collect();
        let rules = rule_set(&project);
        let schema = match is_incomplete {
            true => Schema::resolve_incomplete(&sources, rules),
            false => Schema::resolve(&sources, rules),
        };
        let diagnostics = validate(&schema);
        let root = shown(&project.root);
        LoadedProject { project, root, files, is_incomplete, schema, diagnostics }
    }

    /// The schema with these files instead, in the same order.
    pub(crate) fn updated(self, files: Vec<SchemaFile>) -> LoadedProject {
        let sources: Vec<Arc<SourceFile>> = files.iter().map(|it| it.source.clone()).collect();
        let schema = self.schema.updated(&sources);
        let diagnostics = validate(&schema);
        LoadedProject { files, schema, diagnostics, ..self }
    }
}

fn rule_set(project: &Project) -> RuleSet {
    match project.rule_set {
        psl_project::RuleSet::V6 => RuleSet::V6,
        psl_project::RuleSet::V7 => RuleSet::V7,
    }
}

/// The database of a schema that is not looked at further; files that cannot be read have no say.
pub(crate) fn provider(project: &Project) -> Option<&'static str> {
    let texts = project.files.iter().filter_map(|it| read(it).ok());
    let sources: Vec<Arc<SourceFile>> = texts.map(|it| Arc::new(SourceFile::parse(it))).collect();
    Schema::resolve(&sources, rule_set(project)).connector().map(|it| it.name)
}

/// A path relative to the working directory, with `/` on every platform.
pub(crate) fn shown(path: &Path) -> String {
    // Nothing here changes the working directory.
    static DIR: LazyLock<Option<PathBuf>> = LazyLock::new(|| std::env::current_dir().ok());
    let relative = DIR.as_ref().and_then(|dir| path.strip_prefix(dir).ok()).unwrap_or(path);
    let text = relative.to_string_lossy().replace('\\', "/");
    if text.is_empty() { ".".to_owned() } else { text }
}

/// The text of a file; the problem is in words for people.
pub(crate) fn read(path: &Path) -> Result<String, String> {
    let bytes =
        fs::read(path).map_err(|error| format!("cannot read `{}`: {}", shown(path), reason(&error)))?;
    text(bytes, || shown(path))
}

/// The schema files that were read while projects were looked for, so that nothing is read twice.
#[derive(Default)]
pub(crate) struct Texts(RefCell<HashMap<PathBuf, Vec<u8>>>);

impl Texts {
    /// The text of a file, read now if it was not before; the problem is in words for people.
    pub(crate) fn take(&self, path: &Path) -> Result<String, String> {
        match self.0.borrow_mut().remove(path) {
            Some(bytes) => text(bytes, || shown(path)),
            None => read(path),
        }
    }
}

/// The disk, with a memory for schema files.
struct Remembering<'t> {
    disk: Disk,
    texts: &'t Texts,
}

impl Files for Remembering<'_> {
    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        let bytes = self.disk.read(path)?;
        if path.extension().is_some_and(|it| it == "prisma") {
            self.texts.0.borrow_mut().insert(path.to_owned(), bytes.clone());
        }
        Ok(bytes)
    }

    fn read_dir(&self, path: &Path) -> io::Result<Vec<Entry>> {
        self.disk.read_dir(path)
    }

    fn kind(&self, path: &Path) -> io::Result<Kind> {
        self.disk.kind(path)
    }

    fn canonicalize(&self, path: &Path) -> io::Result<PathBuf> {
        self.disk.canonicalize(path)
    }

    fn stamp(&self, path: &Path) -> Option<Stamp> {
        self.disk.stamp(path)
    }

    fn elapsed(&self) -> Duration {
        self.disk.elapsed()
    }
}

/// Standard input as text.
pub(crate) fn read_stdin(name: &str) -> Result<String, String> {
    let mut bytes = Vec::new();
    io::stdin()
        .lock()
        .read_to_end(&mut bytes)
        .map_err(|error| format!("cannot read `{name}`: {}", reason(&error)))?;
    text(bytes, || name.to_owned())
}

fn text(bytes: Vec<u8>, name: impl FnOnce() -> String) -> Result<String, String> {
    const LARGEST: usize = u32::MAX as usize / 2;
    if bytes.len() > LARGEST {
        return Err(format!("cannot read `{}`: it is larger than 2 GB", name()));
    }
    String::from_utf8(bytes).map_err(|error| {
        let at = error.utf8_error().valid_up_to();
        format!("cannot read `{}`: not UTF-8 at byte {at}; save it as UTF-8", name())
    })
}

/// What is wrong with a path of the command line, and what to do.
pub(crate) fn path_problem(problem: &Problem) -> String {
    let path = shown(&problem.path);
    match &problem.what {
        Wrong::Missing => {
            let dir = std::env::current_dir().unwrap_or_default();
            format!("`{path}`: {}; paths start at `{}`", problem.what, dir.display())
        }
        Wrong::NoSchema => {
            format!("`{path}`: {}; name a schema, or another folder (-v shows where it looked)", problem.what)
        }
        Wrong::Unreadable(_) => format!("cannot read `{path}`: {}", problem.what),
    }
}

/// Folders on the way that cannot be looked into. They may be anything, the files of a database for instance.
pub(crate) fn unreadable(skipped: &[Skipped], problems: &[Problem]) -> Vec<String> {
    let is_named = |path: &Path| problems.iter().any(|it| it.path == path);
    let notes = skipped.iter().filter(|it| !is_named(&it.path)).filter_map(|it| match &it.why {
        SkippedBecause::Unreadable(error) => {
            Some(format!("cannot look into `{}`: {error}; --exclude leaves it out", shown(&it.path)))
        }
        _ => None,
    });
    notes.collect()
}

/// Not every folder was looked at, so what was found is not all.
pub(crate) fn limit_problem(limit: Limit) -> String {
    let why = match limit {
        Limit::Folders => "there are too many",
        Limit::Time => "it took too long",
    };
    format!("not all folders were looked at: {why}; name the folders that have schemas")
}

/// Why a file of Prisma 8 is left alone, and what to do if it is none.
pub(crate) fn left_alone(path: &Path, declaration: &str) -> String {
    format!(
        "`{}` is left alone: `{declaration}` declares Prisma 8; without that line it is checked",
        shown(path)
    )
}

/// Why a file could not be written, and what to do.
pub(crate) fn write_problem(name: &str, error: &io::Error) -> String {
    let advice = match error.kind() {
        io::ErrorKind::PermissionDenied => "; allow writing to it, or use --diff",
        _ => "",
    };
    format!("cannot write `{name}`: {}; it is unchanged{advice}", reason(error))
}

/// Why a file could not be made, and what to do.
pub(crate) fn create_problem(path: &Path, error: &io::Error) -> String {
    let cause = match (error.kind(), path.parent()) {
        (io::ErrorKind::NotFound, Some(folder)) => {
            format!("there is no folder `{}`; make it first", folder.display())
        }
        _ => format!("{}; name another file", reason(error)),
    };
    format!("cannot write `{}`: {cause}", path.display())
}

/// What `--exclude` leaves out.
pub(crate) struct Exclude {
    globs: Gitignore,
}

impl Exclude {
    pub(crate) fn new(globs: &[String]) -> Result<Exclude, String> {
        let dir = std::env::current_dir().unwrap_or_default();
        let mut builder = GitignoreBuilder::new(dir);
        for glob in globs {
            builder
                .add_line(None, glob)
                .map_err(|error| format!("cannot use `--exclude {glob}`: {error}"))?;
        }
        let globs = builder.build().map_err(|error| format!("cannot use `--exclude`: {error}"))?;
        Ok(Exclude { globs })
    }

    /// The problem of a command line all paths of which are left out. Hooks name files, and one that is left out is
    /// nothing to complain about; nobody names a folder to have nothing looked at.
    pub(crate) fn leaves_nothing_of(&self, paths: &[PathBuf]) -> Option<String> {
        let folder = paths.iter().find(|it| it.is_dir())?;
        let dir = std::env::current_dir().unwrap_or_default();
        let is_all = paths.iter().all(|it| self.hides(&dir.join(it), it.is_dir()));
        is_all.then(|| format!("`{}`: --exclude leaves nothing to look at", shown(folder)))
    }

    pub(crate) fn hides(&self, path: &Path, is_folder: bool) -> bool {
        !self.globs.is_empty() && self.globs.matched_path_or_any_parents(path, is_folder).is_ignore()
    }
}

/// Makes the paths of a command line absolute, takes out the excluded ones, and runs `with` on a view of the disk in
/// which they are hidden. The schema files it reads are kept in `texts`.
pub(crate) fn with_files<T>(
    paths: &[PathBuf],
    exclude: &Exclude,
    overlay: Option<(&Path, &str)>,
    texts: &Texts,
    with: impl FnOnce(&dyn Files, &Path, &[PathBuf]) -> T,
) -> T {
    let dir = std::env::current_dir().unwrap_or_default();
    let disk = Remembering { disk: Disk::new(), texts };
    let hides = |path: &Path, kind: Kind| exclude.hides(path, kind == Kind::Folder);
    let hiding = Hiding { base: &disk, hides: &hides };
    let absolute: Vec<PathBuf> =
        paths.iter().map(|it| dir.join(it)).filter(|it| !exclude.hides(it, it.is_dir())).collect();
    match overlay {
        Some((path, text)) => {
            let mut overlay = Overlay::new(&hiding);
            overlay.set(&dir.join(path), text);
            with(&overlay, &dir, &absolute)
        }
        None => with(&hiding, &dir, &absolute),
    }
}

/// Reads all files of a project. Files that cannot be read are reported; the rest is still looked at.
pub(crate) fn load(
    project: Project,
    overlay: Option<(&Path, &str)>,
    texts: &Texts,
    streams: &Streams,
) -> (LoadedProject, bool) {
    let dir = std::env::current_dir().unwrap_or_default();
    let mut files = Vec::new();
    let mut is_incomplete = false;
    for path in &project.files {
        let text = match overlay {
            Some((name, text)) if dir.join(name) == dir.join(path) => Ok(text.to_owned()),
            _ => texts.take(path),
        };
        match text {
            Ok(text) => files.push(SchemaFile::new(path.clone(), text)),
            Err(problem) => {
                streams.problem(&problem);
                is_incomplete = true;
            }
        }
    }
    (LoadedProject::resolve(project, files, is_incomplete), !is_incomplete)
}

/// Options of discovery for a command line.
pub(crate) fn options(rules: psl_project::Rules) -> Options {
    Options { rules, ..Options::default() }
}

/// Whether a project is Prisma 8's and left alone.
pub(crate) fn is_left_alone(project: &Project) -> bool {
    project.standing == Standing::Prisma8
}
