//! Which rules that differ from the reference's a schema may be touched by, judged by its form.
//!
//! Errs on the side of naming too many: what is named here excuses a difference, it does not ask for one.

use std::collections::BTreeSet;

use psl_format::{LineBreak, format_segment};
use psl_parser::{
    Element, Node, PlacedSegment, SourceFile,
    SyntaxKind::{self, *},
    ast, is_blank,
};

pub(crate) type Names = BTreeSet<&'static str>;

pub(crate) fn deviations(file: &SourceFile) -> Names {
    let mut names = Names::new();
    let text: &str = file.text();
    if text.is_empty() {
        names.insert("empty-file");
    }
    if text.starts_with('\u{feff}') {
        names.insert("byte-order-mark");
    }
    // The comparison does not see CR LF, but in broken lines the reference takes CR alone for text.
    if text.replace("\r\n", "\n").contains('\r') {
        names.insert("line-breaks");
    }
    for placed in file.segments().iter() {
        let segment = &placed.segment;
        if !segment.is_block() {
            loose(segment.root(), &mut names);
            continue;
        }
        if !segment.is_closed() {
            names.insert("unclosed-block");
        }
        after_brace(placed, text, &mut names);
        if let Some(block) = ast::Block::of(segment) {
            header(block, &mut names);
            body(block, &mut names);
        }
    }
    names
}

/// The formatted texts of the blocks that no deviation touches; none when blocks may be read in another way.
pub(crate) fn untouched_blocks(file: &SourceFile) -> Vec<String> {
    const OTHER_READING: [&str; 5] =
        ["brace-region", "byte-order-mark", "stray-comment", "unclosed-block", "unknown-block"];
    let names = deviations(file);
    if OTHER_READING.iter().any(|it| names.contains(it)) {
        return Vec::new();
    }
    let is_untouched = |block: ast::Block<'_>| {
        let mut names = Names::new();
        header(block, &mut names);
        body(block, &mut names);
        names.is_empty()
    };
    let blocks = file.segments().iter().filter(|it| ast::Block::of(it.segment).is_some_and(is_untouched));
    blocks.filter_map(|it| format_segment(it.segment, LineBreak::Lf)).collect()
}

fn loose(root: Node<'_>, names: &mut Names) {
    let mut line_has_blank = false;
    for element in root.children_with_tokens() {
        match element.kind() {
            BLANK => line_has_blank = true,
            TYPE_ALIAS | UNKNOWN_BLOCK => {
                names.insert("unknown-block");
            }
            JUNK_LINE => {
                let line = element.range().slice(root.tree().text());
                if line_has_blank {
                    names.insert("indented-text");
                }
                if line.contains('{') {
                    names.insert("brace-region");
                }
                if line.contains("/*") {
                    names.insert("stray-comment");
                }
            }
            _ => line_has_blank = false,
        }
    }
    comments(root, names);
}

/// Anything but a line break behind `}`.
fn after_brace(placed: PlacedSegment<'_>, text: &str, names: &mut Names) {
    let rest = text.get(placed.range().end as usize..).unwrap_or("").trim_start_matches(is_blank);
    if !rest.is_empty() && !rest.starts_with(['\n', '\r']) {
        names.insert("text-behind-close");
    }
}

fn header(block: ast::Block<'_>, names: &mut Names) {
    if block.header_rest().is_some() {
        names.insert("text-behind-open");
    }
    if let (Some(keyword), Some(name)) = (block.keyword(), block.name())
        && keyword.range().end == name.range().start
    {
        names.insert("glued-header");
    }
}

fn body(block: ast::Block<'_>, names: &mut Names) {
    comments(block.node(), names);
    attribute_part(block, names);
    for node in block.node().children() {
        let text = node.text();
        if node.has_error() {
            if text.contains("/*") || text.ends_with('\\') {
                names.insert("stray-comment");
            }
            if text.contains(['(', '[', '{']) {
                names.insert("open-brackets");
            }
            continue;
        }
        let columns: &[SyntaxKind] = match node.kind() {
            FIELD => &[WORD, TYPE_REF],
            ENUM_VALUE | PROPERTY => &[WORD],
            _ => &[],
        };
        let is_wide = |it: Element<'_>| !it.range().slice(node.tree().text()).is_ascii();
        if node.children_with_tokens().any(|it| columns.contains(&it.kind()) && is_wide(it)) {
            names.insert("wide-names");
        }
        if node.kind() == ENUM_VALUE && node.children().count() > 1 {
            names.insert("enum-attributes");
        }
        if node.kind() == PROPERTY && node.children().count() == 0 {
            names.insert("missing-value");
        }
    }
}

/// Comments and blank lines around block attributes.
fn attribute_part(block: ast::Block<'_>, names: &mut Names) {
    let kinds: Vec<SyntaxKind> =
        block.node().children_with_tokens().map(Element::kind).filter(|it| *it != BLANK).collect();
    let body = kinds.iter().position(|it| *it == NEWLINE).map_or(&[][..], |it| &kinds[it + 1..]);
    if !body.contains(&BLOCK_ATTRIBUTE) {
        return;
    }
    let is_member = |it: &SyntaxKind| matches!(it, FIELD | ENUM_VALUE | JUNK_LINE);
    let first_member = body.iter().position(is_member);
    let last_member = body.iter().rposition(is_member);
    let first_attribute = body.iter().position(|it| *it == BLOCK_ATTRIBUTE);
    if first_member.is_none_or(|member| first_attribute.is_some_and(|it| it < member)) {
        names.insert("leading-blank");
    }
    let behind = &body[last_member.map_or(0, |it| it + 1)..];
    if let Some(first) = behind.iter().position(|it| *it == BLOCK_ATTRIBUTE)
        && behind[first..].iter().any(|it| it.is_comment())
    {
        names.insert("attribute-comments");
    }
}

/// Block comments on lines of their own that are not spelled as the reference spells them.
fn comments(root: Node<'_>, names: &mut Names) {
    for token in root.own_tokens().filter(|it| it.kind() == BLOCK_COMMENT) {
        let before = token.prev().filter(|it| it.kind() == BLANK).map_or(token.prev(), |it| it.prev());
        let before = before.filter(|it| it.kind() == NEWLINE).and_then(|it| it.prev());
        if before.is_some_and(|it| it.kind().is_comment()) || !is_canonical(token.text()) {
            names.insert("block-comments");
        }
    }
}

fn is_canonical(text: &str) -> bool {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let lines: Vec<&str> = text.split('\n').map(str::trim).collect();
    let [first, middle @ .., last] = &lines[..] else { return false };
    let is_line = |it: &&str| it.starts_with("* ") && !it.starts_with("*  ") && it.len() > 2;
    *first == "/**" && *last == "*/" && !middle.is_empty() && middle.iter().all(is_line)
}
