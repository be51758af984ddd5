//! The lossless tree of one segment: flat, immutable, `Send + Sync`.
//!
//! Tokens lie in text order and cover every byte; nodes lie in pre-order and point at ranges of tokens. A cursor
//! ([`Node`], [`Token`]) is two words and `Copy`. All ranges are relative to the segment.

mod packed;

use std::{fmt::Write, num::NonZeroU32, sync::Arc};

use crate::{SyntaxError, SyntaxKind, TextRange, TextSize};

pub(crate) use packed::{Large, NodeRow, Rows, Size, Small, TokenRow};

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct TokenData {
    pub(crate) end: TextSize,
    pub(crate) kind: SyntaxKind,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct NodeData {
    pub(crate) kind: SyntaxKind,
    /// Index of the first token.
    pub(crate) start: u32,
    /// Index behind the last token.
    pub(crate) end: u32,
    pub(crate) parent: u32,
    /// The first node behind this subtree.
    pub(crate) next: u32,
}

/// The text of a segment: a part of a text that others share.
#[derive(Clone, Debug)]
pub(crate) struct SegmentText {
    source: Arc<str>,
    range: TextRange,
}

impl SegmentText {
    pub(crate) fn new(source: Arc<str>, range: TextRange) -> SegmentText {
        SegmentText { source, range }
    }

    pub(crate) fn whole(source: Arc<str>) -> SegmentText {
        let range = TextRange::new(0, source.len() as TextSize);
        SegmentText { source, range }
    }

    #[inline]
    pub(crate) fn as_str(&self) -> &str {
        self.range.slice(&self.source)
    }

    /// What `range`, relative to the segment, names.
    #[inline]
    pub(crate) fn part(&self, range: TextRange) -> &str {
        range.shifted(self.range.start).slice(&self.source)
    }
}

impl PartialEq for SegmentText {
    fn eq(&self, other: &Self) -> bool {
        self.as_str() == other.as_str()
    }
}

impl Eq for SegmentText {}

/// The tree of one segment, with its text and its syntax errors.
///
/// Invariants: the token ends rise strictly up to the length of the text; node 0 is the root and covers all tokens.
#[derive(PartialEq, Eq, Debug)]
pub struct Tree {
    pub(crate) text: SegmentText,
    pub(crate) rows: Rows,
    pub(crate) errors: Box<[SyntaxError]>,
    pub(crate) has_words_with_digit_first: bool,
}

impl Tree {
    pub fn text(&self) -> &str {
        self.text.as_str()
    }

    pub fn root(&self) -> Node<'_> {
        Node { tree: self, id: 0 }
    }

    /// Syntax errors by position.
    pub fn errors(&self) -> &[SyntaxError] {
        &self.errors
    }

    /// Whether a word or path begins with a digit, which the grammar allows and names do not.
    pub fn has_words_with_digit_first(&self) -> bool {
        self.has_words_with_digit_first
    }

    pub fn node_count(&self) -> u32 {
        self.rows.node_count() as u32
    }

    /// The node with the given id; the root when there is no such node.
    #[inline]
    pub fn node(&self, id: NodeId) -> Node<'_> {
        let id = id.0.get() - 1;
        let id = if (id as usize) < self.rows.node_count() { id } else { 0 };
        Node { tree: self, id }
    }

    /// All tokens in text order.
    pub fn tokens(&self) -> impl DoubleEndedIterator<Item = Token<'_>> + ExactSizeIterator {
        (0..self.rows.token_count() as u32).map(|index| Token { tree: self, index })
    }

    /// The token that holds the byte at `offset`; at the very end, the last token. `None` for an empty text.
    pub fn token_at(&self, offset: TextSize) -> Option<Token<'_>> {
        let index = self.rows.tokens_to(offset).min(self.rows.token_count().checked_sub(1)?);
        Some(Token { tree: self, index: index as u32 })
    }

    /// The innermost node that covers `range`.
    pub fn covering_node(&self, range: TextRange) -> Node<'_> {
        let mut node = self.root();
        'down: loop {
            for child in node.children() {
                if child.range().contains_range(range) {
                    node = child;
                    continue 'down;
                }
            }
            return node;
        }
    }

    /// Bytes this tree keeps alive, its text not counted.
    pub fn memory(&self) -> usize {
        self.rows.memory() + size_of_val::<[SyntaxError]>(&self.errors) + size_of::<Tree>()
    }

    /// The tree as indented text, for tests: one line per node and token, then the errors.
    pub fn dump(&self) -> String {
        let mut out = String::new();
        dump_node(self.root(), 0, &mut out);
        for error in &self.errors {
            let _ = writeln!(out, "error {:?} {:?} in {:?}", error.kind, error.range, error.place);
        }
        out
    }

    #[inline]
    fn token_start(&self, index: u32) -> TextSize {
        match index.checked_sub(1) {
            Some(before) => self.rows.token_end(before),
            None => 0,
        }
    }
}

