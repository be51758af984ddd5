//! `psl completions`: what a shell needs to complete commands, flags, codes and formats.

use clap::CommandFactory;
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
        script.extend(fish_codes().into_bytes());
    }
    streams.print_bytes(&script);
    if streams.has_failed() { Outcome::CouldNotRun } else { Outcome::Fine }
}

/// The codes after `explain`: the generated script for fish completes flags and their values only.
fn fish_codes() -> String {
    let codes: Vec<&str> = RULES.iter().map(|it| it.code.0).collect();
    format!("complete -c psl -n \"__fish_psl_using_subcommand explain\" -f -a \"{}\"\n", codes.join(" "))
}
