//! Completes relations: the field at the other end, the arguments of `@relation`, the fields of the key. Described in
//! `docs/rules/relation-missing-opposite.md`; names and places are those of `prisma format` where these are good.

use cruet::Inflector;
use psl_parser::{SyntaxKind, TextRange, ast};

use crate::{
    rule::{Finding, SpanFix},
    schema::{Field, FieldType, IndexField, Model, Relation, RelationKind, Span},
};

/// Offers what completes a relation, when that can be told.
pub(super) fn offer(finding: &mut Finding, relation: Relation<'_>) {
    finding.fixes.extend(complete(relation));
}

/// `None` when there is nothing to refer to, a name is taken, or what is written says something else.
fn complete(relation: Relation<'_>) -> Option<SpanFix> {
    let (holder, target) = (relation.referencing_model(), relation.referenced_model());
    let (forward, back) = (relation.forward(), relation.back());
    if relation.is_poisoned() || !super::has_foreign_key_side(relation) {
        return None;
    }
    if !holder.is_closed() || !target.is_closed() || back.is_some_and(super::says_more_than_its_name) {
        return None;
    }
    if forward.is_some_and(is_unread) {
        return None;
    }
    let written_key = written(forward.and_then(Field::key_fields))?;
    let written_references = written(forward.and_then(Field::references))?;
    let references = match &written_references {
        Some(references) => references.clone(),
        None => what_to_reference(target, written_key.as_deref())?,
    };
    let key = match &written_key {
        Some(key) => key.iter().map(|it| (it.name().to_owned(), Some(*it))).collect(),
        None => key_of(holder, target, forward, &references)?,
    };
    let is_optional = match forward {
        Some(forward) => forward.is_optional(),
        None => key.iter().any(|(_, field)| field.is_none_or(Field::is_optional)),
    };
    let may_be_empty = |field: &Field<'_>| field.is_optional();
    if key.len() != references.len()
        || written_key.is_none()
            && !is_optional
            && key.iter().filter_map(|it| it.1.as_ref()).any(may_be_empty)
    {
        return None;
    }

    let names = |fields: Vec<&str>| format!("[{}]", fields.join(", "));
    let fields = format!("fields: {}", names(key.iter().map(|it| &*it.0).collect()));
    let refers = format!("references: {}", names(references.iter().map(|it| it.name()).collect()));
    let name = forward.or(back)?.relation_name().map(quoted);
    let mut edits = Vec::new();
    let (mut in_holder, mut in_target) = (Vec::new(), Vec::new());
    if back.is_none() {
        let is_single =
            relation.kind() == RelationKind::OneToOne || is_unique(holder, written_key.as_deref());
        let own = field_name(target, holder, forward, !is_single)?;
        let attribute = name.as_ref().map_or_else(String::new, |it| format!(" @relation({it})"));
        let modifier = if is_single { "?" } else { "[]" };
        in_target.push((own, format!("{}{modifier}{attribute}{}", holder.name(), ignored(holder))));
    }
    match forward {
        Some(forward) => {
            let missing =
                [written_key.is_none().then_some(fields), written_references.is_none().then_some(refers)];
            edits.extend(add_arguments(forward, missing.into_iter().flatten().collect())?);
        }
        None => {
            let own = field_name(holder, target, back, false)?;
            let modifier = if is_optional { "?" } else { "" };
            let arguments: Vec<String> = name.into_iter().chain([fields, refers]).collect();
            let arguments = arguments.join(", ");
            let line = format!("{}{modifier} @relation({arguments}){}", target.name(), ignored(target));
            in_holder.push((own, line));
        }
    }
    for ((name, field), reference) in key.iter().zip(&references) {
        if field.is_none() {
            let modifier = if is_optional { "?" } else { "" };
            let native = reference.native_type().and_then(|it| reference.attribute(it.attribute));
            let native = native.map_or_else(String::new, |it| format!(" {}", it.text().trim_end()));
            in_holder.push((name.clone(), format!("{}{modifier}{native}", reference.type_name())));
        }
    }

    let added: Vec<_> =
        in_target.iter().map(|it| (target, it)).chain(in_holder.iter().map(|it| (holder, it))).collect();
    let title = match (edits.as_slice(), added.as_slice()) {
        ([], [(model, (name, _))]) => format!("Add `{name}` to `{}`", model.name()),
        _ if holder == target => format!("Complete the relation of `{}` to itself", holder.name()),
        _ => format!("Complete the relation of `{}` and `{}`", holder.name(), target.name()),
    };
    let lines = |fields: &[(String, String)]| -> String {
        fields.iter().map(|(name, rest)| format!("\n  {name} {rest}")).collect()
    };
    if holder == target {
        in_target.append(&mut in_holder);
    }
    for (model, fields) in [(target, in_target), (holder, in_holder)] {
        if !fields.is_empty() {
            edits.push((behind_fields(model), lines(&fields)));
        }
    }
    (!edits.is_empty()).then_some(SpanFix { title, is_safe: false, edits })
}

