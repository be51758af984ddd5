//! A request on its way: from the service through the main loop to a worker, and its answer back.

use std::{
    collections::HashMap,
    path::Path,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
};

use psl_ide::{FilePosition, Snapshot};
use psl_parser::FileId;
use psl_project::{Project, Standing, Surroundings};
use tokio::sync::oneshot;
use tower_lsp::{
    jsonrpc::{Error, Result},
    lsp_types::{OptionalVersionedTextDocumentIdentifier, Position, Url},
};

use crate::{
    client::Client,
    convert::Lines,
    settings::Settings,
    state::{Key, SentTokens},
};

/// A schema as one state of the editor shows it.
pub(crate) struct View {
    pub(crate) client: Arc<Client>,
    pub(crate) settings: Arc<Settings>,
    pub(crate) rule_pages: Option<Arc<str>>,
    pub(crate) project: Arc<Project>,
    pub(crate) surroundings: Arc<Surroundings>,
    pub(crate) snapshot: Snapshot,
    /// In the order of the snapshot's files.
    pub(crate) files: Vec<ViewFile>,
    /// The files by their keys.
    pub(crate) ids: Arc<HashMap<Key, FileId>>,
}

/// A file of a [`View`].
pub(crate) struct ViewFile {
    pub(crate) key: Key,
    pub(crate) url: Url,
    /// The version of the editor's text; `None` for a file that comes from the disk.
    pub(crate) version: Option<i32>,
    /// The colours the client has; `None` for a file that comes from the disk.
    pub(crate) sent_tokens: Option<Arc<SentTokens>>,
    /// Why the file is not looked at.
    pub(crate) problem: Option<Arc<str>>,
}

impl ViewFile {
    pub(crate) fn versioned_identifier(&self) -> OptionalVersionedTextDocumentIdentifier {
        OptionalVersionedTextDocumentIdentifier { uri: self.url.clone(), version: self.version }
    }
}

impl View {
    pub(crate) fn lines(&self, file: FileId) -> Option<Lines<'_>> {
        let index = self.snapshot.lines(file)?;
        Some(Lines { text: self.snapshot.text(file), index, encoding: self.client.encoding })
    }

    pub(crate) fn url(&self, file: FileId) -> Option<&Url> {
        self.files.get(file.0 as usize).map(|it| &it.url)
    }

    pub(crate) fn file_of(&self, key: &Key) -> Option<FileId> {
        self.ids.get(key).copied()
    }

    pub(crate) fn root(&self) -> &Path {
        &self.project.root
    }
}

/// What a handler computes on.
pub(crate) struct Cx {
    pub(crate) view: Arc<View>,
    pub(crate) file: FileId,
    /// Every schema that has an open document; where a request needs them, those of the workspace folders too.
    pub(crate) views: Vec<Arc<View>>,
}

impl Cx {
    pub(crate) fn client(&self) -> &Client {
        &self.view.client
    }

    pub(crate) fn snapshot(&self) -> &Snapshot {
        &self.view.snapshot
    }

    /// The lines of the document the request is about.
    pub(crate) fn lines(&self) -> Result<Lines<'_>> {
        self.view.lines(self.file).ok_or_else(Error::internal_error)
    }

    pub(crate) fn position(&self, position: Position) -> Result<FilePosition> {
        Ok(FilePosition { file: self.file, offset: self.lines()?.offset(position) })
    }

    /// The colours the client has for the document the request is about.
    pub(crate) fn sent_tokens(&self) -> Option<&SentTokens> {
        self.view.files.get(self.file.0 as usize)?.sent_tokens.as_deref()
    }

    pub(crate) fn url(&self) -> Result<&Url> {
        self.view.url(self.file).ok_or_else(Error::internal_error)
    }
}

/// What happens to a request whose document changes before the answer.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum WhenStale {
    /// The client asks again if it still wants to know.
    Refuse,
    /// The answer is computed again, for the newest text.
    Again,
}

/// How much must be known before a request can be answered.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Needs {
    /// The text alone.
    Text,
    /// All files of the schema.
    Schema,
    /// All schemas of the workspace folders, open or not.
    Folders,
}

/// Which thread answers.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Lane {
    Pool,
    /// Others for answers about whole documents, so that hover and completion never wait behind those.
    Whole,
    /// Of its own, so that a save never waits behind other answers.
    Formatting,
}

/// The fixed properties of a kind of request.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Kind {
    pub(crate) method: &'static str,
    pub(crate) when_stale: WhenStale,
    pub(crate) needs: Needs,
    pub(crate) lane: Lane,
    /// Whether documents that this server stands back from are answered too.
    pub(crate) for_all_standings: bool,
}

impl Kind {
    pub(crate) const fn new(method: &'static str) -> Kind {
        Kind {
            method,
            when_stale: WhenStale::Refuse,
            needs: Needs::Schema,
            lane: Lane::Pool,
            for_all_standings: false,
        }
    }

