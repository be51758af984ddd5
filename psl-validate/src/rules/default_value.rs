//! Rules about what a default says, and where functions may stand.

pub(crate) mod autoincrement_cockroach_bigint;
pub(crate) mod autoincrement_multiple;
pub(crate) mod autoincrement_non_id;
pub(crate) mod autoincrement_non_indexed;
pub(crate) mod autoincrement_unsupported;
pub(crate) mod default_auto_unsupported;
pub(crate) mod default_bytes_invalid;
pub(crate) mod default_datetime_invalid;
pub(crate) mod default_decimal_invalid;
pub(crate) mod default_function_unknown;
pub(crate) mod default_int_invalid;
pub(crate) mod default_json_invalid;
pub(crate) mod default_map_unsupported;
pub(crate) mod sequence_argument_unknown;

use psl_parser::{Node, TextRange, ast};

use crate::{
    rule::{Cx, Rule},
    schema::{DefaultFunction, DefaultValue, Field, Schema},
};

pub(crate) mod literals;

/// The default of a field and the node of its value; not when the value is of a kind that does not fit.
pub(crate) fn default(field: Field<'_>) -> Option<(&DefaultValue, Node<'_>)> {
    let default = field.default().filter(|it| !it.is_poisoned)?;
    Some((default, field.node().tree().node(default.value)))
}

/// The node of the value of a field's default; `None` when it is of a kind that does not fit.
fn value<'s>(field: Field<'s>, default: &DefaultValue) -> Option<Node<'s>> {
    (!default.is_poisoned).then(|| field.node().tree().node(default.value))
}

/// The value of a field's default, or the items of a list.
fn items<'s>(field: Field<'s>, default: &DefaultValue) -> crate::Few<Node<'s>> {
    value(field, default).map(crate::read::values::item_nodes).unwrap_or_default()
}

/// The strings of a field's default, with their places.
fn strings(field: Field<'_>, default: &DefaultValue) -> Vec<(TextRange, String)> {
    let items = items(field, default).into_iter();
    let strings =
        items.filter_map(|it| Some((it.range(), ast::Value::cast(it)?.as_string()?.value().into_owned())));
    strings.collect()
}

/// Whether a model can have one field that counts, in a key.
fn has_one_counter(schema: &Schema) -> bool {
    use crate::connectors::Autoincrement::{OneIndexed, WholeId};
    matches!(schema.capabilities().autoincrement, OneIndexed | WholeId)
}

fn is_autoincrement(field: Field<'_>) -> bool {
    field.default().is_some_and(|it| counts(field, it))
}

/// Whether this default of a model's field is `autoincrement()`.
fn counts(field: Field<'_>, default: &DefaultValue) -> bool {
    default.function == Some(DefaultFunction::Autoincrement)
        && !default.is_poisoned
        && field.model().is_some_and(|it| !it.is_view())
}

/// Reports something on the `@default` attribute.
fn report_default(
    cx: &mut Cx<'_>,
    rule: &'static Rule,
    field: Field<'_>,
    default: &DefaultValue,
    message: String,
) {
    let range = field.node_span(default.value).range;
    cx.report(rule, field.attribute_span(default.attribute), range, message);
}
