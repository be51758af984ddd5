//! The few shapes of statement and expression a config is made of.
//!
//! An expression is a range of tokens. Each function here recognises one shape in full or says no; there is no
//! partial match.

use std::cell::Cell;
use std::collections::HashMap;
use std::ops::Range;

use crate::config::Place;
use crate::config::token::{Kind, Token, partners, string_value, tokens};

/// A config as tokens.
pub(super) struct Source<'t> {
    pub(super) place: Place<'t>,
    /// How many more path expressions are looked at: constants could multiply them without end.
    pub(super) fuel: Cell<u32>,
    tokens: Vec<Token<'t>>,
    partners: Vec<usize>,
    constants: HashMap<&'t str, Span>,
}

/// A range of tokens.
#[derive(Debug, Clone, Copy)]
pub(super) struct Span {
    pub(super) start: usize,
    pub(super) end: usize,
}

/// The outcome of looking for a property in an object literal.
pub(super) enum Property {
    Absent,
    /// A spread, a computed key, a getter or a method may define it.
    Unclear(Span),
    /// `item` is `key: value`.
    Value {
        item: Span,
        value: Span,
    },
}

impl<'t> Source<'t> {
    pub(super) fn new(text: &'t str, place: Place<'t>) -> Source<'t> {
        let tokens = tokens(text);
        let partners = partners(&tokens);
        let mut source =
            Source { place, tokens, partners, constants: HashMap::new(), fuel: Cell::new(10_000) };
        source.constants = source.find_constants();
        source
    }

    /// The bytes an expression covers.
    pub(super) fn range(&self, span: Span) -> Range<usize> {
        match self.tokens(span) {
            [first, .., last] => first.start..last.end(),
            [only] => only.start..only.end(),
            [] => 0..0,
        }
    }

    /// Tells whether a module is imported or required whose name `wanted` accepts.
    pub(super) fn imports(&self, wanted: impl Fn(&str) -> bool) -> bool {
        self.tokens.windows(3).any(|window| {
            let [before, previous, name] = window else { return false };
            let position = match previous.text {
                "from" | "import" => true,
                "(" => matches!(before.text, "require" | "import"),
                _ => false,
            };
            position && name.kind == Kind::Text && string_value(name).is_some_and(|it| wanted(&it))
        }) || matches!(self.tokens.as_slice(), [import, name, ..]
            if import.text == "import" && name.kind == Kind::Text && string_value(name).is_some_and(|it| wanted(&it)))
    }

    /// Tells whether a function of this name is called anywhere.
    pub(super) fn calls(&self, name: &str) -> bool {
        self.tokens.windows(2).any(|it| it[0].kind == Kind::Word && it[0].text == name && it[1].text == "(")
    }

    /// The expression the file exports: `export default X`, `export = X`, `module.exports = X`.
    pub(super) fn default_export(&self) -> Option<Span> {
        const FORMS: [&[&str]; 5] = [
            &["export", "default"],
            &["export", "="],
            &["module", ".", "exports", "="],
            &["module", ".", "exports", ".", "default", "="],
            &["exports", ".", "default", "="],
        ];
        let mut at = 0;
        while at < self.tokens.len() {
            if let Some(form) = FORMS.iter().find(|it| self.starts_with(at, it)) {
                return Some(self.statement(at + form.len()));
            }
            if self.starts_with(at, &["export", "{"]) {
                let inside = Span { start: at + 2, end: self.partners[at + 1].max(at + 2) };
                let renamed =
                    self.items(inside).into_iter().find(|it| self.ends_with(*it, &["as", "default"]));
                if let Some(item) = renamed {
                    return Some(Span { start: item.start, end: item.end - 2 });
                }
            }
            at = self.after(at);
        }
        None
    }

    /// The inside of the object literal an expression stands for: through one call, one constant,
    /// parentheses and type assertions.
    pub(super) fn object(&self, span: Span) -> Option<Span> {
        let (mut span, mut calls, mut hops) = (self.bare(span), 1, 1);
        loop {
            if let Some(inside) = self.inside(span, "{") {
                return Some(inside);
            }
            if let (Some(target), 1) = (self.constant(span), hops) {
                hops = 0;
                span = self.bare(target);
            } else if let (Some((_, arguments)), 1) = (self.call(span), calls) {
                calls = 0;
                span = self.bare(*self.items(arguments).first()?);
            } else {
                return None;
            }
        }
    }

    /// Looks for a property of an object literal. As in JavaScript the last definition counts.
    pub(super) fn property(&self, object: Span, name: &str) -> Property {
        let mut found = Property::Absent;
        for item in self.items(object) {
            let tokens = self.tokens(item);
            let Some(first) = tokens.first() else { continue };
            let is_named = |token: &Token<'_>| match token.kind {
                Kind::Word => token.text == name,
                Kind::Text => string_value(token).as_deref() == Some(name),
                _ => false,
            };
            let mark = tokens.get(1).map(|it| it.text);
            if first.text == "..." || (first.text == "[" && first.kind == Kind::Mark) {
                found = Property::Unclear(item);
            } else if is_named(first) {
                found = match mark {
                    None => Property::Value { item, value: item },
                    Some(":") => {
                        Property::Value { item, value: Span { start: item.start + 2, end: item.end } }
                    }
                    _ => Property::Unclear(item),
                };
            } else if mark != Some(":") && tokens.get(1).is_some_and(is_named) {
                found = Property::Unclear(item); // `get schema() { … }`
            }
        }
        found
    }

    /// Tells whether an expression is just this word.
    pub(super) fn is_word(&self, value: Span, word: &str) -> bool {
        matches!(self.tokens(self.bare(value)), [only] if only.kind == Kind::Word && only.text == word)
    }

    /// Splits `defineConfig({…})` into what is called and the inside of the parentheses.
    pub(super) fn call(&self, span: Span) -> Option<(Span, Span)> {
        let last = span.end.checked_sub(1)?;
        let open = *self.partners.get(last)?;
        let closes = self.tokens.get(last)?.text == ")" && span.start < open && open < last;
        let callee = Span { start: span.start, end: open };
        let is_name = self.tokens(callee).iter().all(|it| it.kind == Kind::Word || it.text == ".");
        (closes && is_name).then_some((callee, Span { start: open + 1, end: last }))
    }

    /// The value of the constant an expression consists of.
    pub(super) fn constant(&self, span: Span) -> Option<Span> {
        match self.tokens(span) {
            [only] if only.kind == Kind::Word => self.constants.get(only.text).copied(),
            _ => None,
        }
    }

    /// The tokens between a bracket that opens an expression and the one that ends it.
    pub(super) fn inside(&self, span: Span, open: &str) -> Option<Span> {
        let close = *self.partners.get(span.start)?;
        let is_bracketed =
            self.tokens(span).first()?.text == open && span.start < close && close + 1 == span.end;
        is_bracketed.then(|| Span { start: span.start + 1, end: close })
    }

    /// Drops parentheses around an expression, and `satisfies T`, `as T` and `!` behind it.
    pub(super) fn bare(&self, span: Span) -> Span {
        let mut span = span;
        loop {
            let before = span.end - span.start.min(span.end);
            let mut at = self.after(span.start);
            while at < span.end {
                if matches!(self.tokens[at].text, "satisfies" | "as") && self.tokens[at].kind == Kind::Word {
                    span.end = at;
                    break;
                }
                at = self.after(at);
            }
            if before > 1 && self.tokens[span.end - 1].text == "!" {
                span.end -= 1;
            }
            span = self.inside(span, "(").unwrap_or(span);
            if before == span.end - span.start.min(span.end) {
                return span;
            }
        }
    }

    /// The parts of a list of arguments, elements or properties.
    pub(super) fn items(&self, span: Span) -> Vec<Span> {
        let mut items = Vec::new();
        let mut start = span.start;
        let mut at = span.start;
        while at < span.end {
            if self.tokens[at].text == "," {
                items.push(Span { start, end: at });
                start = at + 1;
            }
            at = self.after(at);
        }
        if start < span.end {
            items.push(Span { start, end: span.end });
        }
        items
    }

    /// The expression that starts here and ends with its statement: at `;`, or at a line that begins with a
    /// word after something that can end an expression.
    fn statement(&self, start: usize) -> Span {
        let mut at = start;
        while let Some(token) = self.tokens.get(at) {
            let continues = matches!(token.text, "satisfies" | "as" | "in" | "instanceof");
            let ends_before = at > start && token.begins_line && token.kind == Kind::Word && !continues;
            if token.text == ";" || (ends_before && self.can_end(at - 1)) {
                break;
            }
            at = self.after(at);
        }
        Span { start: start.min(at), end: at.min(self.tokens.len()) }
    }

    fn can_end(&self, at: usize) -> bool {
        self.tokens
            .get(at)
            .is_some_and(|it| it.kind != Kind::Mark || matches!(it.text, ")" | "]" | "}" | "!"))
    }

    /// Every top-level `const name = …`, the first of each name.
    fn find_constants(&self) -> HashMap<&'t str, Span> {
        let mut constants = HashMap::new();
        let mut at = 0;
        while let Some(token) = self.tokens.get(at) {
            if token.text == "const"
                && let Some(name) = self.tokens.get(at + 1).filter(|it| it.kind == Kind::Word)
            {
                let statement = self.statement(at + 2);
                let declarator = self.items(statement).first().copied().unwrap_or(statement);
                let mut equals = declarator.start;
                while equals < declarator.end && self.tokens[equals].text != "=" {
                    equals = self.after(equals);
                }
                if equals < declarator.end {
                    let value = Span { start: equals + 1, end: declarator.end };
                    constants.entry(name.text).or_insert(value);
                }
            }
            at = self.after(at);
        }
        constants
    }

    /// The index after a token, or after the bracket that closes it.
    fn after(&self, at: usize) -> usize {
        self.partners.get(at).map_or(at, |it| *it.max(&at)) + 1
    }

    pub(super) fn tokens(&self, span: Span) -> &[Token<'t>] {
        self.tokens.get(span.start..span.end).unwrap_or_default()
    }

    pub(super) fn is(&self, span: Span, words: &[&str]) -> bool {
        self.tokens(span).len() == words.len() && self.starts_with(span.start, words)
    }

    fn starts_with(&self, at: usize, words: &[&str]) -> bool {
        words.iter().enumerate().all(|(idx, word)| {
            self.tokens.get(at + idx).is_some_and(|it| it.text == *word && it.kind != Kind::Text)
        })
    }

    fn ends_with(&self, span: Span, words: &[&str]) -> bool {
        span.end - span.start > words.len() && self.starts_with(span.end - words.len(), words)
    }
}
