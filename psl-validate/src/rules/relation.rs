//! Rules about relations.

pub(crate) mod embedded_many_to_many_actions;
pub(crate) mod embedded_many_to_many_fields_missing;
pub(crate) mod embedded_many_to_many_fields_type;
pub(crate) mod embedded_many_to_many_references_missing;
pub(crate) mod embedded_many_to_many_references_not_id;
pub(crate) mod embedded_many_to_many_unsupported;
pub(crate) mod many_to_many_actions;
pub(crate) mod many_to_many_implicit_unsupported;
pub(crate) mod many_to_many_no_single_id;
pub(crate) mod many_to_many_references_given;
pub(crate) mod many_to_many_references_not_id;
pub(crate) mod many_to_many_view;
pub(crate) mod mongodb_relation_native_type;
pub(crate) mod mysql_set_default;
pub(crate) mod one_to_many_actions_on_list_side;
pub(crate) mod one_to_many_arguments_on_list_side;
pub(crate) mod one_to_many_fields_missing;
pub(crate) mod one_to_many_references_missing;
pub(crate) mod one_to_one_actions_on_back_side;
pub(crate) mod one_to_one_actions_on_both_sides;
pub(crate) mod one_to_one_arguments_on_wrong_side;
pub(crate) mod one_to_one_arguments_split;
pub(crate) mod one_to_one_back_side_required;
pub(crate) mod one_to_one_fields_missing;
pub(crate) mod one_to_one_fields_not_unique;
pub(crate) mod one_to_one_fields_on_both_sides;
pub(crate) mod one_to_one_references_missing;
pub(crate) mod one_to_one_references_on_both_sides;
pub(crate) mod referential_action_unsupported;
pub(crate) mod relation_ambiguous;
pub(crate) mod relation_ambiguous_self;
pub(crate) mod relation_cycle;
pub(crate) mod relation_length_mismatch;
pub(crate) mod relation_map_unsupported;
pub(crate) mod relation_missing_index;
pub(crate) mod relation_missing_opposite;
pub(crate) mod relation_multiple_cascade_paths;
pub(crate) mod relation_name_reused;
pub(crate) mod relation_name_reused_self;
pub(crate) mod relation_references_not_unique;
pub(crate) mod relation_references_wrong_order;
pub(crate) mod relation_required_over_optional_fields;
pub(crate) mod relation_self_cycle;
pub(crate) mod relation_set_null_on_required;
pub(crate) mod relation_set_null_on_required_warning;
pub(crate) mod relation_to_ignored_model;
pub(crate) mod relation_type_mismatch;
pub(crate) mod relation_unnamed_self;

use psl_parser::{NodeId, SyntaxKind, TextRange, ast};

use crate::{
    Few,
    rule::{Cx, Rule, SpanFix},
    schema::{
        Field, FieldId, FieldType, Fields, Model, ReferentialAction, Relation, RelationArguments,
        RelationKind, Span,
    },
};

mod completion;
pub(crate) mod paths;

pub(crate) use completion::behind_fields;
pub(crate) use paths::cycles;

/// Help for relations that lack their arguments.
const COMPLETE: &str = "as in `@relation(fields: [authorId], references: [id])`";

/// Whether the field is in two minds about its other end: whether the relation is one of a model to itself, and how many
/// fields share its name. `None` unless this is the field to report it on, the first of its group.
fn ambiguity(field: Field<'_>) -> Option<(bool, usize)> {
    let group = field.relation_group();
    if group.len() < 2 {
        return None;
    }
    let first = group.clone().find(|it| it.is_ambiguous());
    if first != Some(field) {
        return None;
    }
    let (model, target) = (field.model()?, field.related_model()?);
    if model == target {
        return Some((true, group.len()));
    }
    // When both sides are ambiguous it is one mistake, reported on the side that comes first.
    let others = target.relation_fields().filter(|it| it.related_model() == Some(model) && it.is_ambiguous());
    let mut others = others.filter(|it| it.relation_name() == field.relation_name());
    let comes_later = (target.is_view(), target.id()) < (model.is_view(), model.id());
    if comes_later && others.next().is_some() {
        return None;
    }
    Some((false, group.len()))
}

fn report_ambiguity(cx: &mut Cx<'_>, rule: &'static Rule, field: Field<'_>, message: String, help: &str) {
    let others: Vec<Span> =
        field.relation_group().filter(|it| *it != field).map(|it| it.name_span()).collect();
    let finding = cx.report(rule, field.place(), field.name_span().range, message);
    finding.help(help);
    for other in others {
        finding.label(other, "another one");
    }
}

