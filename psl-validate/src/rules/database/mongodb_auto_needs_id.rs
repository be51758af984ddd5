//! `mongodb-auto-needs-id`: `auto()` on a field that is not the id.

use crate::{
    rule::{Check, Cx},
    schema::{DefaultFunction, Field},
};

rule!("mongodb-auto-needs-id", Error, ALL, Check::ScalarField(check), when super::is_mongodb);

fn check(field: Field<'_>, cx: &mut Cx<'_>) {
    let Some(model) = field.model().filter(|it| !it.is_view() && !it.has_poisoned_keys()) else { return };
    let Some((default, value)) = crate::rules::default_value::default(field) else { return };
    let in_id = model.primary_key().is_some_and(|it| it.fields.iter().any(|it| it.field() == field.id()));
    if default.function == Some(DefaultFunction::Auto) && !in_id {
        let message = format!("`auto()` is for the id, and `{}` is not part of it", field.name());
        cx.report(&RULE, field.place(), value.range(), message);
    }
}
