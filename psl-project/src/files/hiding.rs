//! A directory tree with some of its entries left out.
//!
//! `--exclude` works through this: what a folder does not list is never expanded. A path that is named
//! directly can still be read; whoever takes paths from people asks the same test first.

use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use crate::files::{Entry, Files, Kind, Stamp};

/// A tree in which folders do not list what `hides` says yes to.
pub struct Hiding<'f> {
    /// The tree below.
    pub base: &'f dyn Files,
    /// Given the path of an entry and what it is, tells whether it is left out.
    pub hides: &'f dyn Fn(&Path, Kind) -> bool,
}

impl Files for Hiding<'_> {
    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        self.base.read(path)
    }

    fn read_dir(&self, path: &Path) -> io::Result<Vec<Entry>> {
        let mut entries = self.base.read_dir(path)?;
        entries.retain(|it| !(self.hides)(&path.join(&it.name), it.kind));
        Ok(entries)
    }

    fn kind(&self, path: &Path) -> io::Result<Kind> {
        self.base.kind(path)
    }

    fn canonicalize(&self, path: &Path) -> io::Result<PathBuf> {
        self.base.canonicalize(path)
    }

    fn stamp(&self, path: &Path) -> Option<Stamp> {
        self.base.stamp(path)
    }

    fn elapsed(&self) -> Duration {
        self.base.elapsed()
    }
}
