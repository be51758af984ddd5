//! Rules about attributes, their arguments, and the lists of fields in them.

pub(crate) mod argument_duplicate;
pub(crate) mod argument_map_empty;
pub(crate) mod argument_missing;
pub(crate) mod argument_multiple_positional;
pub(crate) mod argument_name_characters;
pub(crate) mod argument_name_empty;
pub(crate) mod argument_positional_and_named;
pub(crate) mod argument_trailing_comma;
pub(crate) mod argument_unknown;
pub(crate) mod argument_value_missing;
pub(crate) mod attribute_duplicate;
pub(crate) mod attribute_unknown;
pub(crate) mod composite_attribute;
pub(crate) mod composite_block_attribute;
pub(crate) mod default_on_relation_field;
pub(crate) mod duplicate_field_db_name;
pub(crate) mod field_list_duplicate;
pub(crate) mod id_block_not_required;
pub(crate) mod id_field_and_block;
pub(crate) mod id_field_not_required;
pub(crate) mod id_fields_relation;
pub(crate) mod id_fields_unknown;
pub(crate) mod id_multiple_fields;
pub(crate) mod id_on_relation_field;
pub(crate) mod ignore_in_ignored_model;
pub(crate) mod ignore_on_unsupported_type;
pub(crate) mod index_fields_relation;
pub(crate) mod index_fields_unknown;
pub(crate) mod index_name_and_map;
pub(crate) mod index_ops_invalid;
pub(crate) mod index_type_unknown;
pub(crate) mod map_on_relation_field;
pub(crate) mod referential_action_unknown;
pub(crate) mod relation_fields_not_scalar;
pub(crate) mod relation_fields_unknown;
pub(crate) mod relation_name_empty;
pub(crate) mod relation_on_scalar_field;
pub(crate) mod relation_references_not_scalar;
pub(crate) mod relation_references_unknown;
pub(crate) mod shard_key_block_not_required;
pub(crate) mod shard_key_field_and_block;
pub(crate) mod shard_key_field_not_required;
pub(crate) mod shard_key_fields_relation;
pub(crate) mod shard_key_fields_unknown;
pub(crate) mod shard_key_multiple_fields;
pub(crate) mod sort_value_invalid;
pub(crate) mod unique_on_relation_field;
pub(crate) mod updated_at_list;
pub(crate) mod updated_at_type;

use psl_parser::{Node, SyntaxKind, TextRange, ast};

use crate::{
    read::attributes::{FieldNames, Site},
    rule::{Cx, Rule, SpanFix},
    rules::syntax::field_type_missing::likely_type,
    schema::{Field, Model, SegmentId, Span},
};

/// Takes an attribute out: with the blanks before it on a field, with its line in a block.
pub(crate) fn remove_attribute(site: Site<'_>) -> SpanFix {
    let place = site.place();
    let text = site.attribute.node().tree().text();
    let before = &text[..place.range.start as usize];
    let range = if site.attribute.is_block_level() {
        let start = before.rfind(['\n', '\r']).map_or(0, |it| it + 1);
        let rest = &text[site.attribute.range().end as usize..];
        let line_end = rest.find(['\n', '\r']).unwrap_or(rest.len());
        let newline = if rest[line_end..].starts_with("\r\n") { 2 } else { 1.min(rest.len() - line_end) };
        TextRange::new(start as u32, site.attribute.range().end + (line_end + newline) as u32)
    } else {
        let start = before.trim_end_matches([' ', '\t']).len();
        TextRange::new(start as u32, place.range.end)
    };
    SpanFix::unsafe_(format!("Remove `{}`", site.label()), place.with(range), "")
}

/// Takes the first attribute of that name off a field.
fn remove_field_attribute(field: Field<'_>, name: &str) -> Option<SpanFix> {
    let segment = field.name_span().segment;
    let attribute = field.ast()?.attributes().find(|it| it.path().is_some_and(|it| it.text() == name))?;
    Some(remove_attribute(Site::new(segment, attribute)))
}

/// The same, unless another field of the model has such an attribute too.
fn remove_only_attribute(field: Field<'_>, name: &str) -> Option<SpanFix> {
    let attributes = field.model()?.fields().filter_map(|it| it.ast()).flat_map(|it| it.attributes());
    let mut same = attributes.filter(|it| it.path().is_some_and(|it| it.text() == name));
    same.nth(1).is_none().then(|| remove_field_attribute(field, name))?
}

