//! `field-list-duplicate`: a list names a field twice.

use psl_parser::TextRange;

use crate::{
    read::attributes::Site,
    rule::{Check, Cx},
};

rule!("field-list-duplicate", Error, ALL, Check::Reading);

pub(crate) fn report(cx: &mut Cx<'_>, site: Site<'_>, name: &str, range: TextRange) {
    let message = format!("field `{name}` is listed twice");
    let fix = super::remove_item(site, range, format!("Remove the second `{name}`"));
    cx.report(&RULE, site.place(), range, message).fixes.extend(fix);
}
