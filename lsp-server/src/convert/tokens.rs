//! Semantic tokens in the numbers of the protocol.

use psl_ide::{SemanticToken, TokenKind};
use tower_lsp::lsp_types::{self, SemanticTokenModifier, SemanticTokenType, SemanticTokensLegend};

use crate::convert::Lines;

/// Standard types only, so that every theme has colours for them. The index of a type is its number.
const TYPES: [(TokenKind, SemanticTokenType); 14] = [
    (TokenKind::Keyword, SemanticTokenType::KEYWORD),
    (TokenKind::Model, SemanticTokenType::CLASS),
    (TokenKind::View, SemanticTokenType::INTERFACE),
    (TokenKind::CompositeType, SemanticTokenType::STRUCT),
    (TokenKind::Enum, SemanticTokenType::ENUM),
    (TokenKind::EnumMember, SemanticTokenType::ENUM_MEMBER),
    (TokenKind::Field, SemanticTokenType::PROPERTY),
    (TokenKind::Scalar, SemanticTokenType::TYPE),
    (TokenKind::Attribute, SemanticTokenType::DECORATOR),
    (TokenKind::Argument, SemanticTokenType::PARAMETER),
    (TokenKind::Function, SemanticTokenType::FUNCTION),
    (TokenKind::String, SemanticTokenType::STRING),
    (TokenKind::Number, SemanticTokenType::NUMBER),
    (TokenKind::Comment, SemanticTokenType::COMMENT),
];

pub(crate) fn legend() -> SemanticTokensLegend {
    SemanticTokensLegend {
        token_types: TYPES.into_iter().map(|it| it.1).collect(),
        token_modifiers: vec![
            SemanticTokenModifier::DECLARATION,
            SemanticTokenModifier::DEFAULT_LIBRARY,
            SemanticTokenModifier::DOCUMENTATION,
            SemanticTokenModifier::DEPRECATED,
        ],
    }
}

/// Each token by its distance from the one before.
pub(crate) fn semantic_tokens(tokens: &[SemanticToken], lines: Lines<'_>) -> Vec<lsp_types::SemanticToken> {
    let (mut line, mut column) = (0, 0);
    let mut data = Vec::with_capacity(tokens.len());
    for token in tokens {
        let range = lines.range(token.range);
        let start = range.start;
        let modifiers = token.modifiers;
        data.push(lsp_types::SemanticToken {
            delta_line: start.line - line,
            delta_start: if start.line == line { start.character - column } else { start.character },
            length: range.end.character.saturating_sub(start.character),
            token_type: TYPES.iter().position(|it| it.0 == token.kind).unwrap_or(0) as u32,
            token_modifiers_bitset: u32::from(modifiers.is_declaration)
                | u32::from(modifiers.is_library) << 1
                | u32::from(modifiers.is_documentation) << 2
                | u32::from(modifiers.is_deprecated) << 3,
        });
        (line, column) = (start.line, start.character);
    }
    data
}
