//! What the caller knows and the directory tree does not.

use std::path::PathBuf;
use std::time::Duration;

use crate::rule_set::Rules;

/// Settings and limits of a run. The default is what the command line uses without flags.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Options {
    /// Where looking upwards ends. Without one, or for a document outside of it, the nearest folder with `.git`
    /// is that place.
    pub workspace_folder: Option<PathBuf>,
    /// The setting `psl.schemas`: files and folders, relative to the workspace folder.
    pub schemas: Vec<PathBuf>,
    /// The setting `psl.rules`.
    pub rules: Rules,
    /// Documents open in the editor: where a file can be reached in two ways, the way in this list is used.
    pub open: Vec<PathBuf>,
    /// When to stop expanding a folder.
    pub limits: Limits,
}

/// When to stop expanding a folder.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// This many folders are listed at most.
    pub folders: usize,
    /// No further folder is listed after this time.
    pub time: Duration,
}

impl Default for Limits {
    fn default() -> Limits {
        Limits { folders: 10_000, time: Duration::from_secs(5) }
    }
}
