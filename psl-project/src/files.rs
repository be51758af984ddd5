//! The only door to the disk.
//!
//! Discovery is a function of a directory tree. The tree comes through [`Files`], so that the same code sees
//! the disk ([`Disk`]), the disk with unsaved editor text on top ([`Overlay`]), a tree with parts left out
//! ([`Hiding`]), or a tree that exists in memory only ([`Memory`]).

mod hiding;
mod memory;
mod overlay;

use std::ffi::OsString;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant, SystemTime};

pub use hiding::Hiding;
pub use memory::{Access, Memory};
pub use overlay::Overlay;

/// A directory tree that can be read.
///
/// Paths are taken as given; callers of this crate pass absolute ones.
pub trait Files {
    /// Reads a whole file, through links.
    fn read(&self, path: &Path) -> io::Result<Vec<u8>>;
    /// Lists a folder, in any order. Links are listed as links.
    fn read_dir(&self, path: &Path) -> io::Result<Vec<Entry>>;
    /// Says what `path` is after following links, so never [`Kind::Link`].
    fn kind(&self, path: &Path) -> io::Result<Kind>;
    /// Resolves every link of an existing path.
    fn canonicalize(&self, path: &Path) -> io::Result<PathBuf>;
    /// A mark that changes when a file's contents or a folder's names change; `None` when nothing is there.
    fn stamp(&self, path: &Path) -> Option<Stamp>;
    /// Time since some fixed moment; the only clock of this crate.
    fn elapsed(&self) -> Duration;
}

/// One name in a folder.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Entry {
    /// The name without its folder.
    pub name: OsString,
    /// What the name stands for; links are not followed.
    pub kind: Kind,
}

/// What a path stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// A regular file.
    File,
    /// A folder.
    Folder,
    /// A symbolic link, broken or not.
    Link,
    /// A pipe, socket or device. Never read while expanding, because that may wait for ever.
    Other,
}

/// The state of a file or folder at some moment, to be compared with a later one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stamp {
    modified: Option<SystemTime>,
    len: u64,
}

/// The file system.
#[derive(Debug, Clone, Copy)]
pub struct Disk {
    start: Instant,
}

impl Disk {
    /// Starts the clock that limits expansions.
    pub fn new() -> Disk {
        Disk { start: Instant::now() }
    }
}

impl Default for Disk {
    fn default() -> Disk {
        Disk::new()
    }
}

impl Files for Disk {
    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        fs::read(path)
    }

    fn read_dir(&self, path: &Path) -> io::Result<Vec<Entry>> {
        let mut entries = Vec::new();
        for entry in fs::read_dir(path)? {
            let entry = entry?;
            entries.push(Entry { name: entry.file_name(), kind: kind_of(entry.file_type()?) });
        }
        Ok(entries)
    }

    fn kind(&self, path: &Path) -> io::Result<Kind> {
        Ok(kind_of(fs::metadata(path)?.file_type()))
    }

    fn canonicalize(&self, path: &Path) -> io::Result<PathBuf> {
        fs::canonicalize(path)
    }

    fn stamp(&self, path: &Path) -> Option<Stamp> {
        let metadata = fs::metadata(path).ok()?;
        Some(Stamp { modified: metadata.modified().ok(), len: metadata.len() })
    }

    fn elapsed(&self) -> Duration {
        self.start.elapsed()
    }
}

fn kind_of(file_type: fs::FileType) -> Kind {
    if file_type.is_file() {
        Kind::File
    } else if file_type.is_dir() {
        Kind::Folder
    } else if file_type.is_symlink() {
        Kind::Link
    } else {
        Kind::Other
    }
}

/// The cause without the number the system gives it.
pub fn reason(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "no such file or folder".to_owned(),
        io::ErrorKind::PermissionDenied => "permission denied".to_owned(),
        _ => error.to_string(),
    }
}
