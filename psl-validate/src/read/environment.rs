//! `env("NAME")`, where the language understands it.

use psl_parser::{Node, SyntaxKind, ast};

use super::values::ValueKind;
use crate::{
    rule::Cx,
    rules::{config, values::value_type_mismatch},
    schema::{SegmentId, Span},
};

/// A string, or the name of an environment variable that holds one.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) enum StringOrEnv {
    Literal(Box<str>),
    Variable(Box<str>),
}

/// Whether `node` is a call of `env`.
pub(crate) fn is_env(node: Node<'_>) -> bool {
    ast::Call::cast(node).and_then(ast::Call::path).is_some_and(|it| it.text() == "env")
}

/// Reads a value that may be a string or `env("…")`; reports anything else.
pub(crate) fn string_or_env(cx: &mut Cx<'_>, segment: SegmentId, node: Node<'_>) -> Option<StringOrEnv> {
    if is_env(node) {
        return env(cx, segment, node).map(StringOrEnv::Variable);
    }
    match ast::Value::cast(node) {
        Some(ast::Value::String(string)) => Some(StringOrEnv::Literal(string.value().into())),
        _ => {
            value_type_mismatch::report(cx, segment, node, ValueKind::StringOrEnv);
            None
        }
    }
}

/// Reads the variable's name out of `env("NAME")`.
pub(crate) fn env(cx: &mut Cx<'_>, segment: SegmentId, node: Node<'_>) -> Option<Box<str>> {
    let call = ast::Call::cast(node)?;
    let place = Span::new(segment, node.range());
    let arguments: Vec<ast::Argument<'_>> =
        call.arguments().map(|it| it.iter().collect()).unwrap_or_default();
    let has_trailing_comma = call.arguments().and_then(ast::Arguments::trailing_comma).is_some();
    let argument = match arguments.as_slice() {
        [argument] if !has_trailing_comma => *argument,
        _ => {
            config::env_argument_count::report(cx, place);
            return None;
        }
    };
    if argument.value().is_none() {
        config::env_argument_valueless::report(cx, place, argument.range());
        return None;
    }
    if argument.name().is_some() {
        config::env_argument_named::report(cx, segment, argument);
    }
    let value = argument.node().children().find(|it| it.kind().is_value())?;
    match ast::Value::cast(value) {
        Some(ast::Value::String(string)) => Some(string.value().into()),
        _ => {
            value_type_mismatch::report(cx, segment, value, ValueKind::String);
            None
        }
    }
}

/// Checks the `env()` calls of a property whose value is free: the value itself and items of lists, at any depth.
/// The first bad one ends it; returns whether there was one.
pub(crate) fn check_free_value(cx: &mut Cx<'_>, segment: SegmentId, node: Node<'_>) -> bool {
    if is_env(node) {
        return env(cx, segment, node).is_none();
    }
    node.kind() == SyntaxKind::LIST
        && node.children().filter(|it| it.kind().is_value()).any(|it| check_free_value(cx, segment, it))
}
