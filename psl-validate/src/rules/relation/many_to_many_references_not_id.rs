//! `many-to-many-references-not-id`: `references` of an implicit many-to-many relation are not the id.

use crate::{
    rule::{Check, Cx},
    schema::Relation,
};

rule!("many-to-many-references-not-id", Error, ALL, Check::ImplicitManyToMany(check));

fn check(relation: Relation<'_>, cx: &mut Cx<'_>) {
    let Some(ends) = super::implicit(relation) else { return };
    for field in ends {
        let (Some(references), Some(target)) = (field.references(), field.related_model()) else { continue };
        let Some(id) = target.single_id_field() else { continue };
        if references.as_slice() != [id] {
            let message = format!("a table in between refers to the id of `{}`", target.name());
            cx.report(&RULE, field.place(), super::references_range(field), message);
        }
    }
}
