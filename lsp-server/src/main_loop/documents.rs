//! Opening, editing and closing documents.

use tower_lsp::lsp_types::{
    FileChangeType, TextDocumentContentChangeEvent, TextDocumentItem, Url, VersionedTextDocumentIdentifier,
};

use super::MainLoop;
use crate::state::{Document, Key, LoadedProject};

impl MainLoop {
    pub(super) fn open(&mut self, item: TextDocumentItem) {
        let key = Key::of(&item.uri);
        let mut document = Document::open(item.uri, item.version, &item.text);
        if let Some(old) = self.documents.remove(&key) {
            tracing::warn!(url = %document.url, "the document is open already");
            document.changes = old.changes;
            document.changes.fetch_add(1, std::sync::atomic::Ordering::Release);
        }
        // A file of a known schema belongs to it, unless its text says otherwise.
        let known = self.projects.iter_mut().find(|(_, it)| it.is_like_on_disk(&key, &document));
        if let Some((id, project)) = known {
            document.project = Some(*id);
            document.needs_project = false;
            project.set_document(&key, &document);
            self.recheck.insert(*id);
        }
        self.documents.insert(key, document);
    }

    pub(super) fn change(
        &mut self,
        id: &VersionedTextDocumentIdentifier,
        changes: Vec<TextDocumentContentChangeEvent>,
    ) {
        match self.documents.get_mut(&Key::of(&id.uri)) {
            None => tracing::warn!(url = %id.uri, "an edit of a document that is not open"),
            Some(document) if id.version < document.version => {
                tracing::warn!(url = %id.uri, version = id.version, "an edit of a version that has passed");
            }
            Some(document) => document.edit(id.version, changes, self.client.encoding),
        }
    }

    pub(super) fn save(&mut self, url: &Url) {
        if !self.client.registers_watchers {
            let project = self.documents.get(&Key::of(url)).and_then(|it| it.project);
            self.recheck.extend(project);
        }
    }

    /// From now on the disk has the text of the file again.
    pub(super) fn close(&mut self, url: &Url) {
        let Some(document) = self.documents.remove(&Key::of(url)) else { return };
        document.changes.fetch_add(1, std::sync::atomic::Ordering::Release);
        self.elsewhere.outdate();
        let Some(id) = document.project else { return };
        let mut is_empty = true;
        for other in self.documents.values_mut().filter(|it| it.project == Some(id)) {
            other.needs_project = true;
            is_empty = false;
        }
        if is_empty {
            self.projects.remove(&id);
        }
    }

    /// The changes on disk that were collected.
    pub(super) fn files_changed(&mut self) {
        let changes = std::mem::take(&mut self.watched);
        self.elsewhere.outdate();
        for change in changes {
            let key = Key::of(&change.uri);
            let Some(path) = key.path() else { continue };
            if change.typ == FileChangeType::CHANGED && self.documents.contains_key(&key) {
                continue;
            }
            for document in self.documents.values_mut() {
                let project = document.project.and_then(|it| self.projects.get(&it));
                document.needs_project |= project.is_none_or(|it| it.depends_on(path));
            }
        }
    }

    /// Parses what was edited and hands it to the projects.
    pub(super) fn settle_documents(&mut self) {
        for (key, document) in &mut self.documents {
            if document.settle()
                && let Some(project) = document.project.and_then(|it| self.projects.get_mut(&it))
            {
                project.set_document(key, document);
            }
        }
    }

    /// Gives documents that are no files a project of their own.
    pub(super) fn place_documents(&mut self) {
        for (key, document) in &mut self.documents {
            if !document.needs_project || key.path().is_some() {
                continue;
            }
            document.needs_project = false;
            let mut project = LoadedProject::alone(key.clone(), document, self.folders.settings(None));
            let id = document.project.unwrap_or_else(|| {
                self.next_project += 1;
                crate::state::ProjectId(self.next_project)
            });
            if let Some(old) = self.projects.get(&id) {
                project.revision = old.revision + 1;
                project.is_busy = old.is_busy;
            }
            document.project = Some(id);
            self.projects.insert(id, project);
        }
    }
}
