//! `index-redundant`: an index that another index or key makes needless.

use crate::{
    read::attributes::Site,
    rule::{Check, Cx},
    schema::{Index, IndexField, IndexKind, IndexType},
};

rule!("index-redundant", Warning, ALL, Check::Index(check));

fn check(index: Index<'_>, cx: &mut Cx<'_>) {
    let model = index.model();
    let is_plain = |it: &Index<'_>| {
        it.index_type().is_none_or(|it| it.0 == IndexType::BTree)
            && it.filter().is_none()
            && it.fields().iter().all(|it| it.ops().is_none())
    };
    if index.kind() != IndexKind::Normal || model.is_view() || index.fields().is_empty() || !is_plain(&index)
    {
        return;
    }
    let leads = |key: &[IndexField]| {
        key.len() >= index.fields().len() && key.iter().zip(index.fields()).all(|(a, b)| a.is_like(b))
    };
    let by_id = model
        .primary_key()
        .filter(|it| !it.is_poisoned && leads(&it.fields))
        .map(|it| model.attribute_span(it.attribute));
    let covers = |other: &Index<'_>| {
        let is_same = other.fields().len() == index.fields().len();
        let kind_fits = match other.kind() {
            IndexKind::Unique => other.filter().is_none(),
            // Of two equal ones the later is redundant.
            IndexKind::Normal => is_plain(other) && (!is_same || other.id() < index.id()),
            IndexKind::Fulltext => false,
        };
        *other != index && !other.is_poisoned() && kind_fits && leads(other.fields())
    };
    let by_index = model.indexes().find(covers);
    // Other rules speak of these already.
    let is_reported = cx.schema.connector().is_some_and(|it| it.is("mongodb"))
        && by_index.is_some_and(|it| it.fields().len() == index.fields().len());
    let is_clash = index.map().is_none()
        && by_index.is_some_and(|it| {
            it.kind() == IndexKind::Normal && it.map().is_none() && it.fields().len() == index.fields().len()
        });
    let Some(other) = by_id.or(by_index.map(|it| it.attribute_span())).filter(|_| !is_reported && !is_clash)
    else {
        return;
    };
    let fix = index
        .attribute()
        .map(|attribute| crate::rules::attributes::remove_attribute(Site::new(other.segment, attribute)));
    let message = format!("another key of `{}` starts with the same fields", model.name());
    let finding = cx.report(&RULE, index.attribute_span(), index.name_range(), message);
    finding.label(other, "this one serves the same look-ups");
    finding.fixes.extend(fix);
}
