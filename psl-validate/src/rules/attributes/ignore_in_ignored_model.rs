//! `ignore-in-ignored-model`: `@ignore` on a field of a model that is ignored as a whole.

use crate::{
    read::attributes::Site,
    rule::{Check, Cx, SpanFix},
    schema::Field,
};

rule!("ignore-in-ignored-model", Error, ALL, Check::Reading);

pub(crate) fn report(cx: &mut Cx<'_>, site: Site<'_>, field: Field<'_>) {
    let message = format!("`{}` is ignored already, with its whole model", field.name());
    let fix = SpanFix { is_safe: true, ..super::remove_attribute(site) };
    cx.report(&RULE, field.place(), site.name_range(), message).fix(fix);
}
