//! `native-type-argument-out-of-range`: an argument of a native type outside its range.

use crate::rule::Check;

rule!("native-type-argument-out-of-range", Error, ALL, Check::Together);
