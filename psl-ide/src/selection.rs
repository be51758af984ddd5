//! Growing selections: word, value, list, attribute, line, group of lines, body, block, block with doc, file.

use psl_parser::{Node, SourceFile, SyntaxKind, TextRange, TextSize, Token, ast};

use crate::{FilePosition, Snapshot, doc_comment};

/// The ranges around a position, the smallest first; each contains the one before it. Never empty for a file that exists.
pub fn selection_ranges(snapshot: &Snapshot, at: FilePosition) -> Vec<TextRange> {
    let Some(source) = snapshot.file(at.file) else { return Vec::new() };
    let mut ranges = Ranges::default();
    if let Some(index) = segment_index(source, at.offset) {
        push_segment(source, index, at.offset, &mut ranges);
    }
    ranges.push(TextRange::new(0, source.text().len() as TextSize));
    ranges.0
}

/// Ranges that only grow.
#[derive(Default)]
struct Ranges(Vec<TextRange>);

impl Ranges {
    fn push(&mut self, range: TextRange) {
        match self.0.last() {
            Some(last) if *last == range || !range.contains_range(*last) => {}
            _ => self.0.push(range),
        }
    }
}

/// The segment a cursor belongs to: directly behind a block it is the block.
fn segment_index(source: &SourceFile, offset: TextSize) -> Option<usize> {
    let index = source.segment_index_at(offset)?;
    match index.checked_sub(1).and_then(|it| source.segments().get(it)) {
        Some(before) if before.range().end == offset && before.segment.is_closed() => Some(index - 1),
        _ => Some(index),
    }
}

fn push_segment(source: &SourceFile, index: usize, offset: TextSize, ranges: &mut Ranges) {
    let Some(placed) = source.segments().get(index) else { return };
    let local = offset - placed.start;
    let tree = placed.segment.tree();
    let mut push = |it: TextRange| ranges.push(it.shifted(placed.start));
    if let Some(token) = touched_token(placed.segment.root(), local) {
        if token.kind() == SyntaxKind::STRING {
            push(ast::StringLiteral(token).content_range());
        }
        push(token.range());
        for node in token.parent().ancestors().take_while(|it| it.parent().is_some()) {
            if matches!(node.kind(), SyntaxKind::ARGUMENTS | SyntaxKind::LIST | SyntaxKind::OBJECT) {
                push(TextRange::new(node.range().start + 1, node.range().end.saturating_sub(1)));
            }
            push(node.range());
        }
    }
    if let Some(block) = ast::Block::of(placed.segment) {
        let body = body_range(block);
        if body.touches(local) {
            if let Some(group) = group_of_lines(tree.text(), body, local) {
                push(group);
            }
            push(body);
        }
        push(block.range());
        if let Some(doc) = doc_comment::of_block(source, index) {
            ranges.push(doc.range.cover(placed.range()));
        }
    }
}

/// The token under the cursor that means something; of two, the word.
fn touched_token(root: Node<'_>, offset: TextSize) -> Option<Token<'_>> {
    let tree = root.tree();
    let after = tree.token_at(offset).filter(|it| it.range().touches(offset));
    let before = offset.checked_sub(1).and_then(|it| tree.token_at(it));
    let is_wanted = |it: &Token<'_>| !matches!(it.kind(), SyntaxKind::BLANK | SyntaxKind::NEWLINE);
    let is_word =
        |it: &Token<'_>| matches!(it.kind(), SyntaxKind::WORD | SyntaxKind::PATH | SyntaxKind::STRING);
    let both = [after.filter(is_wanted), before.filter(is_wanted)];
    both.iter().flatten().find(|it| is_word(it)).or_else(|| both.iter().flatten().next()).copied()
}

/// Between the braces.
fn body_range(block: ast::Block<'_>) -> TextRange {
    let start = block.header_range().end;
    let brace = block.node().last_token().filter(|it| it.kind() == SyntaxKind::R_BRACE);
    let end = brace.map_or(block.range().end, |it| it.range().start);
    TextRange::new(start, end.max(start))
}

/// The lines around `offset` up to the next blank lines, inside `body`.
fn group_of_lines(text: &str, body: TextRange, offset: TextSize) -> Option<TextRange> {
    let inner = body.slice(text);
    let mut start = body.start;
    let mut group: Option<TextRange> = None;
    for line in inner.split_inclusive('\n') {
        let range = TextRange::new(start, start + line.len() as TextSize);
        start = range.end;
        let content = line.trim();
        if content.is_empty() {
            if group.is_some_and(|it| it.touches(offset)) {
                break;
            }
            group = None;
            continue;
        }
        let lead = (line.len() - line.trim_start().len()) as TextSize;
        let own = TextRange::new(range.start + lead, range.start + line.trim_end().len() as TextSize);
        group = Some(group.map_or(own, |it| it.cover(own)));
    }
    group.filter(|it| it.touches(offset))
}

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};

    use super::*;
    use crate::test_fixture::fixture;

    fn check(input: &str, expected: Expect) {
        let (snapshot, at) = fixture(input);
        let text = snapshot.text(at.file);
        let ranges: String =
            selection_ranges(&snapshot, at).iter().map(|it| format!("{:?}\n", it.slice(text))).collect();
        expected.assert_eq(&ranges);
    }

    #[test]
    fn grows_from_word_to_file() {
        check(
            "/// doc\nmodel A {\n  id Int @id\n\n  a Int\n  b B @relation(fields: [bI$0d, x], references: [id])\n}\n",
            expect![[r#"
                "bId"
                "bId, x"
                "[bId, x]"
                "fields: [bId, x]"
                "fields: [bId, x], references: [id]"
                "(fields: [bId, x], references: [id])"
                "@relation(fields: [bId, x], references: [id])"
                "b B @relation(fields: [bId, x], references: [id])"
                "a Int\n  b B @relation(fields: [bId, x], references: [id])"
                "\n  id Int @id\n\n  a Int\n  b B @relation(fields: [bId, x], references: [id])\n"
                "model A {\n  id Int @id\n\n  a Int\n  b B @relation(fields: [bId, x], references: [id])\n}"
                "/// doc\nmodel A {\n  id Int @id\n\n  a Int\n  b B @relation(fields: [bId, x], references: [id])\n}"
                "/// doc\nmodel A {\n  id Int @id\n\n  a Int\n  b B @relation(fields: [bId, x], references: [id])\n}\n"
            "#]],
        );
    }

    #[test]
    fn in_an_empty_file_there_is_only_the_file() {
        check(
            "$0",
            expect![[r#"
            ""
        "#]],
        );
    }
}
