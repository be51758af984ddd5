//! `enum-empty`: an enum without values.

use crate::{
    rule::{Check, Cx},
    schema::Enum,
};

rule!("enum-empty", Error, ALL, Check::Reading);

pub(crate) fn report(cx: &mut Cx<'_>, enum_: Enum<'_>) {
    let message = format!("enum `{}` has no values", enum_.name());
    cx.report(&RULE, enum_.span(), enum_.header_span().range, message)
        .help("write one value on a line of its own");
}
