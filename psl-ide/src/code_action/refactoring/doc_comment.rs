//! Turns a comment into documentation, which generated clients show, and back.

use psl_parser::{SyntaxKind, TextEdit, TextRange};

use super::{ActionKind, Cx, Draft};
use crate::change::Layout;

pub(super) fn turn(cx: &Cx<'_>) -> Vec<Draft> {
    let start = cx.token.range().start;
    let (title, edit) = match cx.token.kind() {
        SyntaxKind::LINE_COMMENT => ("Turn into documentation (`///`)", TextEdit::insert(start, "/")),
        SyntaxKind::DOC_COMMENT => {
            ("Turn into a comment (`//`)", TextEdit::delete(TextRange::new(start, start + 1)))
        }
        _ => return Vec::new(),
    };
    let draft = Draft::new(ActionKind::Rewrite, title, vec![cx.edit(edit)]);
    vec![Draft { layout: Layout::Nothing, ..draft }]
}
