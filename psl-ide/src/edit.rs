//! Small changes of a block: an attribute or an argument more or less. Ranges are relative to the segment.
//!
//! What is inserted is laid out afterwards, so blanks matter only where they separate words.

use psl_parser::{Segment, SyntaxKind, TextEdit, TextRange, TextSize, ast};
use psl_validate::schema::Field;

/// Behind the type and all attributes of a field.
pub(crate) fn end_of_field(field: ast::Field<'_>) -> Option<TextSize> {
    let attribute = field.attributes().last().map(|it| it.trimmed_range().end);
    attribute.or_else(|| Some(trimmed_end(field.type_ref()?.range(), field.type_ref()?.text())))
}

/// The end of a range without the blanks at its end.
pub(crate) fn trimmed_end(range: TextRange, text: &str) -> TextSize {
    range.start + text.trim_end().len() as TextSize
}

/// An argument before all others.
pub(crate) fn first_argument(attribute: ast::Attribute<'_>, text: &str) -> TextEdit {
    match attribute.arguments() {
        None => TextEdit::insert(attribute.trimmed_range().end, format!("({text})")),
        Some(arguments) => {
            let comma = if arguments.iter().next().is_some() { ", " } else { "" };
            TextEdit::insert(arguments.range().start + 1, format!("{text}{comma}"))
        }
    }
}

/// An argument behind all others.
pub(crate) fn last_argument(attribute: ast::Attribute<'_>, text: &str) -> TextEdit {
    match attribute.arguments().and_then(|it| it.iter().last()) {
        None => first_argument(attribute, text),
        Some(last) => {
            let end = trimmed_end(last.range(), last.text());
            TextEdit::insert(end, format!(", {text}"))
        }
    }
}

/// Takes an attribute away, with the blanks before it.
pub(crate) fn without_attribute(attribute: ast::Attribute<'_>) -> TextEdit {
    let range = attribute.trimmed_range();
    let before = TextRange::new(0, range.start).slice(attribute.node().tree().text());
    TextEdit::delete(TextRange::new(before.trim_end_matches([' ', '\t']).len() as TextSize, range.end))
}

/// Takes a block attribute away, with its line unless a comment stands there.
pub(crate) fn without_block_attribute(attribute: ast::Attribute<'_>) -> TextEdit {
    let range = attribute.trimmed_range();
    TextEdit::delete(match attribute.comment() {
        Some(_) => range,
        None => whole_line(attribute.node().tree().text(), range),
    })
}

/// A block attribute behind all others, or after a blank line before `}`. `None` when the block has no `}`.
pub(crate) fn last_block_attribute(segment: &Segment, text: &str) -> Option<TextEdit> {
    let block = ast::Block::of(segment)?;
    let (whole, line_break) = (segment.text(), line_break(segment.text()));
    if let Some(last) = block.attributes().filter(|it| it.node().kind() == SyntaxKind::BLOCK_ATTRIBUTE).last()
    {
        let end = trimmed_end(last.range(), last.text());
        return Some(TextEdit::insert(end, format!("{line_break}  {text}")));
    }
    let brace = whole.rfind('}').filter(|_| segment.is_closed())?;
    let body = whole.get(..brace)?.trim_end_matches([' ', '\t', '\r', '\n']);
    let range = TextRange::new(body.len() as TextSize, brace as TextSize);
    let first = if body.ends_with('{') { line_break.to_owned() } else { line_break.repeat(2) };
    Some(TextEdit::replace(range, format!("{first}  {text}{line_break}")))
}

/// Gives the relation of a field, which has no name yet, one at this end.
pub(crate) fn relation_name(field: Field<'_>, name: &str) -> Option<TextEdit> {
    Some(match field.relation_attribute() {
        None => TextEdit::insert(end_of_field(field.ast()?)?, format!(" @relation(\"{name}\")")),
        Some(attribute) => first_argument(attribute, &format!("\"{name}\"")),
    })
}

/// How the lines of a text end.
pub(crate) fn line_break(text: &str) -> &'static str {
    if text.contains("\r\n") { "\r\n" } else { "\n" }
}

/// The lines of `range` with their line break, if nothing else stands on them.
pub(crate) fn whole_line(text: &str, range: TextRange) -> TextRange {
    let before = TextRange::new(0, range.start).slice(text);
    let start = before.rfind('\n').map_or(range.start, |it| it as TextSize + 1);
    let behind = text.get(range.end as usize..).unwrap_or("");
    let end = behind.find('\n').map_or(range.end, |it| range.end + it as TextSize + 1);
    let is_alone = TextRange::new(start, range.start).slice(text).trim().is_empty()
        && TextRange::new(range.end, end).slice(text).trim().is_empty();
    if is_alone { TextRange::new(start, end) } else { range }
}
