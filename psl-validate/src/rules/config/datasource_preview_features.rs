//! `datasource-preview-features`: `previewFeatures` in a datasource.

use crate::{
    read::config::Property,
    rule::{Check, Cx},
    schema::SegmentId,
};

rule!("datasource-preview-features", Error, ALL, Check::Configuration);

pub(crate) fn report(cx: &mut Cx<'_>, id: SegmentId, property: Property<'_>) {
    cx.report(&RULE, property.place(id), property.key_range(), "preview features belong to a generator")
        .help("move the line into a `generator` block");
}
