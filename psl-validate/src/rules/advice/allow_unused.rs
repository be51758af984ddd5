//! `allow-unused`: a `psl-allow` comment that hides nothing.

use crate::rule::Check;

rule!("allow-unused", Warning, ALL, Check::Reading);
