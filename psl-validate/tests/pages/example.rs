//! A `prisma` block of a page: the schema in it, and the findings its caret lines expect.
//!
//! ```text
//! // file: shop.prisma
//! model Shop {
//!   id int @id
//! //   ^^^ error: type-unknown-case
//! }
//! ```
//!
//! - A caret line speaks of the line above it; the carets are the `range` of the finding, in characters. For a range
//!   in the first two columns the line has no `//`.
//! - `// file: name.prisma` starts another file of the same schema.
//! - Both kinds of lines are taken out before the schema is read.
//! - A fence `prisma` runs under both rule sets; each datasource is written as rules 7 want it, and rules 6 get a `url`.
//! - A fence `prisma rules=6` or `prisma rules=7` runs under that rule set only, exactly as written.

use std::sync::Arc;

use psl_parser::{LineIndex, SourceFile, TextEdit, apply_edits};
use psl_validate::{Diagnostic, Fix, RuleSet, Schema, validate};

const FILE_LINE: &str = "// file: ";
const URL: &str = "  url = env(\"DATABASE_URL\")";

pub(crate) struct Example {
    /// Of the fence, from 1.
    pub(crate) line: usize,
    /// `None`: both.
    only: Option<RuleSet>,
    sources: Vec<Source>,
    /// Sorted.
    pub(crate) expected: Vec<Mark>,
    /// What is wrong with the form of the block.
    pub(crate) problems: Vec<String>,
}

/// One file, without caret lines.
#[derive(Default)]
struct Source {
    /// The `// file:` line, where there is one.
    header: Option<String>,
    lines: Vec<String>,
}

/// A finding, as caret lines show it. All numbers from 0.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) struct Mark {
    source: usize,
    line: usize,
    start: usize,
    length: usize,
    /// `error: code`
    pub(crate) label: String,
}

/// The `prisma` blocks of a page.
pub(crate) fn examples(page: &str) -> Vec<Example> {
    let mut examples = Vec::new();
    let mut lines = page.lines().enumerate();
    while let Some((line, text)) = lines.next() {
        let Some(fence) = text.strip_prefix("```") else { continue };
        let content: Vec<&str> = lines.by_ref().map(|it| it.1).take_while(|it| *it != "```").collect();
        examples.push(Example::parse(line + 1, fence, &content));
    }
    examples
}

impl Example {
    fn parse(line: usize, fence: &str, content: &[&str]) -> Example {
        let mut example =
            Example { line, only: None, sources: Vec::new(), expected: Vec::new(), problems: Vec::new() };
        match fence {
            "prisma" => {}
            "prisma rules=6" => example.only = Some(RuleSet::V6),
            "prisma rules=7" => example.only = Some(RuleSet::V7),
            _ => example.problems.push(format!("line {line}: unknown kind of block `{fence}`")),
        }
        for text in content {
            example.add_line(text);
        }
        example.expected.sort_unstable();
        example
    }

    fn add_line(&mut self, text: &str) {
        if text.starts_with(FILE_LINE) {
            self.sources.push(Source { header: Some(text.to_owned()), lines: Vec::new() });
            return;
        }
        if self.sources.is_empty() {
            self.sources.push(Source::default());
        }
        let source = self.sources.len() - 1;
        let lines = &mut self.sources[source].lines;
        let Some((start, length, label)) = caret_line(text) else {
            lines.push(text.to_owned());
            return;
        };
        match lines.len().checked_sub(1) {
            Some(line) => self.expected.push(Mark { source, line, start, length, label }),
            None => self.problems.push(format!("line {}: carets under no line", self.line)),
        }
    }

    pub(crate) fn rule_sets(&self) -> Vec<RuleSet> {
        self.only.map_or(RuleSet::ALL.to_vec(), |it| vec![it])
    }

    pub(crate) fn run(&self, rules: RuleSet) -> Run {
        let adds_url = self.only.is_none() && rules == RuleSet::V6;
        let mut texts = Vec::new();
        let mut line_maps = Vec::new();
        for source in &self.sources {
            let (text, line_map) = source.text(adds_url);
            texts.push(text);
            line_maps.push(line_map);
        }
        Run::new(texts, line_maps, rules)
    }

