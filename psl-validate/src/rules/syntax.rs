//! Rules about the form of the text.

pub(crate) mod field_type_missing;
pub(crate) mod legacy_field_colon;
pub(crate) mod legacy_list_brackets;
pub(crate) mod legacy_required_bang;
pub(crate) mod legacy_type_alias;
pub(crate) mod nesting_too_deep;
pub(crate) mod optional_list;
pub(crate) mod string_escape_unicode;
pub(crate) mod string_escape_unknown;
pub(crate) mod syntax_config_junk;
pub(crate) mod syntax_enum_junk;
pub(crate) mod syntax_model_junk;
pub(crate) mod syntax_toplevel_junk;
pub(crate) mod syntax_unknown_block;

mod one_line;

use psl_parser::{SourceFile, SyntaxError, SyntaxErrorKind, SyntaxKind, TextRange};

use crate::{
    rule::{Cx, Finding, Rule, SpanFix},
    schema::{SegmentId, Span},
};

/// Reports a line that does not fit, in words for what went wrong on it.
fn report_junk<'c>(
    cx: &'c mut Cx<'_>,
    rule: &'static Rule,
    segment: SegmentId,
    error: &SyntaxError,
    member: &str,
) -> &'c mut Finding {
    let span = Span::new(segment, error.place);
    let wrong = shortened(cx.schema.text(span.with(error.range)));
    let (message, help) = match error.kind {
        SyntaxErrorKind::UnclosedArguments => ("`)` is missing on this line".to_owned(), Some(ONE_LINE)),
        SyntaxErrorKind::UnclosedList => ("`]` is missing on this line".to_owned(), Some(ONE_LINE)),
        SyntaxErrorKind::UnclosedObject => ("`}` is missing on this line".to_owned(), Some(ONE_LINE)),
        SyntaxErrorKind::UnclosedString => (
            "the string has no closing quote on this line".to_owned(),
            Some("tabs and line breaks are written `\\t` and `\\n`"),
        ),
        SyntaxErrorKind::UnclosedComment => ("`/*` has no closing `*/`".to_owned(), None),
        SyntaxErrorKind::AttributeNameMissing => ("a name is missing after `@`".to_owned(), None),
        SyntaxErrorKind::TrailingComma => ("a list does not end with a comma".to_owned(), None),
        SyntaxErrorKind::ValueMissing => ("a value is missing here".to_owned(), None),
        _ => (format!("`{wrong}` does not fit in {member}"), None),
    };
    let fix = match error.kind {
        SyntaxErrorKind::TrailingComma => Some(SpanFix::safe("Remove the comma", span.with(error.range), "")),
        SyntaxErrorKind::UnclosedArguments
        | SyntaxErrorKind::UnclosedList
        | SyntaxErrorKind::UnclosedObject
        | SyntaxErrorKind::UnclosedString => one_line::repair(cx, span),
        _ => None,
    };
    let finding = cx.report(rule, span, error.range, message);
    finding.help = help.map(str::to_owned);
    finding.fixes.extend(fix);
    finding
}

const ONE_LINE: &str = "arguments and lists have to stand on one line";

/// Whether a line is a member of such a block, without mistakes.
fn is_member(kind: SyntaxKind, line: &str) -> bool {
    let keyword = if kind.is_block() { kind.keyword() } else { "model" };
    let file = SourceFile::parse(format!("{keyword} A {{\n{line}\n}}\n"));
    file.segments().iter().all(|it| it.segment.tree().errors().is_empty())
}

/// Reports a header inside a block that lacks its `}`.
fn report_missing_brace(cx: &mut Cx<'_>, rule: &'static Rule, segment: SegmentId, error: &SyntaxError) {
    let place = Span::new(segment, error.place);
    let open = segment.0.checked_sub(1).map(SegmentId);
    let block =
        open.and_then(|it| psl_parser::ast::Block::of(cx.schema.segment(it)).map(|block| (it, block)));
    let name = block.and_then(|it| it.1.name()).map_or("the block before", |it| it.text());
    let message = format!("`}}` of `{name}` is missing before this line");
    let fix = block.map(|(id, block)| {
        let text = block.text().trim_end();
        let end = TextRange::empty(text.len() as u32);
        SpanFix::safe(format!("Close `{name}`"), Span::new(id, end), "\n}")
    });
    let label = block.map(|(id, block)| Span::new(id, block.header_range()));
    let finding = cx.report(rule, place, error.range, message);
    finding.labels.extend(label.map(|it| (it, "this block is still open".to_owned())));
    finding.fixes.extend(fix);
}

/// Text for a message: the first 40 characters at most.
fn shortened(text: &str) -> String {
    const LONGEST: usize = 40;
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

/// Whether a rule says that a line or region could not be read at all.
pub(crate) fn is_about_form(rule: &Rule) -> bool {
    const CODES: [&str; 6] = [
        "syntax-toplevel-junk",
        "syntax-unknown-block",
        "syntax-model-junk",
        "syntax-enum-junk",
        "syntax-config-junk",
        "nesting-too-deep",
    ];
    CODES.contains(&rule.code.0)
}
