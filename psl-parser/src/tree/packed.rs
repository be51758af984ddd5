//! Tokens and nodes in as few bytes as their numbers allow.
//!
//! Nearly all segments have fewer than 65,536 bytes, so 16 bits hold every number in them, and most have fewer than 256
//! nodes, so that 8 bits hold the numbers of these. A schema whose trees fit the caches is read faster.

use std::ops::Range;

use super::{NodeData, TokenData};
use crate::SyntaxKind;

/// The tokens of a tree.
#[derive(PartialEq, Eq, Debug)]
pub(crate) enum Tokens {
    Small(Box<[SmallToken]>),
    Large(Box<[TokenData]>),
}

/// The nodes of a tree.
#[derive(PartialEq, Eq, Debug)]
pub(crate) enum Nodes {
    Small(Box<[PackedNode<u8>]>),
    Medium(Box<[PackedNode<Packed16>]>),
    Large(Box<[NodeData]>),
}

/// A number of 16 bits that may stand at any address, so that nothing is lost between rows.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Packed16([u8; 2]);

impl Packed16 {
    /// `number` has to fit.
    fn new(number: u32) -> Packed16 {
        Packed16((number as u16).to_le_bytes())
    }
}

impl From<Packed16> for u32 {
    #[inline]
    fn from(number: Packed16) -> u32 {
        u32::from(u16::from_le_bytes(number.0))
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct SmallToken {
    end: Packed16,
    kind: SyntaxKind,
}

/// A [`NodeData`] with numbers of nodes that fit `T`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct PackedNode<T> {
    start: Packed16,
    end: Packed16,
    parent: T,
    next: T,
    kind: SyntaxKind,
}

impl<T: Copy + Into<u32>> PackedNode<T> {
    fn new(node: &NodeData, pack: impl Fn(u32) -> T) -> PackedNode<T> {
        PackedNode {
            start: Packed16::new(node.start),
            end: Packed16::new(node.end),
            parent: pack(node.parent),
            next: pack(node.next),
            kind: node.kind,
        }
    }

    #[inline]
    fn unpacked(self) -> NodeData {
        NodeData {
            kind: self.kind,
            start: self.start.into(),
            end: self.end.into(),
            parent: self.parent.into(),
            next: self.next.into(),
        }
    }
}

impl Tokens {
    /// Token ends rise, so the last one is the greatest number.
    pub(crate) fn new(tokens: &[TokenData]) -> Tokens {
        let small = |it: &TokenData| SmallToken { end: Packed16::new(it.end), kind: it.kind };
        match tokens.last() {
            Some(last) if last.end > u32::from(u16::MAX) => Tokens::Large(tokens.into()),
            _ => Tokens::Small(tokens.iter().map(small).collect()),
        }
    }

    #[inline]
    pub(crate) fn len(&self) -> usize {
        match self {
            Tokens::Small(tokens) => tokens.len(),
            Tokens::Large(tokens) => tokens.len(),
        }
    }

    /// The token with the given index, which has to be there.
    #[inline]
    pub(crate) fn at(&self, index: u32) -> TokenData {
        match self {
            Tokens::Small(tokens) => {
                let token = tokens[index as usize];
                TokenData { end: token.end.into(), kind: token.kind }
            }
            Tokens::Large(tokens) => tokens[index as usize],
        }
    }

    /// Where a token ends; 0 when there is none.
    #[inline]
    pub(crate) fn end(&self, index: u32) -> u32 {
        match self {
            Tokens::Small(tokens) => tokens.get(index as usize).map_or(0, |it| it.end.into()),
            Tokens::Large(tokens) => tokens.get(index as usize).map_or(0, |it| it.end),
        }
    }

    /// How many tokens end at or before `offset`.
    pub(crate) fn count_to(&self, offset: u32) -> usize {
        match self {
            Tokens::Small(tokens) => tokens.partition_point(|it| u32::from(it.end) <= offset),
            Tokens::Large(tokens) => tokens.partition_point(|it| it.end <= offset),
        }
    }

    /// Bytes on the heap.
    pub(crate) fn memory(&self) -> usize {
        match self {
            Tokens::Small(tokens) => size_of_val::<[SmallToken]>(tokens),
            Tokens::Large(tokens) => size_of_val::<[TokenData]>(tokens),
        }
    }
}

impl Nodes {
    /// `token_count` is the greatest token index of a node.
    pub(crate) fn new(nodes: &[NodeData], token_count: usize) -> Nodes {
        match (nodes.len(), token_count) {
            (0..=0xff, 0..=0xffff) => {
                Nodes::Small(nodes.iter().map(|it| PackedNode::new(it, |it| it as u8)).collect())
            }
            (0..=0xffff, 0..=0xffff) => {
                Nodes::Medium(nodes.iter().map(|it| PackedNode::new(it, Packed16::new)).collect())
            }
            _ => Nodes::Large(nodes.into()),
        }
    }

    #[inline]
    pub(crate) fn len(&self) -> usize {
        match self {
            Nodes::Small(nodes) => nodes.len(),
            Nodes::Medium(nodes) => nodes.len(),
            Nodes::Large(nodes) => nodes.len(),
        }
    }

    /// The node with the given index, which has to be there.
    #[inline]
    pub(crate) fn at(&self, index: u32) -> NodeData {
        match self {
            Nodes::Small(nodes) => nodes[index as usize].unpacked(),
            Nodes::Medium(nodes) => nodes[index as usize].unpacked(),
            Nodes::Large(nodes) => nodes[index as usize],
        }
    }

    /// The first node of a kind among those with the given indexes.
    pub(crate) fn find(&self, range: Range<u32>, kind: SyntaxKind) -> Option<u32> {
        let (start, end) = (range.start as usize, range.end as usize);
        let found = match self {
            Nodes::Small(nodes) => nodes.get(start..end)?.iter().position(|it| it.kind == kind),
            Nodes::Medium(nodes) => nodes.get(start..end)?.iter().position(|it| it.kind == kind),
            Nodes::Large(nodes) => nodes.get(start..end)?.iter().position(|it| it.kind == kind),
        };
        found.map(|it| range.start + it as u32)
    }

    /// Bytes on the heap.
    pub(crate) fn memory(&self) -> usize {
        match self {
            Nodes::Small(nodes) => size_of_val::<[PackedNode<u8>]>(nodes),
            Nodes::Medium(nodes) => size_of_val::<[PackedNode<Packed16>]>(nodes),
            Nodes::Large(nodes) => size_of_val::<[NodeData]>(nodes),
        }
    }
}
