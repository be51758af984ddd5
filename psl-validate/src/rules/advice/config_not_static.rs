//! `config-not-static`: a Prisma config whose schema cannot be read without running it. Reported by the language server.

use crate::rule::Check;

rule!("config-not-static", Information, ALL, Check::Server);
