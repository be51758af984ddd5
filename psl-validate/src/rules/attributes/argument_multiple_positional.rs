//! `argument-multiple-positional`: several arguments without a name.

use crate::{
    read::attributes::Site,
    rule::{Check, Cx},
};

rule!("argument-multiple-positional", Error, ALL, Check::Reading);

pub(crate) fn report(cx: &mut Cx<'_>, site: Site<'_>) {
    let message = format!("`{}` takes at most one argument without a name", site.label());
    cx.report(&RULE, site.place(), site.name_range(), message);
}
