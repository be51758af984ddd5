//! `index-type-unknown`: `type` of an index is no access method.

use psl_parser::Node;

use crate::{
    read::attributes::Site,
    rule::{Check, Cx, SpanFix},
    schema::IndexType,
};

rule!("index-type-unknown", Error, ALL, Check::Reading);

pub(crate) fn report(cx: &mut Cx<'_>, site: Site<'_>, value: Node<'_>, word: &str) {
    let near = cx.closest(word, IndexType::ALL.map(IndexType::name));
    let finding = cx.report(&RULE, site.place(), value.range(), format!("`{word}` is no type of index"));
    finding.help("types are BTree, Hash, Gist, Gin, SpGist and Brin");
    if let Some(near) = near {
        let span = site.span(value);
        finding.fix(match near.eq_ignore_ascii_case(word) {
            true => SpanFix::safe(format!("Use `{near}`"), span, near),
            false => SpanFix::unsafe_(format!("Use `{near}`"), span, near),
        });
    }
}
