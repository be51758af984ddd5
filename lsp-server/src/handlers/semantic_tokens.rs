//! Semantic tokens: of a document, of a range, and what has changed since the last time.

use psl_ide::FileRange;
use psl_parser::{TextRange, TextSize};
use tower_lsp::{
    jsonrpc::Result,
    lsp_types::{
        Range, SemanticToken, SemanticTokens, SemanticTokensDelta, SemanticTokensFullDeltaResult,
        SemanticTokensRangeResult, SemanticTokensResult,
    },
};

use crate::{convert, query::Cx, state};

/// Larger documents are coloured by range only.
const MAX_FULL: usize = 2 << 20;

pub(crate) fn semantic_tokens_full(cx: &Cx) -> Result<Option<SemanticTokensResult>> {
    let Some(data) = all(cx)? else { return Ok(None) };
    let result_id = cx.sent_tokens().map(|it| it.replace(data.clone(), None).0);
    Ok(Some(SemanticTokensResult::Tokens(SemanticTokens { result_id, data })))
}

pub(crate) fn semantic_tokens_delta(
    cx: &Cx,
    previous: &str,
) -> Result<Option<SemanticTokensFullDeltaResult>> {
    let Some(data) = all(cx)? else { return Ok(None) };
    let Some(sent) = cx.sent_tokens() else { return Ok(None) };
    let (id, old) = sent.replace(data.clone(), Some(previous));
    let result_id = Some(id);
    Ok(Some(match old {
        Some(old) => SemanticTokensFullDeltaResult::TokensDelta(SemanticTokensDelta {
            result_id,
            edits: state::token_difference(&old, &data),
        }),
        None => SemanticTokensFullDeltaResult::Tokens(SemanticTokens { result_id, data }),
    }))
}

pub(crate) fn semantic_tokens_range(cx: &Cx, range: Range) -> Result<Option<SemanticTokensRangeResult>> {
    let data = tokens(cx, cx.lines()?.text_range(range))?;
    Ok(Some(SemanticTokensRangeResult::Tokens(SemanticTokens { result_id: None, data })))
}

fn all(cx: &Cx) -> Result<Option<Vec<SemanticToken>>> {
    let len = cx.lines()?.text.len();
    if len > MAX_FULL {
        return Ok(None);
    }
    tokens(cx, TextRange::new(0, len as TextSize)).map(Some)
}

fn tokens(cx: &Cx, range: TextRange) -> Result<Vec<SemanticToken>> {
    let tokens = psl_ide::semantic_tokens(cx.snapshot(), FileRange { file: cx.file, range });
    Ok(convert::semantic_tokens(&tokens, cx.lines()?))
}
