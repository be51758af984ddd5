//! `psl files`: what discovery decided, and why.

use psl_project::{Project, RuleSet, Rules, Standing};
use serde_json::json;

use crate::{
    Outcome,
    args::{FilesArgs, FilesFormat},
    load::{self, Exclude, Texts},
    projects,
    stream::Streams,
};

pub(crate) fn run(args: &FilesArgs, streams: &Streams) -> Outcome {
    let exclude = match Exclude::new(&[]) {
        Ok(exclude) => exclude,
        Err(problem) => {
            streams.problem(&problem);
            return Outcome::CouldNotRun;
        }
    };
    let (selection, outcome) =
        projects::select(&args.paths, Rules::Auto, streams, &exclude, &Texts::default());
    match args.format {
        FilesFormat::Human => {
            let texts: Vec<String> = selection.projects.iter().map(|it| human(it, streams)).collect();
            streams.print(&texts.join("\n"));
            projects::note_left_out(&selection, streams);
        }
        FilesFormat::Json => {
            let projects: Vec<_> = selection.projects.iter().map(json_of).collect();
            let left_out: Vec<String> = selection.left_out.iter().map(|it| load::shown(it)).collect();
            let document = json!({ "version": 1, "projects": projects, "leftOut": left_out });
            streams.print(&format!("{document:#}\n"));
        }
    }
    outcome
}

fn rule_set(project: &Project) -> &'static str {
    match project.rule_set {
        RuleSet::V6 => "6",
        RuleSet::V7 => "7",
    }
}

fn human(project: &Project, streams: &Streams) -> String {
    let here = std::env::current_dir().unwrap_or_default();
    let provider = load::provider(project).map(|it| format!(", {it}")).unwrap_or_default();
    let mut text = format!("{} (Prisma {}{provider})\n", load::shown(&project.root), rule_set(project));
    for reason in &project.reasons {
        text.push_str(&format!("  because {}\n", reason.show(&here)));
    }
    for file in &project.files {
        text.push_str(&format!("  {}\n", load::shown(file)));
    }
    if streams.verbose {
        for skipped in &project.skipped {
            text.push_str(&format!("  not {}: {}\n", load::shown(&skipped.path), skipped.why.show(&here)));
        }
    }
    text
}

fn json_of(project: &Project) -> serde_json::Value {
    let here = std::env::current_dir().unwrap_or_default();
    let paths = |paths: &[std::path::PathBuf]| paths.iter().map(|it| load::shown(it)).collect::<Vec<_>>();
    let skipped: Vec<_> = project
        .skipped
        .iter()
        .map(|it| json!({ "path": load::shown(&it.path), "why": it.why.show(&here) }))
        .collect();
    json!({
        "root": load::shown(&project.root),
        "ruleSet": rule_set(project),
        "provider": load::provider(project),
        "files": paths(&project.files),
        "reasons": project.reasons.iter().map(|it| it.show(&here)).collect::<Vec<_>>(),
        "skipped": skipped,
        "isPrisma8": project.standing == Standing::Prisma8,
    })
}
