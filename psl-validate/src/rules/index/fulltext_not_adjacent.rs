//! `fulltext-not-adjacent`: the text fields of a full text index on MongoDB are not side by side.

use crate::{
    connectors::Fulltext,
    rule::{Check, Cx},
    schema::Index,
};

rule!("fulltext-not-adjacent", Error, ALL, Check::Fulltext(check));

fn check(index: Index<'_>, cx: &mut Cx<'_>) {
    if !super::is_fulltext(index) || cx.schema.capabilities().fulltext != Fulltext::OneSorted {
        return;
    }
    let texts: Vec<bool> = index.fields().iter().map(|it| it.sort.is_none()).collect();
    let runs =
        texts.iter().enumerate().filter(|(at, is_text)| **is_text && (*at == 0 || !texts[*at - 1])).count();
    if runs > 1 {
        cx.report(
            &RULE,
            index.attribute_span(),
            index.name_range(),
            "the fields without `sort` have to stand side by side",
        );
    }
}
