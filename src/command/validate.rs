//! `psl validate`: the findings of schemas, and their repairs.

use std::{path::Path, time::Instant};

use psl_project::Rules;
use psl_validate::{Diagnostic, RULES, Severity, rule};

use crate::{
    Outcome,
    args::{RulesChoice, ValidateArgs},
    fix,
    load::{self, Exclude, LoadedProject, SchemaFile},
    output::{self, Look, Target, diff},
    projects,
    stream::Streams,
    write,
};

pub(crate) fn run(args: &ValidateArgs, streams: &Streams) -> Outcome {
    let started = Instant::now();
    let formats = match output::parse_formats(&args.format) {
        Ok(formats) => formats,
        Err(problem) => {
            let is_from_variable = std::env::var("PSL_FORMAT").is_ok_and(|it| args.format == [it]);
            let origin = if is_from_variable { " (PSL_FORMAT says so)" } else { "" };
            streams.problem(&format!("{problem}{origin}"));
            return Outcome::CouldNotRun;
        }
    };
    let reads_stdin = args.paths.iter().any(|it| it == Path::new("-"));
    // Who reads a format gets a whole document also when there is nothing in it.
    let refuse = |problem: &str| {
        streams.problem(problem);
        for target in &formats {
            emit(target, &[], args, streams, reads_stdin);
        }
        Outcome::CouldNotRun
    };
    let (filter, exclude) = match (Filter::new(args), Exclude::new(&args.exclude)) {
        (Ok(filter), Ok(exclude)) => (filter, exclude),
        (Err(problem), _) | (_, Err(problem)) => return refuse(&problem),
    };
    if reads_stdin && args.paths.len() > 1 {
        return refuse(load::STDIN_AND_PATHS);
    }
    if !reads_stdin && args.stdin_filepath.is_some() {
        return refuse(load::STDIN_NAME_ALONE);
    }
    if args.unsafe_ && !args.fix && !args.diff {
        return refuse(
            "`--unsafe` says which repairs to make; add `--fix` to make them, or `--diff` to see them",
        );
    }
    let mut outcome = Outcome::Fine;
    let mut projects = Vec::new();
    let loaded = match &args.schema {
        _ if reads_stdin => {
            projects::of_stdin(args.stdin_filepath.as_deref(), rules(args), streams, &exclude)
        }
        Some(path) => projects::of_schema(path, rules(args), streams, &exclude),
        None => projects::of_paths(&args.paths, rules(args), streams, &exclude),
    };
    for (mut project, is_complete) in loaded.projects {
        if !is_complete {
            outcome = Outcome::CouldNotRun;
        }
        filter.apply(&mut project);
        projects.push(project);
    }
    outcome = outcome.max(loaded.outcome);
    if args.fix || args.diff {
        outcome = outcome.max(repair(args, streams, &mut projects, &filter, reads_stdin));
    }
    let findings = projects.iter().flat_map(|it| &it.diagnostics);
    if findings.clone().any(Diagnostic::is_error) {
        outcome = outcome.max(Outcome::Findings);
    }
    for target in &formats {
        outcome = outcome.max(emit(target, &projects, args, streams, reads_stdin));
    }
    summarize(&projects, streams, started);
    // The process ends here. On 1,000 models, giving the trees back would be 2.5 % of all instructions.
    std::mem::forget(projects);
    outcome
}

fn rules(args: &ValidateArgs) -> Rules {
    match args.rules {
        RulesChoice::Auto => Rules::Auto,
        RulesChoice::V6 => Rules::V6,
        RulesChoice::V7 => Rules::V7,
    }
}

/// Applies the repairs to the projects, and shows or writes what changed.
fn repair(
    args: &ValidateArgs,
    streams: &Streams,
    projects: &mut Vec<LoadedProject>,
    filter: &Filter,
    is_stdin: bool,
) -> Outcome {
    let mut outcome = Outcome::Fine;
    for project in std::mem::take(projects) {
        let before: Vec<String> = project.files.iter().map(|it| it.text().to_owned()).collect();
        let kept = if args.diff { Some((project.project.clone(), before.clone())) } else { None };
        let mut fixed = fix::apply(project, |it| it.is_safe || args.unsafe_, |it| filter.apply(it));
        for (file, before) in fixed.files.iter().zip(&before).filter(|(file, before)| file.text() != *before)
        {
            if args.diff {
                streams.print(&diff::unified(&file.shown, before, file.text()));
                outcome = outcome.max(Outcome::Findings);
            } else if is_stdin {
                continue;
            } else if let Err(error) = write::replace(&file.path, file.text()) {
                streams.problem(&load::write_problem(&file.shown, &error));
                outcome = Outcome::CouldNotRun;
            } else {
                streams.detail(&format!("repaired {}", file.shown));
            }
        }
        if is_stdin && !args.diff {
            for file in &fixed.files {
                streams.print(file.text());
            }
        }
        if let Some((project, texts)) = kept {
            // With --diff nothing is written, so the findings are those of the files as they are.
            let paths = fixed.files.iter().map(|it| it.path.clone());
            let files = paths.zip(texts).map(|(path, text)| SchemaFile::new(path, text)).collect();
            fixed = LoadedProject::resolve(project, files, fixed.is_incomplete);
            filter.apply(&mut fixed);
        }
        projects.push(fixed);
    }
    outcome
}

