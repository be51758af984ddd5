//! Requests to the client: registrations, settings, refreshes. Nothing ever waits for their answers.

use std::time::{Duration, Instant};

use serde_json::{Value, json};
use tower_lsp::{
    jsonrpc::{Error, Id},
    lsp_types::{Url, WorkspaceFoldersChangeEvent},
};

use super::MainLoop;
use crate::wire::Outgoing;

/// A request whose answer has not come yet.
pub(super) struct Call {
    what: What,
    /// After this, defaults hold.
    pub(super) until: Instant,
}

enum What {
    /// The settings, and those of each of these folders.
    Configuration(Vec<Url>),
    /// The answer says nothing.
    Other,
}

const TIMEOUT: Duration = Duration::from_secs(10);

/// The files whose changes matter.
const WATCHED: &[&str] = &[
    "**/*.prisma",
    "**/prisma.config.{js,ts,mjs,cjs,mts,cts}",
    "**/.config/prisma.{js,ts,mjs,cjs,mts,cts}",
    "**/package.json",
    "**/.env",
];

impl MainLoop {
    pub(super) fn initialized(&mut self) {
        self.register();
        self.ask_for_settings();
    }

    fn register(&mut self) {
        let mut registrations = Vec::new();
        if self.client.registers_watchers {
            let watchers: Vec<Value> = match self.client.relative_patterns {
                true => self
                    .folders
                    .urls()
                    .flat_map(|folder| {
                        WATCHED
                            .iter()
                            .map(move |it| json!({ "globPattern": { "baseUri": folder, "pattern": it } }))
                    })
                    .collect(),
                false => WATCHED.iter().map(|it| json!({ "globPattern": it })).collect(),
            };
            registrations.push(json!({
                "id": "psl-files",
                "method": "workspace/didChangeWatchedFiles",
                "registerOptions": { "watchers": watchers },
            }));
        }
        if self.client.registers_configuration {
            registrations.push(json!({
                "id": "psl-settings",
                "method": "workspace/didChangeConfiguration",
                "registerOptions": { "section": "psl" },
            }));
        }
        if !registrations.is_empty() {
            let params = json!({ "registrations": registrations });
            self.call("client/registerCapability", params, What::Other);
        }
    }

    fn ask_for_settings(&mut self) {
        if !self.client.answers_configuration {
            return;
        }
        let folders: Vec<Url> = self.folders.urls().cloned().collect();
        let mut items = vec![json!({ "section": "psl" })];
        items.extend(folders.iter().map(|it| json!({ "scopeUri": it, "section": "psl" })));
        self.call("workspace/configuration", json!({ "items": items }), What::Configuration(folders));
    }

    /// Tells a client that pulls to ask again, because files on disk have changed.
    pub(super) fn refresh_diagnostics(&mut self) {
        if self.client.pulls_diagnostics && self.client.refreshes_diagnostics {
            self.call("workspace/diagnostic/refresh", Value::Null, What::Other);
        }
    }

    fn refresh_hints(&mut self) {
        if self.client.inlay_hints && self.client.refreshes_hints {
            self.call("workspace/inlayHint/refresh", Value::Null, What::Other);
        }
        if self.client.lenses && self.client.refreshes_lenses {
            self.call("workspace/codeLens/refresh", Value::Null, What::Other);
        }
    }

    fn call(&mut self, method: &'static str, params: Value, what: What) {
        self.next_call += 1;
        let id = format!("psl-{}", self.next_call);
        self.calls.insert(id.clone(), Call { what, until: Instant::now() + TIMEOUT });
        self.outbox.send(Outgoing::Request { id, method, params });
    }

    pub(super) fn answered(&mut self, id: &Id, result: Result<Value, Error>) {
        let Id::String(id) = id else { return };
        let Some(call) = self.calls.remove(id) else { return };
        match (call.what, result) {
            (What::Configuration(folders), Ok(answer)) => self.settings_arrived(&folders, &answer),
            (What::Configuration(_), Err(error)) => {
                tracing::warn!(%error, "the client does not tell the settings; defaults hold");
            }
            (What::Other, Ok(_)) => {}
            (What::Other, Err(error)) => tracing::warn!(%error, "the client refused a request"),
        }
    }

    pub(super) fn forget_late_calls(&mut self, now: Instant) {
        self.calls.retain(|id, call| {
            if call.until <= now {
                tracing::warn!(id, "the client did not answer");
            }
            call.until > now
        });
    }

    fn settings_arrived(&mut self, folders: &[Url], answer: &Value) {
        let Some(items) = answer.as_array() else {
            tracing::warn!(%answer, "the settings are no list; defaults hold");
            return;
        };
        // Null says nothing, so what `initialize` brought stays.
        if let Some(own) = items.first().filter(|it| !it.is_null()) {
            self.folders.set_settings(own);
        }
        for (folder, own) in folders.iter().zip(items.iter().skip(1)) {
            if !own.is_null() {
                self.folders.set_folder_settings(folder, own);
            }
        }
        self.settings_changed();
    }

    pub(super) fn configuration_changed(&mut self, settings: &Value) {
        if !settings.is_null() {
            self.folders.set_settings(settings);
            self.settings_changed();
        }
        self.ask_for_settings();
    }

    pub(super) fn folders_changed(&mut self, change: WorkspaceFoldersChangeEvent) {
        self.folders.change(change.added, &change.removed);
        self.place_all_again();
        self.ask_for_settings();
    }

    fn settings_changed(&mut self) {
        let (mut decides_projects, mut decides_hints) = (false, false);
        for project in self.projects.values_mut() {
            let path = project.info.files.first().map(|it| it.as_path());
            let is_file = project.keys().next().is_some_and(|it| it.path().is_some());
            let settings = self.folders.settings(path.filter(|_| is_file));
            decides_projects |=
                settings.schemas != project.settings.schemas || settings.rules != project.settings.rules;
            decides_hints |= settings.hints != project.settings.hints
                || settings.reference_lenses != project.settings.reference_lenses;
            project.set_settings(settings);
        }
        if decides_hints {
            self.refresh_hints();
        }
        if decides_projects || self.load.is_some() {
            self.place_all_again();
        }
    }
}
