//! `psl fmt`: lays files out, in place, as a check, or as a diff.

use std::path::{Path, PathBuf};

use psl_parser::SourceFile;
use psl_project::expand;

use crate::{
    Outcome,
    args::FmtArgs,
    load::{self, Exclude, SchemaFile},
    output::{diff, short},
    stream::Streams,
    write,
};

pub(crate) fn run(args: &FmtArgs, streams: &Streams) -> Outcome {
    if args.paths.iter().any(|it| it == Path::new("-")) {
        if args.paths.len() > 1 {
            streams.problem("`-` stands for standard input and cannot be combined with paths");
            return Outcome::CouldNotRun;
        }
        return run_stdin(args, streams);
    }
    let exclude = match Exclude::new(&args.exclude) {
        Ok(exclude) => exclude,
        Err(problem) => {
            streams.problem(&problem);
            return Outcome::CouldNotRun;
        }
    };
    let options = load::options(psl_project::Rules::Auto);
    let expansion = load::with_files(&args.paths, &exclude, None, |files, dir, paths| {
        if paths.is_empty() && !args.paths.is_empty() {
            return psl_project::Expansion::default();
        }
        expand(files, dir, paths, &options)
    });
    let mut outcome = Outcome::Fine;
    for problem in &expansion.problems {
        streams.problem(&format!("`{}`: {}", load::shown(&problem.path), problem.what));
        outcome = Outcome::CouldNotRun;
    }
    for (path, reason) in &expansion.prisma_8 {
        streams.note(&format!("`{}` is left alone: {}", load::shown(path), reason.text));
    }
    for looked_at in &expansion.looked_at {
        streams.detail(&format!("looked at {}", load::shown(looked_at)));
    }
    for path in
        expansion.files.iter().filter(|it| !expansion.prisma_8.iter().any(|skipped| skipped.0 == **it))
    {
        outcome = outcome.max(format_file(path, args, streams));
    }
    if streams.has_failed() { Outcome::CouldNotRun } else { outcome }
}

fn format_file(path: &Path, args: &FmtArgs, streams: &Streams) -> Outcome {
    let text = match load::read(path) {
        Ok(text) => text,
        Err(problem) => {
            streams.problem(&problem);
            return Outcome::CouldNotRun;
        }
    };
    let file = SchemaFile::new(path.to_path_buf(), text);
    let formatted = psl_format::format_text(&file.source);
    let mut outcome = syntax_errors(&file, streams);
    if formatted == file.text() {
        return outcome;
    }
    if args.check {
        streams.print(&format!("{}\n", file.shown));
        outcome = outcome.max(Outcome::Findings);
    } else if args.diff {
        streams.print(&diff::unified(&file.shown, file.text(), &formatted));
        outcome = outcome.max(Outcome::Findings);
    } else if let Err(error) = write::replace(path, &formatted) {
        streams.problem(&format!("cannot write `{}`: {}; it is unchanged", file.shown, load::reason(&error)));
        outcome = Outcome::CouldNotRun;
    } else {
        streams.detail(&format!("formatted {}", file.shown));
    }
    outcome
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
    if streams.has_failed() { Outcome::CouldNotRun } else { outcome }
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
