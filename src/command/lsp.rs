//! `psl lsp`: the language server on standard input and output.

use std::{
    fs::File,
    io::{self, Write},
    path::PathBuf,
};

use tracing_subscriber::EnvFilter;

/// The flags of `psl lsp`.
#[derive(Default)]
pub(crate) struct Lsp {
    /// The session ends when this process does.
    pub(crate) client_process_id: Option<u32>,
    /// Where the log goes instead of standard error.
    pub(crate) log_file: Option<PathBuf>,
    /// The log file holds every message, one JSON object a line, and nothing else.
    pub(crate) logs_messages: bool,
}

/// Runs the server until its client leaves; returns the exit code.
pub(crate) fn run(options: Lsp) -> u8 {
    let log_file = match options.log_file.map(|it| (File::create(&it), it)) {
        Some((Err(error), path)) => {
            let _ = writeln!(io::stderr(), "cannot write the log to `{}`: {error}", path.display());
            return 2;
        }
        Some((Ok(file), _)) => Some(file),
        None => None,
    };
    let mut message_log: Option<Box<dyn Write + Send>> = None;
    match log_file {
        Some(file) if options.logs_messages => {
            start_log(io::stderr, "error");
            message_log = Some(Box::new(file));
        }
        Some(file) => start_log(std::sync::Mutex::new(file), "info"),
        None => start_log(io::stderr, "error"),
    }
    let server =
        lsp_server::Options { client_process_id: options.client_process_id, message_log, rule_pages: None };
    lsp_server::serve(io::stdin(), io::stdout(), server)
}

/// Starts the log; `PSL_LOG` says how much, in the form `info` or `lsp_server=debug`.
fn start_log<W>(writer: W, default: &str)
where
    W: for<'w> tracing_subscriber::fmt::MakeWriter<'w> + Send + Sync + 'static,
{
    let filter = EnvFilter::try_from_env("PSL_LOG").unwrap_or_else(|_| EnvFilter::new(default));
    let log = tracing_subscriber::fmt().with_writer(writer).with_env_filter(filter).with_ansi(false);
    let _ = log.try_init();
}
