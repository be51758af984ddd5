//! `composite-in-compound-unique`: a `type` field in a unique over several fields.

use crate::{
    rule::{Check, Cx},
    schema::{Field, Index},
};

rule!("composite-in-compound-unique", Error, ALL, Check::Index(check));

fn check(index: Index<'_>, cx: &mut Cx<'_>) {
    if !index.is_unique() || index.fields().len() < 2 || index.model().is_view() {
        return;
    }
    let composite =
        index.fields().iter().find(|it| Field::new(cx.schema, it.field()).composite_type().is_some());
    if let Some(key) = composite {
        let message = format!(
            "`{}` is a whole `type` and cannot be part of a compound key",
            Field::new(cx.schema, key.field()).name()
        );
        super::report_key(cx, &RULE, index, key, message);
    }
}
