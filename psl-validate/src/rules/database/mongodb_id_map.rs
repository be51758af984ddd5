//! `mongodb-id-map`: an id that is not called `_id` on MongoDB.

use crate::{
    rule::{Check, Cx, SpanFix},
    schema::Model,
};

rule!("mongodb-id-map", Error, ALL, Check::Model(check), when super::is_mongodb);

fn check(model: Model<'_>, cx: &mut Cx<'_>) {
    let Some(field) = model.single_id_field().filter(|_| !model.is_view()) else { return };
    if field.database_name() == "_id" || model.primary_key().is_some_and(|it| it.is_poisoned) {
        return;
    }
    let message = format!("the id on MongoDB is called `_id`, and `{}` is not", field.name());
    let finding = cx.report(&RULE, field.place(), field.name_span().range, message);
    match field.map() {
        Some(map) => {
            finding.fix(SpanFix::unsafe_("Map it to `_id`", field.name_span().with(map.value), "\"_id\""))
        }
        None => finding.fix(SpanFix::unsafe_("Add `@map(\"_id\")`", field.place().end(), " @map(\"_id\")")),
    };
}
