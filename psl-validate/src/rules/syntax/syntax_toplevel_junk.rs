//! `syntax-toplevel-junk`: text outside blocks that starts nothing.

use psl_parser::{SyntaxError, SyntaxKind, TextRange, TextSize, ast};

use super::shortened;
use crate::{
    rule::{Check, Cx, SpanFix},
    schema::{SegmentId, Span},
};

rule!("syntax-toplevel-junk", Error, ALL, Check::Reading);

const KEYWORDS: [&str; 6] = ["model", "enum", "type", "view", "datasource", "generator"];

pub(crate) fn report(cx: &mut Cx<'_>, segment: SegmentId, error: &SyntaxError) {
    let place = Span::new(segment, error.place);
    let line = cx.schema.text(place);
    let word_end = line.find([' ', '\t', '{']).unwrap_or(line.len());
    let word = &line[..word_end];
    let range = TextRange::new(place.range.start, place.range.start + word_end.max(1) as TextSize);
    let opens_block = line.split("//").next().unwrap_or("").trim_end().ends_with('{');
    let near = if opens_block { cx.closest(word, KEYWORDS) } else { None };
    let message = match near {
        _ if line.starts_with('}') => "`}` closes nothing here".to_owned(),
        _ if opens_block => format!("`{}` is no kind of block", shortened(word)),
        _ => format!("`{}` does not start a block", shortened(word)),
    };
    let range = if opens_block { range } else { error.range };
    let finding = cx.report(&RULE, place, range, message);
    finding.help("blocks are `model`, `enum`, `type`, `view`, `datasource` and `generator`");
    if let Some(near) = near {
        finding.fix(SpanFix::safe(format!("Use `{near}`"), place.with(range), near));
    }
}

/// A block that is open when the file ends.
pub(crate) fn report_unclosed_block(cx: &mut Cx<'_>, segment: SegmentId, error: &SyntaxError) {
    let source = cx.schema.segment(segment);
    let name = ast::Block::of(source).and_then(ast::Block::name).map_or("", |it| it.text());
    let end = TextRange::empty(source.text().trim_end().len() as TextSize);
    let message = format!("`{name}` has no closing `}}` before the file ends");
    let is_own_line = ast::Block::of(source).is_none_or(|it| it.header_rest().is_none());
    let finding = cx.report(&RULE, Span::new(segment, error.place), error.range, message);
    if is_own_line {
        finding.fix(SpanFix::safe(format!("Close `{name}`"), Span::new(segment, end), "\n}"));
    }
}

/// A byte order mark makes the reference lose the whole first line.
pub(crate) fn report_byte_order_mark(cx: &mut Cx<'_>, segment: SegmentId, error: &SyntaxError) {
    debug_assert_eq!(cx.schema.segment(segment).kind(), SyntaxKind::LOOSE);
    let (file, absolute) = cx.schema.absolute(Span::new(segment, error.range));
    let text = cx.schema.files()[file.0 as usize].text();
    let line = text.split(['\n', '\r']).next().unwrap_or("").trim_end();
    let place = Span::new(segment, TextRange::new(absolute.start, line.len() as TextSize));
    cx.report(&RULE, place, error.range, "the file starts with a byte order mark, which Prisma refuses")
        .fix(SpanFix::safe("Remove the byte order mark", place.with(error.range), ""));
}
