//! The attributes of a model or view: those of its fields, then its own.

use super::{
    Attributes, ModelReading, Site,
    field::{self, ModelState},
    field_list, key, read_flag, read_mapping,
};
use crate::{
    rule::Cx,
    rules::attributes as rules,
    schema::{FieldAttributes, FieldId, Model},
};

const BLOCK: [&str; 8] = ["id", "unique", "index", "fulltext", "map", "schema", "ignore", "shardKey"];

pub(crate) fn read_model<'s>(cx: &mut Cx<'s>, model: Model<'s>) -> ModelReading {
    let mut reading = ModelReading::default();
    let mut attributes = Attributes::of_block(cx, model.data().segment);
    if let Some(site) = attributes.take_single(cx, "ignore") {
        reading.block.ignore = read_flag(cx, site);
    }
    reading.indexes = Vec::with_capacity(attributes.count(&["index", "unique", "fulltext"]));
    let is_ignored = reading.block.ignore.is_some();
    let count = model.all_fields().filter(|it| it.data().has_attributes()).count();
    let mut state = ModelState { is_ignored, mapped: Vec::with_capacity(count), shard_key: None };
    let mut fields = Vec::with_capacity(count);
    for field in model.all_fields().filter(|it| it.data().has_attributes()) {
        let attributes = if field.is_poisoned() {
            FieldAttributes::default()
        } else if field.is_relation() {
            field::read_relation(cx, field)
        } else {
            field::read_scalar(cx, field, &mut state, &mut reading)
        };
        fields.push(attributes);
    }
    reading.fields = fields.into();
    if let Some(site) = attributes.take_single(cx, "id") {
        key::read_block_id(cx, model, site, state.is_ignored, &mut reading);
    }
    if let Some(site) = attributes.take_single(cx, "map") {
        reading.block.map = read_mapping(cx, site).map(Box::new);
    }
    if let Some(site) = attributes.take_single(cx, "schema") {
        reading.block.schema = read_mapping(cx, site).map(Box::new);
    }
    for site in attributes.take_all("index") {
        reading.indexes.extend(key::read_block_index(cx, model, site));
    }
    for site in attributes.take_all("unique") {
        reading.indexes.extend(key::read_block_unique(cx, model, site));
    }
    for site in attributes.take_all("fulltext") {
        reading.indexes.extend(key::read_fulltext(cx, model, site));
    }
    reading.block.shard_key =
        state.shard_key.map(|(field, site)| Box::new((site.attribute.node().id(), vec![field.id()])));
    if let Some(site) = attributes.take_single(cx, "shardKey") {
        shard_key(cx, model, site, &state, &mut reading);
    }
    attributes.report_unknown(cx, &BLOCK);
    reading.indexes.shrink_to_fit();
    reading
}

fn shard_key<'s>(
    cx: &mut Cx<'s>,
    model: Model<'s>,
    site: Site<'s>,
    state: &ModelState<'s>,
    reading: &mut ModelReading,
) {
    let Some(mut arguments) = site.arguments(cx) else { return };
    let value = arguments.required(cx, "fields");
    arguments.finish(cx);
    let Some(list) = value.and_then(|it| field_list::plain(cx, model, site, it)) else { return };
    let mut is_poisoned = list.is_poisoned;
    if !list.unknown.is_empty() {
        rules::shard_key_fields_unknown::report(cx, site, model, &list);
        is_poisoned = true;
    }
    if !list.relations.is_empty() {
        rules::shard_key_fields_relation::report(cx, site, model, &list);
        is_poisoned = true;
    }
    if is_poisoned {
        return;
    }
    let optional = list.fields.iter().map(|it| it.0).find(|it| !it.is_required());
    if let Some(field) = optional.filter(|_| !state.is_ignored) {
        rules::shard_key_block_not_required::report(cx, site, field);
    }
    if let Some((field, _)) = state.shard_key {
        rules::shard_key_field_and_block::report(cx, site, field);
        return;
    }
    let fields: Vec<FieldId> = list.fields.iter().map(|it| it.0.id()).collect();
    reading.block.shard_key = Some(Box::new((site.attribute.node().id(), fields)));
}
