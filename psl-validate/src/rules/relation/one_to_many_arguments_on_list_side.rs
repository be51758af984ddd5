//! `one-to-many-arguments-on-list-side`: the list side of a relation has `fields` or `references`.

use crate::{
    rule::{Check, Cx},
    schema::Relation,
};

rule!("one-to-many-arguments-on-list-side", Error, ALL, Check::OneToMany(check));

fn check(relation: Relation<'_>, cx: &mut Cx<'_>) {
    let Some((field, list)) = super::one_to_many(relation) else { return };
    if super::has(list.key_fields()) || super::has(list.references()) {
        let message = format!("`{}` is a list, so the key belongs to `{}`", list.name(), field.name());
        let range = super::arguments_range(list, &["fields", "references"]);
        let fix = super::remove_arguments(list, &["fields", "references"]);
        // Seen from the other end, the two lists change places.
        let value = |name: &str| {
            let argument = super::named_arguments(list, &[name]).into_iter().next()?;
            crate::read::values::value_node(argument.node()).map(|it| it.text().to_owned())
        };
        let texts = value("references").zip(value("fields")).map(|(fields, references)| {
            vec![format!("fields: {fields}"), format!("references: {references}")]
        });
        let names = ["fields", "references"];
        let moved = super::move_arguments(list, field, &names, texts.unwrap_or_default());
        let moved = moved.filter(|_| super::has_criterion_of_key(list));
        cx.report(&RULE, list.place(), range, message)
            .label(field.name_span(), "the other end")
            .fixes
            .extend(moved.into_iter().chain([fix]));
    }
}
