//! `shard-key-field-and-block`: a model has `@shardKey` and `@@shardKey`.

use crate::{
    read::attributes::Site,
    rule::{Check, Cx},
    schema::Field,
};

rule!("shard-key-field-and-block", Error, ALL, Check::Reading);

pub(crate) fn report(cx: &mut Cx<'_>, site: Site<'_>, field: Field<'_>) {
    let Some(model) = field.model() else { return };
    let message = format!("`{}` has both `@shardKey` and `@@shardKey`", model.name());
    let finding = cx.report(&RULE, model.span(), model.header_span().range, message);
    finding.label(field.name_span(), "has `@shardKey`").label(site.place(), "the other one");
    finding.fix(super::remove_attribute(site));
    finding.fixes.extend(super::remove_only_attribute(field, "shardKey"));
}
