//! Workspace folders and the settings in each.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use serde_json::Value;
use tower_lsp::lsp_types::{Url, WorkspaceFolder};

use crate::settings::Settings;

/// The folders the editor has open, and the settings that hold outside of them.
#[derive(Default)]
pub(crate) struct Folders {
    folders: Vec<Folder>,
    settings: Arc<Settings>,
}

struct Folder {
    url: Url,
    path: Option<PathBuf>,
    /// `None`: those that hold everywhere.
    settings: Option<Arc<Settings>>,
}

impl Folders {
    pub(crate) fn new(folders: Vec<WorkspaceFolder>, settings: &Value) -> Folders {
        let mut all = Folders { folders: Vec::new(), settings: Arc::new(Settings::read(settings)) };
        all.change(folders, &[]);
        all
    }

    pub(crate) fn change(&mut self, added: Vec<WorkspaceFolder>, removed: &[WorkspaceFolder]) {
        self.folders.retain(|folder| removed.iter().all(|it| it.uri != folder.url));
        for folder in added {
            if self.folders.iter().all(|it| it.url != folder.uri) {
                let path = folder.uri.to_file_path().ok();
                self.folders.push(Folder { url: folder.uri, path, settings: None });
            }
        }
    }

    pub(crate) fn urls(&self) -> impl Iterator<Item = &Url> {
        self.folders.iter().map(|it| &it.url)
    }

    pub(crate) fn paths(&self) -> impl Iterator<Item = &Path> {
        self.folders.iter().filter_map(|it| it.path.as_deref())
    }

    /// The folder that holds `path`; of several, the innermost.
    pub(crate) fn of(&self, path: &Path) -> Option<&Path> {
        self.find(path)?.path.as_deref()
    }

    /// The settings for a document; those that hold everywhere for one that is no file.
    pub(crate) fn settings(&self, path: Option<&Path>) -> Arc<Settings> {
        let own = path.and_then(|it| self.find(it)).and_then(|it| it.settings.as_ref());
        Arc::clone(own.unwrap_or(&self.settings))
    }

    /// Sets the settings that hold everywhere, and forgets those of single folders.
    pub(crate) fn set_settings(&mut self, value: &Value) {
        self.settings = Arc::new(Settings::read(value));
        for folder in &mut self.folders {
            folder.settings = None;
        }
    }

    pub(crate) fn set_folder_settings(&mut self, url: &Url, value: &Value) {
        if let Some(folder) = self.folders.iter_mut().find(|it| it.url == *url) {
            folder.settings = Some(Arc::new(Settings::read(value)));
        }
    }

    fn find(&self, path: &Path) -> Option<&Folder> {
        let holds = |it: &&Folder| it.path.as_ref().is_some_and(|it| path.starts_with(it));
        self.folders.iter().filter(holds).max_by_key(|it| it.path.as_ref().map(|it| it.components().count()))
    }
}
