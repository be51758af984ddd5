//! Rules about types.

pub(crate) mod composite_relation_field;
pub(crate) mod enum_empty;
pub(crate) mod type_unknown;
pub(crate) mod type_unknown_case;
