//! `schema-attribute-unsupported`: `@@schema` on a database without schemas.

use crate::{
    rule::{Check, Cx},
    schema::SegmentId,
};

rule!("schema-attribute-unsupported", Error, ALL, Check::Block(check));

fn check(id: SegmentId, cx: &mut Cx<'_>) {
    let schema = cx.schema;
    if schema.capabilities().has_schemas {
        return;
    }
    if let Some((top, Some(mapping))) = super::top_in_schema(schema, id) {
        let place = top.span().with(mapping.value);
        let message = crate::rules::field_type::lacks(schema, "no schemas to choose from");
        let fix = super::remove_block_attribute(top, mapping.attribute);
        let finding = cx.report(&RULE, place, place.range, message);
        finding.fixes.extend(fix);
    }
}
