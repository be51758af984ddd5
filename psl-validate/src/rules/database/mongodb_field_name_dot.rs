//! `mongodb-field-name-dot`: a field name with a dot on MongoDB.

use crate::{
    rule::{Check, Cx},
    schema::Field,
};

rule!("mongodb-field-name-dot", Error, ALL, Check::ScalarField(check), when super::is_mongodb);

fn check(field: Field<'_>, cx: &mut Cx<'_>) {
    let Some(map) = field.map().filter(|_| field.model().is_some()) else { return };
    if map.name.contains('.') {
        cx.report(
            &RULE,
            field.attribute_span(map.attribute),
            map.value,
            "a field name on MongoDB cannot contain a dot",
        );
    }
}
