//! The `psl` binary: reads the command line, runs a command, ends with its code.

mod args;
mod command;
mod fix;
mod load;
mod output;
mod projects;
mod stream;
mod write;

use std::process::ExitCode;

use clap::{
    CommandFactory, Parser,
    error::{ContextKind, ContextValue, ErrorKind},
};

use args::{Args, Command};
use stream::Streams;

/// Trees and findings are many small objects. This is a sixth faster than glibc's allocator, and three times as fast as
/// musl's, which the static binaries for Linux would have.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// How a run ended; of several, the greatest counts.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) enum Outcome {
    /// Nothing to report.
    Fine,
    /// Findings at error level, or files to format.
    Findings,
    /// Something could not be done.
    CouldNotRun,
}

impl From<Outcome> for ExitCode {
    fn from(outcome: Outcome) -> ExitCode {
        ExitCode::from(outcome as u8)
    }
}

/// The exit code of a bug in the program itself.
const BUG: u8 = 101;

fn main() -> ExitCode {
    report_bugs_in_one_line();
    let args = match Args::try_parse() {
        Ok(args) => args,
        Err(error) => return refuse(&error),
    };
    let streams = Streams::new(args.color, args.quiet, args.verbose);
    if args.version {
        return print_version(&streams).into();
    }
    let Some(command) = args.command else {
        streams.problem("a command is missing; `psl --help` lists them");
        return Outcome::CouldNotRun.into();
    };
    let run = || match command {
        Command::Fmt(args) => command::fmt::run(&args, &streams),
        Command::Validate(args) => command::validate::run(&args, &streams),
        Command::Explain(args) => command::explain::run(&args, &streams),
        Command::Files(args) => command::files::run(&args, &streams),
        Command::Diagram(args) => command::diagram::run(&args, &streams),
        Command::Lsp(args) => command::lsp::run(&args, &streams),
        Command::Completions(args) => command::completions::run(&args, &streams),
    };
    match std::panic::catch_unwind(std::panic::AssertUnwindSafe(run)) {
        Ok(outcome) => outcome.into(),
        Err(_) => ExitCode::from(BUG),
    }
}

/// A line of the command line that cannot be read: clap's words, but for commands our own.
fn refuse(error: &clap::Error) -> ExitCode {
    match error.get(ContextKind::InvalidSubcommand) {
        Some(ContextValue::String(word)) if error.kind() == ErrorKind::InvalidSubcommand => {
            stream::to_stderr(&format!("error: {}\n", no_such_command(word)));
        }
        _ => {
            let _ = error.print();
        }
    }
    ExitCode::from(if error.use_stderr() { Outcome::CouldNotRun as u8 } else { 0 })
}

/// The right command where another tool's was used or a letter is wrong, or else all of them.
fn no_such_command(word: &str) -> String {
    let definition = Args::command();
    let commands: Vec<&str> = definition.get_subcommands().map(clap::Command::get_name).collect();
    let distance = |it: &str| strsim::damerau_levenshtein(it, word);
    let meant = match word {
        "format" => Some("fmt"),
        "check" | "lint" => Some("validate"),
        "server" | "lsp-server" | "language-server" => Some("lsp"),
        _ => commands.iter().copied().filter(|it| distance(it) <= it.len() / 3).min_by_key(|it| distance(it)),
    };
    match meant {
        Some(command) => format!("there is no command `{word}`; the command is called `{command}`"),
        None => {
            format!("there is no command `{word}`; commands are {} (psl --help)", commands.join(", "))
        }
    }
}

fn print_version(streams: &Streams) -> Outcome {
    streams.print(&format!("psl {} (rule sets 6 7)\n", env!("CARGO_PKG_VERSION")));
    if streams.verbose {
        streams.print(&format!("target {}-{}\n", std::env::consts::ARCH, std::env::consts::OS));
    }
    Outcome::Fine
}

/// A panic is a bug of ours: one line says so and what to do; the rest is for `RUST_BACKTRACE`.
fn report_bugs_in_one_line() {
    let show_details = std::env::var_os("RUST_BACKTRACE").is_some();
    let default = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |info| {
        let command: Vec<String> = std::env::args().collect();
        stream::to_stderr(&format!(
            "psl {} ran into a bug of its own in `{}`; please report it with the schema, or with RUST_BACKTRACE=1 set\n",
            env!("CARGO_PKG_VERSION"),
            command.join(" ")
        ));
        if show_details {
            default(info);
        }
    }));
}
