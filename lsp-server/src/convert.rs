//! To and from protocol types. Everything below this module counts bytes.

mod diagnostic;
mod edits;
mod positions;
mod structure;
mod tokens;

pub(crate) use diagnostic::{hint, not_analysed, rule_diagnostic};
pub(crate) use edits::{change, code_action, kind, rename};
pub(crate) use positions::{Encoding, Lines};
pub(crate) use structure::{fold, found_symbol, selection_range, symbol, symbol_list, text_edits};
pub(crate) use tokens::{legend, semantic_tokens};
