//! Text with a few values as an enum, and an enum as text.

use psl_parser::{TextEdit, TextRange, ast};
use psl_validate::{
    ScalarType,
    schema::{Field, Mapping},
};

use super::{ActionKind, Cx, Draft, argument};
use crate::words::{free_name, pascal_case};

/// The value of the `@default` of a field.
fn default_of(field: Field<'_>) -> Option<ast::Value<'_>> {
    let attribute = field.attribute(field.default()?.attribute)?;
    argument(attribute, "value")
        .or_else(|| attribute.arguments()?.iter().find(|it| it.name().is_none()))?
        .value()
}

/// The literal a field of text has by default, where it can be a value of an enum.
fn word_of(field: Field<'_>) -> Option<ast::StringLiteral<'_>> {
    let is_text = field.scalar_type() == Some(ScalarType::String) && !field.is_list();
    let literal = default_of(field).filter(|_| is_text && field.native_type().is_none())?.as_string()?;
    let value = literal.value();
    let is_value = psl_parser::is_word(&value)
        && !value.contains('-')
        && !value.starts_with(|it: char| it.is_ascii_digit());
    is_value.then_some(literal)
}

/// `status String @default("OPEN")` → `status Status @default(OPEN)`; also for all fields of that name at once.
pub(super) fn from_string(cx: &Cx<'_>) -> Vec<Draft> {
    let plan = || {
        let (field, model) = (cx.field()?, cx.model()?);
        let literal = word_of(field).filter(|_| cx.schema.capabilities().has_enums)?;
        let is_free = |it: &str| cx.schema.find(it).is_none() && ScalarType::named(it).is_none();
        let own = pascal_case(field.name());
        let name = match is_free(&own) {
            true => own,
            false => free_name(&format!("{}{own}", model.name()), is_free),
        };
        let of_fields = |fields: &[(Field<'_>, ast::StringLiteral<'_>)], title: String| {
            let mut values: Vec<String> = Vec::new();
            let mut edits = Vec::new();
            for (field, literal) in fields {
                let segment = field.name_span().segment;
                let ty = TextEdit::replace(field.type_name_span().range, name.as_str());
                let value = literal.value().into_owned();
                let default = TextEdit::replace(literal.token().range(), value.as_str());
                edits.extend([cx.edit_of(segment, ty), cx.edit_of(segment, default)]);
                if !values.contains(&value) {
                    values.push(value);
                }
            }
            edits.push(cx.block_behind(&format!("enum {name} {{\n  {}\n}}", values.join("\n  "))));
            Draft::new(ActionKind::Extract, title, edits)
        };
        let one = of_fields(&[(field, literal)], format!("Make an enum `{name}` of `{}`", field.name()));
        let same = cx.schema.models().flat_map(|it| it.scalar_fields());
        let same = same.filter(|it| it.name() == field.name() && !it.is_poisoned());
        let same: Vec<_> = same.filter_map(|it| Some((it, word_of(it)?))).collect();
        let title = format!("Make an enum `{name}` of all {} fields `{}`", same.len(), field.name());
        let all = (same.len() > 1).then(|| of_fields(&same, title));
        Some(std::iter::once(one).chain(all).collect())
    };
    plan().unwrap_or_default()
}

/// `status Status @default(OPEN)` → `status String @default("OPEN")`
pub(super) fn to_string(cx: &Cx<'_>) -> Vec<Draft> {
    let plan = || {
        let field = cx.field()?;
        let (enum_, model) = (field.enum_type()?, cx.model()?);
        let title = format!("Make `{}` a `String`", field.name());
        if model.indexes().any(|it| it.filter().is_some()) {
            let reason = "an index has a condition, which may name its values";
            return Some(Draft::refused(ActionKind::Inline, title, reason));
        }
        let mut relations = cx.schema.models().flat_map(|it| it.relation_fields());
        let is_referenced = relations.any(|it| it.references().is_some_and(|it| it.contains(&field)));
        if is_referenced || super::modifier::relations_over(field).next().is_some() {
            let reason = "it is in the key of a relation, whose other end is an enum";
            return Some(Draft::refused(ActionKind::Inline, title, reason));
        }
        let mut edits = vec![cx.edit(TextEdit::replace(field.type_name_span().range, "String"))];
        for item in default_of(field).into_iter().flat_map(ast::Value::items) {
            let Some(name) = item.as_name() else { continue };
            let value = enum_.values().find(|it| it.name() == name.text());
            // The database has the mapped name, as it is written.
            let written = |it: &Mapping| {
                let segment = value.map(|it| it.name_span().segment);
                segment.map(|id| TextRange::slice(it.value, cx.schema.segment(id).text()).to_owned())
            };
            let text = value.and_then(|it| it.map()).and_then(written);
            let text = text.unwrap_or_else(|| format!("\"{}\"", name.text()));
            edits.push(cx.edit(TextEdit::replace(name.range(), text)));
        }
        Some(Draft::new(ActionKind::Inline, title, edits))
    };
    plan().into_iter().collect()
}
