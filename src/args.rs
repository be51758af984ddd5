//! The command line.

mod examples;
mod hinted;
#[cfg(test)]
mod man;

use std::path::PathBuf;

use clap::{ArgAction, Parser, Subcommand, ValueEnum};

use self::hinted::Hinted;

/// Language server, formatter and validator for the Prisma Schema Language.
#[derive(Parser, Debug)]
#[command(name = "psl", disable_version_flag = true, max_term_width = 80)]
#[command(after_help = "Exit codes: 0 nothing to report, 1 findings, 2 something could not be done.")]
pub(crate) struct Args {
    #[command(subcommand)]
    pub(crate) command: Option<Command>,

    /// Print no summary and no notes
    #[arg(short, long, global = true, help_heading = "Global options")]
    pub(crate) quiet: bool,

    /// Say which files and rules were chosen, and why
    #[arg(short, long, global = true, help_heading = "Global options")]
    pub(crate) verbose: bool,

    /// When to use colours
    #[arg(long, global = true, help_heading = "Global options", value_name = "WHEN", default_value = "auto")]
    pub(crate) color: ColorWhen,

    /// Print the version
    #[arg(short = 'V', long)]
    pub(crate) version: bool,
}

#[derive(ValueEnum, Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum ColorWhen {
    Auto,
    Always,
    Never,
}

#[derive(Subcommand, Debug)]
pub(crate) enum Command {
    Fmt(FmtArgs),
    Validate(ValidateArgs),
    Explain(ExplainArgs),
    Files(FilesArgs),
    Diagram(DiagramArgs),
    Lsp(LspArgs),
    Completions(CompletionsArgs),
}

/// Lay out schema files, in place
///
/// Files with mistakes are laid out around them. Nothing is ever added or
/// removed: no fields, no relations, no comments. There are no options.
#[derive(clap::Args, Debug)]
#[command(after_help = examples::FMT)]
pub(crate) struct FmtArgs {
    /// Files and folders; `-` is standard input; the current folder by default
    pub(crate) paths: Vec<PathBuf>,

    /// Write nothing; list the files that would change, with exit code 1
    #[arg(long, conflicts_with = "diff")]
    pub(crate) check: bool,

    /// Write nothing; print what would change as a diff, with exit code 1
    #[arg(long)]
    pub(crate) diff: bool,

    /// The name to use for standard input in messages and diffs
    #[arg(long, value_name = "PATH")]
    pub(crate) stdin_filepath: Option<PathBuf>,

    /// Leave out what matches, as in .gitignore; may be repeated
    #[arg(long, value_name = "GLOB")]
    pub(crate) exclude: Vec<String>,
}

/// Find what is wrong with schemas
///
/// A file stands for the whole schema it belongs to. Nothing is executed,
/// downloaded or read from the environment of the schema.
#[derive(clap::Args, Debug)]
#[command(after_help = examples::VALIDATE)]
pub(crate) struct ValidateArgs {
    /// Files and folders; `-` is standard input; the current folder by default
    pub(crate) paths: Vec<PathBuf>,

    /// Take this file or folder as one schema, without looking for others
    #[arg(long, value_name = "PATH", conflicts_with = "paths")]
    pub(crate) schema: Option<PathBuf>,

    /// The rules of which Prisma version to apply
    #[arg(long, value_name = "VERSION", default_value = "auto")]
    pub(crate) rules: RulesChoice,

    /// The output format, or `FORMAT=FILE`; may be repeated
    ///
    /// Formats: human, short, json, jsonl, github, gitlab, junit, rdjson, sarif
    #[arg(long, value_name = "FORMAT[=FILE]", env = "PSL_FORMAT")]
    #[arg(value_parser = Hinted(hinted::formats), hide_possible_values = true)]
    pub(crate) format: Vec<String>,

    /// Apply the repairs that cannot change what the schema means
    #[arg(long)]
    pub(crate) fix: bool,

    /// With --fix or --diff: apply the other repairs too
    #[arg(long = "unsafe")]
    pub(crate) unsafe_: bool,

