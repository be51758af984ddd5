//! `where-nested-key-unknown`: an inner object with another key than `not`.

use psl_parser::Token;

use crate::{
    read::attributes::Site,
    rule::{Check, Cx},
};

rule!("where-nested-key-unknown", Error, V7, Check::Reading);

pub(crate) fn report(cx: &mut Cx<'_>, site: Site<'_>, key: Option<Token<'_>>) {
    let range = key.map_or(site.name_range(), |it| it.range());
    let message = format!("`{}` is no operator here", key.map_or("", |it| it.text()));
    cx.report(&RULE, site.place(), range, message)
        .help("the only operator is `not`; for others use `raw(\"…\")`");
}
