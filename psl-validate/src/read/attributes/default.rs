//! `@default(…)`: what the value is, and whether it is of a kind that fits. Whether a literal is well-formed (JSON, dates
//! and so on) is looked at later, by rules of their own.

use psl_parser::{Node, SyntaxKind, ast};

use super::{Site, key};
use crate::{
    read::values::value_node,
    rule::Cx,
    rules::default as rules,
    scalar::ScalarType,
    schema::{DefaultFunction, DefaultValue, Enum, Field, FieldType},
};

pub(crate) fn read<'s>(cx: &mut Cx<'s>, field: Field<'s>, site: Site<'s>) -> Option<DefaultValue> {
    let in_composite = field.model().is_none();
    let (value, map) = match site.lone_value() {
        Some(value) => (value, None),
        None => {
            let mut arguments = site.arguments(cx)?;
            let value = arguments.required(cx, "value");
            let map = if in_composite { None } else { key::map(cx, site, &arguments) };
            arguments.finish(cx);
            if in_composite && value.is_some() && arguments.named("map").is_some() {
                rules::composite_default_map::report(cx, site);
            }
            (value?, map)
        }
    };
    let function = called(value);
    let fits = if in_composite {
        composite_field(cx, field, site, value, function)
    } else if function == Some(DefaultFunction::DbGenerated) {
        dbgenerated(cx, site, value)
    } else {
        model_field(cx, field, site, value, function)
    };
    if function == Some(DefaultFunction::Autoincrement)
        && field.scalar_type().is_some()
        && let Some(map) = &map
    {
        rules::default_map_on_autoincrement::report(cx, site, map);
    }
    Some(DefaultValue {
        attribute: site.attribute.node().id(),
        value: value.id(),
        function,
        map,
        is_poisoned: !fits,
    })
}

/// The known function a value calls.
fn called(value: Node<'_>) -> Option<DefaultFunction> {
    DefaultFunction::named(ast::Call::cast(value)?.path()?.text())
}

fn composite_field<'s>(
    cx: &mut Cx<'s>,
    field: Field<'s>,
    site: Site<'s>,
    value: Node<'s>,
    function: Option<DefaultFunction>,
) -> bool {
    match (field.ty(), function) {
        (_, Some(DefaultFunction::DbGenerated)) => {
            rules::composite_default_dbgenerated::report(cx, site, value)
        }
        (FieldType::Unsupported, _) => rules::composite_default_unsupported::report(cx, site, field),
        (FieldType::Scalar(_), Some(DefaultFunction::Autoincrement | DefaultFunction::Auto)) => {
            rules::composite_default_function::report(cx, site, value);
        }
        (FieldType::Scalar(scalar), Some(DefaultFunction::Nanoid)) => {
            rules::default_function_wrong_type::report(cx, site, field, value, scalar);
        }
        _ => return model_field(cx, field, site, value, function),
    }
    false
}

fn model_field<'s>(
    cx: &mut Cx<'s>,
    field: Field<'s>,
    site: Site<'s>,
    value: Node<'s>,
    function: Option<DefaultFunction>,
) -> bool {
    match field.ty() {
        FieldType::Unsupported => {
            rules::default_on_unsupported_type::report(cx, site, field, value);
            false
        }
        FieldType::CompositeType(_) => {
            rules::default_on_composite_type_field::report(cx, site, field);
            false
        }
        FieldType::Enum(_) => field.enum_type().is_none_or(|it| enum_value(cx, field, it, site, value)),
        FieldType::Scalar(scalar) => scalar_value(cx, field, scalar, site, value, function),
        FieldType::Model(_) | FieldType::Unknown => true,
    }
}

fn enum_value<'s>(
    cx: &mut Cx<'s>,
    field: Field<'s>,
    enum_: Enum<'s>,
    site: Site<'s>,
    value: Node<'s>,
) -> bool {
    if field.is_list() {
        if value.kind() != SyntaxKind::LIST {
            rules::default_enum_expression::report(cx, site, field, value);
            return false;
        }
        return value
            .children()
            .filter(|it| it.kind().is_value())
            .all(|it| one_enum_value(cx, field, enum_, site, it));
    }
    one_enum_value(cx, field, enum_, site, value)
}

fn one_enum_value<'s>(
    cx: &mut Cx<'s>,
    field: Field<'s>,
    enum_: Enum<'s>,
    site: Site<'s>,
    value: Node<'s>,
) -> bool {
    if value.kind() != SyntaxKind::NAME_VALUE {
        rules::default_enum_expression::report(cx, site, field, value);
        return false;
    }
    let name = value.text();
    if enum_.values().any(|it| it.name() == name) {
        return true;
    }
    let may_be = |it: Enum<'_>| {
        it.name() == enum_.name()
            && (it.lost_line_mentions(name) || it.all_values().any(|it| it.name() == name))
    };
    let is_lost = enum_.is_poisoned() && cx.schema.enums().any(may_be)
        || enum_.lost_line_mentions(name)
        || enum_.all_values().any(|it| it.is_poisoned() && it.name() == name);
    if !is_lost {
        rules::default_enum_value_unknown::report(cx, site, enum_, value);
    }
    false
}

