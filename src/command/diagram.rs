//! `psl diagram`: the picture of a schema, or input for programs that draw one.

use std::path::Path;

use psl_diagram::Place;
use psl_project::Rules;
use psl_validate::Diagnostic;

use crate::{
    Outcome,
    args::{DiagramArgs, DiagramFormat},
    load::{self, Exclude, LoadedProject},
    projects,
    stream::Streams,
    write,
};

pub(crate) fn run(args: &DiagramArgs, streams: &Streams) -> Outcome {
    let exclude = match Exclude::new(&[]) {
        Ok(exclude) => exclude,
        Err(problem) => return refuse(streams, &problem),
    };
    let loaded = match args.paths.as_slice() {
        [path] if path == Path::new("-") => projects::of_stdin(None, Rules::Auto, streams, &exclude),
        paths => projects::of_paths(paths, Rules::Auto, streams, &exclude),
    };
    let (project, is_complete) = match loaded.projects.as_slice() {
        [(project, is_complete)] => (project, *is_complete),
        [] => return Outcome::CouldNotRun,
        several => {
            let roots: Vec<String> = several.iter().map(|it| format!("\n  {}", it.0.root)).collect();
            let problem = format!("a diagram shows one schema; name one of these:{}", roots.concat());
            return refuse(streams, &problem);
        }
    };
    let mut outcome = if is_complete { loaded.outcome } else { Outcome::CouldNotRun };
    let errors = project.diagnostics.iter().filter(|it| Diagnostic::is_error(it)).count();
    if errors > 0 {
        let errors = if errors == 1 { "an error".to_owned() } else { format!("{errors} errors") };
        streams.note(&format!("the schema has {errors}; it is drawn as far as it is understood"));
        outcome = outcome.max(Outcome::Findings);
    }
    let text = draw(project, args.format);
    let Some(path) = &args.output else {
        streams.print(&text);
        return outcome;
    };
    match write::create_or_replace(path, &text) {
        Ok(()) => outcome,
        Err(error) => refuse(streams, &load::create_problem(path, &error)),
    }
}

fn refuse(streams: &Streams, problem: &str) -> Outcome {
    streams.problem(problem);
    Outcome::CouldNotRun
}

fn draw(project: &LoadedProject, format: DiagramFormat) -> String {
    let graph = psl_diagram::diagram(&project.schema);
    match format {
        DiagramFormat::Svg => psl_diagram::svg(&graph, |file, offset| {
            let file = &project.files[file.0 as usize];
            Place { file: file.shown.clone(), line: file.lines().line(offset) }
        }),
        DiagramFormat::Mermaid => psl_diagram::mermaid(&graph),
        DiagramFormat::Dot => psl_diagram::dot(&graph),
    }
}
