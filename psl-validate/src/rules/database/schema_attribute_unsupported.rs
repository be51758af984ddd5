//! `schema-attribute-unsupported`: `@@schema` on a database without schemas.

use crate::{
    rule::{Check, Cx},
    schema::Schema,
};

rule!("schema-attribute-unsupported", Error, ALL, Check::Schema(check));

fn check(schema: &Schema, cx: &mut Cx<'_>) {
    if schema.capabilities().has_schemas {
        return;
    }
    for (top, mapping) in super::tops(schema) {
        let Some(mapping) = mapping else { continue };
        let place = top.span().with(mapping.value);
        let message = crate::rules::field_type::lacks(schema, "no schemas to choose from");
        let fix = super::remove_block_attribute(top, mapping.attribute);
        let finding = cx.report(&RULE, place, place.range, message);
        finding.fixes.extend(fix);
    }
}
