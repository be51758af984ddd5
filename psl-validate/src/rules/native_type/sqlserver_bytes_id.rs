//! `sqlserver-bytes-id`: a `Bytes` id on SQL Server.

use crate::{
    rule::{Check, Cx},
    schema::Model,
};

rule!("sqlserver-bytes-id", Error, ALL, Check::Model(check));

fn check(model: Model<'_>, cx: &mut Cx<'_>) {
    let Some(id) = model.primary_key().filter(|it| !it.is_poisoned && !model.is_view()) else { return };
    let is_sqlserver = cx.schema.connector().is_some_and(|it| it.is("sqlserver"));
    let Some((key, field)) = super::first_refused_in_id(model, &id.fields).filter(|_| is_sqlserver) else {
        return;
    };
    if !super::is_refused(field, key) {
        let message = format!("`{}` is `Bytes`, which cannot be an id on SQL Server", field.name());
        let place = model.attribute_span(id.attribute);
        let range = crate::rules::key::attribute_name(model, id.attribute);
        cx.report(&RULE, place, range, message).label(field.type_name_span(), "this type");
    }
}
