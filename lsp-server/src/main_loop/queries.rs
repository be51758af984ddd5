//! Requests: waiting for the text or the schema they need, then to a worker.

use std::sync::Arc;

use psl_parser::FileId;
use serde_json::json;
use tower_lsp::jsonrpc::Error;

use super::{Event, MainLoop};
use crate::{
    query::{Cx, Lane, Needs, Query, Revision, View, WhenStale},
    state::{Key, LoadedProject, ProjectId},
    wire::Outgoing,
};

/// What can be done with a request now.
enum Start {
    Run(Cx),
    Wait,
    Fail(Error),
    Nothing,
}

impl MainLoop {
    /// Notes which state of the document a request is about.
    pub(super) fn accept(&mut self, mut query: Query) {
        if let Some(document) = query.document.as_ref().and_then(|it| self.documents.get(it)) {
            query.revision = Revision::now(&document.changes);
        }
        if self.is_traced {
            let params = json!({ "message": query.kind.method });
            self.outbox.send(Outgoing::Notification { method: "$/logTrace", params });
        }
        self.queries.push(query);
    }

    pub(super) fn start_queries(&mut self) {
        for mut query in std::mem::take(&mut self.queries) {
            if query.is_cancelled() {
                continue;
            }
            if query.revision.is_stale() {
                match query.kind.when_stale {
                    WhenStale::Refuse => {
                        query.fail(Error::content_modified());
                        continue;
                    }
                    WhenStale::Again => query.revision = query.revision.renewed(),
                }
            }
            match self.start(&query) {
                Start::Run(cx) => self.run_query(query, cx),
                Start::Wait => self.queries.push(query),
                Start::Fail(error) => query.fail(error),
                Start::Nothing => query.nothing(),
            }
        }
    }

    fn start(&mut self, query: &Query) -> Start {
        let Some(key) = &query.document else { return self.start_for_all(query.kind.needs) };
        let Some(id) = self.project_of(key) else {
            return match self.documents.contains_key(key) {
                true if query.kind.needs == Needs::Text => self.start_alone(key),
                true => Start::Wait,
                false => Start::Fail(Error::invalid_params("the document is not open")),
            };
        };
        let Some(view) = self.view(id) else { return Start::Wait };
        match view.file_of(key) {
            Some(file) => Start::Run(Cx { views: vec![Arc::clone(&view)], view, file }),
            // The project does not list it, say because the file was deleted under an open editor.
            None => self.start_alone(key),
        }
    }

    fn start_for_all(&mut self, needs: Needs) -> Start {
        if self.documents.values().any(|it| it.project.is_none()) {
            return Start::Wait;
        }
        let is_for_folders = needs == Needs::Folders;
        if is_for_folders && !self.knows_folders() {
            return Start::Wait;
        }
        let ids: Vec<ProjectId> = self.projects.keys().copied().collect();
        let mut views: Vec<Arc<View>> = ids.into_iter().filter_map(|it| self.view(it)).collect();
        if is_for_folders {
            views.extend(self.views_elsewhere());
        }
        match views.first().cloned() {
            Some(view) => Start::Run(Cx { view, file: FileId(0), views }),
            None => Start::Nothing,
        }
    }

    /// The document as a schema of its own.
    fn start_alone(&self, key: &Key) -> Start {
        let Some(document) = self.documents.get(key) else { return Start::Nothing };
        let settings = self.folders.settings(key.path());
        let mut project = LoadedProject::alone(key.clone(), document, settings);
        let view = project.view(&self.client, self.rule_pages.as_ref(), &self.documents);
        Start::Run(Cx { views: vec![Arc::clone(&view)], view, file: FileId(0) })
    }

    pub(super) fn view(&mut self, id: ProjectId) -> Option<Arc<View>> {
        let project = self.projects.get_mut(&id)?;
        Some(project.view(&self.client, self.rule_pages.as_ref(), &self.documents))
    }

    fn run_query(&self, query: Query, cx: Cx) {
        let events = self.events.clone();
        let lane = match query.kind.lane {
            Lane::Pool => &self.pool,
            Lane::Whole => &self.whole,
            Lane::Formatting => &self.formatting,
        };
        lane.run(query.kind.method, move || {
            if let Some(again) = query.run(&cx) {
                let _ = events.send(Event::Again(again));
            }
        });
    }
}
