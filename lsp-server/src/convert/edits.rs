//! Changes of several files, and actions that make them.

use std::collections::{BTreeMap, HashMap};

use psl_ide::{ActionKind, CodeAction, Destination, Edits, Rename};
use psl_parser::FileId;
use tower_lsp::lsp_types::{
    self, AnnotatedTextEdit, ChangeAnnotation, CodeActionDisabled, CodeActionKind, CreateFile,
    DocumentChangeOperation, DocumentChanges, OneOf, OptionalVersionedTextDocumentIdentifier, ResourceOp,
    TextDocumentEdit, Url, WorkspaceEdit,
};

use crate::{convert, query::View};

/// The kind of an action that applies all safe fixes.
pub(crate) const FIX_ALL: CodeActionKind = CodeActionKind::new("source.fixAll.psl");

/// A change, with the versions of the documents it was made for when the client looks at them.
fn workspace_edit(view: &View, edits: Edits) -> WorkspaceEdit {
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
            text_document: file.versioned_identifier(),
            edits: edits.into_iter().map(OneOf::Left).collect(),
        };
    let changes = DocumentChanges::Edits(files.map(document_edit).collect());
    WorkspaceEdit { document_changes: Some(changes), ..WorkspaceEdit::default() }
}

/// A rename, with what is unsure marked for the user to confirm.
pub(crate) fn rename(view: &View, rename: Rename) -> WorkspaceEdit {
    let mut annotations = HashMap::new();
    let mut annotate = |id: &str, label: String, description: Option<String>| {
        let needs_confirmation = Some(true);
        annotations.insert(id.to_owned(), ChangeAnnotation { label, needs_confirmation, description });
    };
    let mut parts = vec![(rename.edits, rename.risk.is_some().then(|| "rename".to_owned()))];
    if let Some(risk) = rename.risk {
        annotate("rename", "Rename, which changes the database".to_owned(), Some(risk));
    }
    for (number, suggestion) in rename.suggestions.into_iter().enumerate() {
        let id = format!("like-{number}");
        annotate(&id, suggestion.title, None);
        parts.push((suggestion.edits, Some(id)));
    }
    if annotations.is_empty() {
        return workspace_edit(view, parts.swap_remove(0).0);
    }
    let mut changes: BTreeMap<FileId, Vec<OneOf<lsp_types::TextEdit, AnnotatedTextEdit>>> = BTreeMap::new();
    for (edits, id) in parts {
        for (file, edits) in edits {
            let Some(lines) = view.lines(file) else { continue };
            let edits = convert::text_edits(edits, lines).into_iter().map(|text_edit| match id.clone() {
                Some(annotation_id) => OneOf::Right(AnnotatedTextEdit { text_edit, annotation_id }),
                None => OneOf::Left(text_edit),
            });
            changes.entry(file).or_default().extend(edits);
        }
    }
    let changes = changes.into_iter().filter_map(|(id, edits)| {
        let file = view.files.get(id.0 as usize)?;
        Some(TextDocumentEdit { text_document: file.versioned_identifier(), edits })
    });
    WorkspaceEdit {
        document_changes: Some(DocumentChanges::Edits(changes.collect())),
        change_annotations: Some(annotations),
        ..WorkspaceEdit::default()
    }
}

/// Makes a file, then changes others.
fn with_new_file(edit: WorkspaceEdit, uri: Url, text: String) -> WorkspaceEdit {
    let create = CreateFile { uri: uri.clone(), options: None, annotation_id: None };
    let content = TextDocumentEdit {
        text_document: OptionalVersionedTextDocumentIdentifier { uri, version: None },
        edits: vec![OneOf::Left(lsp_types::TextEdit { range: lsp_types::Range::default(), new_text: text })],
    };
    let mut operations =
        vec![DocumentChangeOperation::Op(ResourceOp::Create(create)), DocumentChangeOperation::Edit(content)];
    if let Some(DocumentChanges::Edits(edits)) = edit.document_changes {
        operations.extend(edits.into_iter().map(DocumentChangeOperation::Edit));
    }
    WorkspaceEdit {
        document_changes: Some(DocumentChanges::Operations(operations)),
        ..WorkspaceEdit::default()
    }
}

/// An action without its change; `None` when the client cannot do it.
pub(crate) fn code_action(view: &View, from: &Url, action: &CodeAction) -> Option<lsp_types::CodeAction> {
    let diagnostics = action.diagnostics.iter().filter_map(|it| convert::rule_diagnostic(view, it)).collect();
    let title = match &action.destination {
        None => action.title.clone(),
        Some(destination) => {
            let url = destination_url(view, from, destination)?;
            format!("{} `{}`", action.title, url.path_segments()?.next_back()?)
        }
    };
    Some(lsp_types::CodeAction {
        title,
        kind: Some(kind(action.kind)),
        diagnostics: Some(diagnostics),
        is_preferred: action.is_preferred.then_some(true),
        disabled: action.disabled.clone().map(|reason| CodeActionDisabled { reason }),
        ..lsp_types::CodeAction::default()
    })
}

fn destination_url(view: &View, from: &Url, destination: &Destination) -> Option<Url> {
    match destination {
        Destination::File(file) => view.url(*file).cloned(),
        Destination::NewFile { name, .. } => {
            let url = from.join(name).ok().filter(|_| view.client.creates_files)?;
            view.files.iter().all(|it| it.url != url).then_some(url)
        }
    }
}

/// The change an action makes.
pub(crate) fn change(view: &View, from: &Url, action: &CodeAction) -> Option<WorkspaceEdit> {
    let edit = workspace_edit(view, action.edits(&view.snapshot));
    match &action.destination {
        Some(destination @ Destination::NewFile { text, .. }) => {
            Some(with_new_file(edit, destination_url(view, from, destination)?, text.clone()))
        }
        _ => Some(edit),
    }
}

pub(crate) fn kind(kind: ActionKind) -> CodeActionKind {
    match kind {
        ActionKind::QuickFix => CodeActionKind::QUICKFIX,
        ActionKind::Extract => CodeActionKind::REFACTOR_EXTRACT,
        ActionKind::Inline => CodeActionKind::REFACTOR_INLINE,
        ActionKind::Rewrite => CodeActionKind::REFACTOR_REWRITE,
        ActionKind::FixAll => FIX_ALL,
    }
}
