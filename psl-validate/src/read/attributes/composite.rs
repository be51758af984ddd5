//! The attributes in a `type` block: `@map`, `@default` and native types on its fields, none on the block.

use super::{Attributes, default, field, read_mapping};
use crate::{
    rule::Cx,
    rules::attributes as rules,
    schema::{CompositeType, FieldAttributes},
};

/// Attributes that have an error of their own here.
const REFUSED: [&str; 3] = ["id", "unique", "relation"];

/// What its fields with attributes say.
pub(crate) fn read<'s>(cx: &mut Cx<'s>, composite: CompositeType<'s>) -> Box<[FieldAttributes]> {
    let mut mapped = Vec::new();
    let mut readings = Vec::new();
    for field in composite.all_fields().filter(|it| it.data().has_attributes()) {
        let mut reading = FieldAttributes::default();
        if field.is_lost() {
            readings.push(reading);
            continue;
        }
        let mut attributes = Attributes::of_member(cx, field.segment(), field.data().node);
        for name in REFUSED {
            for site in attributes.take_all(name) {
                rules::composite_attribute::report(cx, site, field);
            }
        }
        if field.is_poisoned() || field.is_relation() {
            readings.push(reading);
            continue;
        }
        if let Some(site) = attributes.take_single(cx, "map") {
            reading.map = read_mapping(cx, site);
            if let Some(map) = &reading.map {
                field::check_database_name(cx, field, map, &mut mapped);
            }
        }
        if let Some(site) = attributes.take_single(cx, "default") {
            reading.default = default::read(cx, field, site);
        }
        if field.scalar_type().is_some() {
            reading.native_type = field::native_type(cx, &mut attributes);
        }
        attributes.report_unknown(cx, &["map", "default"]);
        readings.push(reading);
    }
    for site in Attributes::of_block(cx, composite.data().segment).into_sites() {
        rules::composite_block_attribute::report(cx, site, composite);
    }
    readings.into()
}
