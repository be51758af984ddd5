//! `duplicate-model-db-name`: two models or views have the same table.

use rustc_hash::FxHashMap;

use crate::{
    rule::{Check, Cx},
    schema::{Model, Schema},
};

rule!("duplicate-model-db-name", Error, ALL, Check::Schema(check));

fn check(schema: &Schema, cx: &mut Cx<'_>) {
    if !schema.tally().tables.may_clash() {
        return;
    }
    let mut tables: FxHashMap<(Option<&str>, &str), Model<'_>> = FxHashMap::default();
    for is_view in [false, true] {
        for model in schema.models().filter(|it| it.is_view() == is_view && !it.is_poisoned()) {
            let database_schema = model.database_schema().map(|it| &*it.name);
            let first = *tables.entry((database_schema, model.database_name())).or_insert(model);
            if first == model {
                continue;
            }
            let (reported, other) =
                if model.map().is_some() || first.map().is_none() { (model, first) } else { (first, model) };
            let message = format!(
                "{} `{}` has the same table as `{}`",
                reported.keyword(),
                reported.name(),
                other.name()
            );
            let (place, range) = match reported.map() {
                Some(map) => (reported.attribute_span(map.attribute), map.value),
                None => (reported.span(), reported.header_span().range),
            };
            cx.report(&RULE, place, range, message)
                .label(other.name_span(), format!("table `{}` too", other.database_name()));
        }
    }
}
