//! `preview-feature-unknown`: a preview feature does not exist, here or at all.

use psl_parser::Node;

use crate::{
    config::{PREVIEW_FEATURES, PreviewState, preview_feature},
    rule::{Check, Cx, SpanFix},
    schema::{Mapping, SegmentId, Span},
};

rule!("preview-feature-unknown", Error, ALL, Check::Configuration);

pub(crate) fn report(cx: &mut Cx<'_>, id: SegmentId, value: Node<'_>, name: &Mapping, provider: &str) {
    let place = Span::new(id, value.range());
    let rules = cx.schema.rules();
    let known = PREVIEW_FEATURES.iter().filter(|it| it.state(rules, provider) == Some(PreviewState::Active));
    let near = cx.closest(&name.name, known.map(|it| it.name));
    let message = match preview_feature(&name.name) {
        Some(row) if row.postgresql_only => {
            format!("preview feature `{}` exists on PostgreSQL only", name.name)
        }
        Some(_) => format!("Prisma {} has no preview feature `{}`", rules.name(), name.name),
        None => format!("preview feature `{}` does not exist", name.name),
    };
    let finding = cx.report(&RULE, place, name.value, message);
    if let Some(near) = near {
        finding.fix(SpanFix::unsafe_(format!("Use `{near}`"), place.with(name.value), format!("\"{near}\"")));
    }
    cx.add_fix(super::remove_item(id, value, name.value, "Remove the feature", false));
}
