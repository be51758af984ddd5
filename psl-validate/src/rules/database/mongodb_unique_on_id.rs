//! `mongodb-unique-on-id`: a unique over the id on MongoDB.

use crate::{
    rule::{Check, Cx},
    schema::Index,
};

rule!("mongodb-unique-on-id", Error, ALL, Check::Index(check), when super::is_mongodb);

fn check(index: Index<'_>, cx: &mut Cx<'_>) {
    let model = index.model();
    let Some(id) = model.single_id_field().filter(|_| index.is_unique() && !model.is_view()) else { return };
    let is_id = index.fields().len() == 1 && index.fields().iter().all(|it| it.path() == [id.id()]);
    if is_id {
        let fix = super::remove_attribute(model, index.data().attribute);
        let message = format!("`{}` is the id and unique already", id.name());
        let finding = cx.report(&RULE, index.attribute_span(), index.name_range(), message);
        finding.fixes.extend(fix);
    }
}
