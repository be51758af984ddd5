//! Rules about `where`, the condition of a partial index.

pub(crate) mod where_field_relation;
pub(crate) mod where_field_unknown;
pub(crate) mod where_field_unsupported_type;
pub(crate) mod where_nested_key_count;
pub(crate) mod where_nested_key_unknown;
pub(crate) mod where_not_raw_or_object;
pub(crate) mod where_object_empty;
pub(crate) mod where_raw_argument;
pub(crate) mod where_raw_empty;
pub(crate) mod where_type_mismatch;
pub(crate) mod where_value_invalid;