    /// The block with other caret lines.
    pub(crate) fn with_marks(&self, marks: &[Mark]) -> String {
        let mut out = String::new();
        for (index, source) in self.sources.iter().enumerate() {
            if let Some(header) = &source.header {
                out.push_str(&format!("{header}\n"));
            }
            for (line, text) in source.lines.iter().enumerate() {
                out.push_str(&format!("{text}\n"));
                for mark in marks.iter().filter(|it| (it.source, it.line) == (index, line)) {
                    out.push_str(&mark.caret_line());
                }
            }
        }
        out
    }
}

impl Source {
    /// The text, and for each of its lines the line here. With `adds_url`, a datasource without one gets a `url`.
    fn text(&self, adds_url: bool) -> (String, Vec<usize>) {
        let mut text = String::new();
        let mut line_map = Vec::new();
        let mut push = |line: usize, content: &str| {
            text.push_str(content);
            text.push('\n');
            line_map.push(line);
        };
        for (line, content) in self.lines.iter().enumerate() {
            push(line, content);
            if adds_url && content.starts_with("datasource ") && !self.has_url(line) {
                push(line, URL);
            }
        }
        (text, line_map)
    }

    /// Whether the block that starts on `line` has a `url`.
    fn has_url(&self, line: usize) -> bool {
        let is_url = |it: &&String| it.trim_start().split([' ', '=']).next() == Some("url");
        self.lines[line..].iter().take_while(|it| !it.starts_with('}')).any(|it| is_url(&it))
    }
}

impl Mark {
    fn caret_line(&self) -> String {
        let carets = "^".repeat(self.length);
        match self.start.checked_sub(2) {
            Some(blanks) => format!("//{}{carets} {}\n", " ".repeat(blanks), self.label),
            None => format!("{}{carets} {}\n", " ".repeat(self.start), self.label),
        }
    }
}

/// Start, length and label of a caret line.
fn caret_line(text: &str) -> Option<(usize, usize, String)> {
    let blanks = text.strip_prefix("//").unwrap_or(text);
    let carets = blanks.trim_start_matches(' ');
    let label = carets.trim_start_matches('^');
    let length = carets.len() - label.len();
    if length == 0 || !text.is_ascii() {
        return None;
    }
    Some((text.len() - carets.len(), length, label.trim().to_owned()))
}

/// An example under one rule set.
pub(crate) struct Run {
    pub(crate) texts: Vec<String>,
    line_maps: Vec<Vec<usize>>,
    rules: RuleSet,
    pub(crate) diagnostics: Vec<Diagnostic>,
}

impl Run {
    fn new(texts: Vec<String>, line_maps: Vec<Vec<usize>>, rules: RuleSet) -> Run {
        let files: Vec<_> = texts.iter().map(|it| Arc::new(SourceFile::parse(it.as_str()))).collect();
        let diagnostics = validate(&Schema::resolve(&files, rules));
        Run { texts, line_maps, rules, diagnostics }
    }

    /// What is left when `fix` is applied.
    pub(crate) fn fixed(&self, fix: &Fix) -> Run {
        let fixed = |(index, text): (usize, &String)| {
            let edits: Vec<TextEdit> =
                fix.edits.iter().filter(|it| it.file.0 as usize == index).map(|it| it.edit.clone()).collect();
            apply_edits(text, &edits)
        };
        let texts = self.texts.iter().enumerate().map(fixed).collect();
        Run::new(texts, Vec::new(), self.rules)
    }

    /// The findings as caret lines show them, sorted.
    pub(crate) fn marks(&self) -> Vec<Mark> {
        let mut marks: Vec<Mark> = self.diagnostics.iter().map(|it| self.mark(it)).collect();
        marks.sort_unstable();
        marks
    }

    fn mark(&self, diagnostic: &Diagnostic) -> Mark {
        let source = diagnostic.file.0 as usize;
        let text = &self.texts[source];
        let index = LineIndex::new(text);
        let start = index.line_column_chars(diagnostic.range.start, text);
        let length = text[diagnostic.range.start as usize..diagnostic.range.end as usize].chars().count();
        Mark {
            source,
            line: self.line_maps[source].get(start.line as usize).copied().unwrap_or_default(),
            start: start.column as usize,
            length,
            label: format!("{}: {}", diagnostic.severity.name(), diagnostic.code().0),
        }
    }
}
