//! `native-type-not-id`: an id of a native type the database cannot index.

use crate::{
    rule::{Check, Cx},
    schema::Model,
};

rule!("native-type-not-id", Error, ALL, Check::Model(check));

fn check(model: Model<'_>, cx: &mut Cx<'_>) {
    let Some(id) = model.primary_key().filter(|it| !it.is_poisoned && !model.is_view()) else { return };
    let is_postgresql = cx.schema.connector().is_some_and(|it| it.is("postgresql"));
    let Some((key, field)) = super::first_refused_in_id(model, &id.fields).filter(|_| !is_postgresql) else {
        return;
    };
    if super::is_refused(field, key) {
        let message = format!("`{}` has a native type that cannot be an id", field.name());
        super::report_refused(cx, &RULE, model, model.attribute_span(id.attribute), key, field, message);
    }
}
