//! Members, comments and broken lines → lines of a table.

use psl_parser::{Node, Segment, Token, ast, is_blank};

use crate::{
    comments::push_comment,
    items::{Broken, BrokenForm, Item},
    line_break::{LineBreak, kept_break, lines, push_broken_text, push_comment_text},
    table::{INDENT, Table},
    values::{attribute_rank, push_type, push_value},
};

/// Adds `item` to the table. Blank lines and block attributes are no rows.
pub(crate) fn collect(table: &mut Table, item: &Item<'_>, segment: &Segment, line_break: LineBreak) {
    match item {
        Item::Comment(comment) => {
            push_comment(table.buffer(), comment.text(), INDENT, line_break);
            table.end_text();
        }
        Item::Broken(broken) => collect_broken(table, *broken, segment.text(), line_break),
        Item::Member(node) => collect_member(table, *node, line_break),
        Item::Joined(joined) => {
            if let Some(node) = joined.member() {
                collect_member(table, node, line_break);
            }
        }
        Item::Blank | Item::Attribute(_) => {}
    }
}

fn collect_member(table: &mut Table, node: Node<'_>, line_break: LineBreak) {
    let comment = if let Some(field) = ast::Field::cast(node) {
        collect_field(table, field);
        field.comment()
    } else if let Some(value) = ast::EnumValue::cast(node) {
        collect_enum_value(table, value);
        value.comment()
    } else if let Some(property) = ast::Property::cast(node) {
        collect_property(table, property);
        property.comment()
    } else {
        return;
    };
    if let Some(comment) = comment {
        push_comment_text(table.buffer(), comment.text(), line_break);
    }
    table.end_row();
}

// role Role @id @default(USER)
fn collect_field(table: &mut Table, field: ast::Field<'_>) {
    push_token(table.buffer(), field.name());
    table.end_cell(0);
    if let Some(type_ref) = field.type_ref() {
        push_type(table.buffer(), type_ref);
    }
    table.end_cell(1);
    let rank = |it: &ast::Attribute<'_>| attribute_rank(it.path().map_or("", Token::text));
    if field.attributes().is_sorted_by_key(|it| rank(&it)) {
        push_spaced(table.buffer(), field.attributes());
    } else {
        let mut attributes: Vec<_> = field.attributes().collect();
        attributes.sort_by_key(rank);
        push_spaced(table.buffer(), attributes.into_iter());
    }
    table.end_cell(2);
}

// SILVER @map("silver")
fn collect_enum_value(table: &mut Table, value: ast::EnumValue<'_>) {
    push_token(table.buffer(), value.name());
    table.end_cell(0);
    push_spaced(table.buffer(), value.attributes());
    table.end_cell(1);
    table.end_cell(2);
}

// provider = "postgresql"
fn collect_property(table: &mut Table, property: ast::Property<'_>) {
    push_token(table.buffer(), property.key());
    table.end_cell(0);
    table.buffer().push('=');
    for value in property.node().children() {
        table.buffer().push(' ');
        push_value(table.buffer(), value);
    }
    table.end_cell(1);
    table.end_cell(2);
}

fn push_token(out: &mut String, token: Option<Token<'_>>) {
    out.push_str(token.map_or("", Token::text));
}

fn push_spaced<'t>(out: &mut String, attributes: impl Iterator<Item = ast::Attribute<'t>>) {
    for (index, attribute) in attributes.enumerate() {
        if index > 0 {
            out.push(' ');
        }
        push_value(out, attribute.node());
    }
}

fn collect_broken(table: &mut Table, broken: Broken, text: &str, line_break: LineBreak) {
    let out = table.buffer();
    let source = broken.range.slice(text);
    match broken.form {
        BrokenForm::Line => {
            out.push_str(INDENT);
            push_broken_text(out, source, line_break);
        }
        BrokenForm::AsIs => {
            out.push_str(indentation(text, broken.range.start as usize).unwrap_or(INDENT));
            push_broken_text(out, source, line_break);
        }
        BrokenForm::Together => push_indented_lines(out, source, line_break),
    }
    table.end_text();
}

/// The blanks before `pos`, if nothing else stands before it on its line.
fn indentation(text: &str, pos: usize) -> Option<&str> {
    let before = text.get(..pos)?;
    let blanks = before.get(before.trim_end_matches(is_blank).len()..)?;
    before.strip_suffix(blanks)?.ends_with(['\n', '\r']).then_some(blanks)
}

/// Writes each line with the indentation of a member; a run of blank lines becomes one. A line behind a backslash may be
/// the second half of a string, so it stays as it is.
fn push_indented_lines(out: &mut String, text: &str, line_break: LineBreak) {
    let mut was_blank = false;
    let mut behind_backslash = None;
    for (index, (line, old_break)) in lines(text).enumerate() {
        let kept = behind_backslash.take();
        behind_backslash = line.ends_with('\\').then(|| kept_break(old_break));
        if let Some(kept) = kept {
            out.push_str(kept);
            out.push_str(line);
            was_blank = false;
            continue;
        }
        let content = line.trim_start_matches(is_blank);
        if content.is_empty() && was_blank {
            continue;
        }
        if index > 0 {
            out.push_str(line_break.as_str());
        }
        was_blank = content.is_empty();
        if !was_blank {
            out.push_str(INDENT);
            out.push_str(content);
        }
    }
}
