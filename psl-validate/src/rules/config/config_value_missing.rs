//! `config-value-missing`: a property has `=` and no value.

use crate::{
    read::config::{Property, block_places, first_line},
    rule::{Check, Cx},
    schema::{SegmentId, Span},
};

rule!("config-value-missing", Error, ALL, Check::Configuration);

pub(crate) fn report(cx: &mut Cx<'_>, id: SegmentId, property: Property<'_>) {
    let (place, _) = block_places(cx, id);
    let range = first_line(place, property.key_range(), cx);
    cx.report(&RULE, place, range, format!("`{}` has no value", property.key))
        .label(Span::new(id, property.key_range()), "the value is missing here");
}
