//! `datasource-multiple`: one file has several datasources.

use crate::{
    read::config::{block_places, report_block},
    rule::{Check, Cx},
    schema::SegmentId,
};

rule!("datasource-multiple", Error, ALL, Check::Configuration);

pub(crate) fn report(cx: &mut Cx<'_>, id: SegmentId, others: Vec<SegmentId>) {
    let labels: Vec<_> =
        others.into_iter().map(|it| block_places(cx, it).0.with(block_places(cx, it).1)).collect();
    let finding = report_block(cx, id, &RULE, "a schema has one datasource");
    finding.labels.extend(labels.into_iter().map(|it| (it, "another one".to_owned())));
}
