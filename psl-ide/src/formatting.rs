//! Formatting: of a document, of a range, and while typing. The layout itself is psl-format's.

use psl_parser::{FileId, SyntaxKind, TextEdit, TextRange, TextSize};

use crate::{FilePosition, FileRange, Snapshot};

/// The edits that format a file; none when it is formatted.
pub fn format(snapshot: &Snapshot, file: FileId) -> Vec<TextEdit> {
    snapshot.file(file).map_or_else(Vec::new, |it| psl_format::format(it))
}

/// The edits that format the blocks a range touches.
pub fn format_range(snapshot: &Snapshot, at: FileRange) -> Vec<TextEdit> {
    snapshot.file(at.file).map_or_else(Vec::new, |it| psl_format::format_range(it, at.range))
}

/// The edits after `typed` was typed right before `at`.
///
/// - `}` that closes a block formats it.
/// - A line break after a line of `///` goes on with the comment.
/// - A line break after `{`, and in general inside a block, indents.
pub fn format_on_type(snapshot: &Snapshot, at: FilePosition, typed: char) -> Vec<TextEdit> {
    match typed {
        '}' => format_closed_block(snapshot, at).unwrap_or_default(),
        '\n' => continue_line(snapshot, at).into_iter().collect(),
        _ => Vec::new(),
    }
}

fn format_closed_block(snapshot: &Snapshot, at: FilePosition) -> Option<Vec<TextEdit>> {
    let file = snapshot.file(at.file)?;
    let placed = file.segment_at(at.offset.checked_sub(1)?)?;
    let is_its_brace = placed.segment.is_closed() && placed.range().end == at.offset;
    is_its_brace.then(|| psl_format::format_range(file, placed.range()))
}

/// What the line at the cursor starts with, given the line before it.
fn continue_line(snapshot: &Snapshot, at: FilePosition) -> Option<TextEdit> {
    let file = snapshot.file(at.file)?;
    let text: &str = file.text();
    let lines = snapshot.lines(at.file)?;
    let line = lines.line(at.offset);
    let before = lines.line_range(line.checked_sub(1)?, text);
    let range = lines.line_range(line, text);
    let blanks = TextRange::new(range.start, range.start + leading_blanks(range.slice(text)));
    let rest = TextRange::new(blanks.end, range.end).slice(text);
    let previous = before.slice(text);
    let new_text = if let Some(comment) = doc_comment_start(file, before) {
        let indent = TextRange::new(before.start, comment).slice(text);
        match rest.starts_with("///") {
            true => return None,
            false => format!("{indent}/// "),
        }
    } else if is_inside_block(file, range.start) && !rest.starts_with('}') && !previous.trim().is_empty() {
        "  ".to_owned()
    } else {
        return None;
    };
    (blanks.slice(text) != new_text).then(|| TextEdit::replace(blanks, new_text))
}

fn leading_blanks(text: &str) -> TextSize {
    (text.len() - text.trim_start_matches([' ', '\t']).len()) as TextSize
}

/// Where the `///` of a line starts that holds nothing else.
fn doc_comment_start(file: &psl_parser::SourceFile, line: TextRange) -> Option<TextSize> {
    let text = line.slice(file.text());
    let start = line.start + leading_blanks(text);
    let placed = file.segment_at(start)?;
    let token = placed.segment.tree().token_at(start - placed.start)?;
    let is_whole = token.kind() == SyntaxKind::DOC_COMMENT && token.range().start == start - placed.start;
    is_whole.then_some(start)
}

/// Whether a line that starts at `offset` belongs to the body of a block.
fn is_inside_block(file: &psl_parser::SourceFile, offset: TextSize) -> bool {
    let Some(placed) = offset.checked_sub(1).and_then(|it| file.segment_at(it)) else { return false };
    let end = placed.range().end;
    placed.segment.is_block() && (offset < end || (offset == end && !placed.segment.is_closed()))
}

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};
    use psl_parser::apply_edits;

    use super::*;
    use crate::test_fixture::fixture;

    fn check(typed: char, input: &str, expected: Expect) {
        let (snapshot, at) = fixture(input);
        let edits = format_on_type(&snapshot, at, typed);
        expected.assert_eq(&apply_edits(snapshot.text(at.file), &edits));
    }

    #[test]
    fn formats_all_lines_that_need_it() {
        let (snapshot, at) = fixture("model Room {$0\n  id Int @id\n  name String\n}\n");
        assert_eq!(format(&snapshot, at.file).len(), 1);
    }

    #[test]
    fn closing_brace_formats_its_block_only() {
        check(
            '}',
            "model A {\n id Int @id\n}\nmodel B {\n id Int @id\n}$0\n",
            expect![[r#"
                model A {
                 id Int @id
                }
                model B {
                  id Int @id
                }
            "#]],
        );
    }

    #[test]
    fn brace_that_closes_nothing_formats_nothing() {
        check(
            '}',
            "model A {\n id Int @default(\"}$0\")\n}\n",
            expect![[r#"
            model A {
             id Int @default("}")
            }
        "#]],
        );
    }

    #[test]
    fn line_break_after_doc_comment_goes_on_with_it() {
        check(
            '\n',
            "model A {\n  /// first\n$0\n  id Int @id\n}\n",
            expect![[r#"
            model A {
              /// first
              /// 
              id Int @id
            }
        "#]],
        );
    }

    #[test]
    fn doc_comment_behind_a_field_is_not_continued() {
        check(
            '\n',
            "model A {\n  id Int @id /// key\n$0\n}\n",
            expect![[r#"
            model A {
              id Int @id /// key
              
            }
        "#]],
        );
    }

    #[test]
    fn line_break_after_header_indents() {
        check(
            '\n',
            "model A {\n$0\n}\n",
            expect![[r#"
            model A {
              
            }
        "#]],
        );
        check(
            '\n',
            "model A {\n$0",
            expect![[r#"
            model A {
              "#]],
        );
    }

    #[test]
    fn line_break_outside_blocks_does_nothing() {
        check(
            '\n',
            "model A {\n}\n$0",
            expect![[r#"
            model A {
            }
        "#]],
        );
    }
}
