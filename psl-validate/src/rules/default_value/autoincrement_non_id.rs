//! `autoincrement-non-id`: `autoincrement()` on a field that is not the id, on SQLite.

use crate::{
    connectors::Autoincrement,
    rule::{Check, Cx},
    schema::Field,
};

rule!(
    "autoincrement-non-id",
    Error,
    ALL,
    Check::Default(check),
    when | it | it.capabilities().autoincrement == Autoincrement::WholeId
);

fn check(field: Field<'_>, cx: &mut Cx<'_>) {
    let Some(model) = field.model().filter(|it| !it.is_view() && !it.has_poisoned_keys()) else { return };
    if super::is_autoincrement(field) && model.single_id_field() != Some(field) {
        let message = format!("`{}` counts, so it has to be the whole id", field.name());
        let range = super::default(field).map_or(field.name_span().range, |it| it.1.range());
        cx.report(&RULE, field.place(), range, message);
    }
}