/// Whether the other end may be in a line that was lost, or in a field whose relation could not be read.
fn may_hide_opposite(target: Model<'_>, field: Field<'_>) -> bool {
    target.is_poisoned()
        || target.has_lost_lines()
        || field.relation_arguments().is_some_and(|it| it.is_poisoned)
        || target.relation_fields().any(|it| {
            it.related_model() == field.model() && it.relation_arguments().is_some_and(|it| it.is_poisoned)
        })
}

/// The value of an argument of the field's block.
fn value_span(field: Field<'_>, argument: NodeId) -> Option<Span> {
    let node = field.node().tree().node(argument);
    let value = node.children().find(|it| it.kind().is_value())?;
    Some(field.name_span().with(value.range()))
}

/// The list of `fields`, or of `references` without one.
fn list_range(arguments: &RelationArguments) -> Option<TextRange> {
    arguments.fields.as_ref().or(arguments.references.as_ref()).map(|it| it.value)
}

/// The list of `references`, or the name of the field without one.
fn references_range(field: Field<'_>) -> TextRange {
    let references = field.relation_arguments().and_then(|it| it.references.as_ref());
    references.map_or(field.name_span().range, |it| it.value)
}

/// The named arguments of `@relation`, as they stand.
fn named_arguments<'s>(field: Field<'s>, names: &[&str]) -> Vec<ast::Argument<'s>> {
    let arguments = field.relation_attribute().and_then(|it| it.arguments());
    let arguments = arguments.into_iter().flat_map(|it| it.iter().collect::<Vec<_>>());
    arguments.filter(|it| it.name().is_some_and(|it| names.contains(&it.text()))).collect()
}

/// The first of the named arguments, or the name of the field without one.
fn arguments_range(field: Field<'_>, names: &[&str]) -> TextRange {
    named_arguments(field, names).first().map_or(field.name_span().range, |it| it.range())
}

/// Takes the named arguments out of `@relation`; the whole attribute when nothing is left.
fn remove_arguments(field: Field<'_>, names: &[&str]) -> SpanFix {
    let written: Vec<&str> =
        names.iter().copied().filter(|it| !named_arguments(field, &[it]).is_empty()).collect();
    let title = format!("Remove `{}`", written.join("` and `"));
    let span = field.name_span();
    let unchanged = SpanFix { title: title.clone(), is_safe: false, edits: Vec::new() };
    let Some(attribute) = field.relation_attribute() else { return unchanged };
    let Some(arguments) = attribute.arguments() else { return unchanged };
    let is_removed = |it: &ast::Argument<'_>| it.name().is_some_and(|it| names.contains(&it.text()));
    let kept: Vec<&str> = arguments.iter().filter(|it| !is_removed(it)).map(|it| it.text()).collect();
    if !kept.is_empty() {
        return SpanFix::unsafe_(title, span.with(arguments.range()), format!("({})", kept.join(", ")));
    }
    let range = attribute.trimmed_range();
    let before = &attribute.node().tree().text()[..range.start as usize];
    let start = before.trim_end_matches([' ', '\t']).len() as u32;
    SpanFix::unsafe_(title, span.with(TextRange::new(start, range.end)), "")
}

/// Whether what the field says about its key would hold, if the other end said nothing.
fn is_sound(field: Field<'_>) -> bool {
    let (Some(target), Some(keys), Some(references)) =
        (field.related_model(), field.key_fields(), field.references())
    else {
        return false;
    };
    keys.len() == references.len()
        && has_criterion_of(target, &references)
        && keys.iter().zip(&references).all(|(a, b)| same_type(*a, *b))
        && (field.is_optional() || keys.iter().all(|it| it.is_required()))
}

/// Whether actions of a relation of a model to itself can be refused as a circle.
fn may_be_self_cycle(field: Field<'_>) -> bool {
    let schema = field.schema();
    field.model() == field.related_model()
        && schema.connector().is_some_and(|it| it.is("sqlserver") || it.is("mongodb"))
}

