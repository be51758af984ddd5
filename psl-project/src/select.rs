//! Paths from a command line → files, and files → projects.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

use crate::build::build;
use crate::claim::named;
use crate::cx::Cx;
use crate::discover::claim_of;
use crate::expand::{Style, tree};
use crate::files::{Files, Kind, reason};
use crate::options::Options;
use crate::path::resolve;
use crate::project::{About, ClaimedBy, Limit, Project, Reason, Skipped, SkippedBecause, Standing};

/// The schema files some paths stand for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Expansion {
    /// Files that were named, and files found below folders that were named; sorted, each once.
    pub files: Vec<PathBuf>,
    /// Documents in the language of Prisma 8, with the reason.
    pub prisma_8: Vec<(PathBuf, Reason)>,
    /// What was met below a folder and left out.
    pub skipped: Vec<Skipped>,
    /// Paths that stand for nothing.
    pub problems: Vec<Problem>,
    /// The folders whose names were looked at; the answer to "where did you look?".
    pub looked_at: Vec<PathBuf>,
    /// Set when a folder was too big to be looked at completely.
    pub limit: Option<Limit>,
}

/// The projects some paths stand for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Selection {
    /// Each project once, sorted by root and files.
    pub projects: Vec<Project>,
    /// Files nobody named and no hint claims, where other files are claimed by one: Prisma ignores them.
    pub left_out: Vec<PathBuf>,
    /// How the paths were expanded.
    pub expansion: Expansion,
}

/// A path that stands for nothing.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Problem {
    /// The path, made absolute.
    pub path: PathBuf,
    /// What is wrong with it.
    pub what: Wrong,
}

/// What is wrong with a path.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Wrong {
    /// Nothing is there.
    Missing,
    /// The operating system says no, in these words.
    Unreadable(String),
    /// A folder without a schema file below it.
    NoSchema,
}

impl fmt::Display for Wrong {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Wrong::Missing => write!(f, "no such file or folder"),
            Wrong::Unreadable(error) => write!(f, "{error}"),
            Wrong::NoSchema => write!(f, "no .prisma file in this folder"),
        }
    }
}

/// Expands paths, relative to `folder`; no path means `folder` itself.
///
/// A file is always taken, whatever its name and wherever it lies. Below a folder the files of `node_modules`,
/// `.git`, generated code and folders whose name begins with a dot are left out.
pub fn expand(files: &dyn Files, folder: &Path, paths: &[PathBuf], options: &Options) -> Expansion {
    expand_in(&mut Cx::new(files, options), folder, paths)
}

/// Finds the projects of everything the paths expand to.
///
/// Without paths, projects that a config or package claims come before everything else: if there is one, files
/// that nobody claims are left out.
pub fn projects_of(files: &dyn Files, folder: &Path, paths: &[PathBuf], options: &Options) -> Selection {
    let cx = &mut Cx::new(files, options);
    let expansion = expand_in(cx, folder, paths);
    let mut claims = BTreeMap::new();
    for file in &expansion.files {
        let claim = claim_of(cx, file);
        let members = claims.entry(claim.key.clone()).or_insert_with(|| (claim, Vec::new()));
        members.1.push(file);
    }
    let prefers_hints = paths.is_empty() && claims.values().any(|(claim, _)| claim.by.is_hint());
    let mut projects = Vec::new();
    let mut left_out = Vec::new();
    for (claim, members) in claims.into_values() {
        let Some(document) = members.first() else { continue };
        if prefers_hints && !claim.by.is_hint() {
            left_out.extend(members.into_iter().cloned());
        } else {
            projects.push(build(cx, claim, document));
        }
    }
    projects.sort_by(|a, b| (&a.root, &a.files).cmp(&(&b.root, &b.files)));
    left_out.sort_unstable();
    Selection { projects, left_out, expansion }
}

/// Takes a path as one schema without any discovery: a file, or all schema files below a folder.
pub fn schema_at(files: &dyn Files, path: &Path, options: &Options) -> Result<Project, Problem> {
    let cx = &mut Cx::new(files, options);
    let path = resolve(Path::new(""), path);
    let kind = files.kind(&path).map_err(|error| problem(&path, &error))?;
    let reason = Reason::new(About::Files, "the schema was named");
    let claim = named(cx, &path, kind, ClaimedBy::Argument, reason);
    let prisma_8 = if kind == Kind::Folder { None } else { cx.prisma_8(&path) };
    let mut project = build(cx, claim, &path);
    if project.files.is_empty() {
        return Err(Problem { path, what: Wrong::NoSchema });
    }
    if let Some(reason) = prisma_8 {
        project.standing = Standing::Prisma8;
        project.reasons.push(reason);
    }
    Ok(project)
}

fn expand_in(cx: &mut Cx<'_>, folder: &Path, paths: &[PathBuf]) -> Expansion {
    let here = [PathBuf::new()];
    let mut expansion = Expansion::default();
    let mut found = Vec::new();
    let mut looked_at = BTreeSet::new();
    for path in if paths.is_empty() { &here } else { paths } {
        let path = resolve(folder, path);
        match cx.files.kind(&path) {
            Err(error) => expansion.problems.push(problem(&path, &error)),
            Ok(Kind::Folder) => {
                let tree = tree(cx, &path, Style::Found);
                let n_prisma_8 = expansion.prisma_8.len();
                for skipped in &tree.skipped {
                    match &skipped.why {
                        SkippedBecause::Prisma8(reason) => {
                            expansion.prisma_8.push((skipped.path.clone(), reason.clone()));
                        }
                        _ => expansion.skipped.push(skipped.clone()),
                    }
                }
                if tree.files.is_empty() && expansion.prisma_8.len() == n_prisma_8 {
                    let what = match tree.skipped.iter().find(|it| it.path == path).map(|it| &it.why) {
                        Some(SkippedBecause::Unreadable(error)) => Wrong::Unreadable(error.clone()),
                        _ => Wrong::NoSchema,
                    };
                    expansion.problems.push(Problem { path, what });
                }
                found.extend(tree.files.iter().map(|it| it.path.clone()));
                looked_at.extend(tree.inputs.iter().cloned());
                expansion.limit = expansion.limit.or(tree.limit);
            }
            Ok(_) => match cx.prisma_8(&path) {
                Some(reason) => expansion.prisma_8.push((path, reason)),
                None => found.push(path),
            },
        }
    }
    found.sort();
    found.dedup();
    let mut seen = HashSet::new();
    expansion.files = found.into_iter().filter(|it| seen.insert(cx.canonical(it))).collect();
    expansion.looked_at = looked_at.into_iter().collect();
    expansion.prisma_8.sort_unstable();
    expansion.prisma_8.dedup();
    expansion.skipped.sort_unstable();
    expansion.skipped.dedup();
    expansion
}

fn problem(path: &Path, error: &io::Error) -> Problem {
    let what = match error.kind() {
        io::ErrorKind::NotFound => Wrong::Missing,
        _ => Wrong::Unreadable(reason(error)),
    };
    Problem { path: path.to_owned(), what }
}
