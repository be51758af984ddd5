//! `shard-key-multiple-fields`: a second field with `@shardKey`.

use crate::{
    rule::{Check, Cx},
    schema::Field,
};

rule!("shard-key-multiple-fields", Error, ALL, Check::Reading);

pub(crate) fn report(cx: &mut Cx<'_>, field: Field<'_>, first: Field<'_>) {
    let Some(model) = field.model() else { return };
    let message = format!("`{}` has more than one field with `@shardKey`", model.name());
    let fix = super::join_keys(model, "shardKey");
    let finding = cx.report(&RULE, model.span(), model.header_span().range, message);
    finding.label(first.name_span(), "the first one").label(field.name_span(), "another one").help(format!(
        "for a key of several fields write `@@shardKey([{}, {}])`",
        first.name(),
        field.name()
    ));
    finding.fixes.extend(fix);
}
