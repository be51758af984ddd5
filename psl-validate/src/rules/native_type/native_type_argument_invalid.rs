//! `native-type-argument-invalid`: an argument of a native type that is no number.

use crate::rule::Check;

rule!("native-type-argument-invalid", Error, ALL, Check::Together);
