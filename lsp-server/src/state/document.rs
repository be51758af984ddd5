//! An open document: the text as the editor has it, and its tree.

use std::sync::{
    Arc,
    atomic::{AtomicU64, Ordering},
};

use psl_parser::{Segment, SourceFile, SyntaxKind, TextEdit, TextRange, TextSize};
use psl_project::Facts;
use ropey::{Rope, RopeSlice};
use tower_lsp::lsp_types::{Position, TextDocumentContentChangeEvent, Url};

use super::{ProjectId, SentTokens};
use crate::convert::Encoding;

/// Texts above this size are kept but not looked at.
pub(crate) const MAX_ANALYSED: usize = 20 << 20;

/// A document the editor has open.
pub(crate) struct Document {
    /// As the client spelled it when it was opened.
    pub(crate) url: Url,
    pub(crate) version: i32,
    /// Counts every change, for requests that are on their way.
    pub(crate) changes: Arc<AtomicU64>,
    /// The colours the client has.
    pub(crate) sent_tokens: Arc<SentTokens>,
    pub(crate) project: Option<ProjectId>,
    /// Its project has to be found, or found again.
    pub(crate) needs_project: bool,
    text: Rope,
    file: Arc<SourceFile>,
    /// What happened to the text since the tree was made.
    pending: Pending,
    /// What the text says about its project.
    facts: Facts,
}

/// How a text became newer than its tree.
enum Pending {
    /// By these edits, each of the text the one before left; mostly none.
    Edits(Vec<TextEdit>),
    /// In another way: the tree is made from the whole text.
    Everything,
}

/// With more edits than this it is faster to make the tree from the whole text.
const MOST_EDITS: usize = 200;

impl Pending {
    fn push(&mut self, edit: TextEdit) {
        match self {
            Pending::Edits(edits) if edits.len() < MOST_EDITS => edits.push(edit),
            _ => *self = Pending::Everything,
        }
    }
}

impl Document {
    pub(crate) fn open(url: Url, version: i32, text: &str) -> Document {
        let mut document = Document {
            url,
            version,
            changes: Arc::default(),
            sent_tokens: Arc::default(),
            project: None,
            needs_project: true,
            text: Rope::from_str(text),
            file: Arc::new(SourceFile::parse("")),
            pending: Pending::Everything,
            facts: Facts::default(),
        };
        document.settle();
        document
    }

    /// The tree of the text; [`Document::settle`] comes first.
    pub(crate) fn file(&self) -> &Arc<SourceFile> {
        &self.file
    }

    /// What the text says about its project.
    pub(crate) fn facts(&self) -> &Facts {
        &self.facts
    }

    /// Why the text is not looked at.
    pub(crate) fn problem(&self) -> Option<Arc<str>> {
        (self.text.len_bytes() > MAX_ANALYSED).then(|| "it is larger than 20 MB".into())
    }

    /// Applies changes in the order given.
    pub(crate) fn edit(
        &mut self,
        version: i32,
        changes: Vec<TextDocumentContentChangeEvent>,
        encoding: Encoding,
    ) {
        for change in changes {
            match change.range {
                None => {
                    self.text = Rope::from_str(&change.text);
                    self.pending = Pending::Everything;
                }
                Some(range) => {
                    let start = char_at(&self.text, range.start, encoding);
                    let end = char_at(&self.text, range.end, encoding);
                    let (start, end) = (start.min(end), start.max(end));
                    let byte = |char: usize| self.text.char_to_byte(char) as TextSize;
                    let range = TextRange::new(byte(start), byte(end));
                    self.pending.push(TextEdit::replace(range, change.text.as_str()));
                    self.text.remove(start..end);
                    self.text.insert(start, &change.text);
                }
            }
        }
        self.version = version;
        self.changes.fetch_add(1, Ordering::Release);
    }

    /// Brings the tree up to date with the text. Tells whether it changed.
    pub(crate) fn settle(&mut self) -> bool {
        let file = match std::mem::replace(&mut self.pending, Pending::Edits(Vec::new())) {
            Pending::Edits(edits) if edits.is_empty() => return false,
            _ if self.problem().is_some() => {
                self.pending = Pending::Everything;
                self.file.edited("")
            }
            Pending::Everything => self.file.edited(String::from(&self.text)),
            Pending::Edits(edits) => {
                edits.iter().fold(SourceFile::clone(&self.file), |file, edit| file.edited_at(edit))
            }
        };
        if !same_configuration(&self.file, &file) {
            let facts = psl_project::facts(file.text().as_bytes());
            self.needs_project |= !facts.decide_like(&self.facts);
            self.facts = facts;
        }
        self.file = Arc::new(file);
        true
    }
}

/// Whether two versions of a file share everything that discovery looks at: the configuration blocks, and the text
/// before the first block.
fn same_configuration(old: &SourceFile, new: &SourceFile) -> bool {
    let is_decisive = |index: usize, segment: &Segment| {
        let kind = segment.kind();
        index == 0 || kind.is_config_block() || kind == SyntaxKind::UNKNOWN_BLOCK
    };
    if let Some(changed) = new.changed_segments(old) {
        return changed.into_iter().all(|index| {
            let (old, new) = (old.segment(index), new.segment(index));
            Arc::ptr_eq(old, new) || !(is_decisive(index, old) || is_decisive(index, new))
        });
    }
    let decisive = |file: &SourceFile| -> Vec<*const Segment> {
        let segments = file.segments().iter().enumerate();
        segments
            .filter(|(index, it)| is_decisive(*index, it.segment))
            .map(|(_, it)| Arc::as_ptr(it.segment))
            .collect()
    };
    decisive(old) == decisive(new)
}