/// Gives the two fields of an unnamed relation of a model to itself a name, unless both hold a key: these are two
/// relations, which lack their other ends.
pub(super) fn name_both_ends(field: Field<'_>) -> Option<SpanFix> {
    let ends: Vec<Field<'_>> =
        field.relation_group().iter().map(|it| Field::new(field.schema(), *it)).collect();
    let has_key = |it: &Field<'_>| it.relation_arguments().is_some_and(|it| it.fields.is_some());
    let is_unread = |it: &Field<'_>| {
        let mut arguments = it.relation_attribute().and_then(|it| it.arguments()).into_iter();
        arguments.any(|it| it.iter().any(|it| it.name().is_none_or(|it| it.text() == "name")))
    };
    if ends.iter().all(has_key) || ends.iter().any(is_unread) {
        return None;
    }
    let name = format!("\"{}{}\"", field.type_name(), capitalized(field.name()));
    let mut edits = Vec::new();
    for end in ends {
        let arguments = end.relation_attribute().and_then(|it| it.arguments());
        match arguments.and_then(|it| it.iter().next()) {
            Some(first) => {
                let at = TextRange::empty(first.range().start);
                edits.push((end.name_span().with(at), format!("{name}, ")));
            }
            None => edits.extend(add_arguments(end, vec![name.clone()])?),
        }
    }
    Some(SpanFix { title: format!("Name the relation {name}"), is_safe: false, edits })
}

/// Whether `@relation` stands there twice, or a list of it could not be read.
fn is_unread(field: Field<'_>) -> bool {
    let is_relation = |it: &ast::Attribute<'_>| it.path().is_some_and(|it| it.text() == "relation");
    let attributes: Vec<_> =
        field.ast().into_iter().flat_map(|it| it.attributes()).filter(is_relation).collect();
    let arguments = || attributes.iter().filter_map(|it| it.arguments()).flat_map(|it| it.iter());
    attributes.len() > 1
        || [("fields", field.key_fields()), ("references", field.references())]
            .iter()
            .any(|(name, list)| list.is_none() && arguments().any(|it| it.text().starts_with(name)))
}

/// A list as it is written; the outer `None` when it is written but empty.
#[expect(clippy::option_option, reason = "the outer one ends the repair")]
fn written(list: Option<Vec<Field<'_>>>) -> Option<Option<Vec<Field<'_>>>> {
    match list {
        Some(list) if list.is_empty() => None,
        list => Some(list),
    }
}

/// The first id or unique of the model that is always set and has the types of `key`, when that is written.
fn what_to_reference<'s>(target: Model<'s>, key: Option<&[Field<'s>]>) -> Option<Vec<Field<'s>>> {
    let fields = |it: &'s [IndexField]| -> Option<Vec<Field<'s>>> {
        it.iter().map(|it| (it.path.len() == 1).then(|| Field::new(target.schema(), it.field()))).collect()
    };
    let is_key = |it: &Field<'_>| {
        it.is_required()
            && !it.is_poisoned()
            && it.ty() != FieldType::Unsupported
            && it.composite_type().is_none()
    };
    let fits = |it: &[Field<'_>]| {
        key.is_none_or(|key| {
            key.len() == it.len() && key.iter().zip(it).all(|(key, it)| super::same_type(*key, *it))
        })
    };
    let mut criteria = target.unique_criteria().filter_map(fields);
    criteria.find(|it| !it.is_empty() && it.iter().all(is_key) && fits(it))
}

/// Names for the fields of a key, and the fields that have them already. They start with the name of the other model;
/// where another relation has these, with that of the relation field.
fn key_of<'s>(
    holder: Model<'s>,
    target: Model<'s>,
    forward: Option<Field<'s>>,
    references: &[Field<'s>],
) -> Option<Vec<(String, Option<Field<'s>>)>> {
    let named = |prefix: &str| -> Option<Vec<(String, Option<Field<'s>>)>> {
        let key_field = |reference: &Field<'s>| {
            let name = format!("{prefix}{}", capitalized(reference.name()));
            if is_free(holder, &name) {
                return Some((name, None));
            }
            let field = holder.find_field(&name)?;
            let fits = field.is_scalar() && !field.is_poisoned() && !field.is_list();
            let is_taken = holder
                .relation_fields()
                .any(|it| Some(it) != forward && it.key_fields().is_some_and(|it| it.contains(&field)));
            (fits && !is_taken && super::same_type(field, *reference)).then_some((name, Some(field)))
        };
        references.iter().map(key_field).collect()
    };
    let mut chars = target.name().chars();
    let usual: String = chars.next().into_iter().flat_map(char::to_lowercase).chain(chars).collect();
    named(&usual).or_else(|| named(forward?.name()))
}

