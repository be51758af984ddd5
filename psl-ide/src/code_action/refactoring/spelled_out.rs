//! Writes down what holds by default, and takes away what would hold without being written.

use psl_parser::{TextEdit, TextRange, ast};
use psl_validate::schema::{Field, Mapping, ReferentialAction};

use super::{ActionKind, Cx, Draft, argument, without_arguments};
use crate::{
    edit,
    implied::{self, ImpliedKind},
};

pub(super) fn write(cx: &Cx<'_>) -> Vec<Draft> {
    let mut implied = Vec::new();
    if let Some(field) = cx.field() {
        implied.extend(implied::of_field(field));
    }
    if let (Some(model), Some(_)) = (cx.model(), cx.attribute()) {
        implied.extend(implied::of_keys(model));
    }
    let attribute = cx.attribute().map(|it| it.trimmed_range());
    let is_here = |kind: ImpliedKind, edit: &TextEdit| match kind {
        ImpliedKind::DatabaseType => cx.is_on_type(),
        ImpliedKind::ReferentialAction | ImpliedKind::ConstraintName => {
            attribute.is_some_and(|it| it.touches(edit.range.start))
        }
        ImpliedKind::RelationName | ImpliedKind::JoinTable => false,
    };
    let draft = |it: implied::Implied<'_>| {
        let edit = it.edit.filter(|edit| is_here(it.kind, edit))?;
        Some(Draft::new(ActionKind::Rewrite, format!("Write `{}`", it.label), vec![cx.edit(edit)]))
    };
    implied.into_iter().filter_map(draft).collect()
}

pub(super) fn remove(cx: &Cx<'_>) -> Vec<Draft> {
    let Some(attribute) = cx.attribute() else { return Vec::new() };
    let mut drafts = Vec::new();
    if let Some(field) = cx.field()
        && is_default_type(field, attribute)
    {
        let text = attribute.trimmed_range().slice(cx.segment().text());
        let edit = cx.edit(edit::without_attribute(attribute));
        drafts.push(Draft::new(ActionKind::Rewrite, title(text), vec![edit]));
    }
    for name in usual_arguments(cx, attribute) {
        if let Some(argument) = argument(attribute, name) {
            let edit = cx.edit(without_arguments(attribute, |it| *it == argument));
            drafts.push(Draft::new(ActionKind::Rewrite, title(argument.text().trim()), vec![edit]));
        }
    }
    drafts
}

fn title(text: &str) -> String {
    format!("Remove `{text}`, which is the default")
}

fn is_default_type(field: Field<'_>, attribute: ast::Attribute<'_>) -> bool {
    let default = || {
        let own = field.native_type().filter(|it| it.attribute == attribute.node().id())?;
        let default = field.schema().connector()?.default_type(field.scalar_type()?)?;
        let text = attribute.node().tree().text();
        let written = TextRange::new(own.name.start, attribute.trimmed_range().end).slice(text);
        let plain = |it: &str| it.replace(' ', "");
        Some(plain(written) == plain(default))
    };
    default().unwrap_or(false)
}

/// The names of arguments that say what would hold anyway.
fn usual_arguments(cx: &Cx<'_>, attribute: ast::Attribute<'_>) -> Vec<&'static str> {
    let (Some(model), id) = (cx.model(), attribute.node().id()) else { return Vec::new() };
    let mut usual = Vec::new();
    let is = |map: Option<&Mapping>, name: Option<String>| {
        map.is_some_and(|map| name.is_some_and(|name| *map.name == name))
    };
    let key = model.primary_key().filter(|it| it.attribute == id);
    let index = model.indexes().find(|it| it.attribute().is_some_and(|it| it.node().id() == id));
    let mut has_usual_map = key.is_some_and(|it| is(it.map.as_deref(), Some(model.usual_primary_key_name())))
        || index.is_some_and(|it| is(it.map(), Some(it.usual_name())));
    if let Some(field) = cx.field()
        && let Some(arguments) = field.relation_arguments().filter(|it| it.attribute == id)
    {
        let is_action = |written: Option<(ReferentialAction, _)>, default| {
            arguments.fields.is_some()
                && written.is_some_and(|it: (ReferentialAction, psl_parser::NodeId)| it.0 == default)
        };
        let actions = [
            ("onDelete", is_action(arguments.on_delete, field.default_on_delete())),
            ("onUpdate", is_action(arguments.on_update, ReferentialAction::Cascade)),
        ];
        usual.extend(actions.into_iter().filter(|it| it.1).map(|it| it.0));
        has_usual_map |= is(arguments.map.as_deref(), field.relation().map(|it| it.usual_foreign_key_name()));
    }
    if has_usual_map {
        usual.push("map");
    }
    usual
}
