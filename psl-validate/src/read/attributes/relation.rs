//! `@relation` on a relation field.

use psl_parser::{Node, NodeId};

use super::{
    Site,
    arguments::Arguments,
    field_list::{self, FieldNames},
    key,
};
use crate::{
    rule::Cx,
    rules::attributes as rules,
    schema::{Field, FieldIds, FieldList, Mapping, Model, ReferentialAction, RelationArguments},
};

pub(crate) fn read<'s>(cx: &mut Cx<'s>, field: Field<'s>, site: Site<'s>) -> Option<RelationArguments> {
    let arguments = site.arguments(cx)?;
    let mut is_poisoned = false;
    // Given both ways, the reference drops the name without a word.
    let name = match arguments.default("name") {
        Ok(Some(value)) => relation_name(cx, site, value, &mut is_poisoned),
        Ok(None) | Err(_) => None,
    };
    let fields = field.model().and_then(|it| own_fields(cx, it, site, &arguments));
    let references = field.related_model().and_then(|it| references(cx, it, site, &arguments));
    let on_delete = action(cx, site, &arguments, "onDelete", &mut is_poisoned);
    let on_update = action(cx, site, &arguments, "onUpdate", &mut is_poisoned);
    let map = key::map(cx, site, &arguments);
    is_poisoned |= !arguments.finish(cx);
    let lists_poisoned = [&fields, &references].into_iter().flatten().any(|it| it.is_poisoned);
    Some(RelationArguments {
        attribute: site.attribute.node().id(),
        name,
        fields,
        references,
        on_delete,
        on_update,
        map,
        is_poisoned: is_poisoned || lists_poisoned,
    })
}

fn relation_name(
    cx: &mut Cx<'_>,
    site: Site<'_>,
    value: Node<'_>,
    is_poisoned: &mut bool,
) -> Option<Box<Mapping>> {
    let Some(name) = site.string(cx, value) else {
        *is_poisoned = true;
        return None;
    };
    if name.name.is_empty() {
        rules::relation_name_empty::report(cx, site, &name);
        *is_poisoned = true;
        return None;
    }
    Some(Box::new(name))
}

fn own_fields<'s>(
    cx: &mut Cx<'s>,
    model: Model<'s>,
    site: Site<'s>,
    arguments: &Arguments<'s>,
) -> Option<FieldList> {
    let value = arguments.named("fields")?;
    let list = field_list::plain(cx, model, site, value);
    if let Some(list) = &list {
        if !list.unknown.is_empty() {
            rules::relation_fields_unknown::report(cx, site, model, list);
        }
        if !list.relations.is_empty() {
            rules::relation_fields_not_scalar::report(cx, site, model, list);
        }
    }
    Some(field_list(value, list))
}

fn references<'s>(
    cx: &mut Cx<'s>,
    model: Model<'s>,
    site: Site<'s>,
    arguments: &Arguments<'s>,
) -> Option<FieldList> {
    let value = arguments.named("references")?;
    let list = field_list::plain(cx, model, site, value);
    if let Some(list) = &list {
        if !list.unknown.is_empty() {
            rules::relation_references_unknown::report(cx, site, model, list);
        }
        if !list.relations.is_empty() {
            rules::relation_references_not_scalar::report(cx, site, model, list);
        }
    }
    Some(field_list(value, list))
}

fn field_list(value: Node<'_>, list: Option<FieldNames<'_>>) -> FieldList {
    let (fields, is_poisoned) = match list {
        Some(list) => {
            let is_poisoned = list.is_poisoned || !list.unknown.is_empty() || !list.relations.is_empty();
            (list.fields.iter().map(|it| it.0.id()).collect(), is_poisoned)
        }
        None => (FieldIds::new(), true),
    };
    FieldList { argument: value.parent().unwrap_or(value).id(), value: value.range(), fields, is_poisoned }
}

fn action(
    cx: &mut Cx<'_>,
    site: Site<'_>,
    arguments: &Arguments<'_>,
    name: &str,
    is_poisoned: &mut bool,
) -> Option<(ReferentialAction, NodeId)> {
    let value = arguments.named(name)?;
    let found = key::word(cx, site, value).and_then(|word| {
        let action = ReferentialAction::ALL.into_iter().find(|it| it.name() == word);
        if action.is_none() {
            rules::referential_action_unknown::report(cx, site, value, word);
        }
        action
    });
    *is_poisoned |= found.is_none();
    Some((found?, value.parent()?.id()))
}
