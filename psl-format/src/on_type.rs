//! Formatting while typing: what one typed character asks for, and nothing more.

use psl_parser::{SourceFile, SyntaxKind::DOC_COMMENT, TextEdit, TextRange, TextSize, ast, is_blank};

use crate::{format_range, table::INDENT};

/// The edits after `typed` was typed, with the cursor at `offset` behind it.
///
/// - `}` formats the block it closes.
/// - A line break behind a `///` line starts the new line with `///`, one behind the `{` of a header with the indentation
///   of a member. The line of the cursor is not touched otherwise.
pub fn format_on_type(file: &SourceFile, offset: TextSize, typed: char) -> Vec<TextEdit> {
    match typed {
        '}' => closed_block(file, offset),
        '\n' => new_line(file, offset).into_iter().collect(),
        _ => Vec::new(),
    }
}

fn closed_block(file: &SourceFile, offset: TextSize) -> Vec<TextEdit> {
    let Some(brace) = offset.checked_sub(1) else { return Vec::new() };
    match file.segment_at(brace) {
        Some(placed) if placed.segment.is_closed() && placed.range().end == offset => {
            format_range(file, TextRange::new(brace, offset))
        }
        _ => Vec::new(),
    }
}

fn new_line(file: &SourceFile, offset: TextSize) -> Option<TextEdit> {
    let text: &str = file.text();
    let before = text.get(..offset as usize)?;
    let start = before.rfind(['\n', '\r'])? + 1;
    let content = text.get(start..)?.trim_start_matches(is_blank);
    let content_start = text.len() - content.len();
    if content_start < offset as usize {
        return None; // The cursor stands behind text.
    }
    let line_break = if before.get(..start)?.ends_with("\r\n") { 2 } else { 1 };
    let line_above = before.get(..start - line_break)?;
    let line_above_start = line_above.rfind(['\n', '\r']).map_or(0, |it| it + 1);
    let beginning = if let Some(indentation) = doc_indentation(file, line_above_start, line_above.len()) {
        if content.starts_with("///") {
            return None;
        }
        format!("{indentation}/// ")
    } else if ends_with_header(file, line_above.trim_end_matches(is_blank).len()) && !content.starts_with('}')
    {
        INDENT.to_owned()
    } else {
        return None;
    };
    let range = TextRange::new(start as TextSize, content_start as TextSize);
    (range.slice(text) != beginning).then(|| TextEdit::replace(range, beginning))
}

/// What stands before the `///` of the line `start..end`, if it is a doc comment and nothing else.
fn doc_indentation(file: &SourceFile, start: usize, end: usize) -> Option<&str> {
    let line = file.text().get(start..end)?;
    let comment = start + (line.len() - line.trim_start_matches(is_blank).len());
    let placed = file.segment_at(comment as TextSize)?;
    let token = placed.segment.tree().token_at((comment as TextSize).checked_sub(placed.start)?)?;
    let is_doc = token.kind() == DOC_COMMENT && token.range().shifted(placed.start).start as usize == comment;
    if is_doc { file.text().get(start..comment) } else { None }
}

/// Whether the `{` of a block header ends at `end`.
fn ends_with_header(file: &SourceFile, end: usize) -> bool {
    let Some(brace) = (end as TextSize).checked_sub(1) else { return false };
    let Some(placed) = file.segment_at(brace) else { return false };
    let header = ast::Block::of(placed.segment).map(|it| it.header_range().shifted(placed.start));
    header.is_some_and(|it| it.end as usize == end)
}

#[cfg(test)]
mod tests {
    use psl_parser::apply_edits;

    use super::*;

    /// Types the character before the cursor `|`.
    fn check(before: &str, after: &str) {
        let offset = before.find('|').unwrap();
        let text = before.replacen('|', "", 1);
        let typed = text[..offset].trim_end_matches(' ').chars().last().unwrap();
        let edits = format_on_type(&SourceFile::parse(text.as_str()), offset as TextSize, typed);
        assert_eq!(apply_edits(&text, &edits), after);
    }

    #[test]
    fn a_brace_formats_the_block_it_closes_and_no_other() {
        check(
            "enum A {\n X\n}\nenum B {\n Y\n}|\nenum C {\n Z\n}\n",
            "enum A {\n X\n}\nenum B {\n  Y\n}\nenum C {\n Z\n}\n",
        );
        check("model A {\n a Int @x({}|)\n}\n", "model A {\n a Int @x({})\n}\n");
    }

    #[test]
    fn a_line_break_continues_a_doc_comment() {
        check(
            "model A {\n  /// one\n|\n  id Int @id\n}\n",
            "model A {\n  /// one\n  /// \n  id Int @id\n}\n",
        );
        check("/// one\n|two\n", "/// one\n/// two\n");
        check("  /// one\n  | two\n", "  /// one\n  /// two\n");
        check("/// one\r\n|two\r\n", "/// one\r\n/// two\r\n");
        check("/// one\n|/// two\n", "/// one\n/// two\n");
    }

    #[test]
    fn a_line_break_behind_other_comments_does_nothing() {
        check("// one\n|\n", "// one\n\n");
        check("model A {\n  id Int /// one\n|\n}\n", "model A {\n  id Int /// one\n\n}\n");
        check("/*\n/// one\n|\n*/\n", "/*\n/// one\n\n*/\n");
    }

    #[test]
    fn a_line_break_behind_a_header_indents() {
        check("model A {\n|", "model A {\n  ");
        check("model A { \n    |id Int", "model A { \n  id Int");
        check("model A {\n|}\n", "model A {\n}\n");
        check("foo {\n|\n}\n", "foo {\n\n}\n");
        check("model A {\n  a Int @x({\n|\n}\n", "model A {\n  a Int @x({\n\n}\n");
    }
}
