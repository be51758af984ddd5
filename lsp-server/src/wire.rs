//! The wire: frames in and out, the order of messages, cancellation, and how a session ends.
//!
//! tower-lsp routes the methods; its own loop is not used. Notifications take effect, and requests reach the main
//! loop, in the order they arrive: each is polled once before the next frame is looked at.

mod frame;
mod log;
mod message;
mod newer;
mod parent;
mod spelling;
mod writer;

use std::{
    io::{ErrorKind, Read, Write},
    panic::{AssertUnwindSafe, catch_unwind},
    pin::Pin,
    sync::{Arc, mpsc as std_mpsc},
    task::Poll,
    thread,
    time::Duration,
};

use tokio::sync::mpsc;
use tower_lsp::{
    ExitedError, LspService,
    jsonrpc::{Error, ErrorCode, Id, Request, Response},
};
use tower_service::Service as _;

use crate::{
    Options,
    main_loop::{self, Event},
    service::{self, Service},
};

use self::{
    frame::{Frame, Frames},
    log::MessageLog,
    message::Incoming,
    newer::Newer,
    spelling::Spellings,
};

pub(crate) use writer::{Outbox, Outgoing};

/// What the reading and watching threads tell.
enum Input {
    /// The body of a frame, and whether more input has arrived behind it.
    Body {
        body: Vec<u8>,
        has_more: bool,
    },
    End,
    ClientGone,
}

/// Runs a session; see [`crate::serve`].
pub(crate) fn run(input: Box<dyn Read + Send>, output: Box<dyn Write + Send>, options: Options) -> u8 {
    let runtime = match tokio::runtime::Builder::new_current_thread().build() {
        Ok(runtime) => runtime,
        Err(error) => {
            tracing::error!(%error, "cannot start the runtime");
            return 2;
        }
    };
    let log = options.message_log.map(|it| Arc::new(MessageLog::new(it)));
    let spellings = Arc::new(Spellings::default());
    let outbox = writer::start(output, Arc::clone(&spellings), log.clone());
    let (inputs, incoming) = mpsc::channel(256);
    let (events, receiver) = std_mpsc::channel();
    let watch = {
        let inputs = inputs.clone();
        move |process| watch_process(process, inputs.clone())
    };
    spawn("psl-read", move || read(input, &inputs));
    if let Some(process) = options.client_process_id {
        watch(process);
    }
    main_loop::start(events.clone(), receiver, outbox.clone(), options.rule_pages, Box::new(watch));
    let session = Session {
        service: service::build(events.clone()),
        events: events.clone(),
        outbox: outbox.clone(),
        spellings,
        log,
        stage: Stage::New,
    };
    let code = runtime.block_on(session.run(incoming));
    let _ = events.send(Event::Stop);
    outbox.flush();
    // Tasks that still wait for answers must not keep the process.
    runtime.shutdown_background();
    code
}

fn spawn(name: &str, body: impl FnOnce() + Send + 'static) {
    if let Err(error) = thread::Builder::new().name(name.to_owned()).spawn(body) {
        tracing::error!(%error, name, "cannot start a thread");
    }
}

fn read(mut input: Box<dyn Read + Send>, inputs: &mpsc::Sender<Input>) {
    let mut frames = Frames::default();
    let mut chunk = vec![0; 64 << 10];
    'input: loop {
        let read = match input.read(&mut chunk) {
            Ok(0) => break,
            Ok(read) => read,
            Err(error) if error.kind() == ErrorKind::Interrupted => continue,
            Err(_) => break,
        };
        frames.push(&chunk[..read]);
        while let Some(frame) = frames.next() {
            match frame {
                Frame::Body(body) => {
                    let has_more = frames.has_more();
                    if inputs.blocking_send(Input::Body { body, has_more }).is_err() {
                        return;
                    }
                }
                Frame::Noise => tracing::warn!("passed over input that is no frame"),
                Frame::TooBig => {
                    tracing::warn!("a frame is larger than {} MB", frame::MAX_BODY >> 20);
                    let _ = inputs.blocking_send(Input::ClientGone);
                    break 'input;
                }
            }
        }
    }
    let _ = inputs.blocking_send(Input::End);
}

/// Ends the session when `process` is gone.
fn watch_process(process: u32, inputs: mpsc::Sender<Input>) {
    spawn("psl-parent", move || {
        while parent::is_alive(process) {
            if inputs.is_closed() {
                return;
            }
            thread::sleep(Duration::from_secs(1));
        }
        tracing::info!(process, "the client is gone");
        let _ = inputs.blocking_send(Input::ClientGone);
    });
}

