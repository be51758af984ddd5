//! Outline, folding, selections.

use tower_lsp::{
    jsonrpc::Result,
    lsp_types::{DocumentSymbolResponse, FoldingRange, Position, SelectionRange},
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
