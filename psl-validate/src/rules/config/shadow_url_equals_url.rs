//! `shadow-url-equals-url`: rules 6: the shadow database is the one of `url`.

use psl_parser::TextRange;

use crate::{
    rule::{Check, Cx},
    schema::{SegmentId, Span},
};

rule!("shadow-url-equals-url", Error, V6, Check::Configuration);

/// `place` is the value of `url`, `shadow` that of `shadowDatabaseUrl`.
pub(crate) fn report(cx: &mut Cx<'_>, id: SegmentId, place: TextRange, shadow: Option<TextRange>) {
    let finding =
        cx.report(&RULE, Span::new(id, place), place, "`shadowDatabaseUrl` is the same address as `url`");
    finding.help("the shadow database is emptied at will, so it has to be another one");
    if let Some(shadow) = shadow {
        finding.label(Span::new(id, shadow), "the same address");
    }
}
