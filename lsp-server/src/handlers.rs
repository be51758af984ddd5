//! One function for each request: protocol parameters and a snapshot in, protocol answer out.

mod actions;
mod completion;
mod custom;
mod diagnostics;
mod formatting;
mod hints;
mod links;
mod navigation;
mod project;
mod rename;
mod schema;
mod semantic_tokens;
mod signature;
mod structure;

pub(crate) use actions::{ActionData, code_action, code_action_edit};
pub(crate) use completion::completion;
#[cfg(feature = "panic-request")]
pub(crate) use custom::panic;
pub(crate) use custom::{DiagramAnswer, DocumentParams, diagram, syntax_tree};
pub(crate) use diagnostics::{
    document_diagnostic, no_document_diagnostic, no_workspace_diagnostic, reports, workspace_diagnostic,
};
pub(crate) use formatting::{formatting, on_type_formatting, range_formatting, ranges_formatting};
pub(crate) use hints::{code_lens, code_lens_command, inlay_hint};
pub(crate) use links::document_link;
pub(crate) use navigation::{definition, highlights, hover, references, type_definition};
pub(crate) use project::{ProjectAnswer, project};
pub(crate) use rename::{prepare_rename, rename};
pub(crate) use schema::schema;
pub(crate) use semantic_tokens::{semantic_tokens_delta, semantic_tokens_full, semantic_tokens_range};
pub(crate) use signature::signature_help;
pub(crate) use structure::{document_symbol, folding_range, selection_range, workspace_symbol};
