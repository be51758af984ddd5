//! The repair of a relation that lacks the field at its other end: `docs/rules/relation-missing-opposite.md`.

use cruet::Inflector;
use psl_parser::{SyntaxKind, TextRange};

use crate::{
    rule::SpanFix,
    schema::{Field, Model},
};

/// Adds the opposite of a field that holds the key. Names are those of `prisma format`, as long as they are free; the
/// name of the relation is copied, which that forgets.
///
/// `None` when the field holds no complete key: what to refer to is then for people to say.
pub(super) fn add_opposite(field: Field<'_>, target: Model<'_>) -> Option<SpanFix> {
    let model = field.model()?;
    let keys = field.key_fields().filter(|it| !it.is_empty())?;
    let references = field.references().filter(|it| !it.is_empty())?;
    if keys.len() != references.len() || !target.is_closed() || model == target {
        return None;
    }
    let is_unique = super::has_criterion_of(model, &keys);
    let name = free_name(field, model, target, is_unique)?;
    let modifier = if is_unique { "?" } else { "[]" };
    let mut line = format!("{name} {}{modifier}", model.name());
    if let Some(relation) = field.relation_name() {
        let relation = relation.replace('\\', "\\\\").replace('"', "\\\"");
        line.push_str(&format!(" @relation(\"{relation}\")"));
    }
    if model.is_ignored() {
        line.push_str(" @ignore");
    }
    let last = target.root().children().filter(|it| it.kind() == SyntaxKind::FIELD).last()?;
    let at = target.span().with(TextRange::empty(last.range().end));
    Some(SpanFix::unsafe_(format!("Add `{name}` to `{}`", target.name()), at, format!("\n  {line}")))
}

/// The name of the model in camel case, in the plural for lists. When that is taken, or an earlier field takes it by its
/// own repair, the name of the field stands before it.
fn free_name(field: Field<'_>, model: Model<'_>, target: Model<'_>, is_unique: bool) -> Option<String> {
    let noun = if is_unique { model.name().to_owned() } else { model.name().to_plural() };
    let usual = noun.to_camel_case();
    let is_first = model.relation_fields().find(|it| it.related_model() == Some(target)) == Some(field);
    let is_free = |it: &str| target.find_field(it).is_none();
    if is_first && is_free(&usual) {
        return Some(usual);
    }
    let longer = format!("{}{}", field.name(), capitalized(&usual));
    is_free(&longer).then_some(longer)
}

fn capitalized(name: &str) -> String {
    let mut chars = name.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}
