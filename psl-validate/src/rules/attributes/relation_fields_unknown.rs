//! `relation-fields-unknown`: `fields` names a field the model does not have.

use crate::{
    read::attributes::{FieldNames, Site},
    rule::{Check, Cx},
    schema::Model,
};

rule!("relation-fields-unknown", Error, ALL, Check::Reading);

pub(crate) fn report(cx: &mut Cx<'_>, site: Site<'_>, model: Model<'_>, list: &FieldNames<'_>) {
    let place = site.span(list.value);
    super::report_unknown_fields(cx, &RULE, site, place, model, list);
}
