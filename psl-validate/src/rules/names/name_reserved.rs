//! `name-reserved`: a model, view or enum has a name the generated client needs.

use crate::{
    rule::{Check, Cx},
    schema::Span,
};

rule!("name-reserved", Error, ALL, Check::Reading);

pub(crate) fn report(cx: &mut Cx<'_>, name: Span) {
    let block = name.with(cx.schema.segment(name.segment).root().range());
    let message = format!("`{}` is reserved by the generated client", cx.schema.text(name));
    cx.report(&RULE, block, name.range, message)
        .help("choose another name and keep the one in the database with `@@map`");
}
