//! The language server: protocol in and out, scheduling, and nothing of the language.
//!
//! [`serve`] runs one session over any input and output. Frames are read and written by `wire`, methods are routed by
//! tower-lsp to `service`, which posts one event for each; `main_loop` owns the state and gives snapshots of it to a
//! few worker threads.

mod wire;

mod service;

mod main_loop;
mod query;
mod state;
mod workers;

mod capabilities;
mod client;
mod convert;
mod settings;

mod handlers;

use std::io::{Read, Write};

/// What the command line decides about a session.
#[derive(Default)]
pub struct Options {
    /// The process the session belongs to (`--clientProcessId`); `processId` of `initialize` counts as well.
    pub client_process_id: Option<u32>,
    /// Where to write every message, one JSON object a line, for replays (`--log messages`).
    pub message_log: Option<Box<dyn Write + Send>>,
    /// Where the pages of rules are published, with a slash at the end: editors link codes to them.
    pub rule_pages: Option<String>,
}

/// Serves one client until `exit`, the end of the input, or the end of the client's process; returns the exit code.
///
/// Nothing but frames is written to `output`. Reading goes on in a thread of its own, which ends with the input.
pub fn serve(input: impl Read + Send + 'static, output: impl Write + Send + 'static, options: Options) -> u8 {
    wire::run(Box::new(input), Box::new(output), options)
}
