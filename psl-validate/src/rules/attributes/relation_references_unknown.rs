//! `relation-references-unknown`: `references` names a field the other model does not have.

use crate::{
    read::attributes::{FieldNames, Site},
    rule::{Check, Cx},
    schema::Model,
};

rule!("relation-references-unknown", Error, ALL, Check::Reading);

pub(crate) fn report(cx: &mut Cx<'_>, site: Site<'_>, model: Model<'_>, list: &FieldNames<'_>) {
    super::report_unknown_fields(cx, &RULE, site, site.place(), model, list);
}
