//! `attribute-duplicate`: an attribute that may occur once occurs more often.

use crate::{
    read::attributes::Site,
    rule::{Check, Cx},
};

rule!("attribute-duplicate", Error, ALL, Check::Reading);

pub(crate) fn report(cx: &mut Cx<'_>, site: Site<'_>) {
    let message = match site.name().contains('.') {
        true => "a field has one native type".to_owned(),
        false => format!("`{}` is given more than once", site.label()),
    };
    cx.report(&RULE, site.place(), site.name_range(), message).fix(super::remove_attribute(site));
}
