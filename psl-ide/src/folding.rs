//! What an editor may fold: blocks, comments and regions.

use psl_parser::{FileId, SourceFile, SyntaxKind, TextRange, Token, ast};

use crate::Snapshot;

/// A part that can be folded. It always covers at least two lines.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Fold {
    /// From the first character that stays visible to the last one that is hidden.
    pub range: TextRange,
    pub kind: FoldKind,
    /// What to show instead: `model Room {…}`.
    pub collapsed_text: Option<String>,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum FoldKind {
    Block,
    Comment,
    /// `// #region` to `// #endregion`
    Region,
}

/// The parts of a file that can be folded, by position.
pub fn folding_ranges(snapshot: &Snapshot, file: FileId) -> Vec<Fold> {
    let Some(source) = snapshot.file(file) else { return Vec::new() };
    let mut folds = Vec::new();
    push_blocks(source, &mut folds);
    push_comments(source, &mut folds);
    if let Some(lines) = snapshot.lines(file) {
        folds.retain(|it| lines.line(it.range.start) < lines.line(it.range.end));
    }
    folds.sort_by_key(|it| (it.range.start, std::cmp::Reverse(it.range.end)));
    folds
}

fn push_blocks(source: &SourceFile, folds: &mut Vec<Fold>) {
    for placed in source.segments().iter() {
        let Some(block) = ast::Block::of(placed.segment) else { continue };
        let last = block.node().descendant_tokens().rev().find(|it| !is_blank(*it));
        let end = last.map_or(block.range().end, |it| it.range().end);
        let name = block.name().map_or("?", |it| it.text());
        folds.push(Fold {
            range: TextRange::new(block.range().start, end).shifted(placed.start),
            kind: FoldKind::Block,
            collapsed_text: Some(format!("{} {name} {{…}}", block.kind().keyword())),
        });
    }
}

fn is_blank(token: Token<'_>) -> bool {
    matches!(token.kind(), SyntaxKind::BLANK | SyntaxKind::NEWLINE)
}

/// A run of line comments that have their lines to themselves.
struct Run {
    kind: SyntaxKind,
    range: TextRange,
}

fn push_comments(source: &SourceFile, folds: &mut Vec<Fold>) {
    let mut regions: Vec<TextRange> = Vec::new();
    let mut run: Option<Run> = None;
    let mut is_line_start = true;
    let mut breaks = 0;
    for placed in source.segments().iter() {
        for token in placed.segment.tree().tokens() {
            let range = token.range().shifted(placed.start);
            match token.kind() {
                SyntaxKind::BLANK => continue,
                SyntaxKind::NEWLINE => {
                    is_line_start = true;
                    breaks += 1;
                    continue;
                }
                kind @ (SyntaxKind::LINE_COMMENT | SyntaxKind::DOC_COMMENT) if is_line_start => {
                    let marker = region_marker(token.text());
                    match (&mut run, marker) {
                        (Some(run), None) if run.kind == kind && breaks == 1 => run.range.end = range.end,
                        (_, marker) => {
                            folds.extend(run.take().map(comment));
                            match marker {
                                None => run = Some(Run { kind, range }),
                                Some(Marker::Start) => regions.push(range),
                                Some(Marker::End) => folds.extend(regions.pop().map(|it| Fold {
                                    range: it.cover(range),
                                    kind: FoldKind::Region,
                                    collapsed_text: None,
                                })),
                            }
                        }
                    }
                }
                SyntaxKind::BLOCK_COMMENT => {
                    folds.extend(run.take().map(comment));
                    folds.push(comment(Run { kind: SyntaxKind::BLOCK_COMMENT, range }));
                }
                _ => folds.extend(run.take().map(comment)),
            }
            is_line_start = false;
            breaks = 0;
        }
    }
    folds.extend(run.map(comment));
}

fn comment(run: Run) -> Fold {
    Fold { range: run.range, kind: FoldKind::Comment, collapsed_text: None }
}

#[derive(Clone, Copy)]
enum Marker {
    Start,
    End,
}

fn region_marker(comment: &str) -> Option<Marker> {
    let text = comment.trim_start_matches('/').trim_start();
    let is_word =
        |word: &str| text.strip_prefix(word).is_some_and(|it| !it.starts_with(char::is_alphanumeric));
    match (is_word("#region"), is_word("#endregion")) {
        (true, _) => Some(Marker::Start),
        (_, true) => Some(Marker::End),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};
    use psl_validate::RuleSet;

    use super::*;
    use crate::test_fixture::fixture_with_rules;

    fn check(input: &str, expected: Expect) {
        let (snapshot, _) = fixture_with_rules(input, RuleSet::V7);
        let lines = snapshot.lines(FileId(0)).unwrap();
        let show = |it: Fold| {
            let (from, to) = (lines.line(it.range.start), lines.line(it.range.end));
            format!("{from}-{to} {:?} {}\n", it.kind, it.collapsed_text.unwrap_or_default())
        };
        let folds: String = folding_ranges(&snapshot, FileId(0)).into_iter().map(show).collect();
        expected.assert_eq(&folds);
    }

    #[test]
    fn folds_blocks_and_runs_of_comments() {
        check(
            "// one\n// two\n\n// alone\n/// doc\n/// doc\nmodel Room {\n  id Int @id // x\n  // a\n  // b\n}\n/* long\ncomment */\n",
            expect![[r#"
                0-1 Comment 
                4-5 Comment 
                6-10 Block model Room {…}
                8-9 Comment 
                11-12 Comment 
            "#]],
        );
    }

    #[test]
    fn folds_regions_across_blocks() {
        check(
            "// #region rooms\nmodel A {\n}\n// #region inner\nenum E {\n  A\n}\n// #endregion\n// #endregion rooms\n",
            expect![[r#"
                0-8 Region 
                1-2 Block model A {…}
                3-7 Region 
                4-6 Block enum E {…}
            "#]],
        );
    }

    #[test]
    fn folds_a_block_without_closing_brace() {
        check(
            "model A {\n  id Int @id\n\nmodel B {\n}\n",
            expect![[r#"
            0-1 Block model A {…}
            3-4 Block model B {…}
        "#]],
        );
    }
}
