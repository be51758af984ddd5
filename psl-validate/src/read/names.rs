//! Stage N: names that may not be, and names given twice in one block.

use std::collections::hash_map::Entry;

use psl_parser::{NodeId, SyntaxKind, TextRange, ast};
use rustc_hash::FxHashMap;

use crate::{
    config::RESERVED_NAMES,
    lower::{self, BlockItems, Name},
    rule::Cx,
    rules::names as rules,
    scalar::ScalarType,
    schema::{SegmentId, Span},
};

pub(crate) fn read(cx: &mut Cx<'_>, id: SegmentId) {
    let segment = cx.schema.segment(id);
    let kind = segment.kind();
    let items = lower::items(segment);
    let Some(name) = items.name.filter(|_| kind.is_block()) else { return };
    let span = Span::new(id, name.range);
    let text = cx.schema.text(span);
    let may_be_reserved = matches!(kind, SyntaxKind::MODEL | SyntaxKind::VIEW | SyntaxKind::ENUM);
    if ScalarType::named(text).is_some() {
        rules::name_reserved_scalar::report(cx, span);
    } else if may_be_reserved && RESERVED_NAMES.contains(&text) {
        rules::name_reserved::report(cx, span);
    }
    if !kind.is_config_block() {
        word(cx, span);
    }
    members(cx, id, kind, items);
}

fn members(cx: &mut Cx<'_>, id: SegmentId, kind: SyntaxKind, items: &BlockItems) {
    let schema = cx.schema;
    let segment = schema.segment(id);
    let values = items.values.iter().filter(|it| !schema.is_lost(it.form));
    if kind != SyntaxKind::COMPOSITE_TYPE && items.has_odd_words {
        for field in schema.field_rows(id).iter().filter(|it| !it.is_lost) {
            word(cx, Span::new(id, field.name));
            attribute_names(cx, id, segment.tree().node(field.node));
        }
        for value in values.clone() {
            word(cx, Span::new(id, value.name.range));
            attribute_names(cx, id, segment.tree().node(value.node));
        }
        for attribute in items.attributes.iter().filter(|it| !schema.is_lost(it.form)) {
            attribute_name(cx, id, ast::Attribute::cast(segment.tree().node(attribute.node)));
        }
    }
    let hash = |it: Name| lower::short_hash(it.hash);
    let hashes = schema.field_lines(id).map_or(&[][..], |it| &it.hashes);
    let fields = schema.field_rows(id).iter().zip(hashes).filter(|(it, _)| !it.is_lost);
    let fields = fields.map(|(it, hash)| (it.name, lower::short_hash(*hash), it.node));
    duplicates(cx, id, fields, |cx, (name, _), (first, _)| {
        rules::duplicate_field::report(cx, Span::new(id, name), Span::new(id, first));
    });
    let values = values.map(|it| (it.name.range, hash(it.name), it.node));
    duplicates(cx, id, values, |cx, (name, node), (first, _)| {
        let line = segment.tree().node(node).range();
        rules::duplicate_enum_value::report(cx, Span::new(id, line), name, Span::new(id, first));
    });
    let properties = items.properties.iter().filter(|it| !schema.is_lost(it.form));
    let properties = properties.map(|it| (it.key.range, hash(it.key), it.node));
    duplicates(cx, id, properties, |cx, (key, _), (first, _)| {
        rules::duplicate_config_key::report(cx, Span::new(id, key), Span::new(id, first));
    });
}

/// A name with its short hash, and the line it stands in.
type Member = (TextRange, u32, NodeId);

/// Calls `report` with every member whose name came before, and with the first member of that name.
fn duplicates<'s>(
    cx: &mut Cx<'s>,
    id: SegmentId,
    members: impl Iterator<Item = Member> + Clone,
    mut report: impl FnMut(&mut Cx<'s>, (TextRange, NodeId), (TextRange, NodeId)),
) {
    // Mostly no two hashes begin alike.
    let mut seen = [0_u64; 32];
    let is_new = |(_, hash, _): Member| {
        let start = hash >> 21;
        let (word, bit) = (&mut seen[start as usize / 64], 1 << (start % 64));
        let is_new = *word & bit == 0;
        *word |= bit;
        is_new
    };
    if members.clone().all(is_new) {
        return;
    }
    let mut firsts: FxHashMap<&str, (TextRange, NodeId)> = FxHashMap::default();
    for (name, _, node) in members {
        match firsts.entry(cx.schema.text(Span::new(id, name))) {
            Entry::Occupied(first) => report(cx, (name, node), *first.get()),
            Entry::Vacant(entry) => {
                entry.insert((name, node));
            }
        }
    }
}

/// Digits at the start and dashes are fine for the grammar and not for names.
fn word(cx: &mut Cx<'_>, span: Span) {
    let text = cx.schema.text(span);
    if text.starts_with(|it: char| it.is_ascii_digit()) {
        rules::name_starts_with_digit::report(cx, span);
    } else if text.contains('-') {
        rules::name_has_dash::report(cx, span);
    }
}

fn attribute_names(cx: &mut Cx<'_>, id: SegmentId, member: psl_parser::Node<'_>) {
    for attribute in member.children().filter_map(ast::Attribute::cast) {
        attribute_name(cx, id, Some(attribute));
    }
}

fn attribute_name(cx: &mut Cx<'_>, id: SegmentId, attribute: Option<ast::Attribute<'_>>) {
    let range: Option<TextRange> = attribute.and_then(ast::Attribute::path).map(|it| it.range());
    if let Some(range) = range {
        word(cx, Span::new(id, range));
    }
}
