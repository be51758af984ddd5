//! Rules about types a database lacks.

area! {
    json_unsupported,
    decimal_unsupported,
    json_list_unsupported,
    scalar_list_unsupported,
    enum_unsupported,
    composite_unsupported,
    unsupported_type_is_native,
}

use psl_parser::TextRange;

use crate::schema::{Field, Schema, Span};

/// "SQLite has …", or what is missing without a datasource.
pub(crate) fn lacks(schema: &Schema, what: &str) -> String {
    match schema.connector() {
        Some(connector) => format!("{} has {what}", connector.display_name),
        None => {
            format!("without a datasource there are {}", what.replacen("no type for", "no columns for", 1))
        }
    }
}

/// The type of a field without modifiers; all of `Unsupported("…")`.
pub(crate) fn base_span(field: Field<'_>) -> Span {
    let span = field.type_name_span();
    field.ast().and_then(|it| it.type_ref()).map_or(span, |it| span.with(it.base_range()))
}

/// Type and modifiers of a field.
fn type_range(field: Field<'_>) -> TextRange {
    field.ast().and_then(|it| it.type_ref()).map_or(field.type_name_span().range, |it| it.range())
}
