//! `composite-unsupported`: a `type` block on a database without embedded documents.

use crate::{
    rule::{Check, Cx},
    schema::CompositeType,
};

rule!("composite-unsupported", Error, ALL, Check::CompositeType(check));

fn check(composite: CompositeType<'_>, cx: &mut Cx<'_>) {
    if !cx.schema.capabilities().has_composite_types {
        let message = super::lacks(cx.schema, "no `type` blocks");
        cx.report(&RULE, composite.span(), composite.header_span().range, message)
            .help("they are for MongoDB; elsewhere use a model, or a `Json` field");
    }
}
