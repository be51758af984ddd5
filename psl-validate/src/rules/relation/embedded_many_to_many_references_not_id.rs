//! `embedded-many-to-many-references-not-id`: an embedded many-to-many relation refers to something else than the id.

use crate::{
    rule::{Check, Cx},
    schema::Relation,
};

rule!("embedded-many-to-many-references-not-id", Error, ALL, Check::EmbeddedManyToMany(check));

fn check(relation: Relation<'_>, cx: &mut Cx<'_>) {
    let Some(ends) = super::embedded(relation)
        .filter(|_| cx.schema.connector().is_some_and(|it| it.has_embedded_many_to_many))
    else {
        return;
    };
    for field in ends {
        let Some(reference) = field.references().and_then(|it| it.first().copied()) else { continue };
        let Some(target) = field.related_model() else { continue };
        if target.single_id_field() != Some(reference) && !target.has_poisoned_keys() {
            let place = super::embedded_place(field, "references");
            let message = format!("`{}` is not the id of `{}`", reference.name(), target.name());
            cx.report(&RULE, place, super::references_range(field), message);
        }
    }
}
