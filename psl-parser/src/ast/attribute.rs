//! Attributes and their arguments.

use super::{ast_node, value::Value};
use crate::{
    SyntaxKind::*,
    TextRange,
    tree::{Node, Token},
};

ast_node!(
    /// `@map("x")` behind a field or value, `@@index([a])` on a line of its own.
    Attribute,
    ATTRIBUTE | BLOCK_ATTRIBUTE
);

impl<'t> Attribute<'t> {
    /// `map` in `@map("x")`, `db.VarChar` in `@db.VarChar(10)`. `None` after a lone `@`.
    pub fn path(self) -> Option<Token<'t>> {
        // Nothing but the sign and blanks stands before it.
        let path = self.0.first_token()?.next_behind_blank()?;
        matches!(path.kind(), WORD | PATH).then_some(path)
    }

    /// Whether it is written with `@@`.
    pub fn is_block_level(self) -> bool {
        self.0.kind() == BLOCK_ATTRIBUTE
    }

    pub fn arguments(self) -> Option<Arguments<'t>> {
        self.0.child(ARGUMENTS).and_then(Arguments::cast)
    }

    /// From `@` to the name or to `)`: without blanks and comment that the node may hold behind it.
    pub fn trimmed_range(self) -> TextRange {
        let end = match self.arguments() {
            Some(arguments) => arguments.range().end,
            None => self.path().map_or(self.range().end, |it| it.range().end),
        };
        TextRange::new(self.range().start, end)
    }

    /// `@map`, `@@index`: sign and name.
    pub fn name_range(self) -> TextRange {
        let end = self.path().map_or(self.range().end, |it| it.range().end);
        TextRange::new(self.range().start, end)
    }

    /// The comment behind a block attribute, on its line.
    pub fn comment(self) -> Option<Token<'t>> {
        self.0.own_tokens().find(|it| it.kind().is_comment())
    }
}

ast_node!(
    /// `("author", fields: [authorId])`
    Arguments,
    ARGUMENTS
);

impl<'t> Arguments<'t> {
    pub fn iter(self) -> impl Iterator<Item = Argument<'t>> {
        self.0.children().filter_map(Argument::cast)
    }

    /// The `,` right before `)`.
    pub fn trailing_comma(self) -> Option<Token<'t>> {
        let mut token = self.0.last_token()?;
        if token.kind() == R_PAREN {
            token = token.prev()?;
        }
        // `(` ends the search.
        while token.kind().is_trivia() || token.kind() == JUNK {
            token = token.prev()?;
        }
        (token.kind() == COMMA).then_some(token)
    }

    pub fn is_closed(self) -> bool {
        self.0.token(R_PAREN).is_some()
    }
}

ast_node!(
    /// `fields: [authorId]`, or a value alone.
    Argument,
    ARGUMENT
);

impl<'t> Argument<'t> {
    pub fn name(self) -> Option<Token<'t>> {
        self.0.own_first_token().filter(|it| it.kind() == WORD)
    }

    pub fn value(self) -> Option<Value<'t>> {
        self.0.children().find_map(Value::cast)
    }

    /// The list of arguments it stands in.
    pub fn list(self) -> Option<Node<'t>> {
        self.0.parent()
    }
}
