//! `mongodb-id-missing`: a model without an id on MongoDB.

use crate::{
    rule::{Check, Cx},
    schema::Model,
};

rule!("mongodb-id-missing", Error, ALL, Check::Model(check), when super::is_mongodb);

fn check(model: Model<'_>, cx: &mut Cx<'_>) {
    if model.is_view() || model.primary_key().is_some() || model.has_poisoned_keys() {
        return;
    }
    let message = format!("`{}` has no id, and every document on MongoDB has one", model.name());
    cx.report(&RULE, model.span(), model.header_span().range, message)
        .help("as in `id String @id @default(auto()) @map(\"_id\") @db.ObjectId`");
}
