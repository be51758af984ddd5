//! The rows of a tree, in as few bytes as their numbers allow.
//!
//! Nearly all segments have fewer than 65,536 bytes, so 16 bits hold every number in them; and a node has few tokens and
//! is near its parent, unless that is the root. The parser writes such small rows, and starts again with large ones when they do not do. A
//! schema whose trees fit the caches is read faster.

use std::ops::Range;

use super::{NodeData, TokenData};
use crate::SyntaxKind;

/// The tokens and the nodes of a tree.
#[derive(PartialEq, Eq, Debug)]
pub(crate) enum Rows {
    Small { tokens: Box<[SmallToken]>, nodes: Box<[SmallNode]> },
    Large { tokens: Box<[TokenData]>, nodes: Box<[NodeData]> },
}

/// A size of rows.
pub(crate) trait Size {
    type Token: TokenRow;
    type Node: NodeRow;
    /// The greatest number that fits: a place in the text, the index of a token or a node.
    const GREATEST: usize;

    /// `tokens` and `nodes` as the rows of a tree.
    fn rows(tokens: &[Self::Token], nodes: &[Self::Node]) -> Rows;
}

pub(crate) trait TokenRow: Copy {
    fn new(end: u32, kind: SyntaxKind) -> Self;
    fn end(self) -> u32;
}

pub(crate) trait NodeRow: Copy {
    /// A node that is not closed yet. Where the row is too small for its parent, it has another one.
    fn new(kind: SyntaxKind, start: u32, id: u32, parent: u32) -> Self;
    /// Says where its tokens and nodes end. Whether that fits.
    fn close(&mut self, id: u32, end: u32, next: u32) -> bool;
    /// The parent of this node, which has the given id.
    fn parent(self, id: u32) -> u32;
}

pub(crate) struct Small;
pub(crate) struct Large;

impl Size for Small {
    type Token = SmallToken;
    type Node = SmallNode;
    const GREATEST: usize = u16::MAX as usize;

    fn rows(tokens: &[SmallToken], nodes: &[SmallNode]) -> Rows {
        Rows::Small { tokens: tokens.into(), nodes: nodes.into() }
    }
}

impl Size for Large {
    type Token = TokenData;
    type Node = NodeData;
    const GREATEST: usize = u32::MAX as usize;

    fn rows(tokens: &[TokenData], nodes: &[NodeData]) -> Rows {
        Rows::Large { tokens: tokens.into(), nodes: nodes.into() }
    }
}

/// A token in three bytes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct SmallToken {
    /// Bytes, so that nothing is lost between rows.
    end: [u8; 2],
    kind: SyntaxKind,
}

impl TokenRow for SmallToken {
    #[inline]
    fn new(end: u32, kind: SyntaxKind) -> SmallToken {
        SmallToken { end: (end as u16).to_le_bytes(), kind }
    }

    #[inline]
    fn end(self) -> u32 {
        u32::from(u16::from_le_bytes(self.end))
    }
}

impl TokenRow for TokenData {
    #[inline]
    fn new(end: u32, kind: SyntaxKind) -> TokenData {
        TokenData { end, kind }
    }

    #[inline]
    fn end(self) -> u32 {
        self.end
    }
}

/// A node in six bytes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct SmallNode {
    start: u16,
    /// How many tokens it has; [`SmallNode::ROOT`] for the root, which has all.
    tokens: u8,
    /// How many nodes it is, itself included; [`SmallNode::ROOT`] for the root, which is all.
    nodes: u8,
    /// How many nodes before it the parent is; [`SmallNode::ROOT`] when that is the root.
    parent: u8,
    kind: SyntaxKind,
}

impl SmallNode {
    const ROOT: u8 = u8::MAX;

    /// The node with the given id, of a tree with so many tokens and nodes.
    #[inline]
    fn unpacked(self, id: u32, tokens: usize, nodes: usize) -> NodeData {
        let start = self.start.into();
        let end_of = |start: u32, count: u8, all: usize| match count {
            SmallNode::ROOT => all as u32,
            count => start + u32::from(count),
        };
        NodeData {
            kind: self.kind,
            start,
            end: end_of(start, self.tokens, tokens),
            parent: self.parent(id),
            next: end_of(id, self.nodes, nodes),
        }
    }
}

