//! Signature help.

use psl_ide::{Parameter, Signature};
use tower_lsp::{
    jsonrpc::Result,
    lsp_types::{
        Documentation, MarkupContent, MarkupKind, ParameterInformation, ParameterLabel, Position,
        SignatureHelp, SignatureInformation,
    },
};

use crate::{client::Client, query::Cx};

pub(crate) fn signature_help(cx: &Cx, position: Position) -> Result<Option<SignatureHelp>> {
    let signature = psl_ide::signature_help(cx.snapshot(), cx.position(position)?);
    Ok(signature.map(|it| SignatureHelp {
        // Beyond the last parameter none is marked; without a number it would be the first.
        active_parameter: Some(it.active.unwrap_or(it.parameters.len()) as u32),
        active_signature: Some(0),
        signatures: vec![information(&it, cx.client())],
    }))
}

fn information(signature: &Signature, client: &Client) -> SignatureInformation {
    let parameter = |it: &Parameter| ParameterInformation {
        label: label(signature, it, client),
        documentation: documentation(&it.doc, client),
    };
    SignatureInformation {
        label: signature.label.clone(),
        documentation: documentation(&signature.doc, client),
        parameters: Some(signature.parameters.iter().map(parameter).collect()),
        active_parameter: None,
    }
}

fn label(signature: &Signature, parameter: &Parameter, client: &Client) -> ParameterLabel {
    let text = &signature.label;
    if !client.signature_offsets {
        return ParameterLabel::Simple(parameter.range.slice(text).to_owned());
    }
    // Offsets into labels count UTF-16 whatever positions count.
    let units = |end: u32| text.get(..end as usize).unwrap_or("").encode_utf16().count() as u32;
    ParameterLabel::LabelOffsets([units(parameter.range.start), units(parameter.range.end)])
}

fn documentation(text: &str, client: &Client) -> Option<Documentation> {
    if !client.signature_markdown {
        return Some(Documentation::String(text.replace('`', "")));
    }
    let content = MarkupContent { kind: MarkupKind::Markdown, value: text.to_owned() };
    Some(Documentation::MarkupContent(content))
}
