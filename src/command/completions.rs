//! `psl completions`: what a shell needs to complete commands, flags, codes and formats.

use clap::{CommandFactory, ValueEnum};
use clap_complete::Shell;
use psl_validate::RULES;

use crate::{
    Outcome,
    args::{Args, CompletionsArgs},
    stream::Streams,
};

pub(crate) fn run(args: &CompletionsArgs, streams: &Streams) -> Outcome {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Args::command(), "psl", &mut script);
    if args.shell == Shell::Fish {
        script.extend(fish_words("explain", RULES.iter().map(|it| it.code.0)).into_bytes());
        let shells = Shell::value_variants().iter().map(Shell::to_string).collect::<Vec<_>>();
        script.extend(fish_words("completions", shells.iter().map(String::as_str)).into_bytes());
    }
    streams.print_bytes(&script);
    Outcome::Fine
}

/// The words after a command: the generated script for fish completes flags and their values only.
fn fish_words<'a>(command: &str, words: impl Iterator<Item = &'a str>) -> String {
    let words: Vec<&str> = words.collect();
    format!("complete -c psl -n \"__fish_psl_using_subcommand {command}\" -f -a \"{}\"\n", words.join(" "))
}
