//! The one thread that writes: messages in, frames out.

use std::{
    io::{self, Write},
    mem,
    sync::{Arc, mpsc},
    thread,
    time::Duration,
};

use serde::Serialize;
use serde_json::Value;
use tower_lsp::{
    jsonrpc::Response,
    lsp_types::{
        PublishDiagnosticsParams,
        notification::{Notification, PublishDiagnostics},
    },
};

use super::{log::MessageLog, spelling::Spellings};

/// A message to the client.
pub(crate) enum Outgoing {
    Answer(Response),
    Publish(Box<PublishDiagnosticsParams>),
    Notification {
        method: &'static str,
        params: Value,
    },
    Request {
        id: String,
        method: &'static str,
        params: Value,
    },
    /// Tells the sender when everything before it is written.
    Flush(mpsc::Sender<()>),
}

/// Where every thread puts its messages. Never blocks.
#[derive(Clone)]
pub(crate) struct Outbox(mpsc::Sender<Outgoing>);

impl Outbox {
    /// Sends a message; after the end of the output it goes nowhere.
    pub(crate) fn send(&self, message: Outgoing) {
        let _ = self.0.send(message);
    }

    /// Waits until everything is written, but not for long: the client may have stopped reading.
    pub(crate) fn flush(&self) {
        let (sender, receiver) = mpsc::channel();
        self.send(Outgoing::Flush(sender));
        let _ = receiver.recv_timeout(Duration::from_millis(50));
    }
}

/// Starts the thread.
pub(crate) fn start(
    output: Box<dyn Write + Send>,
    spellings: Arc<Spellings>,
    log: Option<Arc<MessageLog>>,
) -> Outbox {
    let (sender, receiver) = mpsc::channel();
    let writer = Writer { output, spellings, log, room: Vec::new() };
    let spawned = thread::Builder::new().name("psl-write".to_owned()).spawn(move || writer.run(&receiver));
    if let Err(error) = spawned {
        tracing::error!(%error, "cannot start the writing thread");
    }
    Outbox(sender)
}

struct Writer {
    output: Box<dyn Write + Send>,
    spellings: Arc<Spellings>,
    log: Option<Arc<MessageLog>>,
    /// What messages are made in: the next one needs no other memory.
    room: Vec<u8>,
}

/// The body of a message. A long one comes in parts, which need not be moved when it grows.
struct Body {
    full: Vec<Vec<u8>>,
    last: Vec<u8>,
}

/// Parts are about this long.
const PART: usize = 64 << 10;

impl Body {
    fn len(&self) -> usize {
        self.full.iter().map(Vec::len).sum::<usize>() + self.last.len()
    }

    fn clear(&mut self) {
        self.full.clear();
        self.last.clear();
    }

    /// The room of one part, empty.
    fn into_room(mut self) -> Vec<u8> {
        let mut room = self.full.pop().unwrap_or(self.last);
        room.clear();
        room.shrink_to(PART);
        room
    }
}

impl Write for Body {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if PART < self.last.len() + bytes.len() && !self.last.is_empty() {
            self.full.push(mem::replace(&mut self.last, Vec::with_capacity(PART)));
        }
        self.last.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Writer {
    fn run(mut self, messages: &mpsc::Receiver<Outgoing>) {
        let mut frames = Vec::new();
        while let Ok(first) = messages.recv() {
            // What is there already goes out in one write.
            for message in std::iter::once(first).chain(messages.try_iter().take(64)) {
                if let Outgoing::Flush(done) = message {
                    if self.write(&mut frames).is_err() {
                        return;
                    }
                    let _ = done.send(());
                    continue;
                }
                let body = self.body(message);
                if let Some(log) = &self.log {
                    log.write("out", &[body.full.concat().as_slice(), &body.last].concat());
                }
                if self.add(&mut frames, &body).is_err() {
                    return;
                }
                self.room = body.into_room();
            }
            if self.write(&mut frames).is_err() {
                return;
            }
        }
    }

    /// Adds a frame to those that wait. With a large one they are written at once, so that it is not copied.
    fn add(&mut self, frames: &mut Vec<u8>, body: &Body) -> io::Result<()> {
        frames.extend_from_slice(format!("Content-Length: {}\r\n\r\n", body.len()).as_bytes());
        if body.full.is_empty() {
            frames.extend_from_slice(&body.last);
            return Ok(());
        }
        self.output.write_all(frames)?;
        frames.clear();
        for part in &body.full {
            self.output.write_all(part)?;
        }
        self.output.write_all(&body.last)?;
        self.output.flush()
    }

    fn write(&mut self, frames: &mut Vec<u8>) -> io::Result<()> {
        if !frames.is_empty() {
            self.output.write_all(frames)?;
            self.output.flush()?;
            frames.clear();
        }
        Ok(())
    }

    fn body(&mut self, message: Outgoing) -> Body {
        match message {
            Outgoing::Answer(response) => self.json(&response),
            Outgoing::Publish(params) => self.json(&Call {
                jsonrpc: "2.0",
                id: None,
                method: PublishDiagnostics::METHOD,
                params: &*params,
            }),
            Outgoing::Notification { method, params } => {
                self.json(&Call { jsonrpc: "2.0", id: None, method, params: &params })
            }
            Outgoing::Request { id, method, params } => {
                self.json(&Call { jsonrpc: "2.0", id: Some(&id), method, params: &params })
            }
            Outgoing::Flush(_) => Body { full: Vec::new(), last: Vec::new() },
        }
    }

    fn json(&mut self, message: &impl Serialize) -> Body {
        let mut json = Body { full: Vec::new(), last: mem::take(&mut self.room) };
        let written = match self.spellings.is_empty() {
            true => serde_json::to_writer(&mut json, message),
            false => serde_json::to_value(message).and_then(|mut value| {
                self.spellings.restore(&mut value);
                serde_json::to_writer(&mut json, &value)
            }),
        };
        if let Err(error) = written {
            tracing::error!(%error, "a message cannot be written");
            json.clear();
        }
        json
    }
}

#[derive(Serialize)]
struct Call<'a, P> {
    jsonrpc: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<&'a str>,
    method: &'static str,
    params: &'a P,
}
