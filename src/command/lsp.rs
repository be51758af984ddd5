//! `psl lsp`: hands standard input and output to the server.

use std::{
    fs::File,
    io::{self, IsTerminal, Write},
    sync::Mutex,
};

use tracing_subscriber::{EnvFilter, fmt::MakeWriter};

use crate::{Outcome, args::LspArgs, load, stream::Streams};

/// What goes to standard error unless `PSL_LOG` says otherwise. The router takes requests that are not offered for errors;
/// they have their answer.
const ERRORS: &str = "error,tower_lsp=off";

/// Where editors find the page of a rule.
const RULE_PAGES: &str = "https://psl.dev/rules/";

pub(crate) fn run(args: &LspArgs, streams: &Streams) -> Outcome {
    keep_memory_small();
    if io::stdin().is_terminal() {
        streams.problem("this is the language server; it expects an editor at the other end");
    }
    let log_file = match args.log_file.as_ref().map(|it| (it, File::create(it))) {
        Some((path, Err(error))) => {
            streams.problem(&load::create_problem(path, &error));
            return Outcome::CouldNotRun;
        }
        Some((_, Ok(file))) => Some(file),
        None => None,
    };
    let mut message_log: Option<Box<dyn Write + Send>> = None;
    match log_file {
        Some(file) if args.log.is_some() => {
            start_log(io::stderr, ERRORS);
            message_log = Some(Box::new(file));
        }
        Some(file) => start_log(Mutex::new(file), "info"),
        None => start_log(io::stderr, ERRORS),
    }
    let options = lsp_server::Options {
        client_process_id: args.client_process_id,
        message_log,
        rule_pages: Some(RULE_PAGES.to_owned()),
    };
    match lsp_server::serve(io::stdin(), io::stdout(), options) {
        0 => Outcome::Fine,
        1 => Outcome::Findings,
        _ => Outcome::CouldNotRun,
    }
}

/// Settings of the allocator for a program that runs long with several threads. A command that runs once is faster as it
/// is; a server needs half the memory with these:
/// - pages of 4 KiB, where it asks for pages of 2 MiB;
/// - memory goes back to the system at once, where it is kept for a second;
/// - full pages belong to no thread, where each keeps some: an answer is made by one thread and freed by another, and
///   what is freed in a page that a thread keeps stays with it until it looks there.
///
/// The delay is 0 for a reason: with 5 milliseconds a long session, on mimalloc 3.3.2, stopped giving memory back at all.
/// As its code reads, two threads that free at the wrong moment can leave a mark behind that has this effect.
#[cfg(target_os = "linux")]
const MEMORY_SETTINGS: [(&str, &str); 4] = [
    ("MIMALLOC_ALLOW_THP", "0"),
    ("MIMALLOC_PURGE_DELAY", "0"),
    ("MIMALLOC_PAGE_FULL_RETAIN", "0"),
    ("MIMALLOC_PAGE_RECLAIM_ON_FREE", "-1"),
];

/// Starts the program again with [`MEMORY_SETTINGS`], unless somebody has set them: they are read before any of our code
/// runs, and so is the first memory taken. The process stays the same. Where that is refused, the server takes more
/// memory.
fn keep_memory_small() {
    #[cfg(target_os = "linux")]
    {
        use std::{
            env,
            os::unix::process::CommandExt,
            path::{Path, PathBuf},
            process::Command,
        };
        let mut missing = MEMORY_SETTINGS.into_iter().filter(|it| env::var_os(it.0).is_none()).peekable();
        let mut args = env::args_os();
        let name = args.next().unwrap_or_default();
        // Under another name it may be a loader that runs this program.
        let is_this_program = |it: &PathBuf| it.file_name() == Path::new(&name).file_name();
        if missing.peek().is_some()
            && let Some(program) = env::current_exe().ok().filter(is_this_program)
        {
            // Comes back only when it is refused, say because an update replaced the program.
            let _ = Command::new(program).arg0(name).args(args).envs(missing).exec();
        }
    }
}

/// Starts the log. `PSL_LOG` says how much of it, as in `info` or `lsp_server=debug`; without it standard error stays
/// empty unless something goes wrong inside.
fn start_log<W>(writer: W, default: &str)
where
    W: for<'w> MakeWriter<'w> + Send + Sync + 'static,
{
    let filter = EnvFilter::try_from_env("PSL_LOG").unwrap_or_else(|_| EnvFilter::new(default));
    let log = tracing_subscriber::fmt().with_writer(writer).with_env_filter(filter).with_ansi(false);
    let _ = log.try_init();
}
