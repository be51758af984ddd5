//! Paths as text: no function here touches the disk.

use std::collections::BTreeSet;
use std::ffi::{OsStr, OsString};
use std::path::{Component, Path, PathBuf};

use rustc_hash::{FxHashMap, FxHashSet};

/// What was found out about paths, found again by their bytes, which takes a tenth of the time that their components do.
/// A path spelled in two ways is looked at twice.
pub(crate) struct PathMap<V>(FxHashMap<OsString, V>);

impl<V> Default for PathMap<V> {
    fn default() -> Self {
        PathMap(FxHashMap::default())
    }
}

impl<V> PathMap<V> {
    pub(crate) fn get(&self, path: &Path) -> Option<&V> {
        self.0.get(path.as_os_str())
    }

    pub(crate) fn insert(&mut self, path: &Path, value: V) {
        self.0.insert(path.as_os_str().to_owned(), value);
    }
}

/// Paths, each once for every way it is spelled.
#[derive(Default)]
pub(crate) struct PathSet(FxHashSet<OsString>);

impl PathSet {
    pub(crate) fn insert(&mut self, path: &Path) {
        if !self.0.contains(path.as_os_str()) {
            self.0.insert(path.as_os_str().to_owned());
        }
    }

    pub(crate) fn clear(&mut self) {
        self.0.clear();
    }

    /// Each path once, in order.
    pub(crate) fn into_sorted(self) -> BTreeSet<PathBuf> {
        self.0.into_iter().map(PathBuf::from).collect()
    }
}

/// Resolves `.` and `..` by name alone, as Node's `path.resolve` does.
///
/// A `..` that would leave the file-system root is dropped; one that would leave a relative path stays.
pub(crate) fn normal(path: &Path) -> PathBuf {
    let mut out = PathBuf::new();
    for component in path.components() {
        match component {
            Component::CurDir => {}
            Component::ParentDir => match out.components().next_back() {
                Some(Component::Normal(_)) => {
                    out.pop();
                }
                Some(Component::RootDir | Component::Prefix(_)) => {}
                _ => out.push(".."),
            },
            other => out.push(other),
        }
    }
    out
}

/// Resolves `path` against `folder`, by name alone.
pub(crate) fn resolve(folder: &Path, path: &Path) -> PathBuf {
    normal(&folder.join(path))
}

/// Tells whether the name of `path` is that of a schema file: `room.prisma`, not `.prisma`.
pub(crate) fn is_prisma(path: &Path) -> bool {
    path.extension() == Some(OsStr::new("prisma"))
}

/// Returns the folder that holds `path`; a bare name is held by the empty path.
pub(crate) fn folder_of(path: &Path) -> &Path {
    path.parent().unwrap_or(path)
}

/// Shows `path` relative to `base` where it lies below it, with `/` on every platform.
pub(crate) fn shown(path: &Path, base: &Path) -> String {
    let Ok(below) = path.strip_prefix(base) else { return path.display().to_string() };
    let parts: Vec<_> = below.components().map(|it| it.as_os_str().to_string_lossy()).collect();
    if parts.is_empty() { ".".to_owned() } else { parts.join("/") }
}

/// Returns the 1-based line that holds byte `offset` of `text`.
pub(crate) fn line_at(text: &str, offset: usize) -> u32 {
    let before = text.as_bytes().get(..offset).unwrap_or(text.as_bytes());
    let breaks = before.iter().filter(|it| **it == b'\n').count();
    u32::try_from(breaks + 1).unwrap_or(u32::MAX)
}
