//! `clustering-multiple`: more than one clustered key of a table.

use crate::{
    rule::{Check, Cx},
    schema::{Index, Model},
};

rule!(
    "clustering-multiple",
    Error,
    ALL,
    Check::Model(check),
    when | it | it.connector().is_some_and(|it| it.has_clustering)
);

fn check(model: Model<'_>, cx: &mut Cx<'_>) {
    if model.is_view() {
        return;
    }
    let clustered: Vec<Index<'_>> =
        model.indexes().filter(|it| it.clustered().is_some_and(|it| it.0)).collect();
    let id = model.primary_key().filter(|it| it.clustered.is_none_or(|it| it.0));
    let message = || format!("`{}` has more than one clustered key", model.name());
    if let (Some(id), Some(first)) = (id, clustered.first()) {
        let place = model.attribute_span(id.attribute);
        cx.report(&RULE, place, super::name_range(model, id), message())
            .label(first.attribute_span(), "clustered too")
            .help("an id is clustered unless it says `clustered: false`");
        for index in &clustered {
            cx.report(&RULE, index.attribute_span(), index.name_range(), message())
                .label(place, "the id is clustered too");
        }
    }
    for index in &clustered {
        if let Some(other) = clustered.iter().find(|it| *it != index) {
            cx.report(&RULE, index.attribute_span(), index.name_range(), message())
                .label(other.attribute_span(), "clustered too");
        }
    }
}
