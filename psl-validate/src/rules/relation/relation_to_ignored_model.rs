//! `relation-to-ignored-model`: a relation to a model that is left out of the client.

use crate::{
    rule::{Check, Cx, SpanFix},
    schema::Field,
};

rule!("relation-to-ignored-model", Error, ALL, Check::RelationField(check));

fn check(field: Field<'_>, cx: &mut Cx<'_>) {
    let (Some(model), Some(target)) = (field.model(), field.related_model()) else { return };
    let Some(ignore) = target.ignore() else { return };
    if field.is_ignored() || model.is_ignored() {
        return;
    }
    let message = format!("`{}` leads to `{}`, which is ignored", field.name(), target.name());
    let end = field.place().end();
    cx.report(&RULE, field.place(), field.name_span().range, message)
        .label(target.attribute_span(ignore), "ignored here")
        .fix(SpanFix::unsafe_(format!("Ignore `{}` too", field.name()), end, " @ignore"));
}
