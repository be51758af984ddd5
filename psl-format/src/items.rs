//! Block → the items of its body, in input order.

use psl_parser::{Element, Node, Segment, SyntaxKind::*, TextRange, Token};

use crate::broken::{Joined, group_broken_lines};

/// What stands in the body of a block, at least one line each (two comments may share a line).
pub(crate) enum Item<'t> {
    /// One or more blank lines.
    Blank,
    /// A comment that does not follow a member on its line.
    Comment(Token<'t>),
    /// A field, value or `key = value` without errors.
    Member(Node<'t>),
    /// An `@@` line without errors.
    Attribute(Node<'t>),
    /// A member or `@@` line that was spread over several lines.
    Joined(Joined),
    Broken(Broken),
}

/// Text that does not fit.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Broken {
    /// Without the last line break.
    pub(crate) range: TextRange,
    pub(crate) form: BrokenForm,
}

/// How broken text is laid out.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum BrokenForm {
    /// The first line is indented, further ones (of a block comment) are copied.
    Line,
    /// Each line is indented.
    Together,
    /// Copied with the indentation it has.
    AsIs,
}

impl Item<'_> {
    /// The block attribute, which moves to the end of the block.
    pub(crate) fn attribute(&self) -> Option<Node<'_>> {
        match self {
            Item::Attribute(node) => Some(*node),
            Item::Joined(joined) => joined.member().filter(|it| it.kind() == BLOCK_ATTRIBUTE),
            _ => None,
        }
    }

    /// The bytes of the item, relative to the segment.
    pub(crate) fn range(&self) -> Option<TextRange> {
        match self {
            Item::Comment(token) => Some(token.range()),
            Item::Member(node) | Item::Attribute(node) => Some(node.range()),
            Item::Broken(broken) => Some(broken.range),
            Item::Blank | Item::Joined(_) => None,
        }
    }

    /// Whether this stays where it is and is no comment.
    pub(crate) fn is_member(&self) -> bool {
        match self {
            Item::Member(_) | Item::Broken(_) => true,
            Item::Joined(_) => self.attribute().is_none(),
            Item::Blank | Item::Comment(_) | Item::Attribute(_) => false,
        }
    }
}

/// Reads the body of a closed block.
pub(crate) fn body_items(segment: &Segment) -> Vec<Item<'_>> {
    let items = ungrouped_items(segment);
    let has_broken =
        !segment.tree().errors().is_empty() && items.iter().any(|it| matches!(it, Item::Broken(_)));
    if has_broken { group_broken_lines(items, segment) } else { items }
}

/// Reads the body of a block; every broken line is an item of its own.
pub(crate) fn ungrouped_items(segment: &Segment) -> Vec<Item<'_>> {
    let has_errors = !segment.tree().errors().is_empty();
    let mut items = Vec::with_capacity(segment.text().len() / 24);
    let mut is_empty_line = true;
    let is_header = |it: &Element<'_>| it.kind() != NEWLINE;
    for element in segment.root().children_with_tokens().skip_while(is_header).skip(1) {
        match element {
            Element::Token(token) => match token.kind() {
                NEWLINE if is_empty_line && !matches!(items.last(), Some(Item::Blank)) => {
                    items.push(Item::Blank)
                }
                NEWLINE => is_empty_line = true,
                LINE_COMMENT | DOC_COMMENT | BLOCK_COMMENT => {
                    is_empty_line = false;
                    items.push(Item::Comment(token));
                }
                _ => {}
            },
            Element::Node(node) => {
                is_empty_line = false;
                items.push(match node.kind() {
                    _ if has_errors && node.has_error() => {
                        Item::Broken(Broken { range: node.range(), form: BrokenForm::Line })
                    }
                    BLOCK_ATTRIBUTE => Item::Attribute(node),
                    _ => Item::Member(node),
                });
            }
        }
    }
    items
}
