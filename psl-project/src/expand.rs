//! A folder → the schema files below it.
//!
//! Folders are visited breadth first, so the shorter of two ways comes first and a generator is read before the
//! folder it writes to. Each folder is listed once, whatever links lead to it.

use std::collections::{BTreeSet, VecDeque};
use std::ffi::OsStr;
use std::mem;
use std::path::{Path, PathBuf};
use std::rc::Rc;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::cx::Cx;
use crate::files::{Kind, reason};
use crate::path::{folder_of, is_prisma, resolve};
use crate::project::{About, Limit, Reason, Skipped, SkippedBecause};

/// Which folders are left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Style {
    /// What was named by someone: `node_modules`, `.git` and generated folders.
    Named,
    /// What was merely found: also folders whose name begins with a dot.
    Found,
    /// The root of a package or repository: of its folders only `prisma`.
    PackageRoot,
}

impl Style {
    pub(crate) const COUNT: usize = Style::PackageRoot as usize + 1;
}

/// The schema files below a folder.
pub(crate) struct Tree {
    /// Sorted by path.
    pub(crate) files: Vec<Found>,
    pub(crate) skipped: Vec<Skipped>,
    pub(crate) limit: Option<Limit>,
    /// Everything that was looked at.
    pub(crate) inputs: BTreeSet<PathBuf>,
    outputs: Vec<Output>,
    canonicals: FxHashSet<PathBuf>,
}

#[derive(Debug, Clone)]
pub(crate) struct Found {
    pub(crate) path: PathBuf,
    pub(crate) canonical: PathBuf,
}

/// A folder that a generator writes to.
struct Output {
    folder: PathBuf,
    canonical: PathBuf,
    reason: Reason,
}

impl Tree {
    pub(crate) fn contains(&self, canonical: &Path) -> bool {
        self.canonicals.contains(canonical)
    }

    /// Why a file counts as generated.
    pub(crate) fn generated(&self, path: &Path, canonical: &Path) -> Option<&Reason> {
        generated(&self.outputs, path, canonical)
    }
}

/// Expands a folder, once per run.
pub(crate) fn tree(cx: &mut Cx<'_>, root: &Path, style: Style) -> Rc<Tree> {
    if let Some(known) = cx.trees[style as usize].get(root) {
        return Rc::clone(known);
    }
    let outer = mem::take(&mut cx.inputs);
    let mut tree = Walk::default().run(cx, root, style);
    tree.inputs = mem::replace(&mut cx.inputs, outer).into_sorted();
    let tree = Rc::new(tree);
    cx.trees[style as usize].insert(root, Rc::clone(&tree));
    tree
}

/// The folder a generator in `file` writes to; `None` when that would make the file itself generated code.
pub(crate) fn output_folder(file: &Path, output: &str) -> Option<PathBuf> {
    let folder = resolve(folder_of(file), Path::new(output));
    (!file.starts_with(&folder)).then_some(folder)
}

/// Tells whether expansion never enters a folder of this name.
pub(crate) fn is_never_entered(name: &OsStr) -> bool {
    name == "node_modules" || name == ".git"
}

pub(crate) fn is_hidden(name: &OsStr) -> bool {
    name.as_encoded_bytes().starts_with(b".")
}

#[derive(Default)]
struct Walk {
    queue: VecDeque<Found>,
    seen: FxHashMap<PathBuf, PathBuf>,
    /// In the order of the walk.
    files: Vec<Found>,
    /// Where in `files` a canonical path is.
    file_of: FxHashMap<PathBuf, usize>,
    outputs: Vec<Output>,
    skipped: Vec<Skipped>,
}

impl Walk {
    fn run(mut self, cx: &mut Cx<'_>, root: &Path, style: Style) -> Tree {
        let start = cx.files.elapsed();
        let limits = cx.options.limits;
        let mut limit = None;
        self.queue.push_back(Found { path: root.to_owned(), canonical: cx.canonical(root) });
        while let Some(folder) = self.queue.pop_front() {
            if let Some(reason) = generated(&self.outputs, &folder.path, &folder.canonical) {
                let why = SkippedBecause::Generated(reason.clone());
                self.skipped.push(Skipped { path: folder.path, why });
                continue;
            }
            if let Some(first) = self.seen.get(&folder.canonical) {
                let why = SkippedBecause::SameAs(first.clone());
                self.skipped.push(Skipped { path: folder.path, why });
                continue;
            }
            if self.seen.len() >= limits.folders {
                limit = Some(Limit::Folders);
                break;
            }
            if cx.files.elapsed().saturating_sub(start) >= limits.time {
                limit = Some(Limit::Time);
                break;
            }
            self.seen.insert(folder.canonical.clone(), folder.path.clone());
            let allowed = |name: &OsStr| match style {
                _ if is_never_entered(name) => false,
                Style::Named => true,
                Style::PackageRoot if folder.path == root => name == "prisma",
                Style::Found | Style::PackageRoot => !is_hidden(name),
            };
            self.visit(cx, &folder, allowed);
        }
        self.finish(limit)
    }

