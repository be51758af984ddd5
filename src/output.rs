//! The list of output formats, and what they share.

pub(crate) mod diff;
pub(crate) mod human;
pub(crate) mod json;
pub(crate) mod short;

use std::path::PathBuf;

use crate::{load::LoadedProject, stream::Streams};

/// A form findings can be written in.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Format {
    Human,
    Short,
    Json,
}

impl Format {
    const ALL: [(&'static str, Format); 3] =
        [("human", Format::Human), ("short", Format::Short), ("json", Format::Json)];

    fn named(name: &str) -> Result<Format, String> {
        let names: Vec<&str> = Format::ALL.iter().map(|it| it.0).collect();
        let found = Format::ALL.iter().find(|it| it.0 == name).map(|it| it.1);
        found.ok_or_else(|| format!("there is no format `{name}`; formats are {}", names.join(", ")))
    }
}

/// A format and where it goes; standard output without a file.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Target {
    pub(crate) format: Format,
    pub(crate) file: Option<PathBuf>,
}

/// Reads `--format NAME[=FILE]`; at most one may go to standard output, and `human` goes there without any.
pub(crate) fn parse_formats(words: &[String]) -> Result<Vec<Target>, String> {
    let mut targets = Vec::new();
    for word in words {
        let (name, file) = match word.split_once('=') {
            Some((_, "")) => return Err(format!("`--format {word}` names no file")),
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
        targets.push(Target { format: Format::Human, file: None });
    }
    Ok(targets)
}

/// The findings in a format. `width` is the widest line people can see; `None` outside terminals.
pub(crate) fn render(
    format: Format,
    projects: &[LoadedProject],
    color: bool,
    width: Option<usize>,
) -> String {
    match format {
        Format::Human => human::render(projects, color, width),
        Format::Short => short::render(projects),
        Format::Json => json::render(projects),
    }
}

/// The width of the terminal, if standard output is one.
pub(crate) fn width(streams: &Streams) -> Option<usize> {
    let columns = std::env::var("COLUMNS").ok().and_then(|it| it.parse().ok());
    if streams.stdout_is_terminal { columns } else { None }
}
