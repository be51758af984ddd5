//! Completes relations: the field at the other end, the arguments of `@relation`, the fields of the key. Described in
//! `docs/rules/relation-missing-opposite.md`; names and places are those of `prisma format` where these are good.

use cruet::Inflector;
use psl_parser::{SyntaxKind, TextRange, ast};

use crate::{
    plural::plural,
    rule::{Finding, SpanFix},
    schema::{
        Field, FieldType, Fields, IndexField, Model, Relation, RelationKind, Span, generated_relation_name,
    },
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

/// The end with `fields` gets the `references` too; the other end loses its own, and becomes optional.
pub(super) fn keep_fields_of(kept: Field<'_>, cleared: Field<'_>) -> Option<SpanFix> {
    let references = what_to_reference(kept.related_model()?, Some(&kept.key_fields()?))?;
    let names: Vec<&str> = references.iter().map(|it| it.name()).collect();
    let added = add_arguments(kept, vec![format!("references: [{}]", names.join(", "))])??;
    let mut fix = super::remove_arguments(cleared, &["fields", "references", "onDelete", "onUpdate", "map"]);
    fix.title = format!("Keep the key of `{}`", kept.name());
    fix.edits.push(added);
    if cleared.is_required() {
        fix.edits.push((super::behind_type(cleared), "?".to_owned()));
    }
    Some(fix)
}

/// Names each of several relations between the same models. Ends with a key are paired with ends without one, those
/// whose names resemble each other first, the others in order; a key that is left over gets a field at the other end.
/// `None` when an end without a key is left over, or something could not be read.
pub(super) fn name_pairs(field: Field<'_>) -> Option<SpanFix> {
    let (model, target) = (field.model()?, field.related_model()?);
    let (schema, name) = (field.schema(), field.relation_name());
    let generated = generated_relation_name(model.name(), target.name());
    let full_name = |it: Field<'_>| it.relation_name().map_or_else(|| generated.clone(), str::to_owned);
    let mut ends: Vec<Field<'_>> = field.relation_group().collect();
    if model != target {
        let is_opposite =
            |it: &Field<'_>| it.related_model() == Some(model) && full_name(*it) == full_name(field);
        ends.extend(target.relation_fields().filter(is_opposite));
    }
    let is_broken =
        |it: &Field<'_>| it.is_poisoned() || it.relation_arguments().is_some_and(|it| it.is_poisoned);
    let is_open = |it: &Model<'_>| !it.is_closed() || it.has_lost_lines();
    if ends.iter().any(|it| is_broken(it) || is_unread(*it)) || is_open(&model) || is_open(&target) {
        return None;
    }
    let (mut holders, mut others): (Vec<_>, Vec<_>) =
        ends.into_iter().partition(|it| it.relation_arguments().is_some_and(|it| it.fields.is_some()));
    // Of lists without a key, those of the first model come first.
    if holders.is_empty() && model != target {
        (holders, others) = others.into_iter().partition(|it| it.model() == Some(model));
    }
    let has_key = |it: Field<'_>| it.key_fields().is_some_and(|it| !it.is_empty());
    let mut pairs: Vec<(Field<'_>, Option<Field<'_>>)> = holders.iter().map(|it| (*it, None)).collect();
    for by_name in [true, false] {
        for (holder, other) in &mut pairs {
            let fits = |it: &Field<'_>| {
                it.model() == holder.related_model() && (!by_name || resembles(it.name(), holder.name()))
            };
            if other.is_none()
                && let Some(at) = others.iter().position(fits)
            {
                *other = Some(others.remove(at));
            }
        }
    }
    let has_tables = schema.capabilities().has_implicit_many_to_many;
    let lacks_table = |(a, b): &(Field<'_>, Option<Field<'_>>)| {
        a.is_list() && b.is_none_or(|it| !has_tables && it.is_list())
    };
    if pairs.len() < 2 || !others.is_empty() || pairs.iter().any(lacks_table) {
        return None;
    }
    let mut edits = Vec::new();
    let mut added: Vec<(Model<'_>, String, String)> = Vec::new();
    for (index, (holder, other)) in pairs.into_iter().enumerate() {
        let text = format!("\"{}{}\"", holder.model()?.name(), capitalized(holder.name()));
        let keeps_name = index == 0 && name.is_some();
        let text = name.filter(|_| keeps_name).map_or(text, quoted);
        for end in [Some(holder), other].into_iter().flatten().filter(|_| !keeps_name) {
            edits.push(name_end(end, &text)?);
        }
        if other.is_none() {
            let key = holder.key_fields().filter(|_| has_key(holder))?;
            let is_single = is_unique(holder.model()?, Some(&key));
            let (own, ty) = (holder.related_model()?, holder.model()?);
            let usual = ty.name().to_camel_case();
            let noun = if is_single { usual } else { plural(&usual) };
            let longer = format!("{}{}", holder.name(), capitalized(&noun));
            let is_taken =
                |it: &str| !is_free(own, it) || added.iter().any(|added| added.0 == own && added.1 == it);
            let free = [noun, longer].into_iter().find(|it| !is_taken(it))?;
            let modifier = if is_single { "?" } else { "[]" };
            let line = format!("\n  {free} {}{modifier} @relation({text}){}", ty.name(), ignored(ty));
            added.push((own, free, line));
        }
    }
    let owners = if model == target { vec![model] } else { vec![model, target] };
    for owner in owners {
        let lines: String = added.iter().filter(|it| it.0 == owner).map(|it| it.2.as_str()).collect();
        if !lines.is_empty() {
            edits.push((behind_fields(owner), lines));
        }
    }
    Some(SpanFix { title: "Name each of the relations".to_owned(), is_safe: false, edits })
}

/// Whether the names share a word of three letters or more, so that they may be the ends of one relation.
fn resembles(a: &str, b: &str) -> bool {
    const SHORTEST: usize = 3;
    let words = |it: &str| -> Vec<String> {
        let words = it.to_snake_case();
        words.split('_').filter(|it| it.len() >= SHORTEST).map(str::to_owned).collect()
    };
    let stem = |it: &str| it.get(..it.len().min(5)).map(str::to_owned);
    let others = words(b);
    words(a).iter().any(|a| others.iter().any(|b| stem(a).is_some() && stem(a) == stem(b)))
}

/// The name of a relation at one of its ends, in the place of the one that is there.
fn name_end(end: Field<'_>, text: &str) -> Option<(Span, String)> {
    if let Some(name) = end.relation_arguments().and_then(|it| it.name.as_ref()) {
        return Some((end.name_span().with(name.value), text.to_owned()));
    }
    let arguments = end.relation_attribute().and_then(|it| it.arguments());
    match arguments.and_then(|it| it.iter().next()) {
        Some(first) => {
            let at = TextRange::empty(first.range().start);
            Some((end.name_span().with(at), format!("{text}, ")))
        }
        None => add_arguments(end, vec![text.to_owned()])?,
    }
}

/// A model between the two of a many-to-many relation, as the way out where the database has no table for it. `None`
/// for relations of a model with itself, whose fields need names that only people know.
pub(super) fn join_model(ends: [Field<'_>; 2]) -> Option<SpanFix> {
    let [a, b] = [ends[0].model()?, ends[1].model()?];
    let [a, b] = if a.name() <= b.name() { [a, b] } else { [b, a] };
    let schema = a.schema();
    let name = format!("{}{}", a.name(), b.name());
    let is_apart = |it: Model<'_>| it.is_view() || it.is_ignored() || !it.is_closed();
    if a == b || is_apart(a) || is_apart(b) || schema.type_names().any(|it| it == name) {
        return None;
    }
    let mut keys = Vec::new();
    let mut lines = String::new();
    for it in [a, b] {
        let own: String = it.name().to_camel_case();
        let references = what_to_reference(it, None)?;
        let names: Vec<String> =
            references.iter().map(|it| format!("{own}{}", capitalized(it.name()))).collect();
        let refers: Vec<&str> = references.iter().map(|it| it.name()).collect();
        lines += &format!(
            "  {own} {} @relation(fields: [{}], references: [{}])\n",
            it.name(),
            names.join(", "),
            refers.join(", ")
        );
        for (name, reference) in names.iter().zip(&references) {
            let native = reference.native_type().and_then(|it| reference.attribute(it.attribute));
            let native = native.map_or_else(String::new, |it| format!(" {}", it.text().trim_end()));
            lines += &format!("  {name} {}{native}\n", reference.type_name());
        }
        keys.extend(names);
    }
    let is_mongodb = schema.connector().is_some_and(|it| it.is("mongodb"));
    let keys = keys.join(", ");
    let prefix = schema.datasource().map_or("db", |it| it.name());
    let text = match is_mongodb {
        true => format!(
            "\n\nmodel {name} {{\n  id String @id @default(auto()) @map(\"_id\") @{prefix}.ObjectId\n{lines}\n  @@unique([{keys}])\n}}"
        ),
        false => format!("\n\nmodel {name} {{\n{lines}\n  @@id([{keys}])\n}}"),
    };
    let end = TextRange::empty(a.span().range.end);
    let mut edits = vec![(a.span().with(end), text)];
    for field in ends {
        edits.push((field.type_name_span(), name.clone()));
        if let Some(attribute) = field.relation_attribute() {
            let before = &attribute.node().tree().text()[..attribute.range().start as usize];
            let start = before.trim_end_matches([' ', '\t']).len() as u32;
            let range = TextRange::new(start, attribute.trimmed_range().end);
            edits.push((field.name_span().with(range), String::new()));
        }
    }
    let title = format!("Put a model `{name}` in between");
    Some(SpanFix { title, is_safe: false, edits })
}

/// Gives the two fields of an unnamed relation of a model to itself a name, unless both hold a key: these are two
/// relations, which lack their other ends.
pub(super) fn name_both_ends(field: Field<'_>) -> Option<SpanFix> {
    let ends: Vec<Field<'_>> = field.relation_group().collect();
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
fn written(list: Option<Fields<'_>>) -> Option<Option<Fields<'_>>> {
    match list {
        Some(list) if list.is_empty() => None,
        list => Some(list),
    }
}

/// The first id or unique of the model that is always set and has the types of `key`, when that is written.
fn what_to_reference<'s>(target: Model<'s>, key: Option<&[Field<'s>]>) -> Option<Fields<'s>> {
    let fields = |it: &'s [IndexField]| -> Option<Fields<'s>> {
        it.iter().map(|it| (it.path().len() == 1).then(|| Field::new(target.schema(), it.field()))).collect()
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
    let usual = if is_list { plural(&noun) } else { noun };
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
pub(super) fn add_arguments(field: Field<'_>, missing: Vec<String>) -> Option<Option<(Span, String)>> {
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
pub(crate) fn behind_fields(model: Model<'_>) -> Span {
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
