//! `relation-ambiguous-self`: two unnamed fields of a relation of a model to itself.

use crate::{
    rule::{Check, Cx},
    schema::Field,
};

rule!("relation-ambiguous-self", Error, ALL, Check::RelationField(check));

fn check(field: Field<'_>, cx: &mut Cx<'_>) {
    let Some((is_self, group)) = super::ambiguity(field) else { return };
    if is_self && field.relation_name().is_none() && group == 2 {
        let (model, target) = (field.model().map_or("", |it| it.name()), field.type_name());
        let message = format!("`{}` needs a name to find its other end, as `{}` is related to `{}`", field.name(), model, target);
        super::report_ambiguity(cx, &RULE, field, message, "give both ends the same name: `@relation(\"name\")`");
    }
}
