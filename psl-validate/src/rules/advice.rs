//! Warnings and advice of our own, for what is accepted and yet surely or probably a mistake.

pub(crate) mod allow_unused;
pub(crate) mod config_not_static;
pub(crate) mod datasource_ignored;
pub(crate) mod duplicate_enum_value_db_name;
pub(crate) mod enum_unused;
pub(crate) mod file_not_analysed;
pub(crate) mod foreign_key_without_index;
pub(crate) mod index_redundant;
pub(crate) mod keyword_glued_to_name;
pub(crate) mod option_ignored;
pub(crate) mod relation_name_lost;
pub(crate) mod text_after_open_brace;

use psl_parser::ast;

use crate::schema::Model;

/// Whether the line of an attribute could not be read.
fn is_lost(attribute: ast::Attribute<'_>) -> bool {
    match attribute.is_block_level() {
        true => attribute.node().has_error(),
        false => attribute.node().parent().is_some_and(|it| it.has_error()),
    }
}

/// Whether an operator class in this attribute is read by nobody.
fn ignores_ops(model: Model<'_>, attribute: ast::Attribute<'_>, name: &str) -> bool {
    let Some(connector) = model.schema().connector() else { return false };
    let is_gin = || {
        let arguments = attribute.arguments().into_iter().flat_map(|it| it.iter().collect::<Vec<_>>());
        let mut types = arguments.filter(|it| it.name().is_some_and(|it| it.text() == "type"));
        types.any(|it| it.value().is_some_and(|it| it.text() == "Gin"))
    };
    match name {
        "id" => true,
        "index" => match connector.name {
            "postgresql" => false,
            "cockroachdb" => !is_gin(),
            _ => true,
        },
        _ => false,
    }
}
