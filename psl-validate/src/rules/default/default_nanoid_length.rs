//! `default-nanoid-length`: a length of `nanoid` outside 2 to 255.

use psl_parser::Node;

use crate::{
    read::attributes::Site,
    rule::{Check, Cx},
};

rule!("default-nanoid-length", Error, ALL, Check::Reading);

pub(crate) fn report(cx: &mut Cx<'_>, site: Site<'_>, number: Node<'_>) {
    let message = format!("`nanoid()` makes 2 to 255 characters, not {}", number.text());
    cx.report(&RULE, site.place(), number.range(), message);
}
