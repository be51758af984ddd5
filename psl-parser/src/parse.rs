//! Segment → [`Tree`]: recursive descent over one line at a time, with recovery inside the line.
//!
//! Each function that reads a construct carries the name of its rule in `grammar.pest`. A line that does not fit keeps
//! the nodes read so far; the rest of it becomes one [`JUNK`] token. Nothing here knows what an attribute means.

use crate::{
    MAX_NESTING, SyntaxError, SyntaxErrorKind, SyntaxKind,
    SyntaxKind::*,
    TextRange, TextSize, lexer,
    split::{self, BlockForm, SegmentForm},
    tree::{Large, NodeRow, SegmentText, Size, Small, TokenRow, Tree},
};

/// For how many tokens and nodes room is kept: more than nearly all blocks have.
const MOST_KEPT: usize = 1 << 13;

/// Room for growing trees, used for one segment after another.
#[derive(Default)]
pub(crate) struct Scratch(Room<Small>);

struct Room<S: Size> {
    tokens: Vec<S::Token>,
    nodes: Vec<S::Node>,
}

impl<S: Size> Default for Room<S> {
    fn default() -> Self {
        Room { tokens: Vec::new(), nodes: Vec::new() }
    }
}

/// Parses the text of one segment.
pub(crate) fn parse_segment(text: &SegmentText, form: SegmentForm, scratch: &mut Scratch) -> Tree {
    parse_as::<Small>(text, form, &mut scratch.0).unwrap_or_else(|| {
        let mut parser = Parser::<Large>::new(text.as_str());
        parser.segment(form);
        parser.into_tree(text, &mut Room::default())
    })
}

/// `None` when the rows are too small for the segment.
fn parse_as<S: Size>(text: &SegmentText, form: SegmentForm, room: &mut Room<S>) -> Option<Tree> {
    if text.as_str().len() > S::GREATEST {
        return None;
    }
    let mut parser = Parser::<S>::new(text.as_str());
    parser.tokens = std::mem::take(&mut room.tokens);
    parser.nodes = std::mem::take(&mut room.nodes);
    parser.segment(form);
    (!parser.is_too_large && parser.nodes.len() <= S::GREATEST).then(|| parser.into_tree(text, room))
}

/// Where the member that starts at `pos` ends, its line break not included. A member that does not fit ends with its line.
pub(crate) fn member_end(text: &str, pos: usize, block: SyntaxKind) -> usize {
    let mut parser = Parser::<Large>::new(text);
    parser.pos = pos;
    let root = parser.open(block);
    parser.member(block);
    parser.close(root);
    parser.pos
}

/// Where the type alias that starts at `pos` ends, if one does.
pub(crate) fn type_alias_end(text: &str, pos: usize) -> Option<usize> {
    let mut parser = Parser::<Large>::new(text);
    parser.pos = pos;
    parser.open(LOOSE);
    parser.type_alias().then_some(parser.pos)
}

/// A construct could not be read; what and where stands in [`Parser::failure`].
struct Failed;
type Parse = Result<(), Failed>;

/// A node that is not closed yet.
#[derive(Clone, Copy)]
struct Open {
    id: u32,
    parent: u32,
}

struct Checkpoint {
    pos: usize,
    tokens: usize,
    nodes: usize,
    parent: u32,
    depth: u32,
}

struct Parser<'a, S: Size> {
    text: &'a str,
    bytes: &'a [u8],
    /// Everything before it is covered by tokens.
    pos: usize,
    tokens: Vec<S::Token>,
    nodes: Vec<S::Node>,
    /// Some node has numbers that its row does not hold.
    is_too_large: bool,
    /// The innermost open node.
    parent: u32,
    errors: Vec<SyntaxError>,
    /// Open brackets on the current line.
    depth: u32,
    /// Some word starts with a digit; one that was read and taken back counts too.
    has_words_with_digit_first: bool,
    failure: (SyntaxErrorKind, usize, usize),
}

