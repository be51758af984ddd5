//! The grammar of record and the parser read a segment alike. Tests and fuzzing share it.

use psl_parser::{
    Element, Node, Segment, SyntaxErrorKind, SyntaxKind,
    grammar::{self, Entry},
};

fn entries(node: Node<'_>, depth: u32, entries: &mut Vec<Entry>) {
    entries.push(Entry { depth, kind: node.kind(), range: node.range() });
    for element in node.children_with_tokens() {
        match element {
            Element::Node(child) => self::entries(child, depth + 1, entries),
            Element::Token(token) => {
                entries.push(Entry { depth: depth + 1, kind: token.kind(), range: token.range() });
            }
        }
    }
}

/// The entries of a node as if its text stood alone.
fn alone(node: Node<'_>) -> Vec<Entry> {
    let mut all = Vec::new();
    entries(node, 0, &mut all);
    let start = node.range().start;
    for entry in &mut all {
        entry.range.start -= start;
        entry.range.end -= start;
    }
    all
}

/// The parser and the grammar say the same of a segment.
pub(crate) fn assert_agreement(segment: &Segment) {
    let text = segment.text();
    let errors = segment.tree().errors();
    if errors.iter().any(|it| it.kind == SyntaxErrorKind::NestingTooDeep) {
        return; // The grammar has no limit.
    }
    // A missing brace is no mistake of the block that reports it.
    let own_errors = errors.iter().filter(|it| !matches!(it.kind, SyntaxErrorKind::HeaderInsideBlock(_)));
    let is_well_formed =
        own_errors.count() == 0 && (segment.is_closed() || segment.kind() == SyntaxKind::LOOSE);
    match grammar::segment(text, segment.kind()) {
        Some(tree) => {
            assert!(
                is_well_formed,
                "the grammar accepts, the parser does not: {text:?}\n{}",
                segment.tree().dump()
            );
            assert_eq!(tree, alone(segment.root()), "{text:?}\n{}", segment.tree().dump());
        }
        None => assert!(!is_well_formed, "the parser accepts, the grammar does not: {text:?}"),
    }
    if !is_well_formed {
        for member in segment.root().children().filter(|it| it.kind().is_member()) {
            check_member(segment, member);
        }
    }
}

fn check_member(segment: &Segment, member: Node<'_>) {
    if segment.kind() == SyntaxKind::LOOSE {
        return;
    }
    match grammar::member(member.text(), segment.kind()) {
        Some(tree) => {
            assert!(!member.has_error(), "the grammar accepts, the parser does not: {:?}", member.text());
            assert_eq!(tree, alone(member), "{:?}", member.text());
        }
        None => assert!(member.has_error(), "the parser accepts, the grammar does not: {:?}", member.text()),
    }
}
