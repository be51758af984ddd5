//! `referential-integrity-deprecated`: `relationMode` under its old name.

use crate::{
    read::config::Property,
    rule::{Check, Cx, SpanFix},
    schema::{SegmentId, Span},
};

rule!("referential-integrity-deprecated", Warning, ALL, Check::Configuration);

/// Without a `relationMode` beside it the property can simply be renamed.
pub(crate) fn report(cx: &mut Cx<'_>, id: SegmentId, property: Property<'_>, other: Option<Property<'_>>) {
    let key = Span::new(id, property.key_range());
    let finding = cx.report(
        &RULE,
        property.place(id),
        key.range,
        "`referentialIntegrity` is now called `relationMode`",
    );
    if other.is_none() {
        finding.fix(SpanFix::safe("Rename to `relationMode`", key, "relationMode"));
    }
}
