//! `enum-unused`: an enum that no field has as its type.

use crate::{
    rule::{Check, Cx, SpanFix},
    schema::{Completeness, FieldType, Schema},
};

rule!("enum-unused", Information, ALL, Check::Schema(check));

fn check(schema: &Schema, cx: &mut Cx<'_>) {
    let mut used = vec![false; schema.enums().len()];
    for field in schema.fields() {
        if let FieldType::Enum(id) = field.ty() {
            used[id.0 as usize] = true;
        }
    }
    let may_be_used_elsewhere = schema.completeness == Completeness::Incomplete;
    for enum_ in
        schema.enums().filter(|it| !used[it.id().0 as usize] && !it.is_poisoned() && !may_be_used_elsewhere)
    {
        let place = enum_.name_span();
        let message = format!("no field has the enum `{}`", enum_.name());
        cx.report(&RULE, place, place.range, message).fix(SpanFix::unsafe_(
            format!("Remove `{}`", enum_.name()),
            enum_.span(),
            "",
        ));
    }
}
