//! `custom-name-not-unique`: two compound keys of a model have one name.

use crate::{
    rule::{Check, Cx},
    rules::attributes,
    schema::{Mapping, Model},
};

rule!("custom-name-not-unique", Error, ALL, Check::Model(check));

fn check(model: Model<'_>, cx: &mut Cx<'_>) {
    if model.is_view() {
        return;
    }
    let id = model.primary_key().and_then(|it| it.name.as_deref());
    let names: Vec<&Mapping> =
        id.into_iter().chain(model.indexes().filter_map(|it| it.custom_name())).collect();
    for name in &names {
        let Some(other) = names.iter().find(|it| it.name == name.name && it.argument != name.argument) else {
            continue;
        };
        let place = model.node_span(name.argument);
        let message = format!("another key of `{}` has the name `{}` too", model.name(), name.name);
        let fix = attributes::remove_argument_with_value(cx, place.with(name.value));
        cx.report(&RULE, place, name.value, message)
            .label(place.with(other.value), "the other one")
            .fixes
            .extend(fix);
    }
}
