//! `id-field-and-block`: a model has `@id` and `@@id`.

use crate::{
    read::attributes::Site,
    rule::{Check, Cx},
    schema::{Field, Model},
};

rule!("id-field-and-block", Error, ALL, Check::Reading);

pub(crate) fn report(cx: &mut Cx<'_>, site: Site<'_>, model: Model<'_>, field: Field<'_>) {
    let message = format!("`{}` has both `@id` and `@@id`", model.name());
    let finding = cx.report(&RULE, model.span(), model.header_span().range, message);
    finding.label(field.name_span(), "has `@id`").label(site.place(), "the other id");
    finding.fix(super::remove_attribute(site));
    finding.fixes.extend(super::remove_only_attribute(field, "id"));
}