    /// Print the repairs as a diff and write nothing
    #[arg(long)]
    pub(crate) diff: bool,

    /// Hide a warning; may be repeated
    #[arg(long, value_name = "CODE")]
    #[arg(value_parser = Hinted(hinted::codes_below_error), hide_possible_values = true)]
    pub(crate) allow: Vec<String>,

    /// Treat a warning as an error; `warnings` for all; may be repeated
    #[arg(long, value_name = "CODE")]
    #[arg(value_parser = Hinted(hinted::codes_and_warnings), hide_possible_values = true)]
    pub(crate) deny: Vec<String>,

    /// Hide all warnings
    #[arg(long)]
    pub(crate) errors_only: bool,

    /// The path standard input stands for
    #[arg(long, value_name = "PATH")]
    pub(crate) stdin_filepath: Option<PathBuf>,

    /// Leave out what matches, as in .gitignore; may be repeated
    #[arg(long, value_name = "GLOB")]
    pub(crate) exclude: Vec<String>,
}

#[derive(ValueEnum, Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum RulesChoice {
    Auto,
    #[value(name = "6")]
    V6,
    #[value(name = "7")]
    V7,
}

/// Explain a finding by its code; without a code, list all of them
#[derive(clap::Args, Debug)]
#[command(after_help = examples::EXPLAIN)]
pub(crate) struct ExplainArgs {
    /// The code of a finding
    #[arg(value_parser = Hinted(hinted::codes), hide_possible_values = true)]
    pub(crate) code: Option<String>,

    /// The output format
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    pub(crate) format: ExplainFormat,
}

#[derive(ValueEnum, Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum ExplainFormat {
    Human,
    Markdown,
    Json,
}

/// Show which files form a schema, and under which rules
#[derive(clap::Args, Debug)]
pub(crate) struct FilesArgs {
    /// Files and folders; the current folder by default
    pub(crate) paths: Vec<PathBuf>,

    /// The output format
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    pub(crate) format: FilesFormat,
}

#[derive(ValueEnum, Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum FilesFormat {
    Human,
    Json,
}

/// Draw the models of a schema and how they are related
///
/// A schema with mistakes is drawn as far as it is understood, with exit code 1.
#[derive(clap::Args, Debug)]
#[command(after_help = examples::DIAGRAM)]
pub(crate) struct DiagramArgs {
    /// Files and folders of one schema; `-` is standard input; the current
    /// folder by default
    pub(crate) paths: Vec<PathBuf>,

    /// The output format: a picture, or input for Mermaid or Graphviz
    #[arg(long, value_name = "FORMAT", default_value = "svg")]
    pub(crate) format: DiagramFormat,

    /// Write to a file instead of standard output
    #[arg(long, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
}

#[derive(ValueEnum, Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum DiagramFormat {
    Svg,
    Mermaid,
    Dot,
}

/// Serve an editor over standard input and output
#[derive(clap::Args, Debug)]
pub(crate) struct LspArgs {
    /// Speak over standard input and output, which is also the default
    #[arg(long, action = ArgAction::SetTrue)]
    pub(crate) stdio: bool,

    /// End when this process ends
    #[arg(long = "clientProcessId", value_name = "N")]
    pub(crate) client_process_id: Option<u32>,

    /// Write the log to a file instead of standard error
    #[arg(long, value_name = "PATH")]
    pub(crate) log_file: Option<PathBuf>,

    /// What to log: `messages` writes every message as a line of JSON
    #[arg(long, value_name = "WHAT", requires = "log_file")]
    pub(crate) log: Option<LogWhat>,
}

#[derive(ValueEnum, Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum LogWhat {
    Messages,
}

/// Print what a shell needs to complete commands, flags and codes
///
/// For example: psl completions fish > ~/.config/fish/completions/psl.fish
#[derive(clap::Args, Debug)]
pub(crate) struct CompletionsArgs {
    /// The shell
    pub(crate) shell: clap_complete::Shell,
}
