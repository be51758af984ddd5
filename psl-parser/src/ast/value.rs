//! Values of arguments and properties.

use std::borrow::Cow;

use super::{ast_node, attribute::Arguments};
use crate::{
    SyntaxKind::*,
    TextRange, TextSize,
    tree::{Node, Token},
};

/// A value of any form.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Value<'t> {
    /// `Cascade`, `true`, `owner.name`
    Name(Token<'t>),
    /// `-1.5`
    Number(Token<'t>),
    /// `"text"`
    String(StringLiteral<'t>),
    /// `env("URL")`
    Call(Call<'t>),
    /// `[a, b]`
    List(List<'t>),
    /// `{ a: 1 }`, under rules 7 only.
    Object(Object<'t>),
}

impl<'t> Value<'t> {
    pub fn cast(node: Node<'t>) -> Option<Value<'t>> {
        match node.kind() {
            NAME_VALUE => node.first_token().map(Value::Name),
            NUMBER_VALUE => node.first_token().map(Value::Number),
            STRING_VALUE => node.first_token().map(|it| Value::String(StringLiteral(it))),
            CALL => Some(Value::Call(Call(node))),
            LIST => Some(Value::List(List(node))),
            OBJECT => Some(Value::Object(Object(node))),
            _ => None,
        }
    }

    /// The bytes of the value, relative to its segment.
    pub fn range(self) -> TextRange {
        match self {
            Value::Name(token) | Value::Number(token) | Value::String(StringLiteral(token)) => token.range(),
            Value::Call(Call(node)) | Value::List(List(node)) | Value::Object(Object(node)) => node.range(),
        }
    }

    pub fn text(self) -> &'t str {
        match self {
            Value::Name(token) | Value::Number(token) | Value::String(StringLiteral(token)) => token.text(),
            Value::Call(Call(node)) | Value::List(List(node)) | Value::Object(Object(node)) => node.text(),
        }
    }

    /// The items of a list; a value that is no list is a list of one.
    pub fn items(self) -> Vec<Value<'t>> {
        match self {
            Value::List(list) => list.items().collect(),
            value => vec![value],
        }
    }

    pub fn as_string(self) -> Option<StringLiteral<'t>> {
        match self {
            Value::String(string) => Some(string),
            _ => None,
        }
    }

    pub fn as_name(self) -> Option<Token<'t>> {
        match self {
            Value::Name(name) => Some(name),
            _ => None,
        }
    }

    pub fn as_call(self) -> Option<Call<'t>> {
        match self {
            Value::Call(call) => Some(call),
            _ => None,
        }
    }
}

ast_node!(
    /// `uuid(7)`
    Call,
    CALL
);

impl<'t> Call<'t> {
    pub fn path(self) -> Option<Token<'t>> {
        self.0.first_token().filter(|it| matches!(it.kind(), WORD | PATH))
    }

    pub fn arguments(self) -> Option<Arguments<'t>> {
        self.0.child(ARGUMENTS).and_then(Arguments::cast)
    }
}

ast_node!(
    /// `[a, b]`
    List,
    LIST
);

impl<'t> List<'t> {
    pub fn items(self) -> impl Iterator<Item = Value<'t>> {
        self.0.children().filter_map(Value::cast)
    }
}

ast_node!(
    /// `{ a: 1 }`
    Object,
    OBJECT
);

impl<'t> Object<'t> {
    pub fn entries(self) -> impl Iterator<Item = Entry<'t>> {
        self.0.children().filter_map(Entry::cast)
    }
}

ast_node!(
    /// `a: 1` in an object.
    Entry,
    ENTRY
);

impl<'t> Entry<'t> {
    pub fn key(self) -> Option<Token<'t>> {
        self.0.leading_token(WORD)
    }

    pub fn value(self) -> Option<Value<'t>> {
        self.0.children().find_map(Value::cast)
    }
}

/// A string literal, quotes included.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct StringLiteral<'t>(pub Token<'t>);

/// A backslash sequence that has no value.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct StringProblem {
    /// From the backslash on, relative to the segment.
    pub range: TextRange,
    /// `\u` with wrong digits or a lone surrogate; otherwise the letter behind the backslash has no meaning.
    pub is_unicode: bool,
}

