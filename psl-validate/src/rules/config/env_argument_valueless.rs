//! `env-argument-valueless`: `env(name:)` without a value.

use psl_parser::TextRange;

use crate::{
    rule::{Check, Cx},
    schema::Span,
};

rule!("env-argument-valueless", Error, ALL, Check::Configuration);

pub(crate) fn report(cx: &mut Cx<'_>, place: Span, argument: TextRange) {
    cx.report(&RULE, place, argument, "`env` needs the name of a variable as a string");
}
