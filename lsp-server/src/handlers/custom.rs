//! Requests of our own: `psl/diagram` and `psl/syntaxTree`.

use psl_diagram::Place;
use serde::{Deserialize, Serialize};
use tower_lsp::{
    jsonrpc::Result,
    lsp_types::{TextDocumentIdentifier, Url},
};

use crate::query::Cx;

/// The parameters of all requests of our own.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct DocumentParams {
    pub(crate) text_document: TextDocumentIdentifier,
}

/// The answer to `psl/diagram`: the picture of the document's schema, and the version of the document it was drawn from.
#[derive(Serialize)]
pub(crate) struct DiagramAnswer {
    svg: String,
    version: Option<i32>,
}

pub(crate) fn diagram(cx: &Cx) -> Result<Option<DiagramAnswer>> {
    let graph = psl_diagram::diagram(cx.snapshot().schema());
    let svg = psl_diagram::svg(&graph, |file, offset| Place {
        file: cx.view.url(file).map(Url::to_string).unwrap_or_default(),
        line: cx.snapshot().lines(file).map_or(0, |it| it.line(offset)),
    });
    let version = cx.view.files.get(cx.file.0 as usize).and_then(|it| it.version);
    Ok(Some(DiagramAnswer { svg, version }))
}

/// The trees of a document as text, for people who write bug reports.
pub(crate) fn syntax_tree(cx: &Cx) -> Result<Option<String>> {
    let Some(file) = cx.snapshot().file(cx.file) else { return Ok(None) };
    let mut out = String::new();
    for placed in file.segments().iter() {
        out.push_str(&format!("-- at {}\n{}", placed.start, placed.segment.tree().dump()));
    }
    Ok(Some(out))
}

/// Panics on purpose.
#[cfg(feature = "panic-request")]
#[allow(clippy::panic)]
pub(crate) fn panic(_cx: &Cx) -> Result<Option<()>> {
    panic!("psl/panic was asked for")
}
