//! Where the cursor is, in the language's own terms.
//!
//! The block is read again with a word in place of the one under the cursor, so half a line has a tree of its own. This
//! module looks at form only; it never asks what a name means.

use psl_parser::{
    Node, PlacedSegment, SourceFile, SyntaxKind, TextRange, TextSize, Token,
    ast::{self, Member},
};

use crate::{FilePosition, Snapshot};

/// The word that stands where the cursor is. Long enough to be nobody's name.
const WORD: &str = "psl0cursor0word";

/// The closed list of places a cursor can be.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Cursor<'t> {
    /// At the start of a line outside of blocks.
    TopLevel,
    /// Behind `model ` and its like.
    BlockName,
    /// At the start of a line of a block, or behind `@@`.
    MemberStart(ast::Block<'t>),
    /// The key of a line of a configuration block.
    ConfigKey(ast::Block<'t>),
    /// A value of a configuration block.
    ConfigValue(ast::Property<'t>, Node<'t>),
    /// The type of a field.
    FieldType(ast::Block<'t>),
    /// Behind the type of a field, or behind `@`.
    FieldAttribute(Member<'t>),
    /// Behind `@db.`
    NativeType(ast::Field<'t>),
    /// Somewhere in the arguments of an attribute.
    Argument(ArgumentCursor<'t>),
}

/// A place in the arguments of an attribute.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct ArgumentCursor<'t> {
    pub(crate) attribute: ast::Attribute<'t>,
    /// The argument of the attribute.
    pub(crate) argument: ast::Argument<'t>,
    pub(crate) part: ArgumentPart<'t>,
}

/// Which part of an argument the cursor is in.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum ArgumentPart<'t> {
    /// The beginning of an argument: a name or a value without name.
    Start,
    /// The value.
    Value,
    /// An item of a list.
    Item(ast::List<'t>),
    /// In the arguments of a call: of a field in a list, or of a function.
    Call(ast::Call<'t>, ast::Argument<'t>),
    /// A key of `{ … }`.
    Key,
    /// A value in `{ … }`, at the entry.
    Entry(ast::Entry<'t>),
}

/// A file read again with a word at the cursor.
pub(crate) struct Edited {
    file: SourceFile,
    /// Where the word starts in that file.
    at: TextSize,
    /// The word under the cursor, in the real file: what an accepted item replaces.
    pub(crate) replaced: TextRange,
    /// The cursor stands between quotes.
    pub(crate) is_in_string: bool,
    /// The first character behind the word on its line, blanks apart.
    pub(crate) behind: Option<char>,
}

impl Edited {
    /// Reads the segment at the cursor again; `None` where no word of the language can stand.
    pub(crate) fn new(snapshot: &Snapshot, at: FilePosition) -> Option<Edited> {
        let source = snapshot.file(at.file)?;
        if source.segments().is_empty() {
            let file = SourceFile::parse(WORD);
            return Some(Edited {
                file,
                at: 0,
                replaced: TextRange::empty(0),
                is_in_string: false,
                behind: None,
            });
        }
        let placed = segment_of_line(snapshot, source, at)?;
        let text = placed.segment.text();
        let local = at.offset - placed.start;
        let line_start = text.get(..local as usize)?.rfind(['\n', '\r']).map_or(0, |it| it + 1);
        let before = text.get(line_start..local as usize)?;
        let after = text.get(local as usize..)?;
        let after = after.get(..after.find(['\n', '\r']).unwrap_or(after.len()))?;
        let quote = match line_state(before) {
            LineState::Comment => return None,
            LineState::Code => None,
            LineState::String(start) => Some(start),
        };
        if is_in_block_comment(placed, local) {
            return None;
        }
        let (start, end, closing) = match quote {
            Some(start) => {
                let end = after.find('"');
                (line_start + start + 1, local as usize + end.unwrap_or(after.len()), end.is_none())
            }
            None => {
                let is_word = |it: char| it.is_alphanumeric() || it == '_' || it == '-';
                let before_len = before.trim_end_matches(is_word).len();
                let after_len = after.len() - after.trim_start_matches(is_word).len();
                (line_start + before_len, local as usize + after_len, false)
            }
        };
        // An unclosed string must not swallow what stands behind the cursor.
        let end = if closing { local as usize } else { end };
        let mut edited = String::with_capacity(text.len() + WORD.len() + 1);
        edited.push_str(text.get(..start)?);
        edited.push_str(WORD);
        if closing {
            edited.push('"');
        }
        edited.push_str(text.get(end..)?);
        Some(Edited {
            file: SourceFile::parse(edited),
            at: start as TextSize,
            replaced: TextRange::new(start as TextSize, end as TextSize).shifted(placed.start),
            is_in_string: quote.is_some(),
            behind: after
                .get(end.saturating_sub(local as usize)..)
                .and_then(|it| it.trim_start().chars().next()),
        })
    }

    /// Where the cursor is.
    pub(crate) fn cursor(&self) -> Option<Cursor<'_>> {
        let placed = self.file.segment_at(self.at)?;
        classify(placed, self.token()?, self.is_at_line_start())
    }

    /// The word at the cursor.
    pub(crate) fn token(&self) -> Option<Token<'_>> {
        let placed = self.file.segment_at(self.at)?;
        placed.segment.tree().token_at(self.at - placed.start)
    }

    /// Whether only blanks, or the signs of an attribute, stand before the word on its line.
    fn is_at_line_start(&self) -> bool {
        let before = self.file.text().get(..self.at as usize).unwrap_or("");
        let line = before.rsplit(['\n', '\r']).next().unwrap_or("");
        line.trim_start_matches([' ', '\t']).trim_start_matches('@').is_empty()
    }

    /// How many `@` stand right before the word.
    pub(crate) fn signs(&self) -> TextSize {
        let before = self.file.text().get(..self.at as usize).unwrap_or("");
        (before.len() - before.trim_end_matches('@').len()) as TextSize
    }
}

/// The segment of the line of the cursor. A cursor on the line behind the last one of a file belongs to what is open.
fn segment_of_line<'s>(
    snapshot: &Snapshot,
    source: &'s SourceFile,
    at: FilePosition,
) -> Option<PlacedSegment<'s>> {
    let lines = snapshot.lines(at.file)?;
    let start = lines.line_start(lines.line(at.offset));
    let at_cursor = source.segment_at(at.offset.saturating_sub(1).max(start))?;
    let before = start.checked_sub(1).and_then(|it| source.segment_at(it));
    let is_open = |it: &PlacedSegment<'_>| it.segment.is_block() && !it.segment.is_closed();
    Some(before.filter(is_open).filter(|it| it.range().end == at.offset).unwrap_or(at_cursor))
        .filter(|it| it.start <= at.offset)
}

enum LineState {
    Code,
    Comment,
    /// Where the string starts.
    String(usize),
}

/// What the end of `line` is part of.
fn line_state(line: &str) -> LineState {
    let bytes = line.as_bytes();
    let mut string: Option<usize> = None;
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        match (byte, string) {
            (b'\\', Some(_)) => at += 1,
            (b'"', Some(_)) => string = None,
            (b'"', None) => string = Some(at),
            (b'/', None) if bytes.get(at + 1) == Some(&b'/') => return LineState::Comment,
            _ => {}
        }
        at += 1;
    }
    string.map_or(LineState::Code, LineState::String)
}

