//! `native-type-scale-exceeds-precision`: more digits behind the point than digits at all.

use crate::rule::Check;

rule!("native-type-scale-exceeds-precision", Error, ALL, Check::Together);