impl<'a, S: Size> Parser<'a, S> {
    fn new(text: &'a str) -> Parser<'a, S> {
        Parser {
            text,
            bytes: text.as_bytes(),
            pos: 0,
            tokens: Vec::new(),
            nodes: Vec::new(),
            is_too_large: false,
            parent: 0,
            errors: Vec::new(),
            depth: 0,
            has_words_with_digit_first: false,
            failure: (SyntaxErrorKind::UnexpectedText, 0, 0),
        }
    }

    fn into_tree(mut self, text: &SegmentText, room: &mut Room<S>) -> Tree {
        self.errors.sort_by_key(|it| (it.range.start, it.range.end));
        let tree = Tree {
            text: text.clone(),
            rows: S::rows(&self.tokens, &self.nodes),
            errors: self.errors.into(),
            has_words_with_digit_first: self.has_words_with_digit_first,
        };
        // Every thread keeps its room, so that of a file in one block is given back.
        if self.tokens.capacity().max(self.nodes.capacity()) <= MOST_KEPT {
            self.tokens.clear();
            self.nodes.clear();
            room.tokens = self.tokens;
            room.nodes = self.nodes;
        }
        tree
    }

    // ---- segments ----

    fn segment(&mut self, form: SegmentForm) {
        match form {
            SegmentForm::Loose => self.loose(false),
            SegmentForm::Marked => self.loose(true),
            SegmentForm::Block(block) => self.block(block),
        }
    }

    fn block(&mut self, block: BlockForm) {
        let root = self.open(block.kind);
        self.header(block);
        while self.pos < self.bytes.len() {
            self.blanks();
            match self.peek() {
                None => break,
                Some(b'}') if block.is_closed() && self.pos + 1 == self.bytes.len() => {
                    self.bump(R_BRACE, self.pos + 1)
                }
                Some(b'\n' | b'\r') => self.newline(),
                Some(b'/') if self.comment() => {}
                Some(_) => self.member(block.kind),
            }
        }
        self.close(root);
    }

    fn header(&mut self, block: BlockForm) {
        let keyword = block.kind.keyword();
        self.bump(KEYWORD, keyword.len());
        self.blanks();
        self.bump_word(WORD, lexer::word_end(self.text, self.pos));
        self.blanks();
        self.bump(L_BRACE, self.pos + 1);
        let header = TextRange::new(0, self.pos as TextSize);
        let line_end = lexer::line_end(self.bytes, self.pos);
        self.blanks_until(line_end);
        if self.pos < line_end {
            self.bump(HEADER_REST, line_end);
        }
        let place = TextRange::new(0, self.trimmed_end(0, line_end) as TextSize);
        if let Some(outer) = block.inside {
            self.errors.push(SyntaxError {
                kind: SyntaxErrorKind::HeaderInsideBlock(outer),
                range: header,
                place,
            });
        }
        if block.is_unclosed_to_end() {
            self.errors.push(SyntaxError { kind: SyntaxErrorKind::UnclosedBlock, range: header, place });
        }
    }

    fn loose(&mut self, is_marked: bool) {
        let root = self.open(LOOSE);
        if is_marked {
            self.bump(BYTE_ORDER_MARK, split::BYTE_ORDER_MARK.len());
            let range = TextRange::new(0, self.pos as TextSize);
            self.errors.push(SyntaxError { kind: SyntaxErrorKind::ByteOrderMark, range, place: range });
        }
        while self.pos < self.bytes.len() {
            self.blanks();
            match self.peek() {
                None => break,
                Some(b'\n' | b'\r') => self.newline(),
                Some(b'/') if self.comment() => {}
                Some(b't') if self.type_alias() => {}
                Some(_) => match split::unknown_block_end(self.text, self.pos) {
                    Some(end) => self.unknown_block(end),
                    None => self.top_level_junk(),
                },
            }
        }
        self.close(root);
    }

    // type Email = String @unique
    fn type_alias(&mut self) -> bool {
        let checkpoint = self.checkpoint();
        let node = self.open(TYPE_ALIAS);
        if self.type_alias_head().is_err() {
            self.restore(checkpoint);
            return false;
        }
        loop {
            let before_attribute = self.checkpoint();
            self.blanks();
            if self.peek() != Some(b'@') {
                self.restore(before_attribute);
                break;
            }
            let attribute = self.open(ATTRIBUTE);
            self.bump(AT, self.pos + 1);
            self.blanks();
            if self.path().is_err() {
                self.restore(before_attribute);
                break;
            }
            let before_arguments = self.checkpoint();
            self.blanks();
            if self.peek() == Some(b'(') {
                if self.arguments().is_err() {
                    self.restore(before_arguments);
                    self.close(attribute);
                    break;
                }
            } else {
                self.restore(before_arguments);
            }
            self.close(attribute);
        }
        self.depth = 0;
        self.close(node);
        true
    }

    fn type_alias_head(&mut self) -> Parse {
        if !self.bytes[self.pos..].starts_with(b"type") {
            return self.fail(SyntaxErrorKind::UnexpectedText);
        }
        self.bump(KEYWORD, self.pos + 4);
        self.blanks();
        self.word()?;
        self.blanks();
        self.expect(b'=', EQUALS)?;
        self.blanks();
        let type_ref = self.open(TYPE_REF);
        self.base_type()?;
        self.close(type_ref);
        Ok(())
    }

    fn unknown_block(&mut self, end: usize) {
        let node = self.open(UNKNOWN_BLOCK);
        let start = self.pos;
        self.bump_word(WORD, lexer::word_end(self.text, self.pos));
        let word_end = self.pos;
        self.blanks();
        self.bump(UNKNOWN_TEXT, end);
        self.close(node);
        self.errors.push(SyntaxError {
            kind: SyntaxErrorKind::UnknownBlock,
            range: TextRange::new(start as TextSize, word_end as TextSize),
            place: TextRange::new(start as TextSize, end as TextSize),
        });
    }

    fn top_level_junk(&mut self) {
        let start = self.pos;
        let end = lexer::line_end(self.bytes, start);
        let node = self.open(JUNK_LINE);
        self.bump(JUNK, end);
        self.close(node);
        let trimmed = self.trimmed_end(start, end);
        let range = TextRange::new(start as TextSize, trimmed as TextSize);
        self.errors.push(SyntaxError { kind: SyntaxErrorKind::TopLevelText, range, place: range });
    }

    // ---- members ----

    /// Reads one line of a block, or what is on it from here; never reads its line break.
    fn member(&mut self, block: SyntaxKind) {
        let checkpoint = self.checkpoint();
        let word_end = lexer::word_end(self.text, self.pos);
        let kind = match self.peek() {
            Some(b'@') if !block.is_config_block() && self.bytes.get(self.pos + 1) == Some(&b'@') => {
                BLOCK_ATTRIBUTE
            }
            _ if word_end == self.pos => JUNK_LINE,
            _ if block.is_config_block() => PROPERTY,
            _ if block == ENUM => ENUM_VALUE,
            _ => FIELD,
        };
        let node = self.open(kind);
        self.depth = 0;
        let parsed = match kind {
            BLOCK_ATTRIBUTE => self.block_attribute(),
            PROPERTY => self.property(word_end),
            ENUM_VALUE => self.enum_value(word_end),
            FIELD => self.field(word_end),
            _ => self.fail(SyntaxErrorKind::UnexpectedText),
        };
        if parsed.and_then(|()| self.end_of_member()).is_ok() {
            self.close(node);
            return;
        }
        let start = checkpoint.pos;
        let line_end = lexer::line_end(self.bytes, start);
        if self.pos > line_end {
            // A string or comment went over the line break, so the line is junk from its start.
            self.restore(checkpoint);
            self.open(JUNK_LINE);
            self.failure = (SyntaxErrorKind::UnexpectedText, start, lexer::rough_token_end(self.text, start));
        }
        // What is open in it came after it.
        while self.parent > node.id {
            let parent = self.nodes[self.parent as usize].parent(self.parent);
            self.close(Open { id: self.parent, parent });
        }
        self.blanks_until(line_end);
        if self.pos < line_end {
            self.bump(JUNK, line_end);
        }
        self.close(node);
        self.depth = 0;
        let (kind, mut error_start, mut error_end) = self.failure;
        let trimmed = self.trimmed_end(start, line_end);
        if error_start >= trimmed {
            // The line ends too early: point at its last word or sign.
            error_end = trimmed;
            error_start = self.last_token_start(start, trimmed);
        }
        self.errors.push(SyntaxError {
            kind,
            range: TextRange::new(
                error_start as TextSize,
                error_end.min(trimmed.max(error_start)) as TextSize,
            ),
            place: TextRange::new(start as TextSize, trimmed as TextSize),
        });
    }

    /// The start of the last token of `start..end` that is no blank.
    fn last_token_start(&self, start: usize, end: usize) -> usize {
        let index = self.tokens.partition_point(|it| (it.end() as usize) < end);
        let token_start =
            index.checked_sub(1).and_then(|it| self.tokens.get(it)).map_or(0, |it| it.end() as usize);
        token_start.clamp(start, end)
    }

    // role Role @default(USER) // who may log in
    fn field(&mut self, name_end: usize) -> Parse {
        self.bump_word(WORD, name_end);
        let mut next = lexer::skip_blanks(self.bytes, self.pos);
        if self.bytes.get(next) == Some(&b':') {
            self.blanks_to(next);
            self.bump(COLON, self.pos + 1);
            next = lexer::skip_blanks(self.bytes, self.pos);
        }
        if self.bytes.get(next) == Some(&b'[') || lexer::starts_word(self.text, next) {
            self.blanks_to(next);
            self.type_ref()?;
        }
        self.attributes()
    }

    // SILVER @map("silver") // members only
    fn enum_value(&mut self, name_end: usize) -> Parse {
        self.bump_word(WORD, name_end);
        self.attributes()
    }

    // provider = "postgresql"
    fn property(&mut self, key_end: usize) -> Parse {
        self.bump_word(WORD, key_end);
        self.blanks();
        self.expect(b'=', EQUALS)?;
        match self.peek_behind_blanks() {
            None | Some(b'\n' | b'\r' | b'/') => Ok(()),
            Some(_) => {
                self.blanks();
                self.value()
            }
        }
    }

    // @@index([room, day])
    fn block_attribute(&mut self) -> Parse {
        self.bump(AT_AT, self.pos + 2);
        self.blanks();
        self.path()?;
        self.optional_arguments()
    }

    fn attributes(&mut self) -> Parse {
        loop {
            let next = lexer::skip_blanks(self.bytes, self.pos);
            if self.bytes.get(next) != Some(&b'@') {
                return Ok(());
            }
            self.blanks_to(next);
            self.attribute()?;
        }
    }

    // @relation(fields: [roomId], references: [id])
    fn attribute(&mut self) -> Parse {
        let node = self.open(ATTRIBUTE);
        self.bump(AT, self.pos + 1);
        self.blanks();
        self.path()?;
        self.optional_arguments()?;
        self.close(node);
        Ok(())
    }

    /// The optional comment at the end of a member, and the line break, which is looked at and not read.
    fn end_of_member(&mut self) -> Parse {
        if self.is_at_line_end() {
            return Ok(());
        }
        self.blanks();
        match self.peek() {
            Some(b'/') if self.comment() => {}
            Some(b'/') if self.bytes.get(self.pos + 1) == Some(&b'*') => {
                return self.fail(SyntaxErrorKind::UnclosedComment);
            }
            _ => return self.fail(SyntaxErrorKind::UnexpectedText),
        }
        if self.is_at_line_end() {
            return Ok(());
        }
        self.blanks();
        self.fail(SyntaxErrorKind::UnexpectedText)
    }

    /// Whether nothing but blanks is left on the line.
    fn is_at_line_end(&self) -> bool {
        matches!(self.peek_behind_blanks(), None | Some(b'\n' | b'\r'))
    }

    // ---- types ----

    // String, Ticket[], Unsupported("circle")?
    fn type_ref(&mut self) -> Parse {
        let node = self.open(TYPE_REF);
        if self.peek() == Some(b'[') {
            self.bump(L_BRACKET, self.pos + 1);
            self.blanks();
            self.base_type()?;
            self.blanks();
            if self.peek() != Some(b']') {
                return self.fail(SyntaxErrorKind::UnclosedList);
            }
            self.bump(R_BRACKET, self.pos + 1);
        } else {
            self.base_type()?;
            self.modifiers();
        }
        self.close(node);
        Ok(())
    }

    fn modifiers(&mut self) {
        let next = lexer::skip_blanks(self.bytes, self.pos);
        match self.bytes.get(next) {
            Some(b'[') if self.bytes.get(next + 1) == Some(&b']') => {
                self.blanks_to(next);
                self.bump(L_BRACKET, next + 1);
                self.bump(R_BRACKET, next + 2);
                let next = lexer::skip_blanks(self.bytes, self.pos);
                if self.bytes.get(next) == Some(&b'?') {
                    self.blanks();
                    self.bump(QUESTION, next + 1);
                }
            }
            Some(b'?') => {
                self.blanks_to(next);
                self.bump(QUESTION, next + 1);
            }
            Some(b'!') => {
                self.blanks_to(next);
                self.bump(BANG, next + 1);
            }
            _ => {}
        }
    }

    fn base_type(&mut self) -> Parse {
        let start = self.pos;
        self.word()?;
        if &self.bytes[start..self.pos] != b"Unsupported" || self.peek() != Some(b'(') {
            return Ok(());
        }
        self.bump(L_PAREN, self.pos + 1);
        self.blanks();
        self.string()?;
        self.blanks();
        if self.peek() != Some(b')') {
            return self.fail(SyntaxErrorKind::UnclosedArguments);
        }
        self.bump(R_PAREN, self.pos + 1);
        Ok(())
    }

    // ---- arguments and values ----

    fn optional_arguments(&mut self) -> Parse {
        let next = lexer::skip_blanks(self.bytes, self.pos);
        if self.bytes.get(next) != Some(&b'(') {
            return Ok(());
        }
        self.blanks_to(next);
        self.arguments()
    }

    // ("author", fields: [authorId])
    fn arguments(&mut self) -> Parse {
        let node = self.open(ARGUMENTS);
        self.open_bracket(L_PAREN)?;
        self.blanks();
        while !matches!(self.peek(), Some(b')' | b',')) {
            self.argument()?;
            self.blanks();
            if self.peek() != Some(b',') {
                break;
            }
            let after = lexer::skip_blanks(self.bytes, self.pos + 1);
            if self.bytes.get(after) == Some(&b')') {
                break;
            }
            self.bump(COMMA, self.pos + 1);
            self.blanks();
            if self.peek() == Some(b',') {
                return self.fail(SyntaxErrorKind::ValueMissing);
            }
        }
        if self.peek() == Some(b',') {
            self.bump(COMMA, self.pos + 1);
            self.blanks();
        }
        self.close_bracket(b')', R_PAREN, SyntaxErrorKind::UnclosedArguments)?;
        self.close(node);
        Ok(())
    }

    // fields: [authorId]
    fn argument(&mut self) -> Parse {
        let word_end = lexer::word_end(self.text, self.pos);
        if word_end == self.pos && !self.at_sign_of_value() {
            return self.fail_at_end_or(SyntaxErrorKind::UnclosedArguments);
        }
        let node = self.open(ARGUMENT);
        if word_end > self.pos {
            let colon = lexer::skip_blanks(self.bytes, word_end);
            if self.bytes.get(colon) != Some(&b':') {
                self.word_value(word_end)?;
                self.close(node);
                return Ok(());
            }
            self.bump_word(WORD, word_end);
            self.blanks_to(colon);
            self.bump(COLON, colon + 1);
            let next = lexer::skip_blanks(self.bytes, self.pos);
            if matches!(self.bytes.get(next), Some(b')' | b',')) {
                self.close(node);
                return Ok(());
            }
            self.blanks_to(next);
        }
        self.value()?;
        self.close(node);
        Ok(())
    }

    /// Whether the next character can begin a value, broken strings included.
    fn at_value(&self) -> bool {
        lexer::starts_word(self.text, self.pos) || self.at_sign_of_value()
    }

    /// Whether a value begins here that is no word.
    fn at_sign_of_value(&self) -> bool {
        match self.peek() {
            Some(b'[' | b'{' | b'"') => true,
            Some(b'-') => lexer::number_end(self.bytes, self.pos) > self.pos,
            _ => false,
        }
    }

    fn value(&mut self) -> Parse {
        match self.peek() {
            Some(b'[') => self.list(),
            Some(b'{') => self.object(),
            Some(b'"') => {
                let node = self.open(STRING_VALUE);
                self.string()?;
                self.close(node);
                Ok(())
            }
            Some(b'-') => self.number_or_failure(),
            _ => match lexer::word_end(self.text, self.pos) {
                end if end > self.pos => self.word_value(end),
                _ => self.fail_at_end_or(SyntaxErrorKind::ValueMissing),
            },
        }
    }

    // -1.5
    fn number_or_failure(&mut self) -> Parse {
        let number_end = lexer::number_end(self.bytes, self.pos);
        if number_end == self.pos {
            return self.fail_at_end_or(SyntaxErrorKind::ValueMissing);
        }
        let node = self.open(NUMBER_VALUE);
        self.bump(NUMBER, number_end);
        self.close(node);
        Ok(())
    }

    // now(), autoincrement(), 1.5, Cascade, owner.name
    fn word_value(&mut self, word_end: usize) -> Parse {
        let path_end = lexer::path_end(self.text, word_end);
        let kind = if path_end > word_end { PATH } else { WORD };
        let next = lexer::skip_blanks(self.bytes, path_end);
        if self.bytes.get(next) == Some(&b'(') {
            let node = self.open(CALL);
            self.bump_word(kind, path_end);
            self.blanks_to(next);
            self.arguments()?;
            self.close(node);
            return Ok(());
        }
        if self.peek().is_some_and(|it| it.is_ascii_digit()) {
            return self.number_or_failure();
        }
        let node = self.open(NAME_VALUE);
        self.bump_word(kind, path_end);
        self.close(node);
        Ok(())
    }

    // [draft, sent]
    fn list(&mut self) -> Parse {
        let node = self.open(LIST);
        self.open_bracket(L_BRACKET)?;
        self.blanks();
        if self.peek() != Some(b']') {
            loop {
                if !self.at_value() {
                    return self.fail_at_end_or(SyntaxErrorKind::UnclosedList);
                }
                self.value()?;
                self.blanks();
                if self.peek() != Some(b',') {
                    break;
                }
                self.comma(b']')?;
            }
        }
        self.close_bracket(b']', R_BRACKET, SyntaxErrorKind::UnclosedList)?;
        self.close(node);
        Ok(())
    }

    // { status: "open", note: { not: null } }
    fn object(&mut self) -> Parse {
        let node = self.open(OBJECT);
        self.open_bracket(L_BRACE)?;
        self.blanks();
        if self.peek() != Some(b'}') {
            loop {
                let entry = self.open(ENTRY);
                self.word()?;
                self.blanks();
                self.expect(b':', COLON)?;
                self.blanks();
                self.value()?;
                self.close(entry);
                self.blanks();
                if self.peek() != Some(b',') {
                    break;
                }
                self.comma(b'}')?;
            }
        }
        self.close_bracket(b'}', R_BRACE, SyntaxErrorKind::UnclosedObject)?;
        self.close(node);
        Ok(())
    }

    fn comma(&mut self, closing: u8) -> Parse {
        let after = lexer::skip_blanks(self.bytes, self.pos + 1);
        if self.bytes.get(after) == Some(&closing) {
            return self.fail(SyntaxErrorKind::TrailingComma);
        }
        self.bump(COMMA, self.pos + 1);
        self.blanks();
        Ok(())
    }

    fn open_bracket(&mut self, kind: SyntaxKind) -> Parse {
        self.depth += 1;
        if self.depth > MAX_NESTING {
            return self.fail(SyntaxErrorKind::NestingTooDeep);
        }
        self.bump(kind, self.pos + 1);
        Ok(())
    }

    fn close_bracket(&mut self, byte: u8, kind: SyntaxKind, missing: SyntaxErrorKind) -> Parse {
        if self.peek() != Some(byte) {
            return self.fail(missing);
        }
        self.depth = self.depth.saturating_sub(1);
        self.bump(kind, self.pos + 1);
        Ok(())
    }

    // ---- tokens ----

    fn word(&mut self) -> Parse {
        let end = lexer::word_end(self.text, self.pos);
        if end == self.pos {
            return self.fail(SyntaxErrorKind::UnexpectedText);
        }
        self.bump_word(WORD, end);
        Ok(())
    }

    // db.VarChar
    fn path(&mut self) -> Parse {
        let word_end = lexer::word_end(self.text, self.pos);
        if word_end == self.pos {
            return self.fail(SyntaxErrorKind::AttributeNameMissing);
        }
        let end = lexer::path_end(self.text, word_end);
        self.bump_word(if end > word_end { PATH } else { WORD }, end);
        Ok(())
    }

    fn string(&mut self) -> Parse {
        if self.peek() != Some(b'"') {
            return self.fail(SyntaxErrorKind::ValueMissing);
        }
        match lexer::string_end(self.bytes, self.pos) {
            Some(end) => {
                self.bump(STRING, end);
                Ok(())
            }
            None => self.fail_until(SyntaxErrorKind::UnclosedString, lexer::line_end(self.bytes, self.pos)),
        }
    }

    /// Reads the comment that starts here, if one does and it is closed.
    fn comment(&mut self) -> bool {
        let rest = &self.bytes[self.pos..];
        if rest.starts_with(b"//") {
            let kind = if rest.starts_with(b"///") { DOC_COMMENT } else { LINE_COMMENT };
            self.bump(kind, lexer::line_end(self.bytes, self.pos));
            return true;
        }
        if rest.starts_with(b"/*")
            && let Some(end) = lexer::block_comment_end(self.bytes, self.pos)
        {
            self.bump(BLOCK_COMMENT, end);
            return true;
        }
        false
    }

    fn expect(&mut self, byte: u8, kind: SyntaxKind) -> Parse {
        if self.peek() != Some(byte) {
            return self.fail(SyntaxErrorKind::UnexpectedText);
        }
        self.bump(kind, self.pos + 1);
        Ok(())
    }

    /// The first byte that is no blank from here.
    fn peek_behind_blanks(&self) -> Option<u8> {
        self.bytes.get(lexer::skip_blanks(self.bytes, self.pos)).copied()
    }

    fn blanks(&mut self) {
        self.blanks_to(lexer::skip_blanks(self.bytes, self.pos));
    }

    fn blanks_until(&mut self, limit: usize) {
        self.blanks_to(lexer::skip_blanks(self.bytes, self.pos).min(limit));
    }

    /// The blanks before `end`, if there are any.
    fn blanks_to(&mut self, end: usize) {
        if end > self.pos {
            self.bump(BLANK, end);
        }
    }

    fn newline(&mut self) {
        self.bump(NEWLINE, self.pos + lexer::newline_len(self.bytes, self.pos));
    }

    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.pos).copied()
    }

    fn bump_word(&mut self, kind: SyntaxKind, end: usize) {
        self.has_words_with_digit_first |= self.peek().is_some_and(|it| it.is_ascii_digit());
        self.bump(kind, end);
    }

    fn bump(&mut self, kind: SyntaxKind, end: usize) {
        self.tokens.push(S::Token::new(end as TextSize, kind));
        self.pos = end;
    }

    // ---- nodes, failure ----

    fn open(&mut self, kind: SyntaxKind) -> Open {
        let open = Open { id: self.nodes.len() as u32, parent: self.parent };
        let row = S::Node::new(kind, self.tokens.len() as u32, open.id, open.parent);
        self.is_too_large |= row.parent(open.id) != open.parent;
        self.nodes.push(row);
        self.parent = open.id;
        open
    }

    fn close(&mut self, node: Open) {
        let next = self.nodes.len() as u32;
        let fits = self.nodes[node.id as usize].close(node.id, self.tokens.len() as u32, next);
        self.is_too_large |= !fits;
        self.parent = node.parent;
    }

    fn checkpoint(&self) -> Checkpoint {
        Checkpoint {
            pos: self.pos,
            tokens: self.tokens.len(),
            nodes: self.nodes.len(),
            parent: self.parent,
            depth: self.depth,
        }
    }

    fn restore(&mut self, to: Checkpoint) {
        self.pos = to.pos;
        self.tokens.truncate(to.tokens);
        self.nodes.truncate(to.nodes);
        self.parent = to.parent;
        self.depth = to.depth;
    }

    fn fail(&mut self, kind: SyntaxErrorKind) -> Parse {
        self.fail_until(kind, lexer::rough_token_end(self.text, self.pos))
    }

    fn fail_until(&mut self, kind: SyntaxErrorKind, end: usize) -> Parse {
        self.failure = (kind, self.pos, end);
        Err(Failed)
    }

    /// At the end of the line `kind` is what is missing; before it the text does not fit.
    fn fail_at_end_or(&mut self, kind: SyntaxErrorKind) -> Parse {
        match self.peek() {
            None | Some(b'\n' | b'\r') => self.fail(kind),
            Some(_) => self.fail(SyntaxErrorKind::UnexpectedText),
        }
    }

    /// `end` without the blanks before it.
    fn trimmed_end(&self, start: usize, end: usize) -> usize {
        let text = self.text.get(start..end).unwrap_or("");
        start
            + text
                .trim_end_matches(|it: char| {
                    lexer::skip_blanks(it.encode_utf8(&mut [0; 4]).as_bytes(), 0) > 0
                })
                .len()
    }
}