    pub(crate) const fn text_only(self) -> Kind {
        Kind { needs: Needs::Text, ..self }
    }

    /// An answer that takes longer the larger the document is.
    pub(crate) const fn whole(self) -> Kind {
        Kind { lane: Lane::Whole, ..self }
    }

    pub(crate) const fn in_all_folders(self) -> Kind {
        Kind { needs: Needs::Folders, ..self }
    }

    pub(crate) const fn again_when_stale(self) -> Kind {
        Kind { when_stale: WhenStale::Again, ..self }
    }

    pub(crate) const fn formatting(self) -> Kind {
        Kind { lane: Lane::Formatting, needs: Needs::Text, when_stale: WhenStale::Again, ..self }
    }

    /// Formatting at a place that means nothing in another text.
    pub(crate) const fn refused_formatting(self) -> Kind {
        Kind { when_stale: WhenStale::Refuse, ..self.formatting() }
    }

    pub(crate) const fn for_all_standings(self) -> Kind {
        Kind { for_all_standings: true, ..self }
    }
}

/// A request that waits for its answer.
pub(crate) struct Query {
    pub(crate) kind: Kind,
    /// The document it is about; `None` for all schemas.
    pub(crate) document: Option<Key>,
    /// The state of the document it was asked about; set when it reaches the main loop.
    pub(crate) revision: Revision,
    answer: Box<dyn Answer>,
}

/// A counter of the changes of a document, and the count a query was started at.
#[derive(Clone, Default)]
pub(crate) struct Revision {
    counter: Arc<AtomicU64>,
    seen: u64,
}

impl Revision {
    pub(crate) fn now(counter: &Arc<AtomicU64>) -> Revision {
        Revision { seen: counter.load(Ordering::Acquire), counter: Arc::clone(counter) }
    }

    pub(crate) fn is_stale(&self) -> bool {
        self.counter.load(Ordering::Acquire) != self.seen
    }

    pub(crate) fn renewed(&self) -> Revision {
        Revision::now(&self.counter)
    }
}

impl Query {
    /// A request and the place its answer arrives at.
    pub(crate) fn new<T, F>(
        kind: Kind,
        document: Option<&Url>,
        compute: F,
    ) -> (Query, oneshot::Receiver<Result<T>>)
    where
        T: Default + Send + 'static,
        F: Fn(&Cx) -> Result<T> + Send + 'static,
    {
        let (sender, receiver) = oneshot::channel();
        let answer = Box::new(Slot { compute, sender });
        (Query { kind, document: document.map(Key::of), revision: Revision::default(), answer }, receiver)
    }

    /// Whether nobody waits for the answer any more.
    pub(crate) fn is_cancelled(&self) -> bool {
        self.answer.is_cancelled()
    }

    pub(crate) fn fail(self, error: Error) {
        self.answer.fail(error);
    }

    /// Answers with the empty answer.
    pub(crate) fn nothing(self) {
        self.answer.nothing();
    }

    /// Answers; gives the query back when the document has changed meanwhile and the answer is wanted for the new text.
    pub(crate) fn run(self, cx: &Cx) -> Option<Query> {
        if self.is_cancelled() {
            return None;
        }
        if cx.view.project.standing == Standing::Prisma8 && !self.kind.for_all_standings {
            self.answer.nothing();
            return None;
        }
        let Query { kind, document, revision, answer } = self;
        let again = answer.run(cx, &revision, kind.when_stale)?;
        Some(Query { kind, document, revision: revision.renewed(), answer: again })
    }
}

trait Answer: Send {
    fn is_cancelled(&self) -> bool;
    fn fail(self: Box<Self>, error: Error);
    fn nothing(self: Box<Self>);
    fn run(self: Box<Self>, cx: &Cx, revision: &Revision, when_stale: WhenStale) -> Option<Box<dyn Answer>>;
}

struct Slot<T, F> {
    compute: F,
    sender: oneshot::Sender<Result<T>>,
}

impl<T, F> Answer for Slot<T, F>
where
    T: Default + Send + 'static,
    F: Fn(&Cx) -> Result<T> + Send + 'static,
{
    fn is_cancelled(&self) -> bool {
        self.sender.is_closed()
    }

    fn fail(self: Box<Self>, error: Error) {
        let _ = self.sender.send(Err(error));
    }

    fn nothing(self: Box<Self>) {
        let _ = self.sender.send(Ok(T::default()));
    }

    fn run(self: Box<Self>, cx: &Cx, revision: &Revision, when_stale: WhenStale) -> Option<Box<dyn Answer>> {
        // A panic drops the sender, which the service answers with an internal error.
        let result = (self.compute)(cx);
        match (revision.is_stale(), when_stale) {
            (true, WhenStale::Again) => return Some(self),
            (true, WhenStale::Refuse) => {
                let _ = self.sender.send(Err(Error::content_modified()));
            }
            (false, _) => {
                let _ = self.sender.send(result);
            }
        }
        None
    }
}
