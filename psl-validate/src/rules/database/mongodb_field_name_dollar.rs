//! `mongodb-field-name-dollar`: a field name that starts with `$` on MongoDB.

use crate::{
    rule::{Check, Cx},
    schema::Field,
};

rule!("mongodb-field-name-dollar", Error, ALL, Check::ScalarField(check), when super::is_mongodb);

fn check(field: Field<'_>, cx: &mut Cx<'_>) {
    let Some(map) = field.map().filter(|_| field.model().is_some()) else { return };
    if map.name.starts_with('$') {
        cx.report(
            &RULE,
            field.attribute_span(map.attribute),
            map.value,
            "a field name on MongoDB cannot start with `$`",
        );
    }
}
