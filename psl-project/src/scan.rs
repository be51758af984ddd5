//! What discovery wants to know about the text of a schema file.
//!
//! An approximation by lines that only discovery uses, so that this crate needs no parser: it skips comments
//! and strings, opens a block at a header, closes it at `}`, and looks at two kinds of property. It reports
//! nothing and knows nothing about models. Where the text is broken it errs towards seeing the block.

use std::borrow::Cow;

/// The facts about one file that can change which files belong together, or under which rules.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Facts {
    /// Line of the first `datasource` block.
    pub datasource: Option<u32>,
    /// Line of the first `url` in a `datasource` block.
    pub url: Option<u32>,
    /// The literal `output` of each generator that has one.
    pub outputs: Vec<Output>,
    /// Line of the comment `// use prisma-next`, when the file begins with it.
    pub prisma_next: Option<u32>,
}

/// `output = "../generated"`
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Output {
    /// The text between the quotes, escapes resolved.
    pub path: String,
    /// The 1-based line it stands on.
    pub line: u32,
}

impl Facts {
    /// Tells whether two states of a file lead discovery to the same answer, wherever the lines moved.
    pub fn decide_like(&self, other: &Facts) -> bool {
        let paths = |it: &Facts| it.outputs.iter().map(|it| it.path.clone()).collect::<Vec<_>>();
        self.datasource.is_some() == other.datasource.is_some()
            && self.url.is_some() == other.url.is_some()
            && self.prisma_next.is_some() == other.prisma_next.is_some()
            && paths(self) == paths(other)
    }
}

/// Scans the text of a schema file; any bytes will do.
///
/// ```
/// let facts = psl_project::facts(b"datasource db {\n  url = env(\"X\")\n}\n");
/// assert_eq!((facts.datasource, facts.url), (Some(1), Some(2)));
/// ```
pub fn facts(text: &[u8]) -> Facts {
    let text = match str::from_utf8(text) {
        Ok(text) => Cow::Borrowed(text),
        Err(_) => String::from_utf8_lossy(text),
    };
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
    let mut scan = Scan { facts: Facts::default(), block: Block::None, in_comment: false };
    scan.facts.prisma_next = prisma_next(text);
    if !text.contains("datasource") && !text.contains("generator") {
        // Most files of a large schema.
        return scan.facts;
    }
    let mut number = 0;
    for chunk in text.split('\n') {
        let chunk = chunk.strip_suffix('\r').unwrap_or(chunk);
        for line in chunk.split('\r') {
            number += 1;
            scan.line(line, number);
        }
    }
    scan.facts
}

/// Finds `// use prisma-next` after nothing but white space, with nothing glued to its end.
fn prisma_next(text: &str) -> Option<u32> {
    let start = text.trim_start();
    let after = start.strip_prefix("//")?.trim_start_matches([' ', '\t']).strip_prefix("use prisma-next")?;
    if !after.is_empty() && !after.starts_with(char::is_whitespace) {
        return None;
    }
    Some(crate::path::line_at(text, text.len() - start.len()))
}

#[derive(Clone, Copy, PartialEq)]
enum Block {
    None,
    Datasource,
    Generator,
    Other,
}

struct Scan {
    facts: Facts,
    block: Block,
    in_comment: bool,
}

impl Scan {
    fn line(&mut self, line: &str, number: u32) {
        let Some(start) = self.skip_leading(line) else { return };
        let mut rest = start;
        if self.block != Block::None {
            if let Some(after) = rest.strip_prefix('}') {
                self.block = Block::None;
                // The next block may begin on this line: `} model B {`.
                let Some(after) = self.skip_leading(after) else { return };
                rest = after;
            } else if rest.len() < line.len() || header(rest).is_none() {
                // Not a header in column 0, which would end a block whose brace is missing.
                return self.member(rest, number);
            }
        }
        if let Some(block) = header(rest) {
            self.block = block; // The rest of a header line is ignored, comments included.
            if block == Block::Datasource {
                self.facts.datasource.get_or_insert(number);
            }
            return;
        }
        self.skip_rest(rest);
    }

