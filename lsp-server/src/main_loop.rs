//! The one thread that owns the state.
//!
//! It takes everything that has arrived, applies it in order, and only then starts computations on snapshots. Answers
//! for states that have passed meanwhile are refused or computed again; findings for them are dropped.

mod calls;
mod documents;
mod elsewhere;
mod projects;
mod publish;
mod queries;

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::{
        Arc,
        mpsc::{Receiver, RecvTimeoutError, Sender},
    },
    thread,
    time::{Duration, Instant},
};

use serde_json::Value;
use tokio::sync::oneshot;
use tower_lsp::{
    jsonrpc::{Error, Id},
    lsp_types::{
        Diagnostic, FileEvent, InitializeParams, InitializeResult, TextDocumentContentChangeEvent,
        TextDocumentItem, Url, VersionedTextDocumentIdentifier, WorkspaceFolder, WorkspaceFoldersChangeEvent,
    },
};

use crate::{
    capabilities,
    client::Client,
    query::{Query, View},
    state::{Document, Folders, Key, LoadAnswer, LoadedProject, Loader, ProjectId},
    wire::Outbox,
    workers::Pool,
};

/// Everything the loop hears of.
pub(crate) enum Event {
    Initialize(Box<InitializeParams>, oneshot::Sender<InitializeResult>),
    Initialized,
    Open(TextDocumentItem),
    Change(VersionedTextDocumentIdentifier, Vec<TextDocumentContentChangeEvent>),
    Save(Url),
    Close(Url),
    Watched(Vec<FileEvent>),
    Configuration(Value),
    Folders(WorkspaceFoldersChangeEvent),
    Trace(bool),
    Query(Query),
    /// A request whose document changed while it was answered.
    Again(Query),
    /// The client answers a request of ours.
    Answered {
        id: Id,
        result: Result<Value, Error>,
    },
    /// All input that has arrived so far is here.
    Quiet,
    Loaded(LoadAnswer),
    LoadedFolders(LoadAnswer),
    Reports(Reports),
    Stop,
}

/// The findings of a schema at one revision; no lists when computing them failed.
pub(crate) struct Reports {
    project: ProjectId,
    revision: u64,
    view: Arc<View>,
    reports: Option<Vec<Vec<Diagnostic>>>,
}

/// How long input that is known to be on its way is waited for before computing.
const MAX_NOISE: Duration = Duration::from_millis(50);

/// How long changes of files are collected.
const WATCH_DELAY: Duration = Duration::from_millis(50);

/// How often the disk is looked at for clients that do not watch files.
const RECHECK_EVERY: Duration = Duration::from_secs(5);

/// Starts the thread. It ends with [`Event::Stop`].
pub(crate) fn start(
    events: Sender<Event>,
    receiver: Receiver<Event>,
    outbox: Outbox,
    rule_pages: Option<String>,
    watch_process: Box<dyn Fn(u32) + Send>,
) {
    let threads = thread::available_parallelism().map_or(2, |it| it.get().clamp(1, 4));
    let main_loop = MainLoop {
        loader: Loader::new(events.clone()),
        events,
        outbox,
        rule_pages: rule_pages.map(Arc::from),
        watch_process,
        client: Arc::default(),
        folders: Folders::default(),
        documents: BTreeMap::new(),
        projects: BTreeMap::new(),
        elsewhere: elsewhere::Elsewhere::default(),
        next_project: 0,
        load: None,
        loads: 0,
        recheck: BTreeSet::new(),
        last_recheck: Instant::now(),
        watched: Vec::new(),
        watched_until: None,
        queries: Vec::new(),
        published: BTreeMap::new(),
        calls: BTreeMap::new(),
        next_call: 0,
        is_traced: false,
        noisy_until: None,
        pool: Pool::new("psl-query", threads),
        whole: Pool::new("psl-whole", threads.div_ceil(2)),
        formatting: Pool::new("psl-format", 1),
    };
    let spawned = thread::Builder::new().name("psl-main".to_owned()).spawn(move || main_loop.run(&receiver));
    if let Err(error) = spawned {
        tracing::error!(%error, "cannot start the main thread");
    }
}