/// The character a position names. Positions outside the text move to the nearest place inside.
fn char_at(text: &Rope, position: Position, encoding: Encoding) -> usize {
    let line = position.line as usize;
    if line >= text.len_lines() {
        return text.len_chars();
    }
    let slice = text.line(line);
    let end = slice.len_chars() - line_break_len(slice);
    let column = position.character as usize;
    let char = match encoding {
        Encoding::Utf16 => slice.utf16_cu_to_char(column.min(slice.char_to_utf16_cu(end))),
        Encoding::Utf8 => slice.byte_to_char(column.min(slice.char_to_byte(end))),
    };
    text.line_to_char(line) + char
}

fn line_break_len(line: RopeSlice<'_>) -> usize {
    let chars = line.len_chars();
    let last = chars.checked_sub(1).map(|it| line.char(it));
    let before = chars.checked_sub(2).map(|it| line.char(it));
    match (before, last) {
        (Some('\r'), Some('\n')) => 2,
        (_, Some('\n' | '\r')) => 1,
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use test_support::Random;
    use tower_lsp::lsp_types::Range;

    use super::*;
    use crate::convert::Lines;

    fn open(text: &str) -> Document {
        Document::open(Url::parse("untitled:a").unwrap(), 1, text)
    }

    fn change(from: (u32, u32), to: (u32, u32), text: &str) -> TextDocumentContentChangeEvent {
        let range = Range::new(Position::new(from.0, from.1), Position::new(to.0, to.1));
        TextDocumentContentChangeEvent { range: Some(range), range_length: None, text: text.to_owned() }
    }

    fn edited(text: &str, encoding: Encoding, changes: Vec<TextDocumentContentChangeEvent>) -> String {
        let mut document = open(text);
        document.edit(2, changes, encoding);
        document.settle();
        document.file().text().to_string()
    }

    #[test]
    fn l30_changes_apply_in_order() {
        let all = TextDocumentContentChangeEvent { range: None, range_length: None, text: "ab".to_owned() };
        let changes = vec![all, change((0, 1), (0, 1), "x"), change((0, 1), (0, 2), "y")];
        assert_eq!(edited("old", Encoding::Utf16, changes), "ayb");
    }

    #[test]
    fn l31_positions_outside_the_text_move_inside() {
        assert_eq!(edited("a\r\nb", Encoding::Utf16, vec![change((0, 9), (0, 9), "x")]), "ax\r\nb");
        assert_eq!(edited("a\r\nb", Encoding::Utf8, vec![change((9, 0), (9, 0), "x")]), "a\r\nbx");
        assert_eq!(edited("abc", Encoding::Utf8, vec![change((0, 2), (0, 1), "x")]), "axc");
    }

    #[test]
    fn l33_lines_end_at_lf_crlf_and_cr_only() {
        let text = "a\u{b}\u{c}\u{85}\u{2028}\u{2029}\rb\nc";
        assert_eq!(edited(text, Encoding::Utf8, vec![change((1, 0), (1, 1), "X")]), text.replace('b', "X"));
        assert_eq!(edited(text, Encoding::Utf8, vec![change((2, 0), (2, 1), "X")]), text.replace('c', "X"));
    }

    #[test]
    fn only_configuration_asks_for_the_project_again() {
        let mut document = open("datasource db {\n}\nmodel A {\n}\n");
        document.needs_project = false;
        document.edit(2, vec![change((2, 9), (2, 9), "\n  id Int")], Encoding::Utf8);
        document.settle();
        assert!(!document.needs_project);
        document.edit(3, vec![change((0, 15), (0, 15), "\n  url = env(\"U\")")], Encoding::Utf8);
        document.settle();
        assert!(document.needs_project);
    }

    #[test]
    fn p2_random_edits_equal_edits_of_a_string() {
        let pieces = ["a", "🧱", "\r", "\n", "\r\n", "é", "model A {", "}", "", "x y z"];
        let pieces_without_cr = ["a", "🧱", "\n", "é", "model A {", "\n}\n", "}", "", "x y z"];
        for seed in 0..40 {
            let mut random = Random(seed);
            let encoding = if seed % 2 == 0 { Encoding::Utf8 } else { Encoding::Utf16 };
            let pieces = if seed < 20 { &pieces[..] } else { &pieces_without_cr };
            let line_break = if seed < 20 { "\r\n" } else { "\n" };
            let mut document = open(&format!("model A {{{line_break}  é String // 🧱\n}}\nmodel B {{\n}}\n"));
            let mut text = document.file().text().to_string();
            for version in 2..60 {
                let (a, b) = (random.below(text.len() + 1), random.below(8));
                let start = test_support::char_border(&text, a);
                let end = test_support::char_border(&text, (start + b).min(text.len()));
                let index = psl_parser::LineIndex::new(&text);
                let lines = Lines { text: &text, index: &index, encoding };
                let range = lines.range(psl_parser::TextRange::new(start as u32, end as u32));
                // Between CR and LF there is no position; such an edit moves in front of both.
                let range_again = lines.text_range(range);
                let new_text = *random.pick::<&str>(pieces);
                let changes = vec![change(
                    (range.start.line, range.start.character),
                    (range.end.line, range.end.character),
                    new_text,
                )];
                document.edit(version, changes, encoding);
                text.replace_range(range_again.start as usize..range_again.end as usize, new_text);
                document.settle();
                assert_eq!(document.file().text(), text, "seed {seed} version {version}");
            }
        }
    }
}
