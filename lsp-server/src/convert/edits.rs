//! Changes of several files, and actions that make them.

use psl_ide::{ActionKind, CodeAction, Edits};
use tower_lsp::lsp_types::{
    self, CodeActionKind, DocumentChanges, OneOf, OptionalVersionedTextDocumentIdentifier, TextDocumentEdit,
    WorkspaceEdit,
};

use crate::{convert, query::View};

/// The kind of an action that applies all safe fixes.
pub(crate) const FIX_ALL: CodeActionKind = CodeActionKind::new("source.fixAll.psl");

/// A change, with the versions of the documents it was made for when the client looks at them.
pub(crate) fn workspace_edit(view: &View, edits: Edits) -> WorkspaceEdit {
    let files = edits.into_iter().filter_map(|(id, edits)| {
        let file = view.files.get(id.0 as usize)?;
        Some((file, convert::text_edits(edits, view.lines(id)?)))
    });
    if !view.client.document_changes {
        let changes = files.map(|(file, edits)| (file.url.clone(), edits)).collect();
        return WorkspaceEdit { changes: Some(changes), ..WorkspaceEdit::default() };
    }
    let document_edit =
        |(file, edits): (&crate::query::ViewFile, Vec<lsp_types::TextEdit>)| TextDocumentEdit {
            text_document: OptionalVersionedTextDocumentIdentifier {
                uri: file.url.clone(),
                version: file.version,
            },
            edits: edits.into_iter().map(OneOf::Left).collect(),
        };
    let changes = DocumentChanges::Edits(files.map(document_edit).collect());
    WorkspaceEdit { document_changes: Some(changes), ..WorkspaceEdit::default() }
}

pub(crate) fn code_action(view: &View, action: CodeAction) -> lsp_types::CodeAction {
    let diagnostics = action.diagnostics.iter().filter_map(|it| convert::rule_diagnostic(view, it)).collect();
    lsp_types::CodeAction {
        title: action.title,
        kind: Some(match action.kind {
            ActionKind::QuickFix => CodeActionKind::QUICKFIX,
            ActionKind::FixAll => FIX_ALL,
        }),
        diagnostics: Some(diagnostics),
        edit: Some(workspace_edit(view, action.edits)),
        is_preferred: action.is_preferred.then_some(true),
        ..lsp_types::CodeAction::default()
    }
}
