//! Finding the projects of documents, and taking over what was found.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
    time::Instant,
};

use super::{MainLoop, RECHECK_EVERY};
use crate::state::{
    Document, FoundProject, Key, LoadAnswer, LoadRequest, LoadedProject, ProjectId, Stamped, Wanted,
};

impl MainLoop {
    /// Asks the disk for the projects of all documents that need one. One request is on its way at a time.
    pub(super) fn start_load(&mut self) {
        if self.load.is_some() {
            return;
        }
        if !self.client.registers_watchers && !self.queries.is_empty() {
            self.recheck_now_and_then();
        }
        let recheck = std::mem::take(&mut self.recheck);
        let needs = |it: &Document| it.needs_project;
        let rechecked = |it: &Document| it.project.is_some_and(|it| recheck.contains(&it));
        let is_recheck_only = !self.documents.values().any(needs);
        let mut wanted = Vec::new();
        let mut keys = BTreeSet::new();
        for (key, document) in &mut self.documents {
            let Some(path) = key.path().filter(|_| needs(document) || rechecked(document)) else { continue };
            document.needs_project = false;
            let settings = self.folders.settings(Some(path));
            wanted.push(Wanted {
                path: path.to_owned(),
                workspace_folder: self.folders.of(path).map(ToOwned::to_owned),
                schemas: settings.schemas.clone(),
                rules: settings.rules,
            });
            if !is_recheck_only {
                keys.insert(key.clone());
            }
        }
        if wanted.is_empty() {
            return;
        }
        let stamped = |id: &ProjectId| {
            let project = self.projects.get(id)?;
            Some(Stamped { project: Arc::clone(&project.info), stamps: project.stamps.clone() })
        };
        let unless_unchanged = match is_recheck_only {
            true => recheck.iter().filter_map(stamped).collect(),
            false => Vec::new(),
        };
        let open = self
            .documents
            .iter()
            .filter_map(|(key, document)| Some((key.path()?.to_owned(), Arc::clone(document.file()))));
        self.loads += 1;
        self.loader.load(LoadRequest { number: self.loads, wanted, open: open.collect(), unless_unchanged });
        self.load = Some((self.loads, keys));
    }

    /// For clients that do not tell about files: compares the disk with what is known, every few seconds at most.
    fn recheck_now_and_then(&mut self) {
        let now = Instant::now();
        if now.duration_since(self.last_recheck) >= RECHECK_EVERY {
            self.last_recheck = now;
            self.recheck.extend(self.projects.keys());
        }
    }

    /// Whether the project of a document is being looked for.
    pub(super) fn is_being_placed(&self, key: &Key) -> bool {
        let is_loading = self.load.as_ref().is_some_and(|it| it.1.contains(key));
        is_loading || self.documents.get(key).is_some_and(|it| it.needs_project)
    }

    pub(super) fn loaded(&mut self, answer: LoadAnswer) {
        if self.load.as_ref().is_none_or(|it| it.0 != answer.number) {
            return;
        }
        self.load = None;
        let Some(found) = answer.projects else { return };
        let mut taken = BTreeSet::new();
        for found in found {
            self.take_over(found, &mut taken);
        }
        self.drop_empty_projects();
        self.refresh_diagnostics();
    }

    fn take_over(&mut self, found: FoundProject, taken: &mut BTreeSet<ProjectId>) {
        let settings = self.folders.settings(found.documents.first().map(|it| it.as_path()));
        let members: Vec<Key> = found.project.files.iter().cloned().map(Key::File).collect();
        let documents: Vec<Key> = found.documents.iter().cloned().map(Key::File).collect();
        let id = self.project_for(&found, &documents, taken);
        taken.insert(id);
        match self.projects.get_mut(&id) {
            Some(project) => project.update(found, &self.documents, settings),
            None => {
                self.projects.insert(id, LoadedProject::new(found, &self.documents, settings));
            }
        }
        for key in members {
            let is_wanted = documents.contains(&key);
            if let Some(document) = self.documents.get_mut(&key)
                && (is_wanted || document.project.is_none())
            {
                document.project = Some(id);
            }
        }
    }

    /// The project that has become `found`: one with the same files, else the one its documents were in, else a new one.
    fn project_for(
        &mut self,
        found: &FoundProject,
        documents: &[Key],
        taken: &BTreeSet<ProjectId>,
    ) -> ProjectId {
        let is_same = |it: &LoadedProject| {
            it.info.files == found.project.files && it.workspace_folder == found.workspace_folder
        };
        let same = self.projects.iter().find(|(id, it)| !taken.contains(id) && is_same(it)).map(|it| *it.0);
        let of_document = |key: &Key| self.documents.get(key)?.project;
        let before = documents.iter().find_map(of_document).filter(|it| !taken.contains(it));
        same.or(before).unwrap_or_else(|| {
            self.next_project += 1;
            ProjectId(self.next_project)
        })
    }

    fn drop_empty_projects(&mut self) {
        let used: BTreeSet<ProjectId> = self.documents.values().filter_map(|it| it.project).collect();
        self.projects.retain(|id, _| used.contains(id));
    }

    /// The project a document belongs to: for one that is not open, the first that has it.
    pub(super) fn project_of(&self, key: &Key) -> Option<ProjectId> {
        match self.documents.get(key) {
            Some(document) => document.project,
            None => self.projects.iter().find(|it| it.1.contains(key)).map(|it| *it.0),
        }
    }

    /// Looks for all projects again.
    pub(super) fn place_all_again(&mut self) {
        self.elsewhere.outdate();
        for document in self.documents.values_mut() {
            document.needs_project = true;
        }
    }

    /// The documents of each project, for checks over all of them.
    pub(super) fn unsettled_projects(&self) -> BTreeSet<ProjectId> {
        let documents: &BTreeMap<Key, Document> = &self.documents;
        let unsettled = documents.iter().filter(|it| self.is_being_placed(it.0));
        unsettled.filter_map(|it| it.1.project).collect()
    }
}
