//! Findings on their way to the client: computed by a worker, published if they are still true and new.

use std::{collections::BTreeSet, sync::Arc};

use tower_lsp::lsp_types::{Diagnostic, PublishDiagnosticsParams, Url};

use super::{Event, MainLoop, Reports};
use crate::{
    handlers,
    query::View,
    state::{Key, ProjectId},
    wire::Outgoing,
};

/// What the client was told last about a file.
pub(super) struct Published {
    url: Url,
    version: Option<i32>,
    diagnostics: Vec<Diagnostic>,
}

/// Sends the findings when it is dropped, so also when computing them panics.
struct Pending {
    events: std::sync::mpsc::Sender<Event>,
    project: ProjectId,
    revision: u64,
    view: Arc<View>,
    reports: Option<Vec<Vec<Diagnostic>>>,
}

impl Pending {
    fn compute(&mut self) {
        self.reports = Some(handlers::reports(&self.view));
    }
}

impl Drop for Pending {
    fn drop(&mut self) {
        let _ = self.events.send(Event::Reports(Reports {
            project: self.project,
            revision: self.revision,
            view: Arc::clone(&self.view),
            reports: self.reports.take(),
        }));
    }
}

impl MainLoop {
    /// Starts computing the findings of every project that changed; one computation for each at a time.
    pub(super) fn start_reports(&mut self) {
        if self.client.pulls_diagnostics {
            return;
        }
        let unsettled = self.unsettled_projects();
        let is_due = |it: &(&ProjectId, &mut crate::state::LoadedProject)| {
            !it.1.is_busy && it.1.asked != Some(it.1.revision) && !unsettled.contains(it.0)
        };
        for (id, project) in self.projects.iter_mut().filter(is_due) {
            project.is_busy = true;
            project.asked = Some(project.revision);
            let mut pending = Pending {
                events: self.events.clone(),
                project: *id,
                revision: project.revision,
                view: project.view(&self.client, self.rule_pages.as_ref(), &self.documents),
                reports: None,
            };
            self.pool.run("diagnostics", move || pending.compute());
        }
    }

    pub(super) fn reported(&mut self, reports: Reports) {
        let Some(project) = self.projects.get_mut(&reports.project) else { return };
        project.is_busy = false;
        if project.revision != reports.revision {
            return; // Overtaken; the newest state is computed next.
        }
        let Some(lists) = reports.reports else { return };
        for (file, diagnostics) in reports.view.files.iter().zip(lists) {
            if self.project_of(&file.key) == Some(reports.project) {
                self.publish(&file.key, &file.url, file.version, diagnostics);
            }
        }
    }

    /// Tells the client, unless it knows.
    fn publish(&mut self, key: &Key, url: &Url, version: Option<i32>, diagnostics: Vec<Diagnostic>) {
        let is_known = match self.published.get(key) {
            Some(last) => last.diagnostics == diagnostics && last.version == version && last.url == *url,
            None => diagnostics.is_empty() && version.is_none(),
        };
        if is_known {
            return;
        }
        let published = Published { url: url.clone(), version, diagnostics: diagnostics.clone() };
        self.published.insert(key.clone(), published);
        self.send_list(url.clone(), version, diagnostics);
    }

    /// Empties the lists of files that are in no project any more.
    pub(super) fn clear_left_files(&mut self) {
        let present: BTreeSet<&Key> = self.projects.values().flat_map(|it| it.keys()).collect();
        let left = |it: &&Key| !present.contains(*it) && !self.documents.contains_key(*it);
        let left: Vec<Key> = self.published.keys().filter(left).cloned().collect();
        for key in left {
            if let Some(last) = self.published.remove(&key) {
                self.send_list(last.url, None, Vec::new());
            }
        }
    }

    fn send_list(&self, uri: Url, version: Option<i32>, diagnostics: Vec<Diagnostic>) {
        let params = PublishDiagnosticsParams { uri, diagnostics, version };
        self.outbox.send(Outgoing::Publish(Box::new(params)));
    }
}
