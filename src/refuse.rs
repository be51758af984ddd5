//! What to say about a command line that cannot be read: clap's words, and our own where another tool's were used.

use std::process::ExitCode;

use clap::{
    Command, CommandFactory,
    error::{ContextKind, ContextValue, Error, ErrorKind},
};

use crate::{Outcome, args::Args, stream};

/// Flags of other tools, and what is done here instead.
const ELSEWHERE: &[(&str, &str)] = &[
    ("--config", "the nearest Prisma config is read; `psl validate --schema PATH` names a schema elsewhere"),
    ("--max-warnings", "`psl validate --deny warnings` makes warnings errors"),
    ("--watch", "`psl lsp` finds mistakes as they are typed in an editor"),
    ("--write", "`psl fmt` writes unless `--check` or `--diff` is there"),
    ("-w", "`psl fmt` writes unless `--check` or `--diff` is there"),
];

pub(crate) fn refuse(error: &Error) -> ExitCode {
    let word = |kind| match error.get(kind) {
        Some(ContextValue::String(word)) => Some(word.as_str()),
        _ => None,
    };
    let ours = match error.kind() {
        ErrorKind::InvalidSubcommand => word(ContextKind::InvalidSubcommand).map(no_such_command),
        ErrorKind::UnknownArgument => {
            word(ContextKind::InvalidArg).filter(|it| it.starts_with('-')).map(no_such_flag)
        }
        _ => None,
    };
    let is_said = match ours {
        Some(problem) => {
            stream::to_stderr(&format!("error: {problem}\n"));
            true
        }
        None => error.print().is_ok(),
    };
    let outcome = if error.use_stderr() || !is_said { Outcome::CouldNotRun } else { Outcome::Fine };
    outcome.into()
}

/// The right command where another tool's was used or a letter is wrong, or else all of them.
fn no_such_command(word: &str) -> String {
    let definition = Args::command();
    let commands: Vec<&str> = definition.get_subcommands().map(Command::get_name).collect();
    let meant = match word {
        "format" => Some("fmt"),
        "check" | "lint" => Some("validate"),
        "server" | "lsp-server" | "language-server" => Some("lsp"),
        _ => nearest(word, commands.iter().copied()),
    };
    match meant {
        Some(command) => format!("there is no command `{word}`; the command is called `{command}`"),
        None => {
            format!("there is no command `{word}`; commands are {} (psl --help)", commands.join(", "))
        }
    }
}

/// What to do instead of using a flag: another tool's way, a command that has it, a letter that is wrong.
fn no_such_flag(flag: &str) -> String {
    let mut definition = Args::command();
    definition.build();
    let used = std::env::args().skip(1).find_map(|it| definition.find_subcommand(it)).unwrap_or(&definition);
    let name = used.get_bin_name().unwrap_or("psl");
    if let Some((_, instead)) = ELSEWHERE.iter().find(|it| it.0 == flag) {
        return format!("`{name}` has no flag `{flag}`; {instead}");
    }
    let advice = match nearest(flag, flags(used).iter().map(String::as_str)) {
        Some(near) => format!("the nearest is `{near}`"),
        None => definition
            .get_subcommands()
            .filter(|it| it.get_name() != used.get_name())
            .find_map(|it| Some((it, nearest(flag, flags(it).iter().map(String::as_str))?.to_owned())))
            .map_or_else(
                || format!("`{name} --help` lists its flags"),
                |(command, near)| format!("`{}` has `{near}`", command.get_bin_name().unwrap_or_default()),
            ),
    };
    format!("`{name}` has no flag `{flag}`; {advice}")
}

/// The long flags of a command, with their dashes.
fn flags(command: &Command) -> Vec<String> {
    command.get_arguments().filter_map(|it| Some(format!("--{}", it.get_long()?))).collect()
}

/// The word that differs in few letters.
fn nearest<'a>(wrong: &str, words: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let near = words.map(|it| (strsim::damerau_levenshtein(it, wrong), it));
    near.filter(|(distance, it)| *distance <= it.trim_start_matches('-').len() / 3)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, it)| it)
}