struct MainLoop {
    events: Sender<Event>,
    outbox: Outbox,
    rule_pages: Option<Arc<str>>,
    watch_process: Box<dyn Fn(u32) + Send>,
    client: Arc<Client>,
    folders: Folders,
    documents: BTreeMap<Key, Document>,
    projects: BTreeMap<ProjectId, LoadedProject>,
    elsewhere: elsewhere::Elsewhere,
    next_project: u32,
    loader: Loader,
    /// The documents whose projects are being looked for, and the number of the request.
    load: Option<(u64, BTreeSet<Key>)>,
    loads: u64,
    /// Projects whose stamps on disk are to be compared.
    recheck: BTreeSet<ProjectId>,
    last_recheck: Instant,
    /// Changes on disk that are being collected.
    watched: Vec<FileEvent>,
    watched_until: Option<Instant>,
    /// Requests that wait to be started.
    queries: Vec<Query>,
    published: BTreeMap<Key, publish::Published>,
    calls: BTreeMap<String, calls::Call>,
    next_call: u32,
    is_traced: bool,
    /// Set while more input is known to be on its way.
    noisy_until: Option<Instant>,
    pool: Pool,
    whole: Pool,
    formatting: Pool,
}

impl MainLoop {
    fn run(mut self, events: &Receiver<Event>) {
        loop {
            match self.next(events) {
                Ok(Event::Stop) | Err(RecvTimeoutError::Disconnected) => return,
                Ok(event) => self.apply(event),
                Err(RecvTimeoutError::Timeout) => {}
            }
            while let Ok(event) = events.try_recv() {
                if matches!(event, Event::Stop) {
                    return;
                }
                self.apply(event);
            }
            let now = Instant::now();
            self.fire_timers(now);
            if self.noisy_until.is_none_or(|it| it <= now) {
                self.noisy_until = None;
                self.settle();
            }
        }
    }

    fn next(&self, events: &Receiver<Event>) -> Result<Event, RecvTimeoutError> {
        let calls = self.calls.values().map(|it| it.until);
        let timers = calls.chain(self.watched_until).chain(self.noisy_until);
        match timers.min() {
            Some(until) => events.recv_timeout(until.saturating_duration_since(Instant::now())),
            None => events.recv().map_err(|_| RecvTimeoutError::Disconnected),
        }
    }

    fn apply(&mut self, event: Event) {
        let is_input =
            matches!(event, Event::Open(_) | Event::Change(..) | Event::Close(_) | Event::Query(_));
        if is_input && self.noisy_until.is_none() {
            self.noisy_until = Some(Instant::now() + MAX_NOISE);
        }
        match event {
            Event::Initialize(params, answer) => {
                let _ = answer.send(self.initialize(&params));
            }
            Event::Initialized => self.initialized(),
            Event::Open(item) => self.open(item),
            Event::Change(document, changes) => self.change(&document, changes),
            Event::Save(url) => self.save(&url),
            Event::Close(url) => self.close(&url),
            Event::Watched(changes) => {
                self.watched.extend(changes);
                self.watched_until.get_or_insert_with(|| Instant::now() + WATCH_DELAY);
            }
            Event::Configuration(settings) => self.configuration_changed(&settings),
            Event::Folders(change) => self.folders_changed(change),
            Event::Trace(is_traced) => self.is_traced = is_traced,
            Event::Query(query) => self.accept(query),
            Event::Again(query) => self.queries.push(query),
            Event::Answered { id, result } => self.answered(&id, result),
            Event::Quiet => self.noisy_until = None,
            Event::Loaded(answer) => self.loaded(answer),
            Event::LoadedFolders(answer) => self.loaded_folders(answer),
            Event::Reports(reports) => self.reported(reports),
            Event::Stop => {}
        }
    }

    fn initialize(&mut self, params: &InitializeParams) -> InitializeResult {
        if let Some(process) = params.process_id {
            (self.watch_process)(process);
        }
        let client = Client::new(params);
        let settings = params.initialization_options.as_ref().and_then(|it| it.get("settings"));
        self.folders = Folders::new(workspace_folders(params), settings.unwrap_or(&Value::Null));
        let result = capabilities::initialize_result(&client);
        self.client = Arc::new(client);
        self.is_traced = params.trace.is_some_and(|it| it != tower_lsp::lsp_types::TraceValue::Off);
        result
    }

    fn fire_timers(&mut self, now: Instant) {
        if self.watched_until.is_some_and(|it| it <= now) {
            self.watched_until = None;
            self.files_changed();
        }
        self.forget_late_calls(now);
    }

    /// Brings everything that is derived up to date with what was applied, and starts what is to be computed.
    fn settle(&mut self) {
        self.settle_documents();
        self.place_documents();
        self.start_load();
        self.start_queries();
        self.start_reports();
        self.clear_left_files();
    }
}

#[allow(deprecated)] // Clients that know no workspace folders send their root.
fn workspace_folders(params: &InitializeParams) -> Vec<WorkspaceFolder> {
    let root = || params.root_uri.clone().map(|uri| WorkspaceFolder { uri, name: String::new() });
    params.workspace_folders.clone().unwrap_or_else(|| root().into_iter().collect())
}