fn dump_node(node: Node<'_>, depth: usize, out: &mut String) {
    let _ = writeln!(out, "{:indent$}{:?} {:?}", "", node.kind(), node.range(), indent = depth * 2);
    for element in node.children_with_tokens() {
        match element {
            Element::Node(child) => dump_node(child, depth + 1, out),
            Element::Token(token) => {
                let _ = writeln!(
                    out,
                    "{:indent$}{:?} {:?}",
                    "",
                    token.kind(),
                    token.text(),
                    indent = depth * 2 + 2
                );
            }
        }
    }
}

/// A node's place in its tree, stable as long as the segment is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct NodeId(
    /// Its number and one, so that `Option<NodeId>` takes no more room.
    NonZeroU32,
);

/// A node: a cursor into a [`Tree`].
#[derive(Clone, Copy)]
pub struct Node<'t> {
    tree: &'t Tree,
    id: u32,
}

impl PartialEq for Node<'_> {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self.tree, other.tree) && self.id == other.id
    }
}

impl Eq for Node<'_> {}

impl std::fmt::Debug for Node<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:?}@{:?}", self.kind(), self.range())
    }
}

impl<'t> Node<'t> {
    #[inline]
    fn data(self) -> NodeData {
        // `id` was made by this tree, so it is in range.
        self.tree.rows.node(self.id)
    }

    pub fn tree(self) -> &'t Tree {
        self.tree
    }

    pub fn id(self) -> NodeId {
        NodeId(NonZeroU32::MIN.saturating_add(self.id))
    }

    #[inline]
    pub fn kind(self) -> SyntaxKind {
        self.data().kind
    }

    /// The bytes of this node, relative to the segment.
    #[inline]
    pub fn range(self) -> TextRange {
        let data = self.data();
        TextRange::new(self.tree.token_start(data.start), self.tree.token_start(data.end))
    }

    #[inline]
    pub fn text(self) -> &'t str {
        self.tree.text.part(self.range())
    }

    pub fn parent(self) -> Option<Node<'t>> {
        (self.id != 0).then(|| Node { tree: self.tree, id: self.data().parent })
    }

    /// This node, its parent, and so on up to the root.
    pub fn ancestors(self) -> impl Iterator<Item = Node<'t>> {
        std::iter::successors(Some(self), |it| it.parent())
    }

    /// The child nodes in text order.
    #[inline]
    pub fn children(self) -> Children<'t> {
        Children { tree: self.tree, at: self.id + 1, end: self.data().next }
    }

    /// The first child node of the given kind.
    #[inline]
    pub fn child(self, kind: SyntaxKind) -> Option<Node<'t>> {
        self.children().find(|it| it.kind() == kind)
    }

    /// This node and all nodes below it, in pre-order.
    pub fn descendants(self) -> impl Iterator<Item = Node<'t>> {
        let tree = self.tree;
        (self.id..self.data().next).map(move |id| Node { tree, id })
    }

    /// The nodes of one kind below this node, and itself if it is one, in pre-order: without a look at each of the others.
    pub fn descendants_of_kind(self, kind: SyntaxKind) -> impl Iterator<Item = Node<'t>> {
        let (tree, end) = (self.tree, self.data().next);
        let mut at = self.id;
        std::iter::from_fn(move || {
            let id = tree.rows.find_node(at..end, kind)?;
            at = id + 1;
            Some(Node { tree, id })
        })
    }

    /// All tokens below this node, in text order.
    pub fn descendant_tokens(self) -> impl DoubleEndedIterator<Item = Token<'t>> {
        let tree = self.tree;
        (self.data().start..self.data().end).map(move |index| Token { tree, index })
    }

    /// Child nodes and the tokens that belong to no child, in text order.
    pub fn children_with_tokens(self) -> impl Iterator<Item = Element<'t>> {
        let data = self.data();
        let tree = self.tree;
        let (mut token, mut node) = (data.start, self.id + 1);
        std::iter::from_fn(move || {
            if node < data.next {
                let child = tree.rows.node(node);
                if child.start <= token {
                    let id = node;
                    node = child.next;
                    token = child.end;
                    return Some(Element::Node(Node { tree, id }));
                }
            }
            if token < data.end {
                token += 1;
                return Some(Element::Token(Token { tree, index: token - 1 }));
            }
            None
        })
    }

    /// The tokens that belong to this node and to no child.
    pub fn own_tokens(self) -> impl Iterator<Item = Token<'t>> {
        self.children_with_tokens().filter_map(|it| match it {
            Element::Token(token) => Some(token),
            Element::Node(_) => None,
        })
    }

    /// The tokens before the first child node; all of them when there is no child.
    #[inline]
    pub fn leading_tokens(self) -> impl Iterator<Item = Token<'t>> {
        let (tree, data) = (self.tree, self.data());
        let has_child = self.id + 1 < data.next;
        let end = if has_child { tree.rows.node(self.id + 1).start } else { data.end };
        (data.start..end).map(move |index| Token { tree, index })
    }

    /// The first token, unless it belongs to a child node.
    #[inline]
    pub fn own_first_token(self) -> Option<Token<'t>> {
        let (tree, data) = (self.tree, self.data());
        let is_of_child = self.id + 1 < data.next && tree.rows.node(self.id + 1).start == data.start;
        (data.start < data.end && !is_of_child).then_some(Token { tree, index: data.start })
    }

    /// The first token of the given kind before the first child node.
    pub fn leading_token(self, kind: SyntaxKind) -> Option<Token<'t>> {
        self.leading_tokens().find(|it| it.kind() == kind)
    }

    /// The first token of the given kind that belongs to this node and to no child.
    pub fn token(self, kind: SyntaxKind) -> Option<Token<'t>> {
        self.own_tokens().find(|it| it.kind() == kind)
    }

    #[inline]
    pub fn first_token(self) -> Option<Token<'t>> {
        let data = self.data();
        (data.start < data.end).then_some(Token { tree: self.tree, index: data.start })
    }

    #[inline]
    pub fn last_token(self) -> Option<Token<'t>> {
        let data = self.data();
        (data.start < data.end).then(|| Token { tree: self.tree, index: data.end - 1 })
    }

    /// Whether a syntax error lies in this node (its range, or the point it ends at).
    pub fn has_error(self) -> bool {
        if self.tree.errors.is_empty() {
            return false;
        }
        let range = self.range();
        let from = self.tree.errors.partition_point(|it| it.range.start < range.start);
        self.tree.errors[from..]
            .first()
            .is_some_and(|it| it.range.start < range.end || it.range.end <= range.end)
    }
}

