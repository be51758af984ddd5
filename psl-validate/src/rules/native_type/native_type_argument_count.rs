//! `native-type-argument-count`: a native type with too many or too few arguments.

use crate::rule::Check;

rule!("native-type-argument-count", Error, ALL, Check::NativeType(super::check));
