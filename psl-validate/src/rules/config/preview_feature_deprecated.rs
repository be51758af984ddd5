//! `preview-feature-deprecated`: rules 6: a preview feature goes away.

use psl_parser::Node;

use crate::{
    rule::{Check, Cx},
    schema::{Mapping, SegmentId, Span},
};

rule!("preview-feature-deprecated", Warning, V6, Check::Configuration);

pub(crate) fn report(cx: &mut Cx<'_>, id: SegmentId, value: Node<'_>, name: &Mapping) {
    let message = format!("preview feature `{}` is deprecated", name.name);
    cx.report(&RULE, Span::new(id, value.range()), name.value, message)
        .help("Prisma 7 does not have it")
        .fix(super::remove_item(id, value, name.value, "Remove the feature", false));
}
