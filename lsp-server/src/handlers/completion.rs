//! Completion items in the shape the client understands.

use psl_ide::{Completion, CompletionKind};
use tower_lsp::{
    jsonrpc::Result,
    lsp_types::{
        Command, CompletionItem, CompletionItemKind, CompletionItemLabelDetails, CompletionItemTag,
        CompletionList, CompletionResponse, CompletionTextEdit, Documentation, InsertReplaceEdit,
        InsertTextFormat, MarkupContent, MarkupKind, Position, Range, TextEdit,
    },
};

use crate::{
    client::{Client, TRIGGER_SUGGEST},
    convert::{self, Lines},
    query::Cx,
};

/// The kinds every client knows end here.
const LAST_OLD_KIND: CompletionItemKind = CompletionItemKind::REFERENCE;

pub(crate) fn completion(cx: &Cx, position: Position) -> Result<Option<CompletionResponse>> {
    let at = cx.position(position)?;
    let lines = cx.lines()?;
    let mut items = psl_ide::completion(cx.snapshot(), at);
    if !cx.view.settings.snippets {
        items.retain(|it| it.kind != CompletionKind::Snippet);
    }
    let item = |(index, it): (usize, Completion)| {
        let file = it.file.and_then(|it| cx.view.url(it)).and_then(|it| it.path_segments()?.next_back());
        let description = file.map(str::to_owned);
        let item = item(index, it, lines, lines.position(at.offset), cx.client());
        let label_details = description.filter(|_| cx.client().completion_label_details);
        let label_details =
            label_details.map(|it| CompletionItemLabelDetails { detail: None, description: Some(it) });
        CompletionItem { label_details, ..item }
    };
    Ok(Some(CompletionResponse::List(CompletionList {
        is_incomplete: false,
        items: items.into_iter().enumerate().map(item).collect(),
    })))
}

fn item(
    index: usize,
    item: Completion,
    lines: Lines<'_>,
    cursor: Position,
    client: &Client,
) -> CompletionItem {
    let replace = lines.range(item.replaced.range);
    let snippet = item.snippet.filter(|_| client.snippets);
    let format = snippet.as_ref().map(|_| InsertTextFormat::SNIPPET);
    let text = snippet.unwrap_or(item.text);
    let kind = kind(item.kind);
    let is_known_kind =
        kind_number(kind) <= kind_number(LAST_OLD_KIND) || client.completion_kinds.contains(&kind);
    CompletionItem {
        filter_text: Some(item.label.clone()),
        sort_text: Some(format!("{:02}{index:04}", item.group)),
        label: item.label,
        kind: is_known_kind.then_some(kind),
        tags: (item.is_deprecated && client.completion_tags).then(|| vec![CompletionItemTag::DEPRECATED]),
        detail: item.detail,
        documentation: item.doc.map(|it| documentation(it, client)),
        insert_text_format: format,
        text_edit: Some(match client.insert_replace {
            true => CompletionTextEdit::InsertAndReplace(InsertReplaceEdit {
                new_text: text,
                insert: Range::new(replace.start, cursor),
                replace,
            }),
            false => CompletionTextEdit::Edit(TextEdit { range: replace, new_text: text }),
        }),
        additional_text_edits: (!item.additional.is_empty())
            .then(|| convert::text_edits(item.additional, lines)),
        command: (item.continues && client.triggers_suggest)
            .then(|| Command::new("Suggest".to_owned(), TRIGGER_SUGGEST.to_owned(), None)),
        ..CompletionItem::default()
    }
}

fn documentation(text: String, client: &Client) -> Documentation {
    match client.completion_markdown {
        true => Documentation::MarkupContent(MarkupContent { kind: MarkupKind::Markdown, value: text }),
        false => Documentation::String(text.replace('`', "")),
    }
}

fn kind(kind: CompletionKind) -> CompletionItemKind {
    match kind {
        CompletionKind::Keyword | CompletionKind::Scalar => CompletionItemKind::KEYWORD,
        CompletionKind::Snippet => CompletionItemKind::SNIPPET,
        CompletionKind::NativeType => CompletionItemKind::TYPE_PARAMETER,
        CompletionKind::Model => CompletionItemKind::CLASS,
        CompletionKind::View => CompletionItemKind::INTERFACE,
        CompletionKind::CompositeType => CompletionItemKind::STRUCT,
        CompletionKind::Enum => CompletionItemKind::ENUM,
        CompletionKind::EnumMember => CompletionItemKind::ENUM_MEMBER,
        CompletionKind::Field => CompletionItemKind::FIELD,
        CompletionKind::Attribute | CompletionKind::Argument => CompletionItemKind::PROPERTY,
        CompletionKind::Function => CompletionItemKind::FUNCTION,
        CompletionKind::Value => CompletionItemKind::VALUE,
        CompletionKind::Constant => CompletionItemKind::CONSTANT,
    }
}

fn kind_number(kind: CompletionItemKind) -> u64 {
    serde_json::to_value(kind).ok().and_then(|it| it.as_u64()).unwrap_or(0)
}
