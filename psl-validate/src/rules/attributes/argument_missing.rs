//! `argument-missing`: a required argument is absent.

use crate::{
    read::attributes::Site,
    rule::{Check, Cx},
};

rule!("argument-missing", Error, ALL, Check::Reading);

pub(crate) fn report(cx: &mut Cx<'_>, site: Site<'_>, name: &str) {
    let message = format!("`{}` needs the argument `{name}`", site.label());
    cx.report(&RULE, site.place(), site.name_range(), message);
}
