//! `value-type-mismatch`: a value is not of the kind its argument or property takes.

use psl_parser::{Node, SyntaxKind};

use crate::{
    read::values::ValueKind,
    rule::{Check, Cx, SpanFix},
    schema::{SegmentId, Span},
};

rule!("value-type-mismatch", Error, ALL, Check::Reading);

pub(crate) fn report(cx: &mut Cx<'_>, segment: SegmentId, value: Node<'_>, expected: ValueKind) {
    let place = Span::new(segment, value.range());
    let found = match value.kind() {
        SyntaxKind::STRING_VALUE => "a string",
        SyntaxKind::NUMBER_VALUE => "a number",
        SyntaxKind::LIST => "a list",
        SyntaxKind::CALL => "a function call",
        SyntaxKind::OBJECT => "an object",
        _ => "a word",
    };
    let takes_string = matches!(expected, ValueKind::String | ValueKind::StringOrEnv);
    let fix = match value.kind() {
        SyntaxKind::NAME_VALUE if takes_string => {
            Some(SpanFix::unsafe_("Put quotes around it", place, format!("\"{}\"", value.text())))
        }
        SyntaxKind::STRING_VALUE
            if matches!(expected, ValueKind::Word | ValueKind::FieldName | ValueKind::WordOrCall) =>
        {
            let word = value.text().trim_matches('"');
            psl_parser::is_word(word).then(|| SpanFix::unsafe_("Remove the quotes", place, word))
        }
        SyntaxKind::STRING_VALUE if expected == ValueKind::Boolean => {
            let word = value.text().trim_matches('"');
            matches!(word, "true" | "false").then(|| SpanFix::unsafe_("Remove the quotes", place, word))
        }
        _ => None,
    };
    let finding =
        cx.report(&RULE, place, place.range, format!("expected {}, found {found}", expected.name()));
    finding.fixes.extend(fix);
}
