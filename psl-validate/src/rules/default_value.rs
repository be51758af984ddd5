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

/// The value of a default, or the items of a list.
fn items(field: Field<'_>) -> crate::Few<Node<'_>> {
    default(field).map(|it| crate::read::values::item_nodes(it.1)).unwrap_or_default()
}

/// The strings of a default, with their places.
fn strings(field: Field<'_>) -> Vec<(TextRange, String)> {
    let items = items(field).into_iter();
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
    let is_in_model = field.model().is_some_and(|it| !it.is_view());
    is_in_model && default(field).is_some_and(|it| it.0.function == Some(DefaultFunction::Autoincrement))
}

/// Reports something on the `@default` attribute.
fn report_default(cx: &mut Cx<'_>, rule: &'static Rule, field: Field<'_>, message: String) {
    let Some((default, value)) = default(field) else { return };
    cx.report(rule, field.attribute_span(default.attribute), value.range(), message);
}
