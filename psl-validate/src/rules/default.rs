//! Rules about `@default`.

area! {
    default_on_unsupported_type,
    default_on_composite_type_field,
    default_type_mismatch,
    default_list_for_non_list,
    default_non_list_for_list,
    default_boolean_literal,
    default_enum_value_unknown,
    default_enum_expression,
    default_function_wrong_type,
    default_function_no_arguments,
    default_function_int_argument,
    default_uid_version,
    default_nanoid_length,
    default_dbgenerated_argument,
    default_dbgenerated_empty,
    default_map_on_autoincrement,
    composite_default_function,
    composite_default_dbgenerated,
    composite_default_unsupported,
    composite_default_map,
}

use psl_parser::{Node, SyntaxKind};

use crate::{rule::SpanFix, scalar::ScalarType, schema::Span};

/// What a literal default of the type looks like.
fn expected(scalar: ScalarType) -> String {
    let form = match scalar {
        ScalarType::String => "a string",
        ScalarType::Boolean => "`true` or `false`",
        ScalarType::Int | ScalarType::BigInt | ScalarType::Float => "a number",
        ScalarType::Decimal => "a number or a string",
        ScalarType::DateTime => "`now()` or a string like \"2024-01-31T12:00:00Z\"",
        ScalarType::Json => "a string with JSON in it",
        ScalarType::Bytes => "a string in base64",
    };
    let article = if scalar == ScalarType::Int { "an" } else { "a" };
    format!("the default of {article} {} is {form}", scalar.name())
}

/// Puts quotes on or takes them off, when the result fits.
fn convert(scalar: ScalarType, span: Span, value: Node<'_>) -> Option<SpanFix> {
    let text = value.text();
    let bare = text.trim_matches('"');
    let is_number = !bare.is_empty()
        && bare.parse::<f64>().is_ok()
        && bare.bytes().all(|it| it.is_ascii_digit() || matches!(it, b'-' | b'.'));
    match (scalar, value.kind()) {
        (ScalarType::String, SyntaxKind::NUMBER_VALUE | SyntaxKind::NAME_VALUE) => {
            Some(SpanFix::unsafe_("Put quotes around it", span, format!("\"{text}\"")))
        }
        (ScalarType::Boolean, SyntaxKind::STRING_VALUE) if matches!(bare, "true" | "false") => {
            Some(SpanFix::unsafe_("Remove the quotes", span, bare))
        }
        (ScalarType::Int | ScalarType::BigInt | ScalarType::Float, SyntaxKind::STRING_VALUE) if is_number => {
            Some(SpanFix::unsafe_("Remove the quotes", span, bare))
        }
        (ScalarType::DateTime, SyntaxKind::NAME_VALUE) if text == "now" => {
            Some(SpanFix::unsafe_("Call `now()`", span, "now()"))
        }
        _ => None,
    }
}

/// Text for a message: the first 40 characters at most.
fn shortened(text: &str) -> String {
    const LONGEST: usize = 40;
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}
