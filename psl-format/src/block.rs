//! A closed block: header, members in tables, then the block attributes.

use psl_parser::{Node, Segment, Token, ast};

use crate::{
    comments::push_comment,
    items::{Item, body_items},
    line_break::{LineBreak, push_comment_text},
    rows::collect,
    table::{INDENT, Table},
    values::{attribute_rank, push_block_attribute},
};

/// Writes the closed block of `segment` from its keyword to its `}`. `table` is empty before and after.
pub(crate) fn push_block(out: &mut String, segment: &Segment, line_break: LineBreak, table: &mut Table) {
    let Some(block) = ast::Block::of(segment) else { return };
    push_header(out, block, line_break);
    let body = Body { segment, items: &body_items(segment), line_break };
    let parts = body.push_members(out, table);
    if !parts.attributes.is_empty() {
        body.push_attributes(out, parts);
    }
    out.push('}');
}

/// `model Room {`. Words that are glued stay glued, and what follows the brace stays there.
fn push_header(out: &mut String, block: ast::Block<'_>, line_break: LineBreak) {
    let (Some(keyword), Some(name)) = (block.keyword(), block.name()) else { return };
    out.push_str(keyword.text());
    if keyword.range().end < name.range().start {
        out.push(' ');
    }
    out.push_str(name.text());
    out.push_str(" {");
    if let Some(rest) = block.header_rest() {
        out.push(' ');
        out.push_str(rest.text());
    }
    out.push_str(line_break.as_str());
}

struct Body<'a> {
    segment: &'a Segment,
    items: &'a [Item<'a>],
    line_break: LineBreak,
}

/// What stands behind the members.
struct Parts<'a> {
    attributes: Vec<MovedAttribute<'a>>,
    /// Comments and blank lines behind the last attribute.
    tail: &'a [Item<'a>],
}

/// A block attribute and the comments above it.
struct MovedAttribute<'a> {
    rank: usize,
    comments: &'a [Item<'a>],
    node: Node<'a>,
}

impl<'a> Body<'a> {
    /// Writes what stays in its place and returns the rest.
    ///
    /// A blank line is written between two members, whatever was taken out between them, and starts a new table.
    fn push_members(&self, out: &mut String, table: &mut Table) -> Parts<'a> {
        let items = self.items;
        let members_end = items.iter().rposition(Item::is_member).map_or(0, |it| it + 1);
        let last_part = items[members_end..].iter().position(|it| it.attribute().is_some());
        let last_part = last_part.map_or(items.len(), |it| members_end + it);
        let mut attributes = Vec::new();
        let mut has_members = false;
        let mut has_blank = false;
        let mut index = 0;
        while index < items.len() && index <= last_part {
            if matches!(items[index], Item::Blank) {
                has_blank = true;
                index += 1;
                continue;
            }
            let comments = items[index..].iter().take_while(|it| matches!(it, Item::Comment(_))).count();
            let comments = &items[index..index + comments];
            index += comments.len();
            if let Some(node) = items.get(index).and_then(Item::attribute) {
                attributes.push(MovedAttribute { rank: rank(node), comments, node });
                has_blank = false;
                index += 1;
                continue;
            }
            if has_blank && has_members {
                table.flush(out, self.line_break);
                out.push_str(self.line_break.as_str());
            }
            has_blank = false;
            has_members = true;
            for comment in comments {
                collect(table, comment, self.segment, self.line_break);
            }
            if comments.is_empty() {
                collect(table, &items[index], self.segment, self.line_break);
                index += 1;
            }
        }
        table.flush(out, self.line_break);
        // Behind the last members, comments belong to the next attribute even when blank lines are between.
        while let Some(next) = items[index..].iter().position(|it| it.attribute().is_some()) {
            if let Some(node) = items[index + next].attribute() {
                attributes.push(MovedAttribute {
                    rank: rank(node),
                    comments: &items[index..index + next],
                    node,
                });
            }
            index += next + 1;
        }
        Parts { attributes, tail: &items[index..] }
    }

    fn push_attributes(&self, out: &mut String, mut parts: Parts<'_>) {
        out.push_str(self.line_break.as_str());
        parts.attributes.sort_by_key(|it| it.rank);
        for attribute in parts.attributes {
            self.push_comments(out, attribute.comments);
            out.push_str(INDENT);
            push_block_attribute(out, attribute.node);
            if let Some(comment) = attribute.node.own_tokens().find(|it| it.kind().is_comment()) {
                out.push(' ');
                push_comment_text(out, comment.text(), self.line_break);
            }
            out.push_str(self.line_break.as_str());
        }
        let mut has_blank = false;
        for item in parts.tail {
            if has_blank && matches!(item, Item::Comment(_)) {
                out.push_str(self.line_break.as_str());
            }
            has_blank = matches!(item, Item::Blank);
            self.push_comments(out, std::slice::from_ref(item));
        }
    }

    fn push_comments(&self, out: &mut String, items: &[Item<'_>]) {
        for item in items {
            if let Item::Comment(comment) = item {
                push_comment(out, comment.text(), INDENT, self.line_break);
                out.push_str(self.line_break.as_str());
            }
        }
    }
}

fn rank(attribute: Node<'_>) -> usize {
    attribute_rank(ast::Attribute::cast(attribute).and_then(ast::Attribute::path).map_or("", Token::text))
}
