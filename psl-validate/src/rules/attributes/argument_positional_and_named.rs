//! `argument-positional-and-named`: the default argument is given with and without its name.

use psl_parser::Node;

use crate::{
    read::attributes::Site,
    rule::{Check, Cx},
};

rule!("argument-positional-and-named", Error, ALL, Check::Reading);

pub(crate) fn report(cx: &mut Cx<'_>, site: Site<'_>, argument: Node<'_>, name: &str) {
    let place = site.span(argument);
    let message = format!("`{name}` is given twice, with its name and without");
    cx.report(&RULE, place, place.range, message).fix(super::remove_argument(site, argument));
}
