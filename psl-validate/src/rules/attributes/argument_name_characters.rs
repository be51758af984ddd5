//! `argument-name-characters`: `name` of a key has a character a name in the client cannot have.

use crate::{
    read::attributes::Site,
    rule::{Check, Cx},
    schema::Mapping,
};

rule!("argument-name-characters", Error, ALL, Check::Reading);

pub(crate) fn report(cx: &mut Cx<'_>, site: Site<'_>, value: &Mapping) {
    let message = format!("key name `{}` is not made of letters, digits and `_`", value.name);
    cx.report(&RULE, site.place(), value.value, message).help("for a name in the database use `map`");
}
