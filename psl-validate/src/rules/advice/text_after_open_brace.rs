//! `text-after-open-brace`: text behind the `{` of a header, which the language ignores.

use psl_parser::{Segment, SourceFile, TextRange, ast};

use crate::{
    rule::{Check, Cx, SpanFix},
    schema::{SegmentId, Span},
};

rule!("text-after-open-brace", Warning, ALL, Check::Block(check));

fn check(id: SegmentId, cx: &mut Cx<'_>) {
    let segment = cx.schema.segment(id);
    let Some(rest) =
        ast::Block::of(segment).and_then(ast::Block::header_rest).filter(|_| segment.is_closed())
    else {
        return;
    };
    let text = rest.text().trim_end();
    let is_comment = text.starts_with("//")
        || (text.starts_with("/*") && text.find("*/").is_some_and(|it| it + 2 == text.len()));
    if is_comment {
        return;
    }
    let place = Span::new(id, TextRange::new(rest.range().start, rest.range().start + text.len() as u32));
    let before = segment.text()[..rest.range().start as usize].trim_end_matches([' ', '\t']).len() as u32;
    let whole = place.with(TextRange::new(before, place.range.end));
    let finding = cx.report(&RULE, place, place.range, "text behind `{` is ignored");
    finding.help("a field or property stands on a line of its own");
    let header = &segment.text()[..before as usize];
    if is_member(header, text) {
        finding.fix(SpanFix::unsafe_("Move it to a line of its own", whole, format!("\n  {text}")));
    }
}

/// Whether `text` is something that a block with this header may have.
fn is_member(header: &str, text: &str) -> bool {
    let moved = SourceFile::parse(format!("{header}\n{text}\n}}"));
    let has_types =
        |it: &Segment| ast::Block::of(it).is_none_or(|it| it.fields().all(|it| it.type_ref().is_some()));
    !moved.has_errors() && moved.segments().iter().all(|it| has_types(it.segment))
}
