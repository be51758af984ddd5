//! `preview-feature-stabilized`: a preview feature has become part of Prisma.

use psl_parser::Node;

use crate::{
    rule::{Check, Cx},
    schema::{Mapping, SegmentId, Span},
};

rule!("preview-feature-stabilized", Warning, ALL, Check::Configuration);

pub(crate) fn report(cx: &mut Cx<'_>, id: SegmentId, value: Node<'_>, name: &Mapping) {
    let message = format!("`{}` is always on and no longer a preview feature", name.name);
    cx.report(&RULE, Span::new(id, value.range()), name.value, message).fix(super::remove_item(
        id,
        value,
        name.value,
        "Remove the feature",
        true,
    ));
}