/// Makes one key of several fields of attributes that stand at two fields without arguments, or with the same ones.
fn join_keys(model: Model<'_>, name: &str) -> Option<SpanFix> {
    let has_it = |it: &Field<'_>| {
        let mut attributes = it.ast().into_iter().flat_map(|it| it.attributes());
        attributes.any(|it| it.path().is_some_and(|it| it.text() == name))
    };
    let fields: Vec<Field<'_>> = model.fields().filter(has_it).collect();
    let names: Vec<&str> = fields.iter().map(|it| it.name()).collect();
    let text = format!("@@{name}([{}])", names.join(", "));
    let has_arguments = |it: &Field<'_>| {
        let mut attributes = it.ast().into_iter().flat_map(|it| it.attributes());
        attributes.any(|it| it.path().is_some_and(|it| it.text() == name) && it.arguments().is_some())
    };
    if !model.is_closed() || fields.iter().any(|it| has_arguments(it) || !it.is_required()) {
        return None;
    }
    let mut fix = crate::rules::relation::add_block_attribute(model, &text);
    fix.title = format!("Use `{text}`");
    for field in fields {
        fix.edits.extend(remove_field_attribute(field, name)?.edits);
    }
    Some(fix)
}

/// Takes an argument out, with the comma before or behind it; the only one of an attribute goes with its parentheses.
pub(crate) fn remove_argument(site: Site<'_>, argument: Node<'_>) -> SpanFix {
    let is_own = argument.parent().and_then(|it| it.parent()) == Some(site.attribute.node());
    remove_argument_of(site.segment, argument, is_own)
}

/// The same for an argument of an attribute or of a call; `with_list`: its parentheses may go too.
fn remove_argument_of(segment: SegmentId, argument: Node<'_>, with_list: bool) -> SpanFix {
    let place = Span::new(segment, argument.range());
    let siblings: Vec<TextRange> =
        argument.parent().map(|it| it.children().map(|it| it.range()).collect()).unwrap_or_default();
    let index = siblings.iter().position(|it| *it == place.range).unwrap_or(0);
    let list = argument.parent().filter(|_| with_list);
    let range = match (index, siblings.get(index + 1)) {
        (0, Some(next)) => TextRange::new(place.range.start, next.start),
        (0, None) => list.map_or(place.range, |it| it.range()),
        _ => TextRange::new(siblings[index - 1].end, place.range.end),
    };
    SpanFix::unsafe_(format!("Remove `{}`", argument.text()), place.with(range), "")
}

/// Takes the argument with this value out, wherever in the block it stands.
pub(crate) fn remove_argument_with_value(cx: &Cx<'_>, value: Span) -> Option<SpanFix> {
    let root = cx.schema.segment(value.segment).root();
    let mut arguments = root.descendants().filter_map(ast::Argument::cast);
    let argument = arguments.find(|it| it.node().children().any(|it| it.range() == value.range))?;
    let attribute = ast::Attribute::cast(argument.node().parent()?.parent()?)?;
    argument.name()?;
    Some(remove_argument(Site::new(value.segment, attribute), argument.node()))
}

/// Takes the item that starts at `name` out of its list, with the comma before it.
fn remove_item(site: Site<'_>, name: TextRange, title: String) -> Option<SpanFix> {
    let lists = site.attribute.node().descendants().filter(|it| it.kind() == SyntaxKind::LIST);
    let lists: Vec<Vec<TextRange>> = lists.map(|it| it.children().map(|it| it.range()).collect()).collect();
    let (list, at) = lists.iter().find_map(|list| {
        Some((list, list.iter().position(|it| it.start == name.start).filter(|it| *it > 0)?))
    })?;
    let range = TextRange::new(list[at - 1].end, list[at].end);
    Some(SpanFix::unsafe_(title, site.place().with(range), ""))
}