/// The repairs for a key or actions at both ends of a one-to-one relation: one end keeps them, the other loses them and
/// becomes optional. An end without a whole key cannot keep it.
fn keep_one_end(field: Field<'_>, other: Field<'_>) -> Vec<SpanFix> {
    let keeping = |kept: Field<'_>, cleared: Field<'_>| {
        let names = ["fields", "references", "onDelete", "onUpdate", "map"];
        let mut fix = remove_arguments(cleared, &names);
        fix.title = format!("Keep the arguments of `{}`", kept.name());
        if cleared.is_required() {
            fix.edits.push((behind_type(cleared), "?".to_owned()));
        }
        let can_stay = is_sound(kept) && !may_be_self_cycle(kept);
        (can_stay && !fix.edits.is_empty()).then_some(fix)
    };
    [keeping(field, other), keeping(other, field)].into_iter().flatten().collect()
}

/// Moves arguments of `@relation` to the other end. `None` when that one has them too, or cannot be read.
fn move_arguments(from: Field<'_>, to: Field<'_>, names: &[&str], texts: Vec<String>) -> Option<SpanFix> {
    if texts.is_empty() || !named_arguments(to, names).is_empty() {
        return None;
    }
    let mut fix = remove_arguments(from, names);
    fix.title = fix.title.replacen("Remove", "Move", 1) + &format!(" to `{}`", to.name());
    let (span, text) = completion::add_arguments(to, texts)??;
    Some(fix.and(span, text))
}

/// Adds a line with a block attribute: behind the last one, or before `}` after a blank line.
pub(crate) fn add_block_attribute(model: Model<'_>, text: &str) -> SpanFix {
    let title = format!("Add `{text}` to `{}`", model.name());
    let root = model.root();
    let last = root.children().filter(|it| it.kind() == SyntaxKind::BLOCK_ATTRIBUTE).last();
    let brace = root.token(SyntaxKind::R_BRACE).map_or(root.range().end, |it| it.range().start);
    let (at, text) = match last {
        Some(last) => (last.range().end, format!("\n  {text}")),
        None => (brace, format!("\n  {text}\n")),
    };
    SpanFix::unsafe_(title, model.span().with(TextRange::empty(at)), text)
}

/// Behind the type of a field, modifiers included.
pub(crate) fn behind_type(field: Field<'_>) -> Span {
    let end = field
        .ast()
        .and_then(|it| it.type_ref())
        .map_or(field.type_name_span().range.end, |it| it.range().end);
    field.name_span().with(TextRange::empty(end))
}

/// The `?` or `[]` of a field, possibly empty.
fn modifier_span(field: Field<'_>) -> Span {
    let type_ref = field.ast().and_then(|it| it.type_ref());
    let start = type_ref.map_or(field.type_name_span().range.end, |it| it.base_range().end);
    field.name_span().with(TextRange::new(start, behind_type(field).range.end))
}

/// Whether a list is written and names something.
fn has(list: Option<Fields<'_>>) -> bool {
    list.is_some_and(|it| !it.is_empty())
}

fn has_action(field: Field<'_>) -> bool {
    field.relation_arguments().is_some_and(|it| it.on_delete.is_some() || it.on_update.is_some())
}

/// Whether `@relation` has arguments about a key, which belong to the other end.
fn says_more_than_its_name(back: Field<'_>) -> bool {
    back.relation_arguments().is_some_and(|it| {
        it.fields.is_some()
            || it.references.is_some()
            || it.on_delete.is_some()
            || it.on_update.is_some()
            || it.map.is_some()
    })
}

/// One-to-many and one-to-one relations have a side with a foreign key.
fn has_foreign_key_side(relation: Relation<'_>) -> bool {
    matches!(relation.kind(), RelationKind::OneToMany | RelationKind::OneToOne)
}

/// The field with the key and what it refers to, when something is written there.
fn referenced(relation: Relation<'_>) -> Option<(Field<'_>, Fields<'_>)> {
    let field = relation.forward().filter(|_| has_foreign_key_side(relation))?;
    let references = field.references().filter(|it| !it.is_empty())?;
    Some((field, references))
}

/// Whether an id or unique of the model has exactly these fields, in any order.
fn has_criterion_of(model: Model<'_>, fields: &[Field<'_>]) -> bool {
    let sorted = |ids: &mut dyn Iterator<Item = FieldId>| {
        let mut ids: Few<FieldId> = ids.collect();
        ids.sort_unstable();
        ids
    };
    let wanted = sorted(&mut fields.iter().map(|it| it.id()));
    model
        .unique_criteria()
        .filter(|it| it.len() == wanted.len())
        .any(|it| sorted(&mut it.iter().map(|it| it.field())) == wanted)
}

