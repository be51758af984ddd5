//! Outline, folding, selections.

use psl_project::Standing;
use tower_lsp::{
    jsonrpc::Result,
    lsp_types::{DocumentSymbolResponse, FoldingRange, Position, SelectionRange, SymbolInformation},
};

use crate::{convert, query::Cx};

pub(crate) fn document_symbol(cx: &Cx) -> Result<Option<DocumentSymbolResponse>> {
    let symbols = psl_ide::document_symbols(cx.snapshot(), cx.file);
    let (lines, client) = (cx.lines()?, cx.client());
    Ok(Some(match client.hierarchical_symbols {
        true => {
            let symbols = symbols.iter().map(|it| convert::symbol(it, lines, client));
            DocumentSymbolResponse::Nested(symbols.collect())
        }
        false => DocumentSymbolResponse::Flat(convert::symbol_list(&symbols, cx.url()?, lines, client)),
    }))
}

/// How many symbols of a workspace are shown.
const MOST_SYMBOLS: usize = 200;

pub(crate) fn workspace_symbol(cx: &Cx, query: &str) -> Result<Option<Vec<SymbolInformation>>> {
    let mut found: Vec<_> = cx
        .views
        .iter()
        .filter(|it| it.project.standing != Standing::Prisma8)
        .flat_map(|view| {
            psl_ide::workspace_symbols(&view.snapshot, query).into_iter().map(move |it| (view, it))
        })
        .collect();
    found.sort_by_key(|(_, it)| it.score);
    found.truncate(MOST_SYMBOLS);
    Ok(Some(found.into_iter().filter_map(|(view, it)| convert::found_symbol(view, it)).collect()))
}

pub(crate) fn folding_range(cx: &Cx) -> Result<Option<Vec<FoldingRange>>> {
    let (lines, client) = (cx.lines()?, cx.client());
    let folds = psl_ide::folding_ranges(cx.snapshot(), cx.file);
    let limit = client.fold_limit.map_or(usize::MAX, |it| it as usize);
    Ok(Some(folds.into_iter().take(limit).map(|it| convert::fold(it, lines, client)).collect()))
}

pub(crate) fn selection_range(cx: &Cx, positions: &[Position]) -> Result<Option<Vec<SelectionRange>>> {
    let lines = cx.lines()?;
    let mut selections = Vec::new();
    for position in positions {
        let ranges = psl_ide::selection_ranges(cx.snapshot(), cx.position(*position)?);
        selections.push(convert::selection_range(&ranges, lines));
    }
    Ok(Some(selections))
}
