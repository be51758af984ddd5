//! What decided about a document, before anything is built from it.

use std::mem;
use std::path::{Path, PathBuf};
use std::rc::Rc;

use crate::cx::{ConfigFile, Cx};
use crate::expand::{Style, Tree, tree};
use crate::files::Kind;
use crate::neighbours::Partition;
use crate::path::PathSet;
use crate::project::{ClaimedBy, ConfigNotStatic, Reason, Skipped, SkippedBecause, Standing};

/// A project in the making.
pub(crate) struct Claim {
    /// Equal for two documents exactly when they are in the same project.
    pub(crate) key: Key,
    pub(crate) by: ClaimedBy,
    pub(crate) standing: Standing,
    pub(crate) reason: Reason,
    pub(crate) members: Members,
    pub(crate) config: Option<Rc<ConfigFile>>,
    pub(crate) trail: Trail,
}

pub(crate) enum Members {
    /// This file only.
    File(PathBuf),
    /// Everything below this folder.
    Folder(PathBuf, Rc<Tree>),
    /// One share of what is below a folder.
    Group(Rc<Partition>, usize),
}

/// A canonical path and what it stands for.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Key {
    File(PathBuf),
    Folder(PathBuf),
    /// The group whose first file this is.
    Group(PathBuf),
}

/// What is learnt on the way to a claim.
#[derive(Default)]
pub(crate) struct Trail {
    pub(crate) not_static: Vec<ConfigNotStatic>,
    pub(crate) missing: Vec<Skipped>,
    pub(crate) trees: Vec<Rc<Tree>>,
    pub(crate) inputs: PathSet,
}

/// Claims these members.
pub(crate) fn claim(
    cx: &mut Cx<'_>,
    trail: &mut Trail,
    members: Members,
    by: ClaimedBy,
    reason: Reason,
) -> Claim {
    let key = match &members {
        Members::File(file) => Key::File(cx.canonical(file)),
        Members::Folder(folder, _) => Key::Folder(cx.canonical(folder)),
        Members::Group(partition, idx) => {
            let files = partition.groups.get(*idx).map_or(&[][..], |it| it.files.as_slice());
            match files {
                [only] => Key::File(cx.canonical(only)),
                [first, ..] => Key::Group(cx.canonical(first)),
                [] => Key::Group(partition.root.clone()),
            }
        }
    };
    let standing = Standing::Schema;
    Claim { key, by, standing, reason, members, config: None, trail: mem::take(trail) }
}

/// Lets a document stand alone.
pub(crate) fn single(
    cx: &mut Cx<'_>,
    trail: &mut Trail,
    document: &Path,
    standing: Standing,
    reason: Reason,
) -> Claim {
    let members = Members::File(document.to_owned());
    let claim = claim(cx, trail, members, ClaimedBy::Alone, reason);
    Claim { standing, ..claim }
}

/// Lets a path that was named by someone claim everything it stands for.
pub(crate) fn named(cx: &mut Cx<'_>, target: &Path, kind: Kind, by: ClaimedBy, reason: Reason) -> Claim {
    let members = match kind {
        Kind::Folder => Members::Folder(target.to_owned(), tree(cx, target, Style::Named)),
        _ => Members::File(target.to_owned()),
    };
    claim(cx, &mut Trail::default(), members, by, reason)
}

/// What a named path stands for, if the document is part of it.
pub(crate) fn covers(
    cx: &mut Cx<'_>,
    trail: &mut Trail,
    target: &Path,
    document: &Path,
    reason: &Reason,
) -> Option<Members> {
    let canonical = cx.canonical(document);
    match cx.kind(target) {
        Some(Kind::Folder) => {
            let tree = tree(cx, target, Style::Named);
            trail.trees.push(Rc::clone(&tree));
            tree.contains(&canonical).then(|| Members::Folder(target.to_owned(), tree))
        }
        Some(_) => (cx.canonical(target) == canonical).then(|| Members::File(target.to_owned())),
        None => {
            let why = SkippedBecause::Missing(reason.clone());
            trail.missing.push(Skipped { path: target.to_owned(), why });
            None
        }
    }
}
