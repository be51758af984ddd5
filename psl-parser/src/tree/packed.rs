//! Tokens and nodes in as few bytes as their numbers allow.
//!
//! Nearly all segments have fewer than 65,536 bytes, so 16 bits hold every number in them. That halves the trees, and a
//! schema whose trees fit the caches is read faster.

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
    Small(Box<[SmallNode]>),
    Large(Box<[NodeData]>),
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct SmallToken {
    end: u16,
    kind: SyntaxKind,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct SmallNode {
    start: u16,
    end: u16,
    parent: u16,
    next: u16,
    kind: SyntaxKind,
}

impl Tokens {
    /// Token ends rise, so the last one is the greatest number.
    pub(crate) fn new(tokens: &[TokenData]) -> Tokens {
        let small = |it: &TokenData| SmallToken { end: it.end as u16, kind: it.kind };
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
                TokenData { end: u32::from(token.end), kind: token.kind }
            }
            Tokens::Large(tokens) => tokens[index as usize],
        }
    }

    /// Where a token ends; 0 when there is none.
    #[inline]
    pub(crate) fn end(&self, index: u32) -> u32 {
        match self {
            Tokens::Small(tokens) => tokens.get(index as usize).map_or(0, |it| u32::from(it.end)),
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
        let small = |it: &NodeData| SmallNode {
            start: it.start as u16,
            end: it.end as u16,
            parent: it.parent as u16,
            next: it.next as u16,
            kind: it.kind,
        };
        match nodes.len().max(token_count) > usize::from(u16::MAX) {
            true => Nodes::Large(nodes.into()),
            false => Nodes::Small(nodes.iter().map(small).collect()),
        }
    }

    #[inline]
    pub(crate) fn len(&self) -> usize {
        match self {
            Nodes::Small(nodes) => nodes.len(),
            Nodes::Large(nodes) => nodes.len(),
        }
    }

    /// The node with the given index, which has to be there.
    #[inline]
    pub(crate) fn at(&self, index: u32) -> NodeData {
        match self {
            Nodes::Small(nodes) => {
                let node = nodes[index as usize];
                NodeData {
                    kind: node.kind,
                    start: u32::from(node.start),
                    end: u32::from(node.end),
                    parent: u32::from(node.parent),
                    next: u32::from(node.next),
                }
            }
            Nodes::Large(nodes) => nodes[index as usize],
        }
    }

    /// Bytes on the heap.
    pub(crate) fn memory(&self) -> usize {
        match self {
            Nodes::Small(nodes) => size_of_val::<[SmallNode]>(nodes),
            Nodes::Large(nodes) => size_of_val::<[NodeData]>(nodes),
        }
    }
}
