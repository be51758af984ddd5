//! `shard-key-field-not-required`: `@shardKey` on an optional or list field.

use crate::{
    read::attributes::Site,
    rule::{Check, Cx},
    schema::Field,
};

rule!("shard-key-field-not-required", Error, ALL, Check::Reading);

pub(crate) fn report(cx: &mut Cx<'_>, site: Site<'_>, field: Field<'_>) {
    let message =
        format!("`{}` is the shard key, so it cannot be {}", field.name(), super::arity_word(field));
    let fix = super::make_required(field);
    cx.report(&RULE, site.place(), site.name_range(), message).fix(fix);
}
