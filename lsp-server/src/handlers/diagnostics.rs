//! Findings: the lists to push, and the answers to clients that pull.

use std::{
    collections::{BTreeMap, hash_map::DefaultHasher},
    hash::{Hash, Hasher},
};

use psl_ide::{External, Severity};
use psl_parser::FileId;
use psl_project::Standing;
use tower_lsp::{
    jsonrpc::Result,
    lsp_types::{
        Diagnostic, DocumentDiagnosticReport, DocumentDiagnosticReportKind, DocumentDiagnosticReportResult,
        FullDocumentDiagnosticReport, PreviousResultId, RelatedFullDocumentDiagnosticReport,
        RelatedUnchangedDocumentDiagnosticReport, UnchangedDocumentDiagnosticReport,
        WorkspaceDiagnosticReport, WorkspaceDiagnosticReportResult, WorkspaceDocumentDiagnosticReport,
        WorkspaceFullDocumentDiagnosticReport, WorkspaceUnchangedDocumentDiagnosticReport,
    },
};

use crate::{
    convert,
    query::{Cx, View, ViewFile},
};

/// The findings of every file of a schema, in file order.
pub(crate) fn reports(view: &View) -> Vec<Vec<Diagnostic>> {
    let mut reports: Vec<Vec<Diagnostic>> = view.files.iter().map(problem_of_file).collect();
    if view.project.standing != Standing::Schema || !view.settings.diagnostics {
        return reports.into_iter().map(|_| Vec::new()).collect();
    }
    for diagnostic in psl_ide::diagnostics(&view.snapshot) {
        let is_allowed = diagnostic.severity != Severity::Error
            && view.settings.allow.iter().any(|it| *it == diagnostic.code().0);
        if is_allowed || is_not_analysed(view, diagnostic.file) {
            continue;
        }
        if let Some(report) = reports.get_mut(diagnostic.file.0 as usize) {
            report.extend(convert::rule_diagnostic(view, diagnostic));
        }
    }
    if view.client.tag_unnecessary {
        let external = view.project.config.iter().flat_map(|it| {
            let external = External { tables: &it.external_tables, enums: &it.external_enums };
            psl_ide::external_hints(&view.snapshot, external)
        });
        for hint in psl_ide::hints(&view.snapshot).into_iter().chain(external) {
            if let Some(report) = reports.get_mut(hint.file.0 as usize) {
                report.extend(convert::hint(view, &hint));
            }
        }
        for report in &mut reports {
            report.sort_by_key(|it| (it.range.start, it.range.end));
        }
    }
    reports
}

fn problem_of_file(file: &ViewFile) -> Vec<Diagnostic> {
    file.problem.iter().map(|it| convert::not_analysed(it)).collect()
}

fn is_not_analysed(view: &View, file: FileId) -> bool {
    view.files.get(file.0 as usize).is_some_and(|it| it.problem.is_some())
}

/// What a client that pulls compares reports by.
fn result_id(report: &[Diagnostic]) -> String {
    let mut hasher = DefaultHasher::new();
    serde_json::to_string(report).unwrap_or_default().hash(&mut hasher);
    format!("{:016x}", hasher.finish())
}

pub(crate) fn document_diagnostic(
    cx: &Cx,
    previous: Option<&str>,
) -> Result<Option<DocumentDiagnosticReportResult>> {
    let mut reports = reports(&cx.view);
    let own = reports.get_mut(cx.file.0 as usize).map(std::mem::take).unwrap_or_default();
    let related_documents = cx.client().related_documents.then(|| {
        let others = cx.view.files.iter().zip(reports).enumerate();
        let others = others.filter(|(index, _)| *index != cx.file.0 as usize);
        let full = |items: Vec<Diagnostic>| {
            DocumentDiagnosticReportKind::Full(FullDocumentDiagnosticReport {
                result_id: Some(result_id(&items)),
                items,
            })
        };
        others.map(|(_, (file, items))| (file.url.clone(), full(items))).collect()
    });
    let id = result_id(&own);
    let report = match previous == Some(id.as_str()) {
        true => DocumentDiagnosticReport::Unchanged(RelatedUnchangedDocumentDiagnosticReport {
            related_documents,
            unchanged_document_diagnostic_report: UnchangedDocumentDiagnosticReport { result_id: id },
        }),
        false => DocumentDiagnosticReport::Full(RelatedFullDocumentDiagnosticReport {
            related_documents,
            full_document_diagnostic_report: FullDocumentDiagnosticReport { result_id: Some(id), items: own },
        }),
    };
    Ok(Some(DocumentDiagnosticReportResult::Report(report)))
}

pub(crate) fn workspace_diagnostic(
    cx: &Cx,
    previous: &[PreviousResultId],
) -> Result<Option<WorkspaceDiagnosticReportResult>> {
    let previous: BTreeMap<&str, &str> =
        previous.iter().map(|it| (it.uri.as_str(), it.value.as_str())).collect();
    let mut items = Vec::new();
    for view in &cx.views {
        for (file, report) in view.files.iter().zip(reports(view)) {
            items.push(workspace_report(file, report, previous.get(file.url.as_str()).copied()));
        }
    }
    Ok(Some(WorkspaceDiagnosticReportResult::Report(WorkspaceDiagnosticReport { items })))
}

/// The report of a document that gets none.
pub(crate) fn no_document_diagnostic() -> DocumentDiagnosticReportResult {
    DocumentDiagnosticReportResult::Report(DocumentDiagnosticReport::Full(
        RelatedFullDocumentDiagnosticReport::default(),
    ))
}

/// The report when nothing is open.
pub(crate) fn no_workspace_diagnostic() -> WorkspaceDiagnosticReportResult {
    WorkspaceDiagnosticReportResult::Report(WorkspaceDiagnosticReport::default())
}

fn workspace_report(
    file: &ViewFile,
    items: Vec<Diagnostic>,
    previous: Option<&str>,
) -> WorkspaceDocumentDiagnosticReport {
    let (uri, version) = (file.url.clone(), file.version.map(i64::from));
    let id = result_id(&items);
    if previous == Some(id.as_str()) {
        return WorkspaceDocumentDiagnosticReport::Unchanged(WorkspaceUnchangedDocumentDiagnosticReport {
            uri,
            version,
            unchanged_document_diagnostic_report: UnchangedDocumentDiagnosticReport { result_id: id },
        });
    }
    WorkspaceDocumentDiagnosticReport::Full(WorkspaceFullDocumentDiagnosticReport {
        uri,
        version,
        full_document_diagnostic_report: FullDocumentDiagnosticReport { result_id: Some(id), items },
    })
}
