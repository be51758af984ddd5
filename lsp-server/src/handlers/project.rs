//! `psl/project`: which schema a document belongs to, and why; as data, and in words that any editor can show.

use std::path::Path;

use psl_project::{About, ClaimedBy, Project, Standing};
use serde::Serialize;
use tower_lsp::{jsonrpc::Result, lsp_types::Url};

use crate::query::{Cx, View};

/// The answer to `psl/project`.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct ProjectAnswer {
    root: String,
    files: Vec<Url>,
    /// `6` or `7`.
    rule_set: &'static str,
    provider: Option<&'static str>,
    claimed_by: &'static str,
    standing: &'static str,
    reasons: Vec<String>,
    /// Set when the folder was too big to be looked at completely.
    is_incomplete: bool,
    /// What limits the answer, one sentence each.
    warnings: Vec<String>,
    /// For a status bar: `PostgreSQL · Prisma 7`.
    title: String,
    /// For the line beside it: `3 files · package.json:5 "prisma": "^7.0.0"`.
    detail: String,
    /// All of it in Markdown.
    page: String,
}

pub(crate) fn project(cx: &Cx) -> Result<Option<ProjectAnswer>> {
    let (view, project) = (&cx.view, &*cx.view.project);
    let base = base(project);
    let warnings = warnings(project, base);
    let title = title(view);
    Ok(Some(ProjectAnswer {
        root: view.root().display().to_string(),
        files: view.files.iter().map(|it| it.url.clone()).collect(),
        rule_set: cx.snapshot().rules().name(),
        provider: cx.snapshot().schema().connector().map(|it| it.name),
        claimed_by: match project.claimed_by {
            ClaimedBy::Argument => "argument",
            ClaimedBy::Setting => "setting",
            ClaimedBy::Config => "config",
            ClaimedBy::Package => "package",
            ClaimedBy::Neighbours => "neighbours",
            ClaimedBy::Alone => "alone",
        },
        standing: match project.standing {
            Standing::Schema => "schema",
            Standing::Ignored => "ignored",
            Standing::Prisma8 => "prisma8",
        },
        reasons: project.reasons.iter().map(|it| it.show(view.root())).collect(),
        is_incomplete: project.limit.is_some(),
        detail: detail(view, base, &warnings),
        page: page(view, base, &title, &warnings),
        title,
        warnings,
    }))
}

/// The nearest folder that holds the schema and all that decided on it: what paths are shown relative to.
fn base(project: &Project) -> &Path {
    let holds_all =
        |dir: &&Path| project.reasons.iter().filter_map(|it| it.file.as_ref()).all(|it| it.starts_with(dir));
    project.root.ancestors().find(holds_all).unwrap_or(&project.root)
}

fn title(view: &View) -> String {
    match view.project.standing {
        Standing::Prisma8 => "Prisma 8 file, not handled".to_owned(),
        Standing::Ignored => "Not part of a schema".to_owned(),
        Standing::Schema => {
            let provider = view.snapshot.schema().connector().map_or("no provider", |it| it.display_name);
            format!("{provider} · Prisma {}", view.snapshot.rules().name())
        }
    }
}

fn detail(view: &View, base: &Path, warnings: &[String]) -> String {
    let about = match view.project.standing {
        Standing::Schema => About::RuleSet,
        Standing::Ignored | Standing::Prisma8 => About::Standing,
    };
    let why = view.project.reasons.iter().filter(|it| it.about == about).map(|it| it.show(base));
    let files = match view.files.len() {
        1 => "1 file".to_owned(),
        n => format!("{n} files"),
    };
    let parts: Vec<String> = match (view.project.standing, warnings) {
        (Standing::Schema, []) => std::iter::once(files).chain(why).collect(),
        (Standing::Schema, warnings) => std::iter::once(files).chain(warnings.iter().cloned()).collect(),
        (Standing::Ignored | Standing::Prisma8, _) => why.collect(),
    };
    parts.join(" · ")
}

fn warnings(project: &Project, base: &Path) -> Vec<String> {
    let configs = project.config_not_static.iter();
    let mut warnings: Vec<String> = configs
        .map(|it| format!("{}:{} cannot be read without running it", shown(&it.file, base), it.line))
        .collect();
    if project.limit.is_some() {
        warnings.push("the folder is too big to be looked at completely".to_owned());
    }
    warnings
}

fn page(view: &View, base: &Path, title: &str, warnings: &[String]) -> String {
    let project = &view.project;
    let reasons = project.reasons.iter().map(|it| match (&it.file, it.line) {
        (Some(file), line) => format!("{} {}", link(file, line, base), it.text),
        (None, _) => it.text.clone(),
    });
    let files = project.files.iter().map(|it| link(it, None, base));
    let skipped =
        project.skipped.iter().map(|it| format!("{}: {}", link(&it.path, None, base), it.why.show(base)));
    let lists = [
        ("Why", reasons.collect::<Vec<_>>()),
        ("Warnings", warnings.to_vec()),
        ("Files", files.collect()),
        ("Skipped", skipped.collect()),
    ];
    let mut page = format!("# {title}\n\nPaths are relative to `{}`.\n", base.display());
    for (heading, lines) in lists.iter().filter(|(_, lines)| !lines.is_empty()) {
        page.push_str(&format!("\n## {heading}\n\n- {}\n", lines.join("\n- ")));
    }
    page
}

fn link(path: &Path, line: Option<u32>, base: &Path) -> String {
    let shown = shown(path, base);
    let (shown, anchor) = match line {
        Some(line) => (format!("{shown}:{line}"), format!("#L{line}")),
        None => (shown, String::new()),
    };
    Url::from_file_path(path).map_or_else(|()| shown.clone(), |url| format!("[{shown}]({url}{anchor})"))
}

fn shown(path: &Path, base: &Path) -> String {
    let path = path.strip_prefix(base).unwrap_or(path);
    path.display().to_string().replace('\\', "/")
}
