//! `mongodb-dbgenerated`: `dbgenerated()` on MongoDB.

use crate::{
    rule::{Check, Cx},
    schema::{DefaultFunction, Field},
};

rule!("mongodb-dbgenerated", Error, ALL, Check::ScalarField(check), when super::is_mongodb);

fn check(field: Field<'_>, cx: &mut Cx<'_>) {
    let Some(default) = field.default().filter(|_| field.model().is_some_and(|it| !it.is_view())) else {
        return;
    };
    if default.function == Some(DefaultFunction::DbGenerated) {
        let range = field.node_span(default.value).range;
        cx.report(&RULE, field.place(), range, "MongoDB evaluates no expressions for defaults");
    }
}