/// How far the session is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Stage {
    New,
    Running,
    ShutDown,
}

struct Session {
    service: LspService<Service>,
    events: std_mpsc::Sender<Event>,
    outbox: Outbox,
    spellings: Arc<Spellings>,
    log: Option<Arc<MessageLog>>,
    stage: Stage,
}

type Answer = Pin<Box<dyn Future<Output = Result<Option<Response>, ExitedError>> + Send>>;

impl Session {
    async fn run(mut self, mut inputs: mpsc::Receiver<Input>) -> u8 {
        while let Some(input) = inputs.recv().await {
            match input {
                Input::Body { body, has_more } => {
                    if let Some(log) = &self.log {
                        log.write("in", &body);
                    }
                    match message::read(&body) {
                        Incoming::Call(request) if request.method() == "exit" => return self.exit_code(),
                        Incoming::Call(request) => self.call(request).await,
                        Incoming::Answer { id, result } => {
                            let _ = self.events.send(Event::Answered { id, result });
                        }
                        Incoming::Bad { id, error } => self.answer(Response::from_error(id, error)),
                    }
                    if !has_more {
                        let _ = self.events.send(Event::Quiet);
                    }
                }
                Input::End => return self.exit_code(),
                Input::ClientGone => return 1,
            }
        }
        self.exit_code()
    }

    fn exit_code(&self) -> u8 {
        u8::from(self.stage != Stage::ShutDown)
    }

    fn answer(&self, response: Response) {
        self.outbox.send(Outgoing::Answer(response));
    }

    async fn call(&mut self, request: Request) {
        self.spellings.learn(request.params());
        let id = request.id().cloned();
        if let (Some(id), Some(error)) = (&id, self.refusal(request.method())) {
            return self.answer(Response::from_error(id.clone(), error));
        }
        let is_initialize = request.method() == "initialize";
        let newer = if is_initialize { Newer::of_client(request.params()) } else { Newer::default() };
        let is_shutdown = request.method() == "shutdown";
        let mut answer = guarded(self.service.call(request), id.clone());
        if is_initialize {
            // Nothing else means anything before this is answered.
            let response = answer.await;
            if response.as_ref().is_some_and(Response::is_ok) {
                self.stage = Stage::Running;
            }
            return self.finish(id, response.map(|it| newer.announce(it)));
        }
        if is_shutdown && id.is_some() {
            self.stage = Stage::ShutDown;
        }
        let first = std::future::poll_fn(|cx| Poll::Ready(answer.as_mut().poll(cx))).await;
        match first {
            Poll::Ready(response) => self.finish(id, response),
            Poll::Pending => {
                let outbox = self.outbox.clone();
                tokio::spawn(async move {
                    if let Some(response) = answer.await {
                        outbox.send(Outgoing::Answer(response));
                    }
                });
            }
        }
    }

    fn finish(&self, id: Option<Id>, response: Option<Response>) {
        match (response, id) {
            (Some(response), _) => self.answer(response),
            // The router is silent about unknown methods that start with `$/`.
            (None, Some(id)) => self.answer(Response::from_error(id, Error::method_not_found())),
            (None, None) => {}
        }
    }

    /// Why a request cannot be answered at this stage.
    fn refusal(&self, method: &str) -> Option<Error> {
        match self.stage {
            Stage::New if method != "initialize" => Some(Error {
                code: ErrorCode::ServerError(-32002),
                message: "the session is not initialized".into(),
                data: None,
            }),
            Stage::ShutDown => Some(Error::invalid_request()),
            Stage::New | Stage::Running => None,
        }
    }
}

type Guarded = Pin<Box<dyn Future<Output = Option<Response>> + Send>>;

/// The answer, with an error in place of a panic. What computes runs elsewhere and has its own guard; this one is for
/// the conversions around it.
fn guarded(mut answer: Answer, id: Option<Id>) -> Guarded {
    Box::pin(std::future::poll_fn(move |cx| {
        match catch_unwind(AssertUnwindSafe(|| answer.as_mut().poll(cx))) {
            Ok(Poll::Pending) => Poll::Pending,
            Ok(Poll::Ready(response)) => Poll::Ready(response.ok().flatten()),
            Err(_) => Poll::Ready(id.clone().map(|it| Response::from_error(it, Error::internal_error()))),
        }
    }))
}
