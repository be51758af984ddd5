//! Schemas of the workspace folders that have no open document, for requests that look everywhere.
//!
//! They are read when somebody asks for the first time, and again when something may have changed since.

use std::{sync::Arc, time::Instant};

use super::{MainLoop, RECHECK_EVERY};
use crate::{
    query::View,
    state::{LoadAnswer, LoadedProject, Wanted},
};

/// What is known of the folders.
#[derive(Default)]
pub(super) struct Elsewhere {
    state: State,
    /// Counts the requests to the disk.
    loads: u64,
    projects: Vec<LoadedProject>,
}

#[derive(Default)]
enum State {
    #[default]
    Unknown,
    Loading,
    Known(Instant),
}

impl Elsewhere {
    pub(super) fn outdate(&mut self) {
        self.state = State::Unknown;
    }
}

impl MainLoop {
    /// Whether the schemas of all folders are known; if not, the disk is asked for them.
    pub(super) fn knows_folders(&mut self) -> bool {
        let is_watching = self.client.registers_watchers;
        match self.elsewhere.state {
            State::Known(since) if is_watching || since.elapsed() < RECHECK_EVERY => return true,
            State::Loading => return false,
            State::Known(_) | State::Unknown => {}
        }
        let wanted = self.folders.paths().map(|path| {
            let settings = self.folders.settings(Some(path));
            Wanted {
                path: path.to_owned(),
                workspace_folder: Some(path.to_owned()),
                schemas: settings.schemas.clone(),
                rules: settings.rules,
            }
        });
        let wanted: Vec<Wanted> = wanted.collect();
        if wanted.is_empty() {
            self.elsewhere.projects.clear();
            return true;
        }
        self.elsewhere.loads += 1;
        self.elsewhere.state = State::Loading;
        self.loader.load_folders(self.elsewhere.loads, wanted);
        false
    }

    pub(super) fn loaded_folders(&mut self, answer: LoadAnswer) {
        let is_late =
            answer.number != self.elsewhere.loads || !matches!(self.elsewhere.state, State::Loading);
        if is_late {
            return;
        }
        self.elsewhere.state = State::Known(Instant::now());
        let mut projects = Vec::new();
        for found in answer.projects.unwrap_or_default() {
            // A folder inside another one has its own.
            let first = found.project.files.first();
            if first.and_then(|it| self.folders.of(it)) != found.workspace_folder.as_deref() {
                continue;
            }
            let settings = self.folders.settings(first.map(|it| it.as_path()));
            projects.push(LoadedProject::new(found, &self.documents, settings));
        }
        self.elsewhere.projects = projects;
    }

    /// The schemas of the folders that share no file with an open one.
    pub(super) fn views_elsewhere(&mut self) -> Vec<Arc<View>> {
        let open = &self.projects;
        let is_open = |it: &LoadedProject| it.keys().any(|key| open.values().any(|it| it.contains(key)));
        let closed = self.elsewhere.projects.iter_mut().filter(|it| !is_open(it));
        closed.map(|it| it.view(&self.client, self.rule_pages.as_ref(), &self.documents)).collect()
    }
}
