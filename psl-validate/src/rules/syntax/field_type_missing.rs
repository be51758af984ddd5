//! `field-type-missing`: a field line with a name and no type.

use psl_parser::{TextRange, ast};

use crate::{
    rule::{Check, Cx},
    schema::{SegmentId, Span},
};

rule!("field-type-missing", Error, ALL, Check::Reading);

pub(crate) fn report(cx: &mut Cx<'_>, segment: SegmentId, field: ast::Field<'_>) {
    let Some(name) = field.name() else { return };
    let last = field.node().descendant_tokens().rev().find(|it| !it.kind().is_trivia());
    let end = last.map_or(name.range().end, |it| it.range().end);
    let place = Span::new(segment, TextRange::new(field.range().start, end));
    cx.report(&RULE, place, name.range(), format!("field `{}` has no type", name.text()))
        .help("write the type after the name, as in `title String`");
}
