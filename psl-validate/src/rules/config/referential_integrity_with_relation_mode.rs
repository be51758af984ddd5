//! `referential-integrity-with-relation-mode`: both names of the relation mode are given.

use crate::{
    read::config::{Property, line_of},
    rule::{Check, Cx, SpanFix},
    schema::{SegmentId, Span},
};

rule!("referential-integrity-with-relation-mode", Error, ALL, Check::Configuration);

pub(crate) fn report(cx: &mut Cx<'_>, id: SegmentId, old: Property<'_>, new: Property<'_>) {
    let fix = SpanFix::unsafe_("Remove `referentialIntegrity`", line_of(cx, id, old), "");
    let message = "`referentialIntegrity` and `relationMode` say the same thing twice";
    cx.report(&RULE, old.place(id), old.key_range(), message)
        .label(Span::new(id, new.key_range()), "the new name, given here")
        .fix(fix);
}
