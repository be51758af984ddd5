//! `legacy-type-alias`: `type Name = Base`, which the language had once.

use psl_parser::{Node, SyntaxKind};

use crate::{
    rule::{Check, Cx},
    schema::{SegmentId, Span},
};

rule!("legacy-type-alias", Error, ALL, Check::Reading);

pub(crate) fn report(cx: &mut Cx<'_>, segment: SegmentId, alias: Node<'_>) {
    let name = alias.token(SyntaxKind::WORD);
    let range = name.map_or(alias.range(), |it| it.range());
    let message =
        format!("type alias `{}` is no longer part of the language", name.map_or("", |it| it.text()));
    cx.report(&RULE, Span::new(segment, alias.range()), range, message)
        .help("write the base type and its attributes at each field");
}
