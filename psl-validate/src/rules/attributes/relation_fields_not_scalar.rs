//! `relation-fields-not-scalar`: `fields` names a relation field.

use crate::{
    read::attributes::{FieldNames, Site},
    rule::{Check, Cx},
    schema::Model,
};

rule!("relation-fields-not-scalar", Error, ALL, Check::Reading);

pub(crate) fn report(cx: &mut Cx<'_>, site: Site<'_>, model: Model<'_>, list: &FieldNames<'_>) {
    let place = site.span(list.value);
    super::report_relation_fields(cx, &RULE, site, place, model, list);
}
