//! Stage P: what is wrong with the form of the text.

use psl_parser::{SyntaxError, SyntaxErrorKind, SyntaxKind, TextRange, ast};

use crate::{
    lower::{self, MemberForm},
    rule::Cx,
    rule_set::RuleSet,
    rules::syntax as rules,
    schema::{SegmentId, Span},
};

pub(crate) fn read(cx: &mut Cx<'_>, id: SegmentId) {
    let segment = cx.schema.segment(id);
    let items = lower::items(segment);
    if !segment.tree().errors().is_empty() {
        errors(cx, id);
    }
    if segment.kind() == SyntaxKind::LOOSE {
        for node in segment.root().children().filter(|it| it.kind() == SyntaxKind::TYPE_ALIAS) {
            rules::legacy_type_alias::report(cx, id, node);
        }
        return;
    }
    for field in cx.schema.field_rows(id) {
        if field.form == MemberForm::Good {
            continue;
        }
        let Some(syntax) = ast::Field::cast(segment.tree().node(field.node)) else { continue };
        match field.form {
            MemberForm::Colon => rules::legacy_field_colon::report(cx, id, syntax),
            MemberForm::Bang => rules::legacy_required_bang::report(cx, id, syntax),
            MemberForm::Brackets => rules::legacy_list_brackets::report(cx, id, syntax),
            MemberForm::OptionalList => rules::optional_list::report(cx, id, syntax),
            MemberForm::TypeMissing => rules::field_type_missing::report(cx, id, syntax),
            MemberForm::Good | MemberForm::Broken | MemberForm::HasObject => {}
        }
    }
    if cx.schema.rules() == RuleSet::V6 {
        objects(cx, id);
    }
    if items.has_string_problem {
        strings(cx, id);
    }
}

fn errors(cx: &mut Cx<'_>, id: SegmentId) {
    let segment = cx.schema.segment(id);
    // A mistyped keyword makes every line of its block junk; the first one speaks for all, up to the closing brace.
    let mut open_braces = 0;
    for error in segment.tree().errors() {
        match error.kind {
            SyntaxErrorKind::NestingTooDeep => rules::nesting_too_deep::report(cx, id, error),
            SyntaxErrorKind::UnknownBlock => rules::syntax_unknown_block::report(cx, id, error),
            SyntaxErrorKind::ByteOrderMark => {
                rules::syntax_toplevel_junk::report_byte_order_mark(cx, id, error)
            }
            SyntaxErrorKind::UnclosedBlock => {
                rules::syntax_toplevel_junk::report_unclosed_block(cx, id, error)
            }
            SyntaxErrorKind::HeaderInsideBlock(outer) => header_inside(cx, id, error, outer),
            SyntaxErrorKind::TopLevelText => {
                if open_braces <= 0 {
                    open_braces = 0;
                    rules::syntax_toplevel_junk::report(cx, id, error);
                }
                open_braces += brace_balance(error.place.slice(segment.text()));
            }
            _ => junk(cx, id, segment.kind(), error),
        }
    }
}

/// `{` minus `}` on a line.
fn brace_balance(line: &str) -> i32 {
    let line = line.split("//").next().unwrap_or(line);
    line.bytes().map(|it| i32::from(it == b'{') - i32::from(it == b'}')).sum()
}

fn junk(cx: &mut Cx<'_>, id: SegmentId, block: SyntaxKind, error: &SyntaxError) {
    match block {
        SyntaxKind::ENUM => rules::syntax_enum_junk::report(cx, id, error),
        kind if kind.is_config_block() => rules::syntax_config_junk::report(cx, id, error),
        _ => rules::syntax_model_junk::report(cx, id, error),
    }
}

fn header_inside(cx: &mut Cx<'_>, id: SegmentId, error: &SyntaxError, outer: SyntaxKind) {
    match outer {
        SyntaxKind::ENUM => rules::syntax_enum_junk::report_header_inside(cx, id, error),
        kind if kind.is_config_block() => rules::syntax_config_junk::report_header_inside(cx, id, error),
        _ => rules::syntax_model_junk::report_header_inside(cx, id, error),
    }
}

/// Rules 6 have no objects, so a line with one is junk.
fn objects(cx: &mut Cx<'_>, id: SegmentId) {
    let segment = cx.schema.segment(id);
    let items = lower::items(segment);
    let members = cx.schema.field_rows(id).iter().map(|it| (it.node, it.form));
    let members = members.chain(items.values.iter().map(|it| (it.node, it.form)));
    let members = members.chain(items.properties.iter().map(|it| (it.node, it.form)));
    let members = members.chain(items.attributes.iter().map(|it| (it.node, it.form)));
    for (node, _) in members.filter(|it| it.1 == MemberForm::HasObject) {
        let node = segment.tree().node(node);
        let object = node.descendants().find(|it| it.kind() == SyntaxKind::OBJECT).map_or(node, |it| it);
        let brace = TextRange::new(object.range().start, object.range().start + 1);
        let error = SyntaxError { kind: SyntaxErrorKind::UnexpectedText, range: brace, place: node.range() };
        junk(cx, id, segment.kind(), &error);
    }
}

/// Backslash sequences without meaning, in all lines that are not lost before strings are looked at.
fn strings(cx: &mut Cx<'_>, id: SegmentId) {
    let segment = cx.schema.segment(id);
    for member in segment.root().children() {
        if member.has_error() {
            continue;
        }
        let lost_early = ast::Field::cast(member).is_some_and(|field| {
            use ast::TypeModifier::{Bang, Brackets, OptionalList};
            let modifier = field.type_ref().map(|it| it.modifier());
            field.colon().is_some() || matches!(modifier, Some(Bang | Brackets | OptionalList))
        });
        if lost_early {
            continue;
        }
        for token in member.descendant_tokens().filter(|it| it.kind() == SyntaxKind::STRING) {
            for problem in ast::StringLiteral(token).problems() {
                let span = Span::new(id, problem.range);
                if problem.is_unicode {
                    rules::string_escape_unicode::report(cx, span);
                } else {
                    rules::string_escape_unknown::report(cx, span);
                }
            }
        }
    }
}
