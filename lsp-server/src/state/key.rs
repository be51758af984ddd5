//! What two URIs have in common that name the same document.

use std::path::{Path, PathBuf};

use tower_lsp::lsp_types::Url;

/// A document's identity: its path, or its URI when it is no file.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub(crate) enum Key {
    File(PathBuf),
    /// `untitled:`, `vscode-vfs:`, `git:` and their like; never a reason to touch the disk.
    Other(String),
}

impl Key {
    pub(crate) fn of(url: &Url) -> Key {
        let path = if url.scheme() == "file" { url.to_file_path().ok() } else { None };
        path.map_or_else(|| Key::Other(url.to_string()), Key::File)
    }

    pub(crate) fn path(&self) -> Option<&Path> {
        match self {
            Key::File(path) => Some(path),
            Key::Other(_) => None,
        }
    }

    /// A URI for a document that no client has named yet.
    pub(crate) fn url(&self) -> Option<Url> {
        match self {
            Key::File(path) => Url::from_file_path(path).ok(),
            Key::Other(url) => Url::parse(url).ok(),
        }
    }
}

#[cfg(test)]
#[cfg(unix)]
mod tests {
    use super::*;

    fn key(url: &str) -> Key {
        Key::of(&Url::parse(url).unwrap())
    }

    #[test]
    fn spellings_of_one_path_are_one_document() {
        assert_eq!(key("file:///c%3A/a%20b"), key("file:///c:/a b"));
        assert_eq!(key("file:///a/../b"), key("file:///b"));
        assert_ne!(key("file:///a"), key("untitled:/a"));
        assert_eq!(key("untitled:Untitled-1").path(), None);
    }
}
