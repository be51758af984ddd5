//! Inlay hints and lenses. Both are off until a setting turns them on.

use psl_ide::{FileRange, ImpliedKind, InlayHint};
use serde_json::json;
use tower_lsp::{
    jsonrpc::Result,
    lsp_types::{
        self, CodeLens, Command, InlayHintLabel, InlayHintLabelPart, InlayHintTooltip, Location, Position,
        Range,
    },
};

use crate::{client::SHOW_REFERENCES, convert, query::Cx};

pub(crate) fn inlay_hint(cx: &Cx, range: Range) -> Result<Option<Vec<lsp_types::InlayHint>>> {
    let at = FileRange { file: cx.file, range: cx.lines()?.text_range(range) };
    let hints = psl_ide::inlay_hints(cx.snapshot(), at, &cx.view.settings.hints).into_iter();
    hints.map(|it| hint(cx, it)).collect::<Result<_>>().map(Some)
}

fn hint(cx: &Cx, hint: InlayHint) -> Result<lsp_types::InlayHint> {
    let lines = cx.lines()?;
    let location = hint.target.and_then(|it| {
        Some(Location { uri: cx.view.url(it.file)?.clone(), range: cx.view.lines(it.file)?.range(it.range) })
    });
    let part = InlayHintLabelPart { value: hint.label, location, ..InlayHintLabelPart::default() };
    let edits = convert::text_edits(hint.edits, lines);
    Ok(lsp_types::InlayHint {
        position: lines.position(hint.offset),
        label: InlayHintLabel::LabelParts(vec![part]),
        kind: None,
        text_edits: (!edits.is_empty()).then_some(edits),
        tooltip: Some(InlayHintTooltip::String(tooltip(hint.kind).to_owned())),
        padding_left: Some(true),
        padding_right: Some(hint.kind == ImpliedKind::RelationName),
        data: None,
    })
}

fn tooltip(kind: ImpliedKind) -> &'static str {
    match kind {
        ImpliedKind::DatabaseType => "The type of the column, which is the default",
        ImpliedKind::ReferentialAction => "What happens by default",
        ImpliedKind::ConstraintName => "The name in the database, made from those of table and columns",
        ImpliedKind::RelationName => "The name of the relation, made from those of the models",
        ImpliedKind::JoinTable => "The table that holds this relation",
    }
}

pub(crate) fn code_lens(cx: &Cx) -> Result<Option<Vec<CodeLens>>> {
    if !cx.view.settings.reference_lenses {
        return Ok(None);
    }
    let (lines, url) = (cx.lines()?, cx.url()?);
    let lens = |it| CodeLens { range: lines.range(it), command: None, data: Some(json!({ "uri": url })) };
    Ok(Some(psl_ide::lenses(cx.snapshot(), cx.file).into_iter().map(lens).collect()))
}

/// What a lens at `position` says. It opens the list of uses where the client has a command for that, else it does
/// nothing when clicked.
pub(crate) fn code_lens_command(cx: &Cx, position: Position) -> Result<Option<Command>> {
    let at = cx.position(position)?;
    let Some(count) = psl_ide::used_by(cx.snapshot(), at) else { return Ok(None) };
    let title = match count {
        0 => "not used".to_owned(),
        1 => "used by 1 model".to_owned(),
        _ => format!("used by {count} models"),
    };
    if count == 0 || !cx.client().shows_references {
        return Ok(Some(Command { title, command: String::new(), arguments: None }));
    }
    let uses = super::references(cx, position, false)?.unwrap_or_default();
    let arguments = Some(vec![json!(cx.url()?), json!(position), json!(uses)]);
    Ok(Some(Command { title, command: SHOW_REFERENCES.to_owned(), arguments }))
}
