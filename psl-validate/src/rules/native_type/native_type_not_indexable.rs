//! `native-type-not-indexable`: an index over a native type the database cannot index.

use crate::{
    rule::{Check, Cx},
    schema::{Index, IndexKind},
};

rule!("native-type-not-indexable", Error, ALL, Check::Index(check));

fn check(index: Index<'_>, cx: &mut Cx<'_>) {
    if index.kind() != IndexKind::Normal || index.model().is_view() {
        return;
    }
    let Some((key, field)) = super::first_refused(index.model(), index.fields()) else { return };
    let place = match cx.schema.connector().is_some_and(|it| it.is("postgresql")) {
        true => field.place(),
        false => index.attribute_span(),
    };
    let message = format!("`{}` has a native type that cannot be indexed", field.name());
    super::report_refused(cx, &RULE, index.model(), place, key, field, message);
}
