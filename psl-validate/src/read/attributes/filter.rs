//! `where` of an index, under rules 7.

use psl_parser::{Node, NodeId, SyntaxKind, ast};

use super::{Site, arguments::Arguments};
use crate::{
    read::values::{ValueKind, value_node},
    rule::Cx,
    rule_set::RuleSet,
    rules::{filter as rules, values::value_type_mismatch},
    scalar::ScalarType,
    schema::{Field, FieldType, Model},
};

/// Reads the `where` argument, if there is one; the first mistake in it ends the reading.
pub(crate) fn read<'s>(
    cx: &mut Cx<'s>,
    model: Model<'s>,
    site: Site<'s>,
    arguments: &Arguments<'s>,
) -> Option<NodeId> {
    if cx.schema.rules() == RuleSet::V6 {
        return None;
    }
    let value = arguments.named("where")?;
    match value.kind() {
        SyntaxKind::CALL => raw(cx, site, value),
        SyntaxKind::OBJECT => object(cx, model, site, value),
        _ => {
            value_type_mismatch::report(cx, site.segment, value, ValueKind::IndexFilter);
            rules::where_not_raw_or_object::report(cx, site, value);
        }
    }
    Some(value.parent()?.id())
}

fn raw(cx: &mut Cx<'_>, site: Site<'_>, value: Node<'_>) {
    let Some(call) = ast::Call::cast(value) else { return };
    if call.path().is_none_or(|it| it.text() != "raw") {
        rules::where_not_raw_or_object::report(cx, site, value);
        return;
    }
    let first = call.arguments().and_then(|it| it.iter().next());
    let first = first.and_then(|it| value_node(it.node()));
    match first.and_then(ast::Value::cast) {
        Some(ast::Value::String(text)) if text.value().is_empty() => {
            rules::where_raw_empty::report(cx, site, value);
        }
        Some(ast::Value::String(_)) => {}
        Some(_) => {
            if let Some(first) = first {
                value_type_mismatch::report(cx, site.segment, first, ValueKind::String);
            }
            rules::where_raw_argument::report(cx, site, value);
        }
        None => rules::where_raw_argument::report(cx, site, value),
    }
}

fn object<'s>(cx: &mut Cx<'s>, model: Model<'s>, site: Site<'s>, value: Node<'s>) {
    let Some(object) = ast::Object::cast(value) else { return };
    if object.entries().next().is_none() {
        rules::where_object_empty::report(cx, site, value);
        return;
    }
    for entry in object.entries() {
        let Some(key) = entry.key() else { return };
        let field = match model.find_field(key.text()) {
            Some(field) if field.is_poisoned() => continue,
            Some(field) if field.is_relation() => {
                rules::where_field_relation::report(cx, site, key, field);
                return;
            }
            Some(field) => field,
            None if model.lost_line_mentions(key.text()) => continue,
            None => {
                rules::where_field_unknown::report(cx, site, key, model);
                return;
            }
        };
        let Some(value) = value_node(entry.node()) else { return };
        if !condition(cx, site, field, value) {
            return;
        }
    }
}

/// Reads `value`, or the value in `{ not: value }`; returns whether it is fine.
fn condition(cx: &mut Cx<'_>, site: Site<'_>, field: Field<'_>, value: Node<'_>) -> bool {
    let Some(object) = ast::Object::cast(value) else { return simple(cx, site, field, value) };
    let entries: Vec<ast::Entry<'_>> = object.entries().collect();
    let [entry] = entries.as_slice() else {
        rules::where_nested_key_count::report(cx, site, value);
        return false;
    };
    if entry.key().is_none_or(|it| it.text() != "not") {
        rules::where_nested_key_unknown::report(cx, site, entry.key());
        return false;
    }
    value_node(entry.node()).is_some_and(|it| simple(cx, site, field, it))
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Simple {
    Null,
    Boolean,
    Number,
    String,
}

fn simple(cx: &mut Cx<'_>, site: Site<'_>, field: Field<'_>, value: Node<'_>) -> bool {
    let found = match value.kind() {
        SyntaxKind::STRING_VALUE => Simple::String,
        SyntaxKind::NUMBER_VALUE => Simple::Number,
        SyntaxKind::NAME_VALUE => match value.text() {
            "null" => Simple::Null,
            "true" | "false" => Simple::Boolean,
            _ => {
                rules::where_value_invalid::report(cx, site, value);
                return false;
            }
        },
        _ => {
            rules::where_value_invalid::report(cx, site, value);
            return false;
        }
    };
    if found == Simple::Null {
        return true;
    }
    let (expected, words) = match field.ty() {
        FieldType::Unsupported | FieldType::CompositeType(_) => {
            rules::where_field_unsupported_type::report(cx, site, field, value);
            return false;
        }
        FieldType::Enum(_) => (Some(Simple::String), "a string"),
        FieldType::Scalar(scalar) => match scalar {
            ScalarType::Boolean => (Some(Simple::Boolean), "`true` or `false`"),
            ScalarType::String | ScalarType::DateTime => (Some(Simple::String), "a string"),
            ScalarType::Int | ScalarType::BigInt | ScalarType::Float | ScalarType::Decimal => {
                (Some(Simple::Number), "a number")
            }
            ScalarType::Json | ScalarType::Bytes => (None, "`null`"),
        },
        FieldType::Model(_) | FieldType::Unknown => return true,
    };
    if expected != Some(found) {
        rules::where_type_mismatch::report(cx, site, field, value, words);
        return false;
    }
    true
}
