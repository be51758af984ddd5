//! Outline, folding, selections and edits as protocol types.

use psl_ide::{Fold, FoldKind, FoundSymbol, Symbol, SymbolKind};
use psl_parser::{TextEdit, TextRange};
use tower_lsp::lsp_types::{
    self, DocumentSymbol, FoldingRange, FoldingRangeKind, Location, SelectionRange, SymbolInformation,
    SymbolTag, Url,
};

use crate::{client::Client, convert::Lines, query::View};

fn symbol_kind(kind: SymbolKind) -> lsp_types::SymbolKind {
    match kind {
        SymbolKind::Model => lsp_types::SymbolKind::CLASS,
        SymbolKind::View => lsp_types::SymbolKind::INTERFACE,
        SymbolKind::CompositeType => lsp_types::SymbolKind::STRUCT,
        SymbolKind::Enum => lsp_types::SymbolKind::ENUM,
        SymbolKind::EnumValue => lsp_types::SymbolKind::ENUM_MEMBER,
        SymbolKind::ScalarField => lsp_types::SymbolKind::FIELD,
        SymbolKind::RelationField | SymbolKind::ConfigProperty => lsp_types::SymbolKind::PROPERTY,
        SymbolKind::Key => lsp_types::SymbolKind::KEY,
        SymbolKind::Datasource => lsp_types::SymbolKind::MODULE,
        SymbolKind::Generator => lsp_types::SymbolKind::FUNCTION,
    }
}

fn tags(symbol: &Symbol, client: &Client) -> Option<Vec<SymbolTag>> {
    (symbol.is_ignored && client.symbol_tags).then(|| vec![SymbolTag::DEPRECATED])
}

#[allow(deprecated)] // The field has no default and must be given.
pub(crate) fn symbol(symbol: &Symbol, lines: Lines<'_>, client: &Client) -> DocumentSymbol {
    let children: Vec<_> = symbol.children.iter().map(|it| self::symbol(it, lines, client)).collect();
    DocumentSymbol {
        name: symbol.name.clone(),
        detail: symbol.detail.clone(),
        kind: symbol_kind(symbol.kind),
        tags: tags(symbol, client),
        deprecated: None,
        range: lines.range(symbol.range),
        selection_range: lines.range(symbol.name_range),
        children: (!children.is_empty()).then_some(children),
    }
}

/// The outline without its levels, for clients that know none.
pub(crate) fn symbol_list(
    symbols: &[Symbol],
    url: &Url,
    lines: Lines<'_>,
    client: &Client,
) -> Vec<SymbolInformation> {
    let mut list = Vec::new();
    for symbol in symbols {
        list.push(flat(symbol, None, url, lines, client));
        let children = symbol.children.iter();
        list.extend(children.map(|it| flat(it, Some(symbol.name.clone()), url, lines, client)));
    }
    list
}

#[allow(deprecated)] // The field has no default and must be given.
fn flat(
    symbol: &Symbol,
    container_name: Option<String>,
    url: &Url,
    lines: Lines<'_>,
    client: &Client,
) -> SymbolInformation {
    SymbolInformation {
        name: symbol.name.clone(),
        kind: symbol_kind(symbol.kind),
        tags: tags(symbol, client),
        deprecated: None,
        location: Location { uri: url.clone(), range: lines.range(symbol.range) },
        container_name,
    }
}

/// A symbol of any file. What belongs to no block belongs to its file.
#[allow(deprecated)] // The field has no default and must be given.
pub(crate) fn found_symbol(view: &View, symbol: FoundSymbol) -> Option<SymbolInformation> {
    let uri = view.url(symbol.at.file)?.clone();
    let file_name = || uri.path_segments().and_then(|mut it| it.next_back()).map(str::to_owned);
    let is_marked = symbol.is_ignored && view.client.found_symbol_tags;
    Some(SymbolInformation {
        kind: symbol_kind(symbol.kind),
        tags: is_marked.then(|| vec![SymbolTag::DEPRECATED]),
        deprecated: None,
        container_name: symbol.container.or_else(file_name),
        location: Location { range: view.lines(symbol.at.file)?.range(symbol.at.range), uri },
        name: symbol.name,
    })
}

pub(crate) fn fold(fold: Fold, lines: Lines<'_>, client: &Client) -> FoldingRange {
    let range = lines.range(fold.range);
    let with_columns = !client.folds_lines_only;
    FoldingRange {
        start_line: range.start.line,
        start_character: with_columns.then_some(range.start.character),
        end_line: range.end.line,
        end_character: with_columns.then_some(range.end.character),
        kind: match fold.kind {
            FoldKind::Block => None,
            FoldKind::Comment => Some(FoldingRangeKind::Comment),
            FoldKind::Region => Some(FoldingRangeKind::Region),
        },
        collapsed_text: fold.collapsed_text.filter(|_| client.fold_text),
    }
}

/// Nested selections from ranges that grow.
pub(crate) fn selection_range(ranges: &[TextRange], lines: Lines<'_>) -> SelectionRange {
    let mut selection: Option<SelectionRange> = None;
    for range in ranges.iter().rev() {
        selection = Some(SelectionRange { range: lines.range(*range), parent: selection.map(Box::new) });
    }
    selection.unwrap_or_else(|| SelectionRange { range: lsp_types::Range::default(), parent: None })
}

pub(crate) fn text_edits(edits: Vec<TextEdit>, lines: Lines<'_>) -> Vec<lsp_types::TextEdit> {
    let edit = |it: TextEdit| lsp_types::TextEdit { range: lines.range(it.range), new_text: it.new_text };
    edits.into_iter().map(edit).collect()
}
