//! The inside of a member: types, attributes, arguments, values. One line in, one spelling out.
//!
//! Works over tokens, because between the brackets of a member that parsed only blanks can differ.

use psl_parser::{
    Node,
    SyntaxKind::*,
    Token,
    ast::{TypeModifier, TypeRef},
};

/// The order of attributes on a field and at the end of a block; all others follow in input order.
const ATTRIBUTE_ORDER: [&str; 9] =
    ["id", "unique", "default", "updatedAt", "index", "fulltext", "map", "relation", "ignore"];

/// The place of an attribute among its neighbours.
pub(crate) fn attribute_rank(name: &str) -> usize {
    ATTRIBUTE_ORDER.iter().position(|it| *it == name).unwrap_or(ATTRIBUTE_ORDER.len())
}

/// Writes `User[]` for any spelling of it: `User []`, the old `[User]`; `User` for the old `User!`.
pub(crate) fn push_type(out: &mut String, type_ref: TypeRef<'_>) {
    let base = type_ref.base_range().slice(type_ref.node().tree().text());
    out.push_str(base);
    if base.len() < type_ref.range().len() as usize {
        out.push_str(match type_ref.modifier() {
            TypeModifier::None | TypeModifier::Bang => "",
            TypeModifier::Optional => "?",
            TypeModifier::List | TypeModifier::Brackets => "[]",
            TypeModifier::OptionalList => "[]?",
        });
    }
}

/// Writes an attribute or a value: no blanks but one behind each comma and colon, and inside the braces of an object.
pub(crate) fn push_value(out: &mut String, node: Node<'_>) {
    push_tokens(out, node.descendant_tokens());
}

/// Writes a block attribute without the comment behind it.
pub(crate) fn push_block_attribute(out: &mut String, node: Node<'_>) {
    push_tokens(out, node.descendant_tokens().take_while(|it| !it.kind().is_comment()));
}

fn push_tokens<'t>(out: &mut String, tokens: impl Iterator<Item = Token<'t>>) {
    let mut after_comma = false;
    for token in tokens {
        let kind = token.kind();
        match kind {
            BLANK => continue,
            COMMA => {
                after_comma = true;
                continue;
            }
            _ => {}
        }
        if after_comma && kind != R_PAREN {
            out.push_str(", ");
        }
        after_comma = false;
        match kind {
            COLON => out.push_str(": "),
            L_BRACE => out.push_str("{ "),
            R_BRACE => out.push_str(" }"),
            _ => out.push_str(token.text()),
        }
    }
}
