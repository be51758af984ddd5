//! `relation-references-not-scalar`: `references` names a relation field.

use crate::{
    read::attributes::{FieldNames, Site},
    rule::{Check, Cx},
    schema::Model,
};

rule!("relation-references-not-scalar", Error, ALL, Check::Reading);

pub(crate) fn report(cx: &mut Cx<'_>, site: Site<'_>, model: Model<'_>, list: &FieldNames<'_>) {
    super::report_relation_fields(cx, &RULE, site, site.place(), model, list);
}