fn emit(
    target: &Target,
    projects: &[LoadedProject],
    args: &ValidateArgs,
    streams: &Streams,
    is_stdin: bool,
) -> Outcome {
    // Diffs and repaired standard input take standard output for themselves.
    let stdout_is_taken = args.diff || (args.fix && is_stdin);
    let (format, width) = (target.format, output::width(streams));
    let for_people = Look { has_color: streams.stderr_has_color, width };
    match &target.file {
        Some(path) => {
            let text = output::render(format, projects, Look::PLAIN);
            if let Err(error) = std::fs::write(path, text) {
                streams.problem(&load::create_problem(path, &error));
                return Outcome::CouldNotRun;
            }
        }
        None if stdout_is_taken => {
            if !args.diff {
                crate::stream::to_stderr(&output::render(format, projects, for_people));
            }
        }
        None => {
            let look = Look { has_color: streams.stdout_has_color && format.is_human(), width };
            streams.print(&output::render(format, projects, look));
            if format.needs_human_beside() {
                crate::stream::to_stderr(&output::render_human(projects, for_people));
            }
        }
    }
    Outcome::Fine
}

fn summarize(projects: &[LoadedProject], streams: &Streams, started: Instant) {
    let all: Vec<&Diagnostic> = projects.iter().flat_map(|it| &it.diagnostics).collect();
    let count = |severity: Severity| all.iter().filter(|it| it.severity == severity).count();
    let files: usize = projects.iter().map(|it| it.files.len()).sum();
    let fixable = all.iter().filter(|it| it.fixes.iter().any(|fix| fix.is_safe)).count();
    let with_unsafe = all.iter().filter(|it| !it.fixes.is_empty()).count() - fixable;
    let mut parts = Vec::new();
    for (severity, one, many) in [
        (Severity::Error, "error", "errors"),
        (Severity::Warning, "warning", "warnings"),
        (Severity::Information, "remark", "remarks"),
    ] {
        match count(severity) {
            0 => {}
            1 => parts.push(format!("1 {one}")),
            n => parts.push(format!("{n} {many}")),
        }
    }
    let ms = started.elapsed().as_millis();
    let files_text = if files == 1 { "1 file".to_owned() } else { format!("{files} files") };
    if parts.is_empty() {
        if files > 0 && (streams.stdout_is_terminal || streams.verbose) {
            let models: usize = projects.iter().map(|it| it.schema.models().len()).sum();
            let models = if models == 1 { "1 model".to_owned() } else { format!("{models} models") };
            streams.summary(&format!("{files_text}, {models}: no findings ({ms} ms)"));
        }
        return;
    }
    let mut text = format!("{} in {files_text}", parts.join(", "));
    match (fixable, with_unsafe) {
        (0, 0) => {}
        (0, n) => text.push_str(&format!("; {n} can be fixed with --fix --unsafe")),
        (n, 0) => text.push_str(&format!("; {n} can be fixed with --fix")),
        (n, m) => text.push_str(&format!("; {n} can be fixed with --fix, {m} more with --fix --unsafe")),
    }
    if streams.verbose {
        text.push_str(&format!(" ({ms} ms)"));
    }
    streams.summary(&text);
}

/// Which findings are shown, and how serious they are.
struct Filter {
    allow: Vec<String>,
    deny: Vec<String>,
    denies_all: bool,
    errors_only: bool,
}

impl Filter {
    fn new(args: &ValidateArgs) -> Result<Filter, String> {
        for code in args.allow.iter().chain(args.deny.iter().filter(|it| *it != "warnings")) {
            if rule(code).is_none() {
                let advice = match code.as_str() {
                    "warning" | "all" => "; `--deny warnings` means all of them".to_owned(),
                    _ => nearest(code),
                };
                return Err(format!("there is no finding `{code}`{advice}"));
            }
        }
        if let Some(code) =
            args.allow.iter().find(|it| rule(it).is_some_and(|it| it.severity == Severity::Error))
        {
            return Err(format!(
                "`{code}` is an error and cannot be allowed, only repaired: `psl explain {code}` says how"
            ));
        }
        Ok(Filter {
            allow: args.allow.clone(),
            deny: args.deny.clone(),
            denies_all: args.deny.iter().any(|it| it == "warnings"),
            errors_only: args.errors_only,
        })
    }

    fn apply(&self, project: &mut LoadedProject) {
        for diagnostic in &mut project.diagnostics {
            let code = diagnostic.code().0;
            let is_denied = self.deny.iter().any(|it| it == code);
            if is_denied || (self.denies_all && diagnostic.severity == Severity::Warning) {
                diagnostic.severity = Severity::Error;
            }
        }
        project.diagnostics.retain(|it| {
            it.is_error() || !(self.errors_only || self.allow.iter().any(|code| code == it.code().0))
        });
    }
}

/// What to do about a code that does not exist.
pub(crate) fn nearest(code: &str) -> String {
    if code.len() == 5 && code.starts_with('P') && code[1..].bytes().all(|it| it.is_ascii_digit()) {
        return "; that is a code of Prisma, and `psl explain` lists those used here".to_owned();
    }
    let distance = |it: &str| strsim::damerau_levenshtein(it, code);
    let near = RULES
        .iter()
        .map(|it| it.code.0)
        .min_by_key(|it| distance(it))
        .filter(|it| distance(it) <= code.len() / 2);
    near.map_or_else(|| "; `psl explain` lists them".to_owned(), |it| format!("; the nearest is `{it}`"))
}
