//! Document links.

use tower_lsp::{
    jsonrpc::Result,
    lsp_types::{DocumentLink, Url},
};

use crate::query::Cx;

pub(crate) fn document_link(cx: &Cx) -> Result<Option<Vec<DocumentLink>>> {
    let (lines, url) = (cx.lines()?, cx.url()?);
    // What is no file lies in no folder.
    let Some(folder) = url.to_file_path().ok().and_then(|it| Some(it.parent()?.to_owned())) else {
        return Ok(None);
    };
    let link = |it: psl_ide::Link| {
        let target = Url::from_file_path(folder.join(it.path)).ok()?;
        Some(DocumentLink {
            range: lines.range(it.range),
            // Read again, `..` goes away.
            target: Url::parse(target.as_str()).ok(),
            tooltip: cx.client().link_tooltips.then(|| "Open what the generator writes".to_owned()),
            data: None,
        })
    };
    Ok(Some(psl_ide::document_links(cx.snapshot(), cx.file).into_iter().filter_map(link).collect()))
}
