//! `index-fields-unknown`: an index or key names a field its model does not have.

use crate::{
    read::attributes::{FieldNames, Site},
    rule::{Check, Cx},
    schema::Model,
};

rule!("index-fields-unknown", Error, ALL, Check::Reading);

pub(crate) fn report(cx: &mut Cx<'_>, site: Site<'_>, model: Model<'_>, list: &FieldNames<'_>) {
    super::report_unknown_fields(cx, &RULE, site, site.place(), model, list);
}