/// Whether an id or unique of the model has exactly these fields, in this order.
fn is_unique(model: Model<'_>, key: Option<&[Field<'_>]>) -> bool {
    let Some(key) = key else { return false };
    model.unique_criteria().any(|it| it.iter().map(IndexField::field).eq(key.iter().map(|it| it.id())))
}

/// A free name for a field of `model` with the type `ty`: the name of the type in camel case, in the plural for lists;
/// when that is taken, the name of the field at the other end stands before it.
fn field_name(
    model: Model<'_>,
    ty: Model<'_>,
    other_end: Option<Field<'_>>,
    is_list: bool,
) -> Option<String> {
    let noun = ty.name().to_camel_case();
    let usual = if is_list { noun.to_plural() } else { noun };
    if is_free(model, &usual) {
        return Some(usual);
    }
    let longer = format!("{}{}", other_end?.name(), capitalized(&usual));
    is_free(model, &longer).then_some(longer)
}

fn is_free(model: Model<'_>, name: &str) -> bool {
    model.find_field(name).is_none() && !model.lost_line_mentions(name)
}

/// ` @ignore` on fields whose type is an ignored model.
fn ignored(model: Model<'_>) -> &'static str {
    if model.is_ignored() { " @ignore" } else { "" }
}

/// Adds arguments to `@relation`, and `@relation` where it is missing. `None` when its parentheses do not close.
fn add_arguments(field: Field<'_>, missing: Vec<String>) -> Option<Option<(Span, String)>> {
    if missing.is_empty() {
        return Some(None);
    }
    let text = missing.join(", ");
    let at = |offset| field.name_span().with(TextRange::empty(offset));
    let Some(attribute) = field.relation_attribute() else {
        return Some(Some((super::behind_type(field), format!(" @relation({text})"))));
    };
    let Some(arguments) = attribute.arguments() else {
        return Some(Some((at(attribute.trimmed_range().end), format!("({text})"))));
    };
    let comma = if arguments.iter().next().is_some() { ", " } else { "" };
    arguments.is_closed().then(|| Some((at(arguments.range().end - 1), format!("{comma}{text}"))))
}

/// Behind the last field of the model, where comments at its end stay what they are; blank lines at its end stay above.
fn behind_fields(model: Model<'_>) -> Span {
    let last = model.root().children().filter(|it| it.kind() == SyntaxKind::FIELD).last();
    let end = last.map_or(model.header_span().range.end, |it| it.range().end);
    let behind = model.span().with(TextRange::new(end, model.root().range().end));
    let text = model.schema().text(behind);
    let blank = &text[..text.len() - text.trim_start().len()];
    let last_line = blank.trim_end_matches([' ', '\t']).strip_suffix('\n');
    let lines = last_line.map_or("", |it| it.strip_suffix('\r').unwrap_or(it));
    let ends_block = last.is_some() && text.trim_start().starts_with('}');
    let offset = if ends_block { lines.len() as u32 } else { 0 };
    model.span().with(TextRange::empty(end + offset))
}

fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

fn capitalized(name: &str) -> String {
    let mut chars = name.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}
