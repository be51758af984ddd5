//! Rules about types.

area! {
    type_unknown,
    type_unknown_case,
    enum_empty,
    composite_relation_field,
}
