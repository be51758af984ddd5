//! Rules about names.

pub(crate) mod duplicate_config_key;
pub(crate) mod duplicate_enum_value;
pub(crate) mod duplicate_field;
pub(crate) mod duplicate_top_level;
pub(crate) mod name_has_dash;
pub(crate) mod name_reserved;
pub(crate) mod name_reserved_scalar;
pub(crate) mod name_starts_with_digit;