/// Whether the `fields` of a field are an id or unique of its own model, and fit its `references`.
fn has_criterion_of_key(field: Field<'_>) -> bool {
    let (Some(model), Some(keys), Some(references)) = (field.model(), field.key_fields(), field.references())
    else {
        return false;
    };
    keys.len() == references.len()
        && has_criterion_of(model, &keys)
        && keys.iter().zip(&references).all(|(a, b)| same_type(*a, *b))
}

/// The first id or unique of the model whose fields are neither optional nor unsupported.
pub(crate) fn strict_criterion(model: Model<'_>) -> Option<Fields<'_>> {
    model
        .unique_criteria()
        .map(|it| it.iter().map(|it| Field::new(model.schema(), it.field())).collect::<Fields<'_>>())
        .find(|fields| {
            !fields.is_empty()
                && fields.iter().all(|it| !it.is_optional() && it.ty() != FieldType::Unsupported)
        })
}

/// The same scalar, enum, composite type, or `Unsupported` with the same text. Arity and native types do not count.
fn same_type(a: Field<'_>, b: Field<'_>) -> bool {
    let unsupported =
        |it: Field<'_>| it.ast()?.type_ref()?.unsupported_text().map(|it| it.value().into_owned());
    a.ty() == b.ty() && (a.ty() != FieldType::Unsupported || unsupported(a) == unsupported(b))
}

/// The single field and the list field of a complete one-to-many relation.
fn one_to_many(relation: Relation<'_>) -> Option<(Field<'_>, Field<'_>)> {
    (relation.kind() == RelationKind::OneToMany).then_some((relation.forward()?, relation.back()?))
}

/// The forward and the back field of a complete one-to-one relation.
fn one_to_one(relation: Relation<'_>) -> Option<(Field<'_>, Field<'_>)> {
    (relation.kind() == RelationKind::OneToOne).then_some((relation.forward()?, relation.back()?))
}

/// Whether one of the first rules on one-to-one relations has something to say, so that the last ones stay quiet.
fn has_earlier_one_to_one_error(f: Field<'_>, b: Field<'_>) -> bool {
    let fields = (has(f.key_fields()), has(b.key_fields()));
    let references = (has(f.references()), has(b.references()));
    fields.0 == fields.1 || references.0 == references.1 || has_action(b)
}

/// The two ends of an implicit many-to-many relation.
fn implicit(relation: Relation<'_>) -> Option<[Field<'_>; 2]> {
    (relation.kind() == RelationKind::ImplicitManyToMany).then_some([relation.forward()?, relation.back()?])
}

fn has_view(ends: [Field<'_>; 2]) -> bool {
    ends.into_iter().any(|it| it.model().is_some_and(|it| it.is_view()))
}

/// The two ends of an embedded many-to-many relation.
fn embedded(relation: Relation<'_>) -> Option<[Field<'_>; 2]> {
    (relation.kind() == RelationKind::EmbeddedManyToMany).then_some([relation.forward()?, relation.back()?])
}

/// The named argument, else the attribute, else the field.
fn embedded_place(field: Field<'_>, name: &str) -> Span {
    if let Some(argument) = named_arguments(field, &[name]).first() {
        return field.name_span().with(argument.range());
    }
    field.relation_arguments().map_or(field.place(), |it| field.attribute_span(it.attribute))
}

fn report_many_to_many_actions(cx: &mut Cx<'_>, rule: &'static Rule, ends: [Field<'_>; 2]) {
    for field in ends {
        let Some(arguments) = field.relation_arguments() else { continue };
        for (action, argument) in [arguments.on_delete, arguments.on_update].into_iter().flatten() {
            let place = value_span(field, argument).unwrap_or(field.node_span(argument));
            let fix = remove_arguments(field, &["onDelete", "onUpdate"]);
            let message =
                format!("`{}` is many-to-many and takes no action `{}`", field.name(), action.name());
            cx.report(rule, place, place.range, message).fix(fix);
        }
    }
}

/// `SetNull` as written, where some key field cannot be null.
fn report_set_null(cx: &mut Cx<'_>, rule: &'static Rule, relation: Relation<'_>) {
    let Some(field) = relation.forward().filter(|_| has_foreign_key_side(relation)) else { return };
    let Some(arguments) = field.relation_arguments() else { return };
    let required = field.key_fields().map(|it| it.into_iter().find(|it| it.is_required()));
    if required.is_some_and(|it| it.is_none()) {
        return;
    }
    for (action, argument) in [arguments.on_delete, arguments.on_update].into_iter().flatten() {
        if action != ReferentialAction::SetNull {
            continue;
        }
        let place = field.place();
        let range = value_span(field, argument).map_or(place.range, |it| it.range);
        let message = match required.flatten() {
            Some(key) => format!("`SetNull` cannot empty `{}`, which is required", key.name()),
            None => format!("`SetNull` of `{}` has no optional key field to empty", field.name()),
        };
        let is_on_delete = arguments.on_delete.is_some_and(|it| it.1 == argument);
        let fixes = [other_action(field, argument, is_on_delete), with_optional_key(field)];
        let finding = cx.report(rule, place, range, message);
        if let Some(key) = required.flatten() {
            finding.label(key.type_name_span(), "required here");
        }
        finding.fixes.extend(fixes.into_iter().flatten());
    }
}

/// An action in place of `SetNull`: the one that holds when none is written.
fn other_action(field: Field<'_>, argument: NodeId, is_on_delete: bool) -> Option<SpanFix> {
    let allowed = field.schema().referential_actions();
    let cascades = !is_on_delete && allowed.contains(&ReferentialAction::Restrict);
    let action = match allowed.contains(&ReferentialAction::Restrict) {
        _ if cascades && allowed.contains(&ReferentialAction::Cascade) => ReferentialAction::Cascade,
        true => ReferentialAction::Restrict,
        false => ReferentialAction::NoAction,
    };
    Some(SpanFix::unsafe_(format!("Use `{}`", action.name()), value_span(field, argument)?, action.name()))
}

/// Lets the key be empty, and the relation with it. `None` when the key is part of an id, or of another relation.
fn with_optional_key(field: Field<'_>) -> Option<SpanFix> {
    let model = field.model()?;
    let keys = field.key_fields().filter(|it| !it.is_empty())?;
    let in_id = |key: &Field<'_>| {
        model.primary_key().is_some_and(|it| it.fields.iter().any(|it| it.field() == key.id()))
    };
    let is_shared = |key: &Field<'_>| {
        let mut others = model.relation_fields().filter(|it| *it != field);
        others.any(|it| it.key_fields().is_some_and(|it| it.contains(key)))
    };
    if field.opposite().is_some_and(|it| it.is_required() || says_more_than_its_name(it)) {
        return None;
    }
    if field.is_list() || keys.iter().any(|it| in_id(it) || is_shared(it) || it.is_list()) {
        return None;
    }
    let required = keys.iter().chain([&field]).filter(|it| it.is_required());
    let edits: Vec<_> = required.map(|it| (behind_type(*it), "?".to_owned())).collect();
    let title = format!("Make `{}` and its key optional", field.name());
    (!edits.is_empty()).then_some(SpanFix { title, is_safe: false, edits })
}

/// Reports actions that run in a circle or meet, with the way out.
fn report_action_circle(cx: &mut Cx<'_>, rule: &'static Rule, field: Field<'_>, message: String) {
    let attribute = field.relation_attribute().and_then(|it| it.arguments());
    let has_actions = has_action(field);
    let allowed = cx.schema.referential_actions();
    let quiet = match allowed.contains(&ReferentialAction::NoAction) {
        true => ReferentialAction::NoAction.name(),
        false => ReferentialAction::Restrict.name(),
    };
    let arguments = format!("onDelete: {quiet}, onUpdate: {quiet}");
    let finding = cx.report(rule, field.place(), field.name_span().range, message);
    finding.help(format!("one relation with `{arguments}` breaks it"));
    // The actions of a relation stand at one end.
    let is_opposite = |it: &Field<'_>| {
        *it != field && it.related_model() == field.model() && it.relation_name() == field.relation_name()
    };
    let mut others =
        field.related_model().into_iter().flat_map(|it| it.relation_fields()).filter(is_opposite);
    // With a key at both ends it is in two minds, and actions are refused at either.
    let models = [field.model(), field.related_model()].into_iter().flatten();
    let is_back = models.flat_map(|it| it.created_relations()).any(|it| it.back() == Some(field));
    let has_actions = has_actions || others.any(has_action) || !has(field.key_fields()) || is_back;
    if let Some(list) = attribute.filter(|it| !has_actions && it.is_closed()) {
        let end = list.range().end - 1;
        let span = field.name_span().with(TextRange::empty(end));
        finding.fix(SpanFix::unsafe_(format!("Add `{quiet}`"), span, format!(", {arguments}")));
    }
}
