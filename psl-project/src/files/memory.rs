//! A directory tree in memory, which writes down how it was used.
//!
//! For tests of everything that discovers: trees with links, loops and unreadable files without a disk,
//! a clock that only moves when told, and a record of each access.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::io;
use std::path::{Component, Path, PathBuf};
use std::time::Duration;

use crate::files::{Entry, Files, Kind, Stamp};

/// A tree of files, folders and links.
#[derive(Debug, Default)]
pub struct Memory {
    nodes: BTreeMap<PathBuf, Node>,
    /// The revision that last changed each path; every change is a new one.
    changed: BTreeMap<PathBuf, u64>,
    revision: u64,
    record: RefCell<Vec<(Access, PathBuf)>>,
    now: Cell<Duration>,
    listing_takes: Duration,
}

/// How a path was used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Access {
    /// [`Files::read`], whether or not the file was there.
    Read,
    /// [`Files::read_dir`].
    List,
    /// [`Files::kind`].
    Kind,
    /// [`Files::canonicalize`].
    Canonicalize,
}

#[derive(Debug, Clone)]
enum Node {
    File(Vec<u8>),
    Folder,
    Link(PathBuf),
    Forbidden(Kind),
}

impl Memory {
    /// Starts with nothing but the root folder.
    pub fn new() -> Memory {
        Memory::default()
    }

    /// Adds or replaces a file, and the folders it lies in.
    pub fn file(&mut self, path: &str, text: &str) {
        self.bytes(path, text.as_bytes());
    }

    /// Adds or replaces a file that need not be UTF-8.
    pub fn bytes(&mut self, path: &str, bytes: &[u8]) {
        self.insert(path, Node::File(bytes.to_vec()));
    }

    /// Adds a folder.
    pub fn folder(&mut self, path: &str) {
        self.insert(path, Node::Folder);
    }

    /// Adds a symbolic link; a relative `target` is relative to the folder of the link.
    pub fn link(&mut self, path: &str, target: &str) {
        self.insert(path, Node::Link(PathBuf::from(target)));
    }

    /// Adds a file or folder that exists and cannot be read.
    pub fn forbidden(&mut self, path: &str, kind: Kind) {
        self.insert(path, Node::Forbidden(kind));
    }

    /// Removes a path and everything below it.
    pub fn remove(&mut self, path: &str) {
        self.nodes.retain(|it, _| !it.starts_with(path));
        self.revision += 1;
        if let Some(folder) = Path::new(path).parent() {
            self.changed.insert(folder.to_owned(), self.revision);
        }
    }

    /// Lets every listing of a folder take this long.
    pub fn listing_takes(&mut self, time: Duration) {
        self.listing_takes = time;
    }

    /// Returns every access so far, in order, and starts a new record.
    pub fn take_record(&self) -> Vec<(Access, PathBuf)> {
        self.record.take()
    }

    fn insert(&mut self, path: &str, node: Node) {
        self.revision += 1;
        let path = Path::new(path);
        let mut is_new = self.nodes.insert(path.to_owned(), node).is_none();
        self.changed.insert(path.to_owned(), self.revision);
        for folder in path.ancestors().skip(1) {
            if is_new {
                self.changed.insert(folder.to_owned(), self.revision);
            }
            is_new = !self.nodes.contains_key(folder);
            self.nodes.entry(folder.to_owned()).or_insert(Node::Folder);
        }
    }

    fn note(&self, access: Access, path: &Path) {
        self.record.borrow_mut().push((access, path.to_owned()));
    }

    /// Follows every link on the way, as an operating system does: at most 40 of them.
    fn resolve(&self, path: &Path) -> io::Result<PathBuf> {
        let mut links = 0;
        let mut rest: Vec<PathBuf> = components(path);
        let mut out = PathBuf::new();
        while let Some(next) = rest.pop() {
            if next == Path::new("..") {
                out.pop();
                continue;
            }
            let candidate = out.join(&next);
            match self.nodes.get(&candidate) {
                None => return Err(io::ErrorKind::NotFound.into()),
                Some(Node::Link(_)) if links >= 40 => return Err(io::Error::other("too many links")),
                Some(Node::Link(target)) => {
                    links += 1;
                    if target.has_root() {
                        out = PathBuf::new();
                    }
                    rest.extend(components(target));
                }
                Some(Node::File(_) | Node::Forbidden(Kind::File)) if !rest.is_empty() => {
                    return Err(io::ErrorKind::NotADirectory.into());
                }
                Some(_) => out = candidate,
            }
        }
        Ok(out)
    }
}

/// The components of `path`, last one first.
fn components(path: &Path) -> Vec<PathBuf> {
    let named = path.components().filter(|it| *it != Component::CurDir);
    let mut parts: Vec<PathBuf> = named.map(|it| PathBuf::from(it.as_os_str())).collect();
    parts.reverse();
    parts
}

impl Files for Memory {
    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        self.note(Access::Read, path);
        match self.nodes.get(&self.resolve(path)?) {
            Some(Node::File(bytes)) => Ok(bytes.clone()),
            Some(Node::Folder) => Err(io::ErrorKind::IsADirectory.into()),
            Some(Node::Forbidden(_)) => Err(io::ErrorKind::PermissionDenied.into()),
            _ => Err(io::ErrorKind::NotFound.into()),
        }
    }

    fn read_dir(&self, path: &Path) -> io::Result<Vec<Entry>> {
        self.note(Access::List, path);
        self.now.set(self.now.get() + self.listing_takes);
        let folder = self.resolve(path)?;
        match self.nodes.get(&folder) {
            Some(Node::Folder) => {}
            Some(Node::Forbidden(_)) => return Err(io::ErrorKind::PermissionDenied.into()),
            _ => return Err(io::ErrorKind::NotADirectory.into()),
        }
        let below = self.nodes.range(folder.clone()..).take_while(|(it, _)| it.starts_with(&folder));
        let direct = below.filter(|(it, _)| it.parent() == Some(folder.as_path()));
        let entries = direct.filter_map(|(it, node)| {
            let kind = match node {
                Node::File(_) => Kind::File,
                Node::Folder => Kind::Folder,
                Node::Link(_) => Kind::Link,
                Node::Forbidden(kind) => *kind,
            };
            Some(Entry { name: it.file_name()?.to_owned(), kind })
        });
        Ok(entries.collect())
    }

    fn kind(&self, path: &Path) -> io::Result<Kind> {
        self.note(Access::Kind, path);
        match self.nodes.get(&self.resolve(path)?) {
            Some(Node::File(_)) => Ok(Kind::File),
            Some(Node::Folder) => Ok(Kind::Folder),
            Some(Node::Forbidden(kind)) => Ok(*kind),
            _ => Err(io::ErrorKind::NotFound.into()),
        }
    }

    fn canonicalize(&self, path: &Path) -> io::Result<PathBuf> {
        self.note(Access::Canonicalize, path);
        self.resolve(path)
    }

    fn stamp(&self, path: &Path) -> Option<Stamp> {
        let path = self.resolve(path).ok()?;
        Some(Stamp { modified: None, len: *self.changed.get(&path)? })
    }

    fn elapsed(&self) -> Duration {
        self.now.get()
    }
}
