//! `enum-unsupported`: an enum on a database without enums.

use crate::{
    rule::{Check, Cx},
    schema::Enum,
};

rule!("enum-unsupported", Error, ALL, Check::Enum(check));

fn check(enum_: Enum<'_>, cx: &mut Cx<'_>) {
    if !cx.schema.capabilities().has_enums {
        let message = super::lacks(cx.schema, "no enums");
        cx.report(&RULE, enum_.span(), enum_.header_span().range, message)
            .help("use a `String` field instead");
    }
}
