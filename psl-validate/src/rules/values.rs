//! Rules about values of any argument or property.

pub(crate) mod value_type_mismatch;
