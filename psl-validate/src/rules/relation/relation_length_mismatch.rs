//! `relation-length-mismatch`: `fields` and `references` name different numbers of fields.

use crate::{
    rule::{Check, Cx},
    schema::Relation,
};

rule!("relation-length-mismatch", Error, ALL, Check::Relation(check));

fn check(relation: Relation<'_>, cx: &mut Cx<'_>) {
    if !super::has_foreign_key_side(relation) {
        return;
    }
    let Some(field) = relation.forward() else { return };
    let (Some(fields), Some(references)) = (field.key_fields(), field.references()) else { return };
    let Some(arguments) = field.relation_arguments() else { return };
    if fields.len() != references.len() {
        let message = format!("`{}` has {} in `fields` and {} in `references`", field.name(), fields.len(), references.len());
        let place = field.attribute_span(arguments.attribute);
        let range = super::list_range(arguments).unwrap_or(place.range);
        cx.report(&RULE, place, range, message);
    }
}
