//! `env-argument-count`: `env` with no or several arguments.

use crate::{
    rule::{Check, Cx},
    schema::Span,
};

rule!("env-argument-count", Error, ALL, Check::Configuration);

pub(crate) fn report(cx: &mut Cx<'_>, place: Span) {
    cx.report(&RULE, place, place.range, "`env` takes exactly one string")
        .help("as in `env(\"DATABASE_URL\")`");
}
