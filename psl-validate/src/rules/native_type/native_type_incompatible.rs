//! `native-type-incompatible`: a native type that does not hold the type of the field.

use crate::rule::Check;

rule!("native-type-incompatible", Error, ALL, Check::Together);
