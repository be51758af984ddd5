//! `relation-name-reused-self`: three or more fields share the name of a relation of a model to itself.

use crate::{
    rule::{Check, Cx},
    schema::Field,
};

rule!("relation-name-reused-self", Error, ALL, Check::RelationField(check));

fn check(field: Field<'_>, cx: &mut Cx<'_>) {
    let Some((is_self, _)) = super::ambiguity(field) else { return };
    if is_self && field.relation_name().is_some() {
        let (model, target) = (field.model().map_or("", |it| it.name()), field.type_name());
        let message = format!("`{}` shares its relation name with more than one field of `{}` to `{}`", field.name(), model, target);
        super::report_ambiguity(cx, &RULE, field, message, "a relation has two ends; give the others another name");
    }
}
