//! `embedded-many-to-many-fields-type`: the keys of an embedded many-to-many relation do not fit what they refer to.

use crate::{
    rule::{Check, Cx},
    schema::{Field, Fields, Relation},
};

rule!("embedded-many-to-many-fields-type", Error, ALL, Check::EmbeddedManyToMany(check));

fn check(relation: Relation<'_>, cx: &mut Cx<'_>) {
    let Some(ends) = super::embedded(relation)
        .filter(|_| cx.schema.connector().is_some_and(|it| it.has_embedded_many_to_many))
    else {
        return;
    };
    for field in ends {
        let first = |it: Option<Fields<'_>>| it.and_then(|it| it.first().map(|it| it.id()));
        let (Some(key), Some(reference)) = (first(field.key_fields()), first(field.references())) else {
            continue;
        };
        let (key, reference) = (Field::new(cx.schema, key), Field::new(cx.schema, reference));
        let native = |it: Field<'_>| {
            it.native_type().map(|native| cx.schema.text(it.name_span().with(native.name)).to_owned())
        };
        let fits = key.is_list()
            && !reference.is_list()
            && super::same_type(key, reference)
            && native(key) == native(reference);
        if fits {
            continue;
        }
        let Some(arguments) = field.relation_arguments() else { continue };
        let message = match key.is_list() {
            false => format!("`{}` holds many keys, so it has to be a list", key.name()),
            true => format!("`{}` does not have the type of `{}`", key.name(), reference.name()),
        };
        let place = field.attribute_span(arguments.attribute);
        let range = super::list_range(arguments).unwrap_or(place.range);
        cx.report(&RULE, place, range, message)
            .label(key.name_span(), "the keys")
            .label(reference.name_span(), "what they refer to");
    }
}
