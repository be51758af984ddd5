//! Arguments of which shells know the usual values. Every value is taken; the command says what is wrong with one.

use std::ffi::OsStr;

use clap::{
    Arg, Command, Error,
    builder::{PossibleValue, StringValueParser, TypedValueParser},
};
use psl_validate::{RULES, Severity};

use crate::output::FORMATS;

/// Text, with a list of words for completion only.
#[derive(Clone)]
pub(super) struct Hinted(pub(super) fn() -> Vec<&'static str>);

pub(super) fn codes() -> Vec<&'static str> {
    RULES.iter().map(|it| it.code.0).collect()
}

/// The codes `--allow` takes.
pub(super) fn codes_below_error() -> Vec<&'static str> {
    RULES.iter().filter(|it| it.severity != Severity::Error).map(|it| it.code.0).collect()
}

/// What `--deny` takes.
pub(super) fn codes_and_warnings() -> Vec<&'static str> {
    ["warnings"].into_iter().chain(codes_below_error()).collect()
}

pub(super) fn formats() -> Vec<&'static str> {
    FORMATS.iter().map(|it| it.name).collect()
}

impl TypedValueParser for Hinted {
    type Value = String;

    fn parse_ref(&self, command: &Command, arg: Option<&Arg>, value: &OsStr) -> Result<String, Error> {
        StringValueParser::new().parse_ref(command, arg, value)
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        Some(Box::new((self.0)().into_iter().map(PossibleValue::new)))
    }
}