fn is_in_block_comment(placed: PlacedSegment<'_>, local: TextSize) -> bool {
    let token = placed.segment.tree().token_at(local);
    token.is_some_and(|it| {
        it.kind() == SyntaxKind::BLOCK_COMMENT && it.range().start < local && local < it.range().end
    })
}

fn classify<'t>(placed: PlacedSegment<'t>, token: Token<'t>, is_at_line_start: bool) -> Option<Cursor<'t>> {
    let parent = token.parent();
    let Some(block) = ast::Block::of(placed.segment) else {
        let is_start = is_at_line_start && token.text().starts_with(WORD);
        let before = token.text().split_once(WORD).map_or("", |it| it.0);
        let is_name = matches!(before.trim(), "model" | "view" | "type" | "enum") && before.ends_with(' ');
        return match (is_start, is_name) {
            (true, _) => Some(Cursor::TopLevel),
            (_, true) => Some(Cursor::BlockName),
            _ => None,
        };
    };
    if parent.kind().is_block() {
        return match token.kind() {
            SyntaxKind::WORD => Some(Cursor::BlockName),
            _ if is_at_line_start && token.kind() == SyntaxKind::JUNK => Some(Cursor::MemberStart(block)),
            _ => None,
        };
    }
    if block.kind().is_config_block() {
        let property = parent.ancestors().find_map(ast::Property::cast)?;
        return match parent == property.node() {
            true if is_at_line_start => Some(Cursor::ConfigKey(block)),
            true => None,
            false => Some(Cursor::ConfigValue(property, parent)),
        };
    }
    let member = parent.ancestors().find_map(Member::cast)?;
    if is_at_line_start {
        return Some(Cursor::MemberStart(block));
    }
    if let Some(attribute) = parent.ancestors().find_map(ast::Attribute::cast) {
        if parent == attribute.node() {
            return match (member, token.text().split_once('.')) {
                (Member::Field(field), Some(_)) => Some(Cursor::NativeType(field)),
                (Member::Field(_) | Member::EnumValue(_), None) => Some(Cursor::FieldAttribute(member)),
                _ => None,
            };
        }
        return argument_cursor(attribute, parent).map(Cursor::Argument);
    }
    match (member, token.kind()) {
        (Member::Field(_), _) if parent.kind() == SyntaxKind::TYPE_REF => Some(Cursor::FieldType(block)),
        (Member::Field(_) | Member::EnumValue(_), SyntaxKind::JUNK) => {
            let starts = token.text().trim_start_matches('@').starts_with(WORD);
            let before: Vec<SyntaxKind> =
                member.node().descendant_tokens().take_while(|it| *it != token).map(|it| it.kind()).collect();
            let count = |kind: SyntaxKind| before.iter().filter(|it| **it == kind).count();
            let is_inside = count(SyntaxKind::R_PAREN) < count(SyntaxKind::L_PAREN);
            let is_behind_comment = before.iter().any(|it| it.is_comment());
            (starts && !is_inside && !is_behind_comment).then_some(Cursor::FieldAttribute(member))
        }
        _ => None,
    }
}

fn argument_cursor<'t>(attribute: ast::Attribute<'t>, parent: Node<'t>) -> Option<ArgumentCursor<'t>> {
    // The argument of the attribute itself, and the one the cursor is in; they differ inside calls.
    let inner = parent.ancestors().find_map(ast::Argument::cast)?;
    let argument = parent.ancestors().filter_map(ast::Argument::cast).last()?;
    let part = if let Some(entry) = parent.ancestors().find_map(ast::Entry::cast) {
        if parent == entry.node() { ArgumentPart::Key } else { ArgumentPart::Entry(entry) }
    } else if inner != argument {
        let call = inner.node().ancestors().find_map(ast::Call::cast)?;
        ArgumentPart::Call(call, inner)
    } else if let Some(list) = parent.ancestors().find_map(ast::List::cast) {
        ArgumentPart::Item(list)
    } else if argument.name().is_some_and(|it| it.parent() == argument.node() && parent != argument.node()) {
        ArgumentPart::Value
    } else {
        ArgumentPart::Start
    };
    Some(ArgumentCursor { attribute, argument, part })
}

/// Whether a name is the word at the cursor, and so nothing that is written.
pub(crate) fn is_cursor_word(text: &str) -> bool {
    text.contains(WORD)
}
