//! The `psl` binary: reads the command line, runs a command, ends with its code.

mod args;
mod command;
mod fix;
mod load;
mod output;
mod projects;
mod refuse;
mod stream;
mod write;

use std::process::ExitCode;

use clap::Parser;

use args::{Args, Command};
use stream::Streams;

/// Trees and findings are many small objects. This is a sixth faster than glibc's allocator, and twice as fast as
/// musl's, which the static binaries for Linux would have.
#[cfg(not(target_arch = "arm"))]
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
        Err(error) => return refuse::refuse(&error),
    };
    let streams = Streams::new(args.color, args.quiet, args.verbose);
    let run = || match args.command {
        _ if args.version => print_version(&streams),
        None => {
            streams.problem("a command is missing; `psl --help` lists them");
            Outcome::CouldNotRun
        }
        Some(Command::Fmt(args)) => command::fmt::run(&args, &streams),
        Some(Command::Validate(args)) => command::validate::run(&args, &streams),
        Some(Command::Explain(args)) => command::explain::run(&args, &streams),
        Some(Command::Files(args)) => command::files::run(&args, &streams),
        Some(Command::Diagram(args)) => command::diagram::run(&args, &streams),
        Some(Command::Lsp(args)) => command::lsp::run(&args, &streams),
        Some(Command::Completions(args)) => command::completions::run(&args, &streams),
    };
    match std::panic::catch_unwind(std::panic::AssertUnwindSafe(run)) {
        // A result that could not be written is none.
        Ok(_) if streams.has_failed() => Outcome::CouldNotRun.into(),
        Ok(outcome) => outcome.into(),
        Err(_) => ExitCode::from(BUG),
    }
}

fn print_version(streams: &Streams) -> Outcome {
    // A release says which commit it was built from, and when that was made.
    let build = option_env!("PSL_BUILD").map(|it| format!("{it}, ")).unwrap_or_default();
    streams.print(&format!("psl {} ({build}rule sets 6 7)\n", env!("CARGO_PKG_VERSION")));
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
