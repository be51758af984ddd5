//! `datasource-preview-features`: `previewFeatures` in a datasource.

use psl_parser::{SyntaxKind, TextRange, ast};

use crate::{
    read::config::{Property, line_of},
    rule::{Check, Cx, SpanFix},
    schema::{SegmentId, Span},
};

rule!("datasource-preview-features", Error, ALL, Check::Configuration);

pub(crate) fn report(cx: &mut Cx<'_>, id: SegmentId, property: Property<'_>) {
    let fixes = [move_to_generator(cx, id, property), Some(removal(cx, id, property))];
    cx.report(&RULE, property.place(id), property.key_range(), "preview features belong to a generator")
        .help("move the line into a `generator` block")
        .fixes
        .extend(fixes.into_iter().flatten());
}

fn removal(cx: &Cx<'_>, id: SegmentId, property: Property<'_>) -> SpanFix {
    SpanFix::unsafe_("Remove `previewFeatures`", line_of(cx, id, property), "")
}

/// Puts the line into the first generator, unless that one has such a line.
fn move_to_generator(cx: &Cx<'_>, id: SegmentId, property: Property<'_>) -> Option<SpanFix> {
    let schema = cx.schema;
    let generator = schema.segment_ids().find(|it| schema.segment(*it).kind() == SyntaxKind::GENERATOR)?;
    let segment = schema.segment(generator);
    let block = ast::Block::of(segment).filter(|_| segment.is_closed())?;
    let has_line = block.properties().any(|it| it.key().is_some_and(|it| it.text() == "previewFeatures"));
    let brace = segment.root().token(SyntaxKind::R_BRACE)?.range().start;
    let value = property.value.filter(|_| !has_line)?.text();
    let mut fix = removal(cx, id, property);
    fix.title = "Move it to the generator".to_owned();
    let at = Span::new(generator, TextRange::empty(brace));
    Some(fix.and(at, format!("  previewFeatures = {value}\n")))
}
