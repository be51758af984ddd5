//! Hover, definition, type definition, references, highlights.

use psl_ide::{Definition, FileRange, Reference, Target};
use tower_lsp::{
    jsonrpc::Result,
    lsp_types::{
        DocumentHighlight, DocumentHighlightKind, GotoDefinitionResponse, Hover, HoverContents, Location,
        LocationLink, MarkupContent, MarkupKind, Position, Range, Url,
    },
};

use crate::query::Cx;

pub(crate) fn hover(cx: &Cx, position: Position) -> Result<Option<Hover>> {
    let Some(hover) = psl_ide::hover(cx.snapshot(), cx.position(position)?) else { return Ok(None) };
    let contents = match cx.client().hover_markdown {
        true => MarkupContent { kind: MarkupKind::Markdown, value: markdown(&hover) },
        false => MarkupContent { kind: MarkupKind::PlainText, value: plain(&hover) },
    };
    let range = cx.view.lines(hover.at.file).map(|it| it.range(hover.at.range));
    Ok(Some(Hover { contents: HoverContents::Markup(contents), range }))
}

fn markdown(hover: &psl_ide::Hover) -> String {
    let mut parts = Vec::new();
    parts.extend(hover.code.as_ref().map(|it| format!("```prisma\n{it}\n```")));
    // Two blanks at the end of a line keep the break.
    parts.push(hover.facts.join("  \n"));
    parts.extend(hover.doc.clone());
    parts.join("\n\n")
}

fn plain(hover: &psl_ide::Hover) -> String {
    let mut parts = Vec::new();
    parts.extend(hover.code.clone());
    parts.push(hover.facts.join("\n").replace('`', ""));
    parts.extend(hover.doc.clone());
    parts.join("\n\n")
}

pub(crate) fn definition(cx: &Cx, position: Position) -> Result<Option<GotoDefinitionResponse>> {
    let at = cx.position(position)?;
    if let Some((name, at)) = psl_ide::variable_at(cx.snapshot(), at) {
        return Ok(variable(cx, &name, at));
    }
    let definition = psl_ide::definition(cx.snapshot(), at);
    Ok(definition.map(|it| response(cx, &it)))
}

/// The line of the nearest `.env` that sets a variable.
fn variable(cx: &Cx, name: &str, at: FileRange) -> Option<GotoDefinitionResponse> {
    let variable = cx.view.surroundings.variables.iter().find(|it| it.name == name)?;
    let url = Url::from_file_path(&variable.file).ok()?;
    let start = Position::new(variable.line, variable.column);
    let name = Range::new(start, Position::new(start.line, start.character + name.len() as u32));
    if !cx.client().location_links {
        return Some(GotoDefinitionResponse::Array(vec![Location { uri: url, range: name }]));
    }
    Some(GotoDefinitionResponse::Link(vec![LocationLink {
        origin_selection_range: cx.view.lines(at.file).map(|it| it.range(at.range)),
        target_uri: url,
        target_range: name,
        target_selection_range: name,
    }]))
}

pub(crate) fn type_definition(cx: &Cx, position: Position) -> Result<Option<GotoDefinitionResponse>> {
    let definition = psl_ide::type_definition(cx.snapshot(), cx.position(position)?);
    Ok(definition.map(|it| response(cx, &it)))
}

fn response(cx: &Cx, definition: &Definition) -> GotoDefinitionResponse {
    if !cx.client().location_links {
        let locations = definition.targets.iter().filter_map(|it| location(cx, it.name));
        return GotoDefinitionResponse::Array(locations.collect());
    }
    let origin = cx.view.lines(definition.origin.file).map(|it| it.range(definition.origin.range));
    let link = |target: &Target| {
        let lines = cx.view.lines(target.full.file)?;
        Some(LocationLink {
            origin_selection_range: origin,
            target_uri: cx.view.url(target.full.file)?.clone(),
            target_range: lines.range(target.full.range),
            target_selection_range: lines.range(target.name.range),
        })
    };
    GotoDefinitionResponse::Link(definition.targets.iter().filter_map(link).collect())
}

fn location(cx: &Cx, at: FileRange) -> Option<Location> {
    let range = cx.view.lines(at.file)?.range(at.range);
    Some(Location { uri: cx.view.url(at.file)?.clone(), range })
}

pub(crate) fn references(
    cx: &Cx,
    position: Position,
    with_declarations: bool,
) -> Result<Option<Vec<Location>>> {
    let found = psl_ide::references(cx.snapshot(), cx.position(position)?);
    let wanted = found.into_iter().filter(|it| with_declarations || !it.is_declaration);
    Ok(Some(wanted.filter_map(|it| location(cx, it.at)).collect()))
}

pub(crate) fn highlights(cx: &Cx, position: Position) -> Result<Option<Vec<DocumentHighlight>>> {
    let lines = cx.lines()?;
    let highlight = |it: Reference| DocumentHighlight {
        range: lines.range(it.at.range),
        kind: Some(match it.is_declaration {
            true => DocumentHighlightKind::WRITE,
            false => DocumentHighlightKind::READ,
        }),
    };
    let found = psl_ide::highlights(cx.snapshot(), cx.position(position)?);
    Ok(Some(found.into_iter().map(highlight).collect()))
}
