//! Unsaved text on top of a directory tree.

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use crate::files::{Entry, Files, Kind, Stamp};

/// A tree in which some files have other contents, or exist although the tree below lacks them.
///
/// A file that only exists here is listed by its folder, and folders that only exist because of it are
/// listed by theirs.
pub struct Overlay<'f> {
    base: &'f dyn Files,
    texts: BTreeMap<PathBuf, &'f str>,
}

impl<'f> Overlay<'f> {
    /// Starts with `base` unchanged.
    pub fn new(base: &'f dyn Files) -> Overlay<'f> {
        Overlay { base, texts: BTreeMap::new() }
    }

    /// Gives `path` the contents `text`.
    pub fn set(&mut self, path: &Path, text: &'f str) {
        self.texts.insert(path.to_owned(), text);
    }

    /// Names the children of `folder` that lead to an overlaid file.
    fn children(&self, folder: &Path) -> Vec<Entry> {
        let mut children = Vec::new();
        for path in self.texts.keys() {
            let Ok(below) = path.strip_prefix(folder) else { continue };
            let mut components = below.components();
            let Some(first) = components.next() else { continue };
            let kind = if components.next().is_none() { Kind::File } else { Kind::Folder };
            children.push(Entry { name: first.as_os_str().to_owned(), kind });
        }
        children.sort_unstable();
        children.dedup();
        children
    }
}

impl Files for Overlay<'_> {
    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        match self.texts.get(path) {
            Some(text) => Ok(text.as_bytes().to_vec()),
            None => self.base.read(path),
        }
    }

    fn read_dir(&self, path: &Path) -> io::Result<Vec<Entry>> {
        let own = self.children(path);
        let mut entries = match self.base.read_dir(path) {
            Ok(entries) => entries,
            Err(_) if !own.is_empty() => Vec::new(),
            Err(error) => return Err(error),
        };
        for entry in own {
            if !entries.iter().any(|it| it.name == entry.name) {
                entries.push(entry);
            }
        }
        Ok(entries)
    }

    fn kind(&self, path: &Path) -> io::Result<Kind> {
        if self.texts.contains_key(path) {
            return Ok(Kind::File);
        }
        match self.base.kind(path) {
            Err(_) if !self.children(path).is_empty() => Ok(Kind::Folder),
            answer => answer,
        }
    }

    fn canonicalize(&self, path: &Path) -> io::Result<PathBuf> {
        match self.base.canonicalize(path) {
            Err(_) if self.kind(path).is_ok() => match (path.parent(), path.file_name()) {
                (Some(folder), Some(name)) => Ok(self.canonicalize(folder)?.join(name)),
                _ => Ok(path.to_owned()),
            },
            answer => answer,
        }
    }

    fn stamp(&self, path: &Path) -> Option<Stamp> {
        self.base.stamp(path)
    }

    fn elapsed(&self) -> Duration {
        self.base.elapsed()
    }
}
