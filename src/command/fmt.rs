//! `psl fmt`: lays files out, in place, as a check, or as a diff.

use std::path::{Path, PathBuf};

use psl_parser::SourceFile;
use psl_project::expand;

use crate::{
    Outcome,
    args::FmtArgs,
    load::{self, Exclude, SchemaFile, Texts},
    output::{diff, short},
    stream::Streams,
    write,
};

pub(crate) fn run(args: &FmtArgs, streams: &Streams) -> Outcome {
    if args.paths.iter().any(|it| it == Path::new("-")) {
        if args.paths.len() > 1 {
            streams.problem(load::STDIN_AND_PATHS);
            return Outcome::CouldNotRun;
        }
        return run_stdin(args, streams);
    }
    if args.stdin_filepath.is_some() {
        streams.problem(load::STDIN_NAME_ALONE);
        return Outcome::CouldNotRun;
    }
    let exclude = match Exclude::new(&args.exclude) {
        Ok(exclude) => exclude,
        Err(problem) => {
            streams.problem(&problem);
            return Outcome::CouldNotRun;
        }
    };
    if let Some(problem) = exclude.leaves_nothing_of(&args.paths) {
        streams.problem(&problem);
        return Outcome::CouldNotRun;
    }
    let options = load::options(psl_project::Rules::Auto);
    let texts = Texts::default();
    let expansion = load::with_files(&args.paths, &exclude, None, &texts, |files, dir, paths| {
        if paths.is_empty() && !args.paths.is_empty() {
            return psl_project::Expansion::default();
        }
        expand(files, dir, paths, &options)
    });
    let mut outcome = Outcome::Fine;
    for problem in &expansion.problems {
        streams.problem(&load::path_problem(problem));
        outcome = Outcome::CouldNotRun;
    }
    for note in load::unreadable(&expansion.skipped, &expansion.problems) {
        streams.note(&note);
    }
    if let Some(limit) = expansion.limit {
        streams.problem(&load::limit_problem(limit));
        outcome = Outcome::CouldNotRun;
    }
    for (path, reason) in &expansion.prisma_8 {
        streams.note(&load::left_alone(path, &reason.text));
    }
    for looked_at in &expansion.looked_at {
        streams.detail(&format!("looked at {}", load::shown(looked_at)));
    }
    let mut n_untidy = 0;
    for path in
        expansion.files.iter().filter(|it| !expansion.prisma_8.iter().any(|skipped| skipped.0 == **it))
    {
        let formatted = format_file(path, &texts, args, streams);
        n_untidy += usize::from(formatted.is_untidy);
        outcome = outcome.max(formatted.outcome);
    }
    if args.check && n_untidy > 0 {
        let files = if n_untidy == 1 { "1 file is" } else { &format!("{n_untidy} files are") };
        streams.summary(&format!("{files} not laid out; `psl fmt` does it"));
    }
    outcome
}

/// What came of a file.
struct Formatted {
    outcome: Outcome,
    is_untidy: bool,
}

fn format_file(path: &Path, texts: &Texts, args: &FmtArgs, streams: &Streams) -> Formatted {
    // What will be written over is read right before, so that what others write meanwhile is not lost.
    let text = if args.check || args.diff { texts.take(path) } else { load::read(path) };
    let text = match text {
        Ok(text) => text,
        Err(problem) => {
            streams.problem(&problem);
            return Formatted { outcome: Outcome::CouldNotRun, is_untidy: false };
        }
    };
    let file = SchemaFile::new(path.to_path_buf(), text);
    let formatted = psl_format::format_text(&file.source);
    let mut outcome = syntax_errors(&file, streams);
    if formatted == file.text() {
        return Formatted { outcome, is_untidy: false };
    }
    if args.check {
        streams.print(&format!("{}\n", file.shown));
        outcome = outcome.max(Outcome::Findings);
    } else if args.diff {
        streams.print(&diff::unified(&file.shown, file.text(), &formatted));
        outcome = outcome.max(Outcome::Findings);
    } else if let Err(error) = write::replace(path, &formatted) {
        streams.problem(&load::write_problem(&file.shown, &error));
        outcome = Outcome::CouldNotRun;
    } else {
        streams.detail(&format!("formatted {}", file.shown));
    }
    Formatted { outcome, is_untidy: true }
}

fn run_stdin(args: &FmtArgs, streams: &Streams) -> Outcome {
    let name = args.stdin_filepath.clone().unwrap_or_else(|| PathBuf::from("<stdin>"));
    let text = match load::read_stdin(&name.to_string_lossy()) {
        Ok(text) => text,
        Err(problem) => {
            streams.problem(&problem);
            return Outcome::CouldNotRun;
        }
    };
    let file = SchemaFile::new(name, text);
    let formatted = psl_format::format_text(&file.source);
    let mut outcome = syntax_errors(&file, streams);
    if args.check || args.diff {
        if formatted != file.text() {
            outcome = outcome.max(Outcome::Findings);
            match args.check {
                true => streams.print(&format!("{}\n", file.shown)),
                false => streams.print(&diff::unified(&file.shown, file.text(), &formatted)),
            }
        }
    } else {
        streams.print(&formatted);
    }
    outcome
}

/// Lines that cannot be read are laid out as they are; each is named on standard error.
fn syntax_errors(file: &SchemaFile, streams: &Streams) -> Outcome {
    if !has_errors(&file.source) {
        return Outcome::Fine;
    }
    let schema = psl_validate::Schema::resolve(std::slice::from_ref(&file.source), psl_validate::RuleSet::V7);
    let mut outcome = Outcome::Fine;
    for diagnostic in psl_validate::validate(&schema).iter().filter(|it| it.rule.is_about_form()) {
        crate::stream::to_stderr(&short::line(file, diagnostic, streams.stderr_has_color));
        outcome = Outcome::Findings;
    }
    outcome
}

fn has_errors(source: &SourceFile) -> bool {
    source.has_errors()
}
