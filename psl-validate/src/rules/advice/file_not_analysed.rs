//! `file-not-analysed`: a file the language server could not read. Reported by the language server.

use crate::rule::Check;

rule!("file-not-analysed", Error, ALL, Check::Server);
