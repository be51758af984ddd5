//! `fulltext-unsupported`: `@@fulltext` on a database without full text indexes.

use crate::{
    connectors::Fulltext,
    read::attributes::Site,
    rule::{Check, Cx},
    schema::{Index, IndexKind},
};

rule!("fulltext-unsupported", Error, ALL, Check::Fulltext(check));

fn check(index: Index<'_>, cx: &mut Cx<'_>) {
    let is_fulltext = index.kind() == IndexKind::Fulltext && !index.model().is_view();
    if is_fulltext && cx.schema.capabilities().fulltext == Fulltext::None {
        let message = crate::rules::field_type::lacks(cx.schema, "no full text indexes in the schema");
        let fix = index.attribute().map(|attribute| {
            let site = Site::new(index.attribute_span().segment, attribute);
            crate::rules::attributes::remove_attribute(site)
        });
        let finding = cx.report(&RULE, index.attribute_span(), index.name_range(), message);
        finding.fixes.extend(fix);
    }
}
