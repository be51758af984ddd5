//! `string-escape-unicode`: `\u` that names no character.

use crate::{
    rule::{Check, Cx},
    schema::Span,
};

rule!("string-escape-unicode", Error, ALL, Check::Reading);

pub(crate) fn report(cx: &mut Cx<'_>, place: Span) {
    let text = cx.schema.text(place);
    const FULL: usize = 6;
    let message = if text.len() < FULL {
        format!("`{text}` has fewer than four hexadecimal digits")
    } else {
        format!("`{text}` is half of a surrogate pair")
    };
    cx.report(&RULE, place, place.range, message)
        .help("characters beyond U+FFFF take two of them, as in `\\ud83d\\ude00`, or stand in the string as they are");
}