    fn visit(&mut self, cx: &mut Cx<'_>, folder: &Found, allowed: impl Fn(&OsStr) -> bool) {
        let listing = cx.listing(&folder.path);
        let entries = match listing.as_ref() {
            Ok(entries) => entries,
            Err(error) => {
                let why = SkippedBecause::Unreadable(reason(error));
                self.skipped.push(Skipped { path: folder.path.clone(), why });
                return;
            }
        };
        let mut folders = Vec::new();
        for entry in entries {
            if !allowed(&entry.name) && !is_prisma(Path::new(&entry.name)) {
                continue;
            }
            let mut found =
                Found { path: folder.path.join(&entry.name), canonical: folder.canonical.join(&entry.name) };
            let mut kind = entry.kind;
            if kind == Kind::Link {
                let Ok(target) = cx.files.kind(&found.path) else {
                    self.skipped.push(Skipped { path: found.path, why: SkippedBecause::BrokenLink });
                    continue;
                };
                kind = target;
                found.canonical = cx.canonical(&found.path);
            }
            let enters = |it: &Path| it.file_name().is_some_and(|it| !is_never_entered(it));
            match kind {
                Kind::File if is_prisma(&found.path) => self.file(cx, found),
                Kind::Folder if allowed(&entry.name) && enters(&found.canonical) => folders.push(found),
                _ => {}
            }
        }
        self.queue.extend(folders);
    }

    fn file(&mut self, cx: &mut Cx<'_>, found: Found) {
        cx.set_canonical(&found.path, &found.canonical);
        if let Some(reason) = cx.prisma_8(&found.path) {
            self.skipped.push(Skipped { path: found.path, why: SkippedBecause::Prisma8(reason) });
            return;
        }
        for output in &cx.facts(&found.path).outputs {
            let Some(folder) = output_folder(&found.path, &output.path) else { continue };
            let canonical = resolve(folder_of(&found.canonical), Path::new(&output.path));
            let text = format!("output = \"{}\"", output.path);
            let reason = Reason::new(About::Standing, text).at(&found.path, output.line);
            self.outputs.push(Output { folder, canonical, reason });
        }
        let first = self.file_of.get(&found.canonical).and_then(|it| self.files.get_mut(*it));
        let Some(first) = first else {
            self.file_of.insert(found.canonical.clone(), self.files.len());
            self.files.push(found);
            return;
        };
        fn rank(path: &Path) -> (usize, &Path) {
            (path.as_os_str().len(), path)
        }
        let mut dropped = found.path;
        if rank(&dropped) < rank(&first.path) {
            mem::swap(&mut dropped, &mut first.path);
        }
        self.skipped.push(Skipped { path: dropped, why: SkippedBecause::SameAs(first.path.clone()) });
    }

    fn finish(self, limit: Option<Limit>) -> Tree {
        let Walk { files, outputs, mut skipped, .. } = self;
        let mut kept = Vec::with_capacity(files.len());
        for file in files {
            match generated(&outputs, &file.path, &file.canonical) {
                // The folder was entered before the generator below it was read.
                Some(reason) => {
                    skipped.push(Skipped { path: file.path, why: SkippedBecause::Generated(reason.clone()) });
                }
                None => kept.push(file),
            }
        }
        // The files of a folder are in order already, which this kind of sorting makes use of.
        kept.sort_by(|a, b| a.path.cmp(&b.path));
        skipped.sort_unstable();
        let canonicals = kept.iter().map(|it| it.canonical.clone()).collect();
        Tree { files: kept, skipped, limit, inputs: BTreeSet::new(), outputs, canonicals }
    }
}

fn generated<'o>(outputs: &'o [Output], path: &Path, canonical: &Path) -> Option<&'o Reason> {
    let covers = |it: &&Output| path.starts_with(&it.folder) || canonical.starts_with(&it.canonical);
    outputs.iter().find(covers).map(|it| &it.reason)
}
