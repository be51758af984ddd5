//! Rules about names.

area! {
    name_reserved_scalar,
    name_reserved,
    name_starts_with_digit,
    name_has_dash,
    duplicate_top_level,
    duplicate_field,
    duplicate_enum_value,
    duplicate_config_key,
}