impl<'t> StringLiteral<'t> {
    pub fn token(self) -> Token<'t> {
        self.0
    }

    /// The bytes between the quotes, relative to the segment.
    pub fn content_range(self) -> TextRange {
        let range = self.0.range();
        TextRange::new(range.start + 1, range.end.saturating_sub(1).max(range.start + 1))
    }

    /// The text between the quotes as written.
    pub fn raw(self) -> &'t str {
        let text = self.0.text();
        text.get(1..text.len().saturating_sub(1)).unwrap_or("")
    }

    /// The text it stands for. Sequences with a problem add nothing.
    pub fn value(self) -> Cow<'t, str> {
        let raw = self.raw();
        // Most strings are short.
        if !raw.as_bytes().contains(&b'\\') {
            return Cow::Borrowed(raw);
        }
        let mut value = String::with_capacity(raw.len());
        unescape(raw, |piece| match piece {
            Piece::Text(text) => value.push_str(text),
            Piece::Char(char) => value.push(char),
            Piece::Problem { .. } => {}
        });
        Cow::Owned(value)
    }

    /// The backslash sequences that have no value, in order.
    pub fn problems(self) -> Vec<StringProblem> {
        let raw = self.raw();
        let mut problems = Vec::new();
        if memchr::memchr(b'\\', raw.as_bytes()).is_some() {
            let start = self.content_range().start;
            unescape(raw, |piece| {
                if let Piece::Problem { at, len, is_unicode } = piece {
                    let at = start + at as TextSize;
                    problems
                        .push(StringProblem { range: TextRange::new(at, at + len as TextSize), is_unicode });
                }
            });
        }
        problems
    }
}

enum Piece<'a> {
    Text(&'a str),
    Char(char),
    Problem { at: usize, len: usize, is_unicode: bool },
}

fn unescape<'a>(raw: &'a str, mut emit: impl FnMut(Piece<'a>)) {
    let bytes = raw.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        let backslash = memchr::memchr(b'\\', &bytes[at..]).map_or(bytes.len(), |it| at + it);
        emit(Piece::Text(&raw[at..backslash]));
        at = backslash;
        let Some(escaped) = raw.get(at + 1..).and_then(|it| it.chars().next()) else { break };
        let plain = match escaped {
            '"' | '\\' | '/' => Some(escaped),
            'b' => Some('\u{8}'),
            'f' => Some('\u{c}'),
            'n' => Some('\n'),
            'r' => Some('\r'),
            't' => Some('\t'),
            _ => None,
        };
        if let Some(char) = plain {
            emit(Piece::Char(char));
            at += 2;
        } else if escaped == 'u' {
            let (len, char) = unicode_escape(&bytes[at..]);
            match char {
                Some(char) => emit(Piece::Char(char)),
                None => emit(Piece::Problem { at, len, is_unicode: true }),
            }
            at += len;
        } else {
            let len = 1 + escaped.len_utf8();
            emit(Piece::Problem { at, len, is_unicode: false });
            at += len;
        }
    }
}

/// Reads `\uXXXX`, or two of them that form a surrogate pair: how many bytes were consumed, and the character.
fn unicode_escape(bytes: &[u8]) -> (usize, Option<char>) {
    let (len, unit) = utf16_unit(bytes);
    let Some(unit) = unit else { return (len, None) };
    match unit {
        0xD800..=0xDBFF => {
            let rest = &bytes[len..];
            if !rest.starts_with(b"\\u") {
                return (len, None);
            }
            match utf16_unit(rest) {
                (second_len, Some(low)) => {
                    let pair = char::decode_utf16([unit, low]).next().and_then(Result::ok);
                    (len + second_len, pair)
                }
                (_, None) => (len, None),
            }
        }
        0xDC00..=0xDFFF => (len, None),
        _ => (len, char::from_u32(u32::from(unit))),
    }
}

fn utf16_unit(bytes: &[u8]) -> (usize, Option<u16>) {
    let digits = bytes.iter().skip(2).take(4).take_while(|it| it.is_ascii_hexdigit()).count();
    let text = std::str::from_utf8(&bytes[2..2 + digits]).unwrap_or("");
    (2 + digits, if digits == 4 { u16::from_str_radix(text, 16).ok() } else { None })
}
