//! `fulltext-multiple`: several full text indexes of one collection.

use crate::{
    connectors::Fulltext,
    rule::{Check, Cx},
    schema::{Index, IndexKind},
};

rule!("fulltext-multiple", Error, ALL, Check::Fulltext(check));

fn check(index: Index<'_>, cx: &mut Cx<'_>) {
    if !super::is_fulltext(index) || cx.schema.capabilities().fulltext != Fulltext::OneSorted {
        return;
    }
    let other = index.model().indexes().find(|it| it.kind() == IndexKind::Fulltext && *it != index);
    if let Some(other) = other {
        let message = format!("`{}` can have one full text index", index.model().name());
        cx.report(&RULE, index.attribute_span(), index.name_range(), message)
            .label(other.attribute_span(), "another one");
    }
}