/// See [`Node::children`].
pub struct Children<'t> {
    tree: &'t Tree,
    at: u32,
    end: u32,
}

impl<'t> Iterator for Children<'t> {
    type Item = Node<'t>;

    #[inline]
    fn next(&mut self) -> Option<Node<'t>> {
        if self.at >= self.end {
            return None;
        }
        let node = Node { tree: self.tree, id: self.at };
        self.at = node.data().next;
        Some(node)
    }
}

/// A node or a token.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Element<'t> {
    Node(Node<'t>),
    Token(Token<'t>),
}

impl Element<'_> {
    #[inline]
    pub fn kind(self) -> SyntaxKind {
        match self {
            Element::Node(node) => node.kind(),
            Element::Token(token) => token.kind(),
        }
    }

    #[inline]
    pub fn range(self) -> TextRange {
        match self {
            Element::Node(node) => node.range(),
            Element::Token(token) => token.range(),
        }
    }
}

/// A token: a cursor into a [`Tree`].
#[derive(Clone, Copy)]
pub struct Token<'t> {
    tree: &'t Tree,
    index: u32,
}

impl PartialEq for Token<'_> {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self.tree, other.tree) && self.index == other.index
    }
}

impl Eq for Token<'_> {}

impl std::fmt::Debug for Token<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:?}@{:?} {:?}", self.kind(), self.range(), self.text())
    }
}

impl<'t> Token<'t> {
    pub fn tree(self) -> &'t Tree {
        self.tree
    }

    #[inline]
    pub fn kind(self) -> SyntaxKind {
        self.tree.rows.token(self.index).kind
    }

    /// The bytes of this token, relative to the segment.
    #[inline]
    pub fn range(self) -> TextRange {
        TextRange::new(self.tree.token_start(self.index), self.tree.rows.token_end(self.index))
    }

    #[inline]
    pub fn text(self) -> &'t str {
        self.tree.text.part(self.range())
    }

    #[inline]
    pub fn next(self) -> Option<Token<'t>> {
        let index = self.index + 1;
        ((index as usize) < self.tree.rows.token_count()).then_some(Token { tree: self.tree, index })
    }

    /// The next token that is no blank, when at most one blank stands before it.
    pub(crate) fn next_behind_blank(self) -> Option<Token<'t>> {
        let next = self.next()?;
        if next.kind() == SyntaxKind::BLANK { next.next() } else { Some(next) }
    }

    #[inline]
    pub fn prev(self) -> Option<Token<'t>> {
        Some(Token { tree: self.tree, index: self.index.checked_sub(1)? })
    }

    /// The innermost node this token belongs to.
    pub fn parent(self) -> Node<'t> {
        let mut node = self.tree.root();
        'down: loop {
            for child in node.children() {
                let data = child.data();
                if data.start <= self.index && self.index < data.end {
                    node = child;
                    continue 'down;
                }
                if data.start > self.index {
                    break;
                }
            }
            return node;
        }
    }
}
