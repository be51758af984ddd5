//! `config-value-missing`: a property has `=` and no value.

use psl_parser::{SyntaxKind, TextRange, ast};

use crate::{
    read::config::{Property, block_places, first_line, line_of},
    rule::{Check, Cx, SpanFix},
    schema::{SegmentId, Span},
};

rule!("config-value-missing", Error, ALL, Check::Configuration);

pub(crate) fn report(cx: &mut Cx<'_>, id: SegmentId, property: Property<'_>) {
    let (place, _) = block_places(cx, id);
    let range = first_line(place, property.key_range(), cx);
    let value = likely_value(cx, id, property.key).and_then(|text| {
        let equals = ast::Property::cast(property.node)?.equals()?.range().end;
        let blanks = TextRange::new(equals, property.node.range().end.max(equals));
        let title = format!("Use `{text}`");
        let has_comment = ast::Property::cast(property.node)?.comment().is_some();
        (!has_comment).then(|| SpanFix::unsafe_(title, Span::new(id, blanks), format!(" {text}")))
    });
    let removal = SpanFix::unsafe_(format!("Remove `{}`", property.key), line_of(cx, id, property), "");
    cx.report(&RULE, place, range, format!("`{}` has no value", property.key))
        .label(Span::new(id, property.key_range()), "the value is missing here")
        .fixes
        .extend(value.into_iter().chain([removal]));
}

/// What such a property mostly says.
fn likely_value(cx: &Cx<'_>, id: SegmentId, key: &str) -> Option<String> {
    let is_generator = cx.schema.segment(id).kind() == SyntaxKind::GENERATOR;
    let text = match key {
        "provider" if is_generator => {
            return Some(format!("\"{}\"", super::usual_generator(cx.schema.rules())));
        }
        "output" if is_generator => "\"../generated\"",
        "moduleFormat" if is_generator => "\"esm\"",
        "runtime" if is_generator => "\"nodejs\"",
        "previewFeatures" if is_generator => "[]",
        "url" if !is_generator => "env(\"DATABASE_URL\")",
        "directUrl" if !is_generator => "env(\"DIRECT_URL\")",
        "shadowDatabaseUrl" if !is_generator => "env(\"SHADOW_DATABASE_URL\")",
        "relationMode" if !is_generator => "\"prisma\"",
        _ => return None,
    };
    Some(text.to_owned())
}
