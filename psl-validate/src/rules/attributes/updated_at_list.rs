//! `updated-at-list`: `@updatedAt` on a list.

use crate::{
    read::attributes::Site,
    rule::{Check, Cx},
    schema::Field,
};

rule!("updated-at-list", Error, ALL, Check::Reading);

pub(crate) fn report(cx: &mut Cx<'_>, site: Site<'_>, field: Field<'_>) {
    let message = format!("`@updatedAt` keeps one time, and `{}` is a list", field.name());
    cx.report(&RULE, site.place(), site.name_range(), message);
}
