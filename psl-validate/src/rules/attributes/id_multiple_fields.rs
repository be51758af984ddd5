//! `id-multiple-fields`: a second field with `@id`.

use crate::{
    rule::{Check, Cx},
    schema::{Field, Model},
};

rule!("id-multiple-fields", Error, ALL, Check::Reading);

pub(crate) fn report(cx: &mut Cx<'_>, model: Model<'_>, field: Field<'_>, first: Field<'_>) {
    let message = format!("`{}` has more than one field with `@id`", model.name());
    let fix = super::join_keys(model, "id");
    let finding = cx.report(&RULE, model.span(), model.header_span().range, message);
    finding.label(first.name_span(), "the first one").label(field.name_span(), "another one").help(format!(
        "for a key of several fields write `@@id([{}, {}])`",
        first.name(),
        field.name()
    ));
    finding.fixes.extend(fix);
}
