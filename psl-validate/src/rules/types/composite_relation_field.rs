//! `composite-relation-field`: a field of a `type` block has a model as its type.

use crate::{
    rule::{Check, Cx},
    schema::Field,
};

rule!("composite-relation-field", Error, ALL, Check::Reading);

pub(crate) fn report(cx: &mut Cx<'_>, field: Field<'_>) {
    let place = field.type_name_span();
    let message = format!("a `type` cannot hold a relation to `{}`", field.type_name());
    let finding = cx.report(&RULE, place, place.range, message);
    finding.help("keep the id of the other model in a field, or move the relation to a model");
    if let Some(model) = field.related_model() {
        finding.label(model.name_span(), "a model, declared here");
    }
}
