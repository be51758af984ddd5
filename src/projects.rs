//! Paths of a command line → the schemas they stand for, read.

use std::{
    collections::BTreeSet,
    path::{Path, PathBuf},
};

use psl_project::{Project, Reason, Rules, Selection, SkippedBecause, alone, projects_of, schema_at};

use crate::{
    Outcome,
    load::{self, Exclude, LoadedProject, SchemaFile, Texts},
    stream::Streams,
};

/// The projects of a command line, and what went wrong on the way to them.
pub(crate) struct Loaded {
    /// Each with whether all its files could be read.
    pub(crate) projects: Vec<(LoadedProject, bool)>,
    pub(crate) outcome: Outcome,
}

impl Loaded {
    fn failed(streams: &Streams, problem: &str) -> Loaded {
        streams.problem(problem);
        Loaded { projects: Vec::new(), outcome: Outcome::CouldNotRun }
    }
}

/// The one schema of a file or folder, without looking for others.
pub(crate) fn of_schema(path: &Path, rules: Rules, streams: &Streams, exclude: &Exclude) -> Loaded {
    let (options, texts) = (load::options(rules), Texts::default());
    let found = load::with_files(&[path.to_path_buf()], exclude, None, &texts, |files, dir, _| {
        schema_at(files, &dir.join(path), &options)
    });
    match found {
        Ok(project) => load_projects(vec![project], None, &texts, streams, Outcome::Fine),
        Err(problem) => Loaded::failed(streams, &load::path_problem(&problem)),
    }
}

/// The schemas that files and folders belong to, not yet read. Problems on the way are printed.
pub(crate) fn select(
    paths: &[PathBuf],
    rules: Rules,
    streams: &Streams,
    exclude: &Exclude,
    texts: &Texts,
) -> (Selection, Outcome) {
    if let Some(problem) = exclude.leaves_nothing_of(paths) {
        streams.problem(&problem);
        return (Selection::default(), Outcome::CouldNotRun);
    }
    let options = load::options(rules);
    let selection = load::with_files(paths, exclude, None, texts, |files, dir, kept| {
        if kept.is_empty() && !paths.is_empty() {
            return Selection::default();
        }
        projects_of(files, dir, kept, &options)
    });
    let mut outcome = Outcome::Fine;
    for problem in &selection.expansion.problems {
        streams.problem(&load::path_problem(problem));
        outcome = Outcome::CouldNotRun;
    }
    for note in load::unreadable(&selection.expansion.skipped, &selection.expansion.problems) {
        streams.note(&note);
    }
    let limit = selection.projects.iter().find_map(|it| it.limit);
    if let Some(limit) = selection.expansion.limit.or(limit) {
        streams.problem(&load::limit_problem(limit));
        outcome = Outcome::CouldNotRun;
    }
    (selection, outcome)
}

/// The schemas that files and folders belong to.
pub(crate) fn of_paths(paths: &[PathBuf], rules: Rules, streams: &Streams, exclude: &Exclude) -> Loaded {
    let texts = Texts::default();
    let (selection, mut outcome) = select(paths, rules, streams, exclude, &texts);
    for folder in &selection.expansion.looked_at {
        streams.detail(&format!("looked at {}", load::shown(folder)));
    }
    for (path, reason) in &selection.expansion.prisma_8 {
        streams.note(&load::left_alone(path, &reason.text));
    }
    note_left_out(&selection, streams);
    let projects: Vec<Project> =
        selection.projects.into_iter().filter(|it| !load::is_left_alone(it)).collect();
    if projects.is_empty() && !selection.expansion.prisma_8.is_empty() {
        streams.problem("there is no schema of Prisma 6 or 7 to check");
        outcome = Outcome::CouldNotRun;
    }
    load_projects(projects, None, &texts, streams, outcome)
}

/// The schema that standard input belongs to as the file at `path`; without one it is a schema by itself.
pub(crate) fn of_stdin(path: Option<&Path>, rules: Rules, streams: &Streams, exclude: &Exclude) -> Loaded {
    let name = path.unwrap_or(Path::new("<stdin>"));
    let text = match load::read_stdin(&name.to_string_lossy()) {
        Ok(text) => text,
        Err(problem) => return Loaded::failed(streams, &problem),
    };
    let (options, texts) = (load::options(rules), Texts::default());
    let project = match path {
        None => alone(name, text.as_bytes(), &options),
        Some(path) => load::with_files(&[], exclude, Some((path, &text)), &texts, |files, dir, _| {
            psl_project::discover(files, &dir.join(path), &options)
        }),
    };
    load_projects(vec![project], Some((name, &text)), &texts, streams, Outcome::Fine)
}

/// Says which files Prisma would not read.
pub(crate) fn note_left_out(selection: &Selection, streams: &Streams) {
    if !selection.left_out.is_empty() {
        let names: Vec<String> = selection.left_out.iter().map(|it| load::shown(it)).collect();
        streams
            .note(&format!("not checked, as no project names it: {}; name it to check it", names.join(", ")));
    }
}

fn load_projects(
    projects: Vec<Project>,
    stdin: Option<(&Path, &str)>,
    texts: &Texts,
    streams: &Streams,
    outcome: Outcome,
) -> Loaded {
    let here = std::env::current_dir().unwrap_or_default();
    let gone: BTreeSet<String> = projects.iter().flat_map(named_and_gone).collect();
    for name in gone {
        streams.note(&name);
    }
    let mut loaded = Vec::new();
    for project in projects {
        for reason in &project.reasons {
            streams.detail(&format!("{}: {}", load::shown(&project.root), reason.show(&here)));
        }
        for config in &project.config_not_static {
            streams.note(&format!(
                "`{}:{}` cannot be read without running it; name the schema with --schema",
                load::shown(&config.file),
                config.line
            ));
        }
        if project.files.is_empty() && stdin.is_some() {
            // Standard input without a path is a schema of one file.
            let (name, text) = stdin.unwrap_or((Path::new(""), ""));
            let file = SchemaFile::new(name.to_path_buf(), text);
            loaded.push((LoadedProject::resolve(project, vec![file], false), true));
        } else {
            loaded.push(load::load(project, stdin, texts, streams));
        }
    }
    Loaded { projects: loaded, outcome }
}

/// What a config or a package names as a schema, although nothing is there.
fn named_and_gone(project: &Project) -> Vec<String> {
    let gone = project.skipped.iter().filter_map(|it| match &it.why {
        SkippedBecause::Missing(Reason { file: Some(file), line: Some(line), .. }) => Some(format!(
            "`{}:{line}` names `{}`, where nothing is, so the schema was looked for elsewhere",
            load::shown(file),
            load::shown(&it.path)
        )),
        _ => None,
    });
    gone.collect()
}
