//! `constraint-name-too-long`: a name that is longer than the database takes.

use crate::{
    rule::{Check, Cx, SpanFix},
    schema::Model,
};

rule!("constraint-name-too-long", Error, ALL, Check::Model(check));

fn check(model: Model<'_>, cx: &mut Cx<'_>) {
    let connector = cx.schema.capabilities();
    let Some(longest) = connector.longest_name else { return };
    let id = model.primary_key().filter(|_| connector.has_named_ids && !model.is_view());
    let id = id.and_then(|it| Some((it.attribute, it.map.as_deref()?)));
    let indexes =
        model.indexes().filter(|_| !model.is_view()).filter_map(|it| Some((it.data().attribute, it.map()?)));
    let fields = model.attributes().fields.iter();
    let relations = fields.clone().filter_map(|it| it.relation.as_deref());
    let relations = relations
        .filter(|_| connector.has_named_foreign_keys)
        .filter_map(|it| Some((it.attribute, it.map.as_deref()?)));
    let defaults = fields.filter_map(|it| it.default.as_ref());
    let defaults = defaults.filter_map(|it| Some((it.attribute, it.map.as_deref()?)));
    for (attribute, map) in id.into_iter().chain(indexes).chain(relations).chain(defaults) {
        if map.name.len() > longest {
            let message = format!(
                "the name has {} bytes, and {} takes {longest}",
                map.name.len(),
                connector.display_name
            );
            let place = model.attribute_span(attribute);
            let cut = shortened(&map.name, longest);
            let title = format!("Cut the name to {} bytes", cut.len());
            let fix = SpanFix::unsafe_(title, place.with(map.value), format!("\"{cut}\""));
            let is_plain = !map.name.contains(['"', '\\', '\n', '\t']);
            cx.report(&RULE, place, map.value, message).fixes.extend(is_plain.then_some(fix));
        }
    }
}

/// What fits of a name, without `_` at its end.
fn shortened(name: &str, longest: usize) -> &str {
    let mut end = longest.min(name.len());
    while !name.is_char_boundary(end) {
        end -= 1;
    }
    name[..end].trim_end_matches('_')
}
