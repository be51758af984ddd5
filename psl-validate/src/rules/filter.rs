//! Rules about `where`, the condition of a partial index.

area! {
    where_not_raw_or_object,
    where_raw_argument,
    where_raw_empty,
    where_object_empty,
    where_field_unknown,
    where_field_relation,
    where_nested_key_count,
    where_nested_key_unknown,
    where_value_invalid,
    where_field_unsupported_type,
    where_type_mismatch,
}
