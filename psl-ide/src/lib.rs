//! Editor features for the Prisma Schema Language: a snapshot and a position in, plain data out.
//!
//! Everything is offsets and strings. This crate knows no protocol, no threads and no disk; the language server converts
//! and schedules.
//!
//! ```
//! use std::sync::Arc;
//! use psl_ide::{Workspace, diagnostics, document_symbols};
//! use psl_parser::{FileId, SourceFile};
//! use psl_validate::RuleSet;
//!
//! let mut workspace = Workspace::new(RuleSet::V7);
//! workspace.set_files(vec![Arc::new(SourceFile::parse("model Room {\n  id int @id\n}\n"))]);
//! let snapshot = workspace.snapshot();
//! assert_eq!(diagnostics(&snapshot)[0].code().0, "type-unknown-case");
//! assert_eq!(document_symbols(&snapshot, FileId(0))[0].name, "Room");
//! ```

mod cursor;
mod names;
mod words;

mod change;
mod code_action;
mod completion;
mod definition;
mod edit;
mod hover;
mod references;
mod rename;
mod signature;

mod diagnostics;
mod doc_comment;
mod folding;
mod formatting;
mod hints;
mod implied;
mod inlay_hints;
mod lenses;
mod links;
mod overview;
mod selection;
mod semantic_tokens;
mod symbols;
#[cfg(test)]
mod test_fixture;
mod workspace;
mod workspace_symbols;

pub use code_action::{ActionFilter, ActionKind, CodeAction, Destination, code_actions};
pub use completion::{Completion, CompletionKind, completion};
pub use definition::{Definition, Target, definition, type_definition, variable_at};
pub use diagnostics::diagnostics;
pub use folding::{Fold, FoldKind, folding_ranges};
pub use formatting::{each_formatting_edit, format, format_on_type, format_range};
pub use hints::{External, Hint, external_hints, hints};
pub use hover::{Hover, hover};
pub use implied::ImpliedKind;
pub use inlay_hints::{InlayHint, inlay_hints};
pub use lenses::{lenses, used_by};
pub use links::{Link, document_links};
pub use overview::{Entity, FieldInfo, Overview, RelationEnd, RelationInfo, overview};
pub use references::{Reference, highlights, references};
pub use rename::{Confirmation, DatabaseNames, Rename, RenameError, Suggestion, prepare_rename, rename};
pub use selection::selection_ranges;
pub use semantic_tokens::{SemanticToken, TokenKind, TokenModifiers, semantic_tokens};
pub use signature::{Parameter, Signature, signature_help};
pub use symbols::{Symbol, SymbolKind, document_symbols};
pub use workspace::{FilePosition, FileRange, Snapshot, Surroundings, Workspace};
pub use workspace_symbols::{FoundSymbol, workspace_symbols};

// What answers are made of, so that a front end needs no other crate for them.
pub use psl_validate::{Diagnostic, RuleSet, Severity, repair::Edits};
