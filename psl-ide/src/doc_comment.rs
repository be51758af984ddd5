//! The `///` comment that belongs to a block, a field or a value.

use psl_parser::{Node, SourceFile, SyntaxKind, TextRange, Token};

/// A doc comment: its bytes in the file, and its text without the slashes.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct DocComment {
    pub(crate) range: TextRange,
    pub(crate) text: String,
}

/// The lines of `///` right above the block that is segment number `index` of `file`.
pub(crate) fn of_block(file: &SourceFile, index: usize) -> Option<DocComment> {
    let before = file.segments().get(index.checked_sub(1)?)?;
    if before.segment.is_block() {
        return None;
    }
    let last = before.segment.root().last_token();
    let comment = doc_lines_up_to(last)?;
    Some(DocComment { range: comment.range.shifted(before.start), text: comment.text })
}

/// The lines of `///` right above a member of a block, and the one behind it. The range covers the lines above only
/// and is relative to the segment.
pub(crate) fn of_member(member: Node<'_>) -> Option<DocComment> {
    let above = doc_lines_up_to(member.first_token()?.prev());
    let behind = member.own_tokens().find(|it| it.kind() == SyntaxKind::DOC_COMMENT);
    match (above, behind) {
        (Some(mut above), Some(behind)) => {
            above.text.push('\n');
            above.text.push_str(content(behind));
            Some(above)
        }
        (Some(above), None) => Some(above),
        (None, Some(behind)) => Some(DocComment {
            range: TextRange::empty(member.range().start),
            text: content(behind).to_owned(),
        }),
        (None, None) => None,
    }
}

/// The run of doc comment lines that ends with the line of `last`; a blank line ends the run.
fn doc_lines_up_to(last: Option<Token<'_>>) -> Option<DocComment> {
    let mut lines: Vec<Token<'_>> = Vec::new();
    let mut breaks = 0;
    for token in std::iter::successors(last, |it| it.prev()) {
        match token.kind() {
            SyntaxKind::BLANK => {}
            SyntaxKind::NEWLINE if breaks == 0 => breaks = 1,
            SyntaxKind::DOC_COMMENT if breaks == 1 && starts_line(token) => {
                lines.push(token);
                breaks = 0;
            }
            _ => break,
        }
    }
    let (last, first) = (lines.first()?, lines.last()?);
    let text: Vec<&str> = lines.iter().rev().map(|it| content(*it)).collect();
    Some(DocComment { range: TextRange::new(first.range().start, last.range().end), text: text.join("\n") })
}

fn starts_line(token: Token<'_>) -> bool {
    let before =
        std::iter::successors(token.prev(), |it| it.prev()).find(|it| it.kind() != SyntaxKind::BLANK);
    before.is_none_or(|it| it.kind() == SyntaxKind::NEWLINE)
}

/// The text of a `///` comment without the slashes and one blank.
fn content(token: Token<'_>) -> &str {
    let text = token.text();
    let text = text.strip_prefix("///").unwrap_or(text);
    text.strip_prefix(' ').unwrap_or(text).trim_end()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of_second_segment(text: &str) -> Option<String> {
        let file = SourceFile::parse(text);
        of_block(&file, 1).map(|it| it.text)
    }

    #[test]
    fn joins_the_lines_right_above_a_block() {
        assert_eq!(of_second_segment("/// one\n///two\nmodel A {\n}\n"), Some("one\ntwo".to_owned()));
        assert_eq!(of_second_segment("/// far\n\n/// near\nmodel A {\n}\n"), Some("near".to_owned()));
        assert_eq!(of_second_segment("/// far\n\nmodel A {\n}\n"), None);
        assert_eq!(of_second_segment("// plain\nmodel A {\n}\n"), None);
    }

    #[test]
    fn joins_the_lines_above_and_the_one_behind_a_field() {
        let file = SourceFile::parse("model A {\n  /// one\n  id Int /// two\n  x Int\n}\n");
        let root = file.segment(0).root();
        let texts: Vec<_> = root.children().map(|it| of_member(it).map(|it| it.text)).collect();
        assert_eq!(texts, [Some("one\ntwo".to_owned()), None]);
    }
}
