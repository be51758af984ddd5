//! `where-field-unknown`: a condition names a field the model does not have.

use psl_parser::Token;

use crate::{
    read::attributes::Site,
    rule::{Check, Cx, SpanFix},
    schema::Model,
};

rule!("where-field-unknown", Error, V7, Check::Reading);

pub(crate) fn report(cx: &mut Cx<'_>, site: Site<'_>, key: Token<'_>, model: Model<'_>) {
    let near = cx.closest(key.text(), model.scalar_fields().map(|it| it.name()));
    let message = format!("`{}` has no field `{}`", model.name(), key.text());
    let place = site.place();
    let finding = cx.report(&RULE, place, key.range(), message);
    if let Some(near) = near {
        finding.fix(SpanFix::unsafe_(format!("Use `{near}`"), place.with(key.range()), near));
    }
}
