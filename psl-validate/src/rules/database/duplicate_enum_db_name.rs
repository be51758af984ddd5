//! `duplicate-enum-db-name`: two enums have the same name in the database.

use rustc_hash::FxHashMap;

use crate::{
    rule::{Check, Cx},
    schema::{Enum, Schema},
};

rule!("duplicate-enum-db-name", Error, ALL, Check::Schema(check));

fn check(schema: &Schema, cx: &mut Cx<'_>) {
    if !schema.capabilities().has_enums || !schema.tally().tables.may_clash() {
        return;
    }
    let mut names: FxHashMap<(Option<&str>, &str), Enum<'_>> = FxHashMap::default();
    for enum_ in schema.enums().filter(|it| !it.is_poisoned()) {
        let database_schema = enum_.database_schema().map(|it| &*it.name);
        let first = *names.entry((database_schema, enum_.database_name())).or_insert(enum_);
        if first != enum_ {
            let message =
                format!("enum `{}` has the same name in the database as `{}`", enum_.name(), first.name());
            cx.report(&RULE, enum_.span(), enum_.header_span().range, message)
                .label(first.name_span(), "the other one");
        }
    }
}
