//! `datasource-provider-env`: `provider` is read from the environment.

use psl_parser::Node;

use crate::{
    read::config::{block_places, first_line},
    rule::{Check, Cx},
    schema::SegmentId,
};

rule!("datasource-provider-env", Error, ALL, Check::Configuration);

pub(crate) fn report(cx: &mut Cx<'_>, id: SegmentId, value: Node<'_>) {
    let (place, _) = block_places(cx, id);
    cx.report(
        &RULE,
        place,
        first_line(place, value.range(), cx),
        "`provider` cannot come from the environment",
    )
    .help("the database decides what is valid, so it has to stand here as a string");
}
