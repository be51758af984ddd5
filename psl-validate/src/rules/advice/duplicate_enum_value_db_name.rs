//! `duplicate-enum-value-db-name`: two values of an enum have one name in the database.

use rustc_hash::FxHashMap;

use crate::{
    rule::{Check, Cx},
    schema::{Enum, Span},
};

rule!("duplicate-enum-value-db-name", Warning, ALL, Check::Enum(check));

fn check(enum_: Enum<'_>, cx: &mut Cx<'_>) {
    let mut names: FxHashMap<&str, Span> = FxHashMap::default();
    for value in enum_.values() {
        match names.get(value.database_name()) {
            // Two values of one name are another rule's.
            Some(first) if cx.schema.text(*first) == value.name() => {}
            Some(first) => {
                let place = match value.map() {
                    Some(map) => enum_.attribute_span(map.attribute),
                    None => value.name_span(),
                };
                let message = format!(
                    "`{}` is called `{}` in the database, like another value",
                    value.name(),
                    value.database_name()
                );
                let first = *first;
                cx.report(&RULE, place, place.range, message).label(first, "the other value");
            }
            None => {
                names.insert(value.database_name(), value.name_span());
            }
        }
    }
}
