//! Every byte is in a token, every token in a node, every error inside its tree. Tests and fuzzing share it.

use psl_parser::{SourceFile, Tree, ast};

/// The segments of `file` and their trees are the whole of `text`.
pub(crate) fn assert_lossless(file: &SourceFile, text: &str) {
    let mut joined = String::with_capacity(text.len());
    for placed in file.segments().iter() {
        assert_eq!(placed.start as usize, joined.len(), "segments lie side by side");
        assert_tree(placed.segment.tree());
        if placed.segment.is_trivia() {
            let tree = placed.segment.tree();
            assert!(tree.errors().is_empty() && tree.root().children().next().is_none(), "{}", tree.dump());
        }
        let name = ast::Block::of(placed.segment).and_then(ast::Block::name).map(|it| it.range());
        assert_eq!(placed.segment.name_range(), name, "{}", placed.segment.tree().dump());
        for token in placed.segment.tree().tokens() {
            joined.push_str(token.text());
        }
    }
    assert_eq!(joined, text);
}

fn assert_tree(tree: &Tree) {
    let mut end = 0;
    for token in tree.tokens() {
        assert!(token.range().end > end, "empty token in {}", tree.dump());
        end = token.range().end;
    }
    let root = tree.root().range();
    for node in tree.root().descendants() {
        assert!(root.contains_range(node.range()));
        if let Some(parent) = node.parent() {
            assert!(parent.range().contains_range(node.range()), "{}", tree.dump());
        }
        assert!(node.children().all(|it| it.parent() == Some(node)), "{}", tree.dump());
        let mut at = node.range().start;
        for element in node.children_with_tokens() {
            assert_eq!(element.range().start, at, "{}", tree.dump());
            at = element.range().end;
        }
        assert_eq!(at, node.range().end, "{}", tree.dump());
    }
    for error in tree.errors() {
        assert!(error.place.contains_range(error.range), "{error:?} in {}", tree.dump());
        assert!(!error.range.is_empty(), "{error:?} in {}", tree.dump());
        assert!(root.contains_range(error.place), "{error:?} in {}", tree.dump());
    }
}