/// "optional" or "a list", for messages.
fn arity_word(field: Field<'_>) -> &'static str {
    if field.is_list() { "a list" } else { "optional" }
}

/// Takes `?` or `[]` off the type.
fn make_required(field: Field<'_>) -> SpanFix {
    let span = field.type_name_span();
    let type_ref = field.ast().and_then(|it| it.type_ref());
    let base_end = type_ref.map_or(span.range.end, |it| it.base_range().end);
    let end = type_ref.map_or(span.range.end, |it| it.range().end);
    let title = format!("Make `{}` required", field.name());
    SpanFix::unsafe_(title, span.with(TextRange::new(base_end, end)), "")
}

/// The names in the `fields` argument of a relation field.
pub(crate) fn key_fields(field: Field<'_>) -> Option<Vec<&str>> {
    let relation =
        field.ast()?.attributes().find(|it| it.path().is_some_and(|it| it.text() == "relation"))?;
    let argument =
        relation.arguments()?.iter().find(|it| it.name().is_some_and(|it| it.text() == "fields"))?;
    let names: Vec<&str> =
        argument.value()?.items().into_iter().filter_map(|it| Some(it.as_name()?.text())).collect();
    (!names.is_empty()).then_some(names)
}

/// One finding for all names of a list that are no fields of `model`.
fn report_unknown_fields(
    cx: &mut Cx<'_>,
    rule: &'static Rule,
    site: Site<'_>,
    place: Span,
    model: Model<'_>,
    list: &FieldNames<'_>,
) {
    let Some((first, range)) = list.unknown.first() else { return };
    let near = cx.closest(first, model.all_fields().filter(|it| !it.is_relation()).map(|it| it.name()));
    let message = match first.split_once('.') {
        Some((root, _)) if model.find_field(root).is_some() => {
            format!("`{}` has no field at `{first}`", model.name())
        }
        _ => format!("`{}` has no field `{first}`", model.name()),
    };
    let finding = cx.report(rule, place, *range, message);
    for (name, range) in &list.unknown[1..] {
        finding.label(place.with(*range), format!("nor `{name}`"));
    }
    if model.name_span().segment != site.segment {
        finding.label(model.name_span(), "declared here");
    }
    if let Some(near) = near {
        finding.fix(SpanFix::unsafe_(format!("Use `{near}`"), place.with(*range), near));
    }
    if list.unknown.len() == 1 {
        finding.fixes.extend(new_field(site, model, first));
    }
}

/// A field of that name: of the type of its partner in the other list of `@relation`, else of the type that fields of such
/// a name mostly have.
fn new_field(site: Site<'_>, model: Model<'_>, name: &str) -> Option<SpanFix> {
    let is_word = |it: char| it.is_ascii_alphanumeric() || it == '_';
    let starts_well = name.starts_with(|it: char| it.is_ascii_alphabetic()) && name.chars().all(is_word);
    if !starts_well || !model.is_closed() || model.has_lost_lines() {
        return None;
    }
    let ty = match (site.name(), model.name_span().segment == site.segment) {
        ("relation", true) => partner_type(site, model, name, ["fields", "references"])?,
        ("relation", false) => {
            let ty = partner_type(site, model, name, ["references", "fields"])?;
            format!("{ty} @unique")
        }
        _ => likely_type(name).to_owned(),
    };
    let title = format!("Create the field `{name}`");
    let behind = crate::rules::relation::behind_fields(model);
    Some(SpanFix::unsafe_(title, behind, format!("\n  {name} {ty}")))
}

/// The type of what stands in the second list of `@relation` at the place that `name` has in the first, as it is written
/// there. What is referred to has to be unique, which one field alone can be.
fn partner_type(site: Site<'_>, model: Model<'_>, name: &str, lists: [&str; 2]) -> Option<String> {
    let list = |of: &str| {
        let arguments = site.attribute.arguments()?;
        let argument = arguments.iter().find(|it| it.name().is_some_and(|it| it.text() == of))?;
        let items = argument.value()?.items();
        items.into_iter().map(|it| Some(it.as_name()?.text())).collect::<Option<Vec<&str>>>()
    };
    let (names, partners) = (list(lists[0])?, list(lists[1])?);
    let at = names.iter().position(|it| *it == name)?;
    let is_key = lists[0] == "fields";
    if names.len() != partners.len() || !is_key && names.len() > 1 {
        return None;
    }
    let schema = model.schema();
    let start = site.attribute.range().start;
    let holders = schema.models().filter(|it| it.name_span().segment == site.segment);
    let field = holders.flat_map(|it| it.fields()).find(|it| it.node().range().touches(start))?;
    let partner = if is_key { field.related_model()? } else { field.model()? }.find_field(partners[at])?;
    let optional = if is_key && field.is_optional() { "?" } else { "" };
    let is_native = |it: &ast::Attribute<'_>| it.path().is_some_and(|it| it.text().contains('.'));
    let native = partner.ast().and_then(|it| it.attributes().find(is_native));
    let native = native.map_or_else(String::new, |it| format!(" {}", it.text().trim_end()));
    (partner.is_scalar() && !partner.is_list()).then(|| format!("{}{optional}{native}", partner.type_name()))
}

/// One finding for all relation fields in a list of columns.
fn report_relation_fields(
    cx: &mut Cx<'_>,
    rule: &'static Rule,
    site: Site<'_>,
    place: Span,
    model: Model<'_>,
    list: &FieldNames<'_>,
) {
    let Some((field, range)) = list.relations.first() else { return };
    let message = format!("`{}` is a relation field of `{}` and has no column", field.name(), model.name());
    let finding = cx.report(rule, place, *range, message);
    for (field, range) in &list.relations[1..] {
        finding.label(place.with(*range), format!("`{}` neither", field.name()));
    }
    finding.label(field.name_span(), "declared here");
    let mut keys: Vec<&str> = key_fields(*field).unwrap_or_default();
    keys.retain(|key| model.find_field(key).is_some_and(|it| it.is_scalar()));
    keys.retain(|key| !list.fields.iter().any(|it| it.0.name() == *key));
    if !keys.is_empty() && list.relations.len() == 1 && field.name_span().segment == site.segment {
        let text = keys.join(", ");
        finding.fix(SpanFix::unsafe_(format!("Use `{text}`"), place.with(*range), text));
    }
}