impl NodeRow for SmallNode {
    #[inline]
    fn new(kind: SyntaxKind, start: u32, id: u32, parent: u32) -> SmallNode {
        let parent = match parent {
            0 => SmallNode::ROOT,
            _ => (id - parent).min(u32::from(SmallNode::ROOT)) as u8,
        };
        SmallNode { start: start as u16, tokens: 0, nodes: 0, parent, kind }
    }

    #[inline]
    fn close(&mut self, id: u32, end: u32, next: u32) -> bool {
        if id == 0 {
            (self.tokens, self.nodes) = (SmallNode::ROOT, SmallNode::ROOT);
            return true;
        }
        let (tokens, nodes) = (end - u32::from(self.start), next - id);
        (self.tokens, self.nodes) = (tokens as u8, nodes as u8);
        tokens.max(nodes) < u32::from(SmallNode::ROOT)
    }

    #[inline]
    fn parent(self, id: u32) -> u32 {
        if self.parent == SmallNode::ROOT { 0 } else { id - u32::from(self.parent) }
    }
}

impl NodeRow for NodeData {
    #[inline]
    fn new(kind: SyntaxKind, start: u32, _: u32, parent: u32) -> NodeData {
        NodeData { kind, start, end: 0, parent, next: 0 }
    }

    #[inline]
    fn close(&mut self, _: u32, end: u32, next: u32) -> bool {
        self.end = end;
        self.next = next;
        true
    }

    #[inline]
    fn parent(self, _: u32) -> u32 {
        self.parent
    }
}

impl Rows {
    #[inline]
    pub(crate) fn token_count(&self) -> usize {
        match self {
            Rows::Small { tokens, .. } => tokens.len(),
            Rows::Large { tokens, .. } => tokens.len(),
        }
    }

    /// The token with the given index, which has to be there.
    #[inline]
    pub(crate) fn token(&self, index: u32) -> TokenData {
        match self {
            Rows::Small { tokens, .. } => {
                let token = tokens[index as usize];
                TokenData { end: token.end(), kind: token.kind }
            }
            Rows::Large { tokens, .. } => tokens[index as usize],
        }
    }

    /// Where a token ends; 0 when there is none.
    #[inline]
    pub(crate) fn token_end(&self, index: u32) -> u32 {
        match self {
            Rows::Small { tokens, .. } => tokens.get(index as usize).map_or(0, |it| it.end()),
            Rows::Large { tokens, .. } => tokens.get(index as usize).map_or(0, |it| it.end),
        }
    }

    /// How many tokens end at or before `offset`.
    pub(crate) fn tokens_to(&self, offset: u32) -> usize {
        match self {
            Rows::Small { tokens, .. } => tokens.partition_point(|it| it.end() <= offset),
            Rows::Large { tokens, .. } => tokens.partition_point(|it| it.end <= offset),
        }
    }

    #[inline]
    pub(crate) fn node_count(&self) -> usize {
        match self {
            Rows::Small { nodes, .. } => nodes.len(),
            Rows::Large { nodes, .. } => nodes.len(),
        }
    }

    /// The node with the given index, which has to be there.
    #[inline]
    pub(crate) fn node(&self, id: u32) -> NodeData {
        match self {
            Rows::Small { tokens, nodes } => nodes[id as usize].unpacked(id, tokens.len(), nodes.len()),
            Rows::Large { nodes, .. } => nodes[id as usize],
        }
    }

    /// The first node of a kind among those with the given indexes.
    pub(crate) fn find_node(&self, range: Range<u32>, kind: SyntaxKind) -> Option<u32> {
        let (start, end) = (range.start as usize, range.end as usize);
        let found = match self {
            Rows::Small { nodes, .. } => nodes.get(start..end)?.iter().position(|it| it.kind == kind),
            Rows::Large { nodes, .. } => nodes.get(start..end)?.iter().position(|it| it.kind == kind),
        };
        found.map(|it| range.start + it as u32)
    }

    /// Bytes on the heap.
    pub(crate) fn memory(&self) -> usize {
        match self {
            Rows::Small { tokens, nodes } => {
                size_of_val::<[SmallToken]>(tokens) + size_of_val::<[SmallNode]>(nodes)
            }
            Rows::Large { tokens, nodes } => {
                size_of_val::<[TokenData]>(tokens) + size_of_val::<[NodeData]>(nodes)
            }
        }
    }
}
