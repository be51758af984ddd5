//! The list of output formats, and what they share.

pub(crate) mod diff;
mod finding;
mod fingerprint;
mod github;
mod gitlab;
pub(crate) mod human;
mod json;
mod jsonl;
mod junit;
mod rdjson;
mod sarif;
pub(crate) mod short;

use std::path::PathBuf;

use crate::{load::LoadedProject, stream::Streams};

/// A form findings can be written in.
#[derive(Clone, Copy)]
pub(crate) struct Format {
    pub(crate) name: &'static str,
    render: fn(&[LoadedProject], Look) -> String,
}

/// In the order of the help.
pub(crate) const FORMATS: [Format; 9] = [
    Format { name: "human", render: human::render },
    Format { name: "short", render: |projects, _| short::render(projects) },
    Format { name: "json", render: |projects, _| json::render(projects) },
    Format { name: "jsonl", render: |projects, _| jsonl::render(projects) },
    Format { name: "github", render: |projects, _| github::render(projects) },
    Format { name: "gitlab", render: |projects, _| gitlab::render(projects) },
    Format { name: "junit", render: |projects, _| junit::render(projects) },
    Format { name: "rdjson", render: |projects, _| rdjson::render(projects) },
    Format { name: "sarif", render: |projects, _| sarif::render(projects) },
];

impl Format {
    const HUMAN: Format = FORMATS[0];

    fn named(name: &str) -> Result<Format, String> {
        let found = FORMATS.into_iter().find(|it| it.name == name);
        found.ok_or_else(|| {
            let names: Vec<&str> = FORMATS.iter().map(|it| it.name).collect();
            format!("there is no format `{name}`; formats are {}", names.join(", "))
        })
    }

    /// Whether it has colours and fits the terminal.
    pub(crate) fn is_human(self) -> bool {
        self.name == Format::HUMAN.name
    }

    /// Whether a service takes the lines away from the log, so that people need another form beside them.
    pub(crate) fn needs_human_beside(self) -> bool {
        self.name == "github"
    }
}

/// How the form for people looks; the others have one look.
#[derive(Clone, Copy)]
pub(crate) struct Look {
    pub(crate) has_color: bool,
    /// The widest line people can see; `None` outside terminals.
    pub(crate) width: Option<usize>,
}

impl Look {
    /// Of files, and of everything that is not a terminal.
    pub(crate) const PLAIN: Look = Look { has_color: false, width: None };
}

/// A format and where it goes; standard output without a file.
#[derive(Clone)]
pub(crate) struct Target {
    pub(crate) format: Format,
    pub(crate) file: Option<PathBuf>,
}

/// Reads `--format NAME[=FILE]`; at most one may go to standard output, and `human` goes there without any.
pub(crate) fn parse_formats(words: &[String]) -> Result<Vec<Target>, String> {
    let mut targets = Vec::new();
    for word in words {
        let (name, file) = match word.split_once('=') {
            Some((name, "")) => {
                return Err(format!(
                    "`--format {word}` names no file; write `{name}=FILE`, or `{name}` for standard output"
                ));
            }
            Some((name, file)) => (name, Some(PathBuf::from(file))),
            None => (word.as_str(), None),
        };
        targets.push(Target { format: Format::named(name)?, file });
    }
    if targets.iter().filter(|it| it.file.is_none()).count() > 1 {
        return Err(
            "only one `--format` can go to standard output; give the others a file: NAME=FILE".to_owned()
        );
    }
    if targets.is_empty() {
        targets.push(Target { format: Format::HUMAN, file: None });
    }
    Ok(targets)
}

/// The findings in a format.
pub(crate) fn render(format: Format, projects: &[LoadedProject], look: Look) -> String {
    (format.render)(projects, look)
}

/// The findings as people read them.
pub(crate) fn render_human(projects: &[LoadedProject], look: Look) -> String {
    human::render(projects, look)
}

/// The width of the terminal, if standard output is one.
pub(crate) fn width(streams: &Streams) -> Option<usize> {
    let columns = std::env::var("COLUMNS").ok().and_then(|it| it.parse().ok());
    if streams.stdout_is_terminal { columns } else { None }
}
