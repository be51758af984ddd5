//! `type-unknown`: a field's type is declared nowhere.

use cruet::Inflector;
use psl_parser::{TextRange, ast};

use crate::{
    plural::plural,
    rule::{Check, Cx, SpanFix},
    scalar::ScalarType,
    schema::{Field, Span},
};

rule!("type-unknown", Error, ALL, Check::Reading);

/// `near` is a name that is the same but for its case.
pub(crate) fn report(cx: &mut Cx<'_>, field: Field<'_>, near: Option<&str>) {
    let place = field.type_name_span();
    let name = field.type_name();
    let schema = cx.schema;
    let scalars = ScalarType::ALL.into_iter().map(|it| it.name());
    let near = near.map(str::to_owned);
    let near = near.or_else(|| cx.closest(name, schema.type_names().chain(scalars)).map(str::to_owned));
    let created = [new_enum(field), new_model(field)].into_iter().flatten();
    let finding = cx.report(&RULE, place, place.range, format!("type `{name}` is declared nowhere"));
    if let Some(near) = near {
        finding.fix(SpanFix::unsafe_(format!("Use `{near}`"), place, near));
    }
    finding.fixes.extend(created);
}

/// Behind the block of the field, where a new one is closest to its use. `None` when the name cannot be one of a block, or
/// the block has no end.
fn behind_block(field: Field<'_>) -> Option<Span> {
    let is_word = |it: char| it.is_ascii_alphanumeric() || it == '_';
    let name = field.type_name();
    let span = field.name_span();
    let segment = field.schema().segment(span.segment);
    let fits = name.starts_with(|it: char| it.is_ascii_uppercase()) && name.chars().all(is_word);
    (fits && segment.is_closed()).then(|| span.with(TextRange::empty(segment.root().range().end)))
}

fn attribute<'s>(field: Field<'s>, name: &str) -> Option<ast::Attribute<'s>> {
    field.ast()?.attributes().find(|it| it.path().is_some_and(|it| it.text() == name))
}

/// An enum, with the value the field has by default.
fn new_enum(field: Field<'_>) -> Option<SpanFix> {
    if attribute(field, "relation").is_some() {
        return None;
    }
    let default = attribute(field, "default").and_then(|it| it.arguments()?.iter().next()?.value());
    let value = default.and_then(|it| Some(it.as_name()?.text())).unwrap_or("VALUE");
    let name = field.type_name();
    let text = format!("\n\nenum {name} {{\n  {value}\n}}");
    Some(SpanFix::unsafe_(format!("Create enum `{name}`"), behind_block(field)?, text))
}

/// A model that the field is related to, with both ends and the key. Only for fields that say nothing else.
fn new_model(field: Field<'_>) -> Option<SpanFix> {
    let (model, behind) = (field.model()?, behind_block(field)?);
    if model.is_view() || field.ast()?.attributes().next().is_some() {
        return None;
    }
    let (name, own) = (field.type_name(), model.name());
    let title = format!("Create model `{name}`");
    let id = "  id Int @id @default(autoincrement())\n";
    let noun = own.to_camel_case();
    if field.is_list() {
        let key = model.fields().find(|it| attribute(*it, "id").is_some())?;
        let (key_name, key_type) = (key.name(), key.type_name());
        let column = format!("{noun}{}", key_name.to_pascal_case());
        let relation = format!("@relation(fields: [{column}], references: [{key_name}])");
        let text = format!("\n\nmodel {name} {{\n{id}  {noun} {own} {relation}\n  {column} {key_type}\n}}");
        return Some(SpanFix::unsafe_(title, behind, text));
    }
    let column = format!("{}Id", field.name());
    if model.find_field(&column).is_some() {
        return None;
    }
    let text = format!("\n\nmodel {name} {{\n{id}  {} {own}[]\n}}", plural(&noun));
    let optional = if field.is_optional() { "?" } else { "" };
    let arguments = format!(" @relation(fields: [{column}], references: [id])");
    let line_end = field.node().range().end;
    let key = field.name_span().with(TextRange::empty(line_end));
    let fix = SpanFix::unsafe_(title, behind, text);
    let fix = fix.and(crate::rules::relation::behind_type(field), arguments);
    Some(fix.and(key, format!("\n  {column} Int{optional}")))
}