fn scalar_value<'s>(
    cx: &mut Cx<'s>,
    field: Field<'s>,
    scalar: ScalarType,
    site: Site<'s>,
    value: Node<'s>,
    function: Option<DefaultFunction>,
) -> bool {
    match value.kind() {
        SyntaxKind::CALL => match function {
            // An unknown function is reported later, unless everything before is fine.
            None | Some(DefaultFunction::Sequence) => true,
            Some(DefaultFunction::Auto) => no_arguments(cx, site, value),
            Some(function) if !function.scalars().contains(&scalar) => {
                rules::default_function_wrong_type::report(cx, site, field, value, scalar);
                false
            }
            Some(function) => function_arguments(cx, site, value, function),
        },
        SyntaxKind::LIST if !field.is_list() => {
            rules::default_list_for_non_list::report(cx, site, field, value);
            false
        }
        SyntaxKind::LIST => {
            value.children().filter(|it| it.kind().is_value()).all(|it| literal(cx, field, scalar, site, it))
        }
        _ if field.is_list() => {
            rules::default_non_list_for_list::report(cx, site, field, value);
            false
        }
        _ => literal(cx, field, scalar, site, value),
    }
}

fn literal(cx: &mut Cx<'_>, field: Field<'_>, scalar: ScalarType, site: Site<'_>, value: Node<'_>) -> bool {
    use ScalarType::{BigInt, Boolean, Bytes, DateTime, Decimal, Float, Int, Json, String};
    let fits = match (scalar, value.kind()) {
        (Boolean, SyntaxKind::NAME_VALUE) => {
            if !matches!(value.text(), "true" | "false") {
                rules::default_boolean_literal::report(cx, site, value);
                return false;
            }
            true
        }
        (Int | BigInt | Float | Decimal, SyntaxKind::NUMBER_VALUE) => true,
        (String | Decimal | DateTime | Json | Bytes, SyntaxKind::STRING_VALUE) => true,
        _ => false,
    };
    if !fits {
        rules::default_type_mismatch::report(cx, site, field, scalar, value);
    }
    fits
}

/// The values of a call's arguments; their names are ignored.
fn argument_values(value: Node<'_>) -> Vec<Node<'_>> {
    let arguments = ast::Call::cast(value).and_then(ast::Call::arguments);
    let arguments = arguments.map(|it| it.iter().collect::<Vec<_>>()).unwrap_or_default();
    arguments.iter().filter_map(|it| value_node(it.node())).collect()
}

fn no_arguments(cx: &mut Cx<'_>, site: Site<'_>, value: Node<'_>) -> bool {
    let arguments = argument_values(value);
    if !arguments.is_empty() {
        rules::default_function_no_arguments::report(cx, site, value);
    }
    arguments.is_empty()
}

fn function_arguments(cx: &mut Cx<'_>, site: Site<'_>, value: Node<'_>, function: DefaultFunction) -> bool {
    match function {
        DefaultFunction::Now
        | DefaultFunction::Ulid
        | DefaultFunction::Autoincrement
        | DefaultFunction::Auto => no_arguments(cx, site, value),
        DefaultFunction::Uuid => int_argument(cx, site, value, |cx, number| {
            version(cx, site, value, number, &[4, 7]);
        }),
        DefaultFunction::Cuid => int_argument(cx, site, value, |cx, number| {
            version(cx, site, value, number, &[1, 2]);
        }),
        DefaultFunction::Nanoid => int_argument(cx, site, value, |cx, number| {
            let length = digits(number);
            if length.is_none_or(|it| it < 2) {
                rules::default_nanoid_length::report(cx, site, number);
            }
        }),
        DefaultFunction::DbGenerated | DefaultFunction::Sequence => true,
    }
}

fn version(cx: &mut Cx<'_>, site: Site<'_>, value: Node<'_>, number: Node<'_>, allowed: &[u8]) {
    if !digits(number).is_some_and(|it| allowed.contains(&it)) {
        rules::default_uid_version::report(cx, site, value, number, allowed);
    }
}

/// A number of digits only, at most 255.
fn digits(number: Node<'_>) -> Option<u8> {
    let text = number.text();
    if text.bytes().all(|it| it.is_ascii_digit()) { text.parse().ok() } else { None }
}

/// `uuid`, `cuid`, `nanoid`: at most one number, which is then given to `check`.
fn int_argument<'s>(
    cx: &mut Cx<'_>,
    site: Site<'_>,
    value: Node<'s>,
    check: impl FnOnce(&mut Cx<'_>, Node<'s>),
) -> bool {
    let before = cx.findings.len();
    let arguments = argument_values(value);
    if arguments.len() > 1 {
        rules::default_function_int_argument::report(cx, site, value, arguments[1]);
    }
    match arguments.first() {
        Some(first) if first.kind() == SyntaxKind::NUMBER_VALUE => check(cx, *first),
        Some(first) => rules::default_function_int_argument::report(cx, site, value, *first),
        None => {}
    }
    cx.findings.len() == before
}

fn dbgenerated(cx: &mut Cx<'_>, site: Site<'_>, value: Node<'_>) -> bool {
    let before = cx.findings.len();
    let arguments = argument_values(value);
    if arguments.len() > 1 {
        rules::default_dbgenerated_argument::report(cx, site, arguments[1]);
    }
    match arguments.first().map(|it| (it, ast::Value::cast(*it))) {
        Some((first, Some(ast::Value::String(text)))) if text.value().is_empty() => {
            rules::default_dbgenerated_empty::report(cx, site, *first);
        }
        Some((_, Some(ast::Value::String(_)))) | None => {}
        Some((first, _)) => rules::default_dbgenerated_argument::report(cx, site, *first),
    }
    cx.findings.len() == before
}
