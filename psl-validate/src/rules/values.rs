//! Rules about values of any argument or property.

area! {
    value_type_mismatch,
}
