//! Findings as protocol diagnostics.

use psl_ide::Hint;
use psl_ide::{Diagnostic, Severity};
use serde_json::json;
use tower_lsp::lsp_types::{
    self, CodeDescription, DiagnosticRelatedInformation, DiagnosticSeverity, DiagnosticTag, Location,
    NumberOrString, Position, Range, Url,
};

use crate::query::View;

const SOURCE: &str = "psl";

/// A finding of a rule.
pub(crate) fn rule_diagnostic(view: &View, diagnostic: &Diagnostic) -> Option<lsp_types::Diagnostic> {
    let client = &view.client;
    let lines = view.lines(diagnostic.file)?;
    let code = diagnostic.code().0;
    let message = match &diagnostic.help {
        Some(help) => format!("{}\n{help}", diagnostic.message),
        None => diagnostic.message.clone(),
    };
    let related = diagnostic.labels.iter().filter_map(|label| {
        let range = view.lines(label.file)?.range(label.range);
        let location = Location { uri: view.url(label.file)?.clone(), range };
        Some(DiagnosticRelatedInformation { location, message: label.message.clone() })
    });
    let related: Option<Vec<_>> = client.related_information.then(|| related.collect());
    let page = view.rule_pages.as_deref().filter(|_| client.code_description);
    let is_deprecated =
        client.tag_deprecated && (code.ends_with("-deprecated") || code.ends_with("-renamed"));
    Some(lsp_types::Diagnostic {
        range: lines.range(lines.visible(diagnostic.range)),
        severity: Some(match diagnostic.severity {
            Severity::Error => DiagnosticSeverity::ERROR,
            Severity::Warning => DiagnosticSeverity::WARNING,
            Severity::Information => DiagnosticSeverity::INFORMATION,
        }),
        code: Some(NumberOrString::String(code.to_owned())),
        code_description: page
            .and_then(|it| Url::parse(&format!("{it}{code}")).ok())
            .map(|href| CodeDescription { href }),
        source: Some(SOURCE.to_owned()),
        message,
        related_information: related.filter(|it| !it.is_empty()),
        tags: is_deprecated.then(|| vec![DiagnosticTag::DEPRECATED]),
        data: client.diagnostic_data.then(|| {
            let fixes: Vec<_> = diagnostic.fixes.iter().map(|it| &it.title).collect();
            json!({ "code": code, "place": lines.range(diagnostic.place), "fixes": fixes })
        }),
    })
}

/// A part that is greyed out.
pub(crate) fn hint(view: &View, hint: &Hint) -> Option<lsp_types::Diagnostic> {
    let lines = view.lines(hint.file)?;
    Some(lsp_types::Diagnostic {
        range: lines.range(lines.visible(hint.range)),
        severity: Some(DiagnosticSeverity::HINT),
        source: Some(SOURCE.to_owned()),
        message: hint.message.clone(),
        tags: Some(vec![DiagnosticTag::UNNECESSARY]),
        ..lsp_types::Diagnostic::default()
    })
}

/// A file that was not looked at.
pub(crate) fn not_analysed(reason: &str) -> lsp_types::Diagnostic {
    lsp_types::Diagnostic {
        range: Range::new(Position::new(0, 0), Position::new(0, 1)),
        severity: Some(DiagnosticSeverity::ERROR),
        code: Some(NumberOrString::String("file-not-analysed".to_owned())),
        source: Some(SOURCE.to_owned()),
        message: format!("this file is not analysed: {reason}"),
        ..lsp_types::Diagnostic::default()
    }
}