    fn member(&mut self, text: &str, number: u32) {
        match self.block {
            Block::Datasource if value_of(text, "url").is_some() => {
                self.facts.url.get_or_insert(number);
            }
            Block::Generator => {
                if let Some(path) = value_of(text, "output").and_then(string) {
                    self.facts.outputs.push(Output { path, line: number });
                }
            }
            _ => {}
        }
        self.skip_rest(text);
    }

    /// Drops blanks and block comments; `None` when the line holds nothing else.
    fn skip_leading<'t>(&mut self, line: &'t str) -> Option<&'t str> {
        let mut rest = line;
        loop {
            if self.in_comment {
                rest = &rest[rest.find("*/")? + 2..];
                self.in_comment = false;
            }
            rest = rest.trim_start_matches(is_blank);
            match rest.strip_prefix("/*") {
                Some(comment) => {
                    self.in_comment = true;
                    rest = comment;
                }
                None if rest.is_empty() || rest.starts_with("//") => return None,
                None => return Some(rest),
            }
        }
    }

    /// Finds out whether the rest of a line opens a block comment that goes on below.
    fn skip_rest(&mut self, text: &str) {
        let mut rest = if text.contains("/*") { text } else { "" };
        while let Some(at) = rest.find(['"', '/']) {
            rest = &rest[at..];
            if rest.starts_with("//") {
                return;
            } else if let Some(comment) = rest.strip_prefix("/*") {
                let Some(end) = comment.find("*/") else {
                    self.in_comment = true;
                    return;
                };
                rest = &comment[end + 2..];
            } else if rest.starts_with('"') {
                let Some(end) = string_end(rest) else { return };
                rest = &rest[end..];
            } else {
                rest = &rest[1..];
            }
        }
    }
}

/// Recognises `datasource db {`, also without the blank: `modelUser {`.
fn header(text: &str) -> Option<Block> {
    if !text.contains('{') {
        return None;
    }
    let words = [
        ("datasource", Block::Datasource),
        ("generator", Block::Generator),
        ("model", Block::Other),
        ("enum", Block::Other),
        ("view", Block::Other),
        ("type", Block::Other),
    ];
    words.iter().find_map(|(word, block)| {
        let name = text.strip_prefix(word)?.trim_start_matches(is_blank);
        let after = name.trim_start_matches(|it: char| it.is_alphanumeric() || it == '-' || it == '_');
        let named = after.len() < name.len() && !name.starts_with(['-', '_']);
        (named && after.trim_start_matches(is_blank).starts_with('{')).then_some(*block)
    })
}

/// The text after `key =`.
fn value_of<'t>(member: &'t str, key: &str) -> Option<&'t str> {
    let after = member.strip_prefix(key)?.trim_start_matches(is_blank);
    Some(after.strip_prefix('=')?.trim_start_matches(is_blank))
}

/// The value of a string literal at the start of `text`.
fn string(text: &str) -> Option<String> {
    let end = string_end(text)?;
    let inside = text.get(1..end - 1)?;
    let value = match inside.contains('\\') {
        false => Cow::Borrowed(inside),
        // Of the escapes only these two make sense in a path.
        true => Cow::Owned(inside.replace("\\\\", "\\").replace("\\/", "/")),
    };
    Some(value.into_owned())
}

/// The offset after the closing quote of the string at the start of `text`.
fn string_end(text: &str) -> Option<usize> {
    let inside = text.strip_prefix('"')?;
    let mut escaped = false;
    for (at, byte) in inside.bytes().enumerate() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            b'"' => return Some(at + 2),
            _ => {}
        }
    }
    None
}

fn is_blank(it: char) -> bool {
    it == ' ' || it == '\t' || (!it.is_ascii() && it.is_whitespace())
}
