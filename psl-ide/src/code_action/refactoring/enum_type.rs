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

/// `status String @default("OPEN")` → `status Status @default(OPEN)`
pub(super) fn from_string(cx: &Cx<'_>) -> Vec<Draft> {
    let plan = || {
        let (field, model) = (cx.field()?, cx.model()?);
        let is_text = field.scalar_type() == Some(ScalarType::String) && !field.is_list();
        if !is_text || field.native_type().is_some() || !cx.schema.capabilities().has_enums {
            return None;
        }
        let literal = default_of(field)?.as_string()?;
        let value = literal.value();
        if !psl_parser::is_word(&value)
            || value.contains('-')
            || value.starts_with(|it: char| it.is_ascii_digit())
        {
            return None;
        }
        let is_free = |it: &str| cx.schema.find(it).is_none() && ScalarType::named(it).is_none();
        let own = pascal_case(field.name());
        let name = match is_free(&own) {
            true => own,
            false => free_name(&format!("{}{own}", model.name()), is_free),
        };
        let edits = vec![
            cx.edit(TextEdit::replace(field.type_name_span().range, name.as_str())),
            cx.edit(TextEdit::replace(literal.token().range(), value.as_ref())),
            cx.block_behind(&format!("enum {name} {{\n  {value}\n}}")),
        ];
        Some(Draft::new(ActionKind::Extract, format!("Make an enum `{name}` of `{}`", field.name()), edits))
    };
    plan().into_iter().collect()
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
