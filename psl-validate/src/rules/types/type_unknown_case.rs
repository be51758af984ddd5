//! `type-unknown-case`: a field's type differs from a known one in case only.

use crate::{
    rule::{Check, Cx, SpanFix},
    schema::Field,
};

rule!("type-unknown-case", Error, ALL, Check::Reading);

pub(crate) fn report(cx: &mut Cx<'_>, field: Field<'_>, near: &str) {
    let place = field.type_name_span();
    let message = format!("type `{}` is written `{near}`", field.type_name());
    cx.report(&RULE, place, place.range, message).fix(SpanFix::safe(format!("Use `{near}`"), place, near));
}
