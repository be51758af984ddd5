//! `autoincrement-non-id`: `autoincrement()` on a field that is not the id, on SQLite.

use crate::{
    connectors::Autoincrement,
    rule::{Check, Cx},
    schema::{DefaultValue, Field},
};

rule!(
    "autoincrement-non-id",
    Error,
    ALL,
    Check::Default(check),
    when | it | it.capabilities().autoincrement == Autoincrement::WholeId
);

fn check(field: Field<'_>, default: &DefaultValue, cx: &mut Cx<'_>) {
    let Some(model) = field.model().filter(|it| super::counts(field, default) && !it.has_poisoned_keys())
    else {
        return;
    };
    if model.single_id_field() != Some(field) {
        let message = format!("`{}` counts, so it has to be the whole id", field.name());
        cx.report(&RULE, field.place(), field.node_span(default.value).range, message);
    }
}
