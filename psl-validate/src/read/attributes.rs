//! Stage A: what the attributes of fields, values and blocks say.

mod arguments;
mod block;
mod composite;
mod default;
mod field;
mod field_list;
mod filter;
mod key;
mod relation;

use psl_parser::{NodeId, ast};

use crate::{
    attributes::{Level, attribute as row},
    lower,
    rule::Cx,
    rules::attributes as rules,
    schema::{Enum, FieldAttributes, IdData, IndexData, Mapping, ModelAttributes, SegmentId},
};

pub(crate) use arguments::Site;
pub(crate) use block::read_model;
pub(crate) use composite::read as read_composite;
pub(crate) use field_list::FieldNames;

/// What the attributes in a model or view say.
#[derive(Default)]
pub(crate) struct ModelReading {
    /// One for each field.
    pub(crate) fields: Vec<FieldAttributes>,
    pub(crate) id: Option<IdData>,
    pub(crate) indexes: Vec<IndexData>,
    pub(crate) block: ModelAttributes,
}

#[derive(Default)]
pub(crate) struct EnumReading {
    /// The `@map` of each value.
    pub(crate) values: Vec<Option<Mapping>>,
    pub(crate) map: Option<Mapping>,
    pub(crate) schema: Option<Mapping>,
}

pub(crate) fn read_enum(cx: &mut Cx<'_>, enum_: Enum<'_>) -> EnumReading {
    let segment = enum_.data().segment;
    let mut reading = EnumReading::default();
    for value in enum_.all_values() {
        let mut map = None;
        if !value.is_poisoned() {
            let mut attributes = Attributes::of_member(cx, segment, value.data().node);
            if let Some(site) = attributes.take_single(cx, "map") {
                map = read_mapping(cx, site);
            }
            attributes.report_unknown(cx, &["map"]);
        }
        reading.values.push(map);
    }
    let mut attributes = Attributes::of_block(cx, segment);
    if let Some(site) = attributes.take_single(cx, "map") {
        reading.map = read_mapping(cx, site);
    }
    if let Some(site) = attributes.take_single(cx, "schema") {
        reading.schema = read_mapping(cx, site);
    }
    attributes.report_unknown(cx, &["map", "schema"]);
    reading
}

/// `@map("x")`, `@@map("x")`, `@@schema("x")`: one required string.
pub(crate) fn read_mapping(cx: &mut Cx<'_>, site: Site<'_>) -> Option<Mapping> {
    let mut arguments = site.arguments(cx)?;
    let value = arguments.required(cx, site.row()?.default_argument()?.name);
    let mapping = value.and_then(|it| crate::read::values::string(cx, site.segment, it));
    arguments.finish(cx);
    mapping
}

/// An attribute without arguments: `@updatedAt`, `@@ignore`. Returns whether it was read.
pub(crate) fn read_flag(cx: &mut Cx<'_>, site: Site<'_>) -> Option<NodeId> {
    site.arguments(cx)?.finish(cx);
    Some(site.attribute.node().id())
}

/// The attributes of one element that are not yet taken.
pub(crate) struct Attributes<'s> {
    segment: SegmentId,
    level: Level,
    left: Vec<(&'s str, ast::Attribute<'s>)>,
}

impl<'s> Attributes<'s> {
    /// The attributes of a field or enum value.
    pub(crate) fn of_member(cx: &Cx<'s>, segment: SegmentId, member: NodeId) -> Attributes<'s> {
        let node = cx.schema.segment(segment).tree().node(member);
        let left = node.children().filter_map(ast::Attribute::cast).filter_map(with_name).collect();
        Attributes { segment, level: Level::Field, left }
    }

    /// The `@@` lines of a block.
    pub(crate) fn of_block(cx: &Cx<'s>, segment: SegmentId) -> Attributes<'s> {
        let source = cx.schema.segment(segment);
        let items = lower::items(source).attributes.iter().filter(|it| !cx.schema.is_lost(it.form));
        let nodes = items.filter_map(|it| ast::Attribute::cast(source.tree().node(it.node)));
        Attributes { segment, level: Level::Block, left: nodes.filter_map(with_name).collect() }
    }

    /// Takes an attribute that may occur once. If it occurs more often, every occurrence is reported and none taken.
    pub(crate) fn take_single(&mut self, cx: &mut Cx<'_>, name: &str) -> Option<Site<'s>> {
        let at = self.left.iter().position(|it| it.0 == name)?;
        if self.left[at + 1..].iter().any(|it| it.0 == name) {
            for site in self.take_all(name) {
                rules::attribute_duplicate::report(cx, site);
            }
            return None;
        }
        let (_, attribute) = self.left.remove(at);
        Some(Site { segment: self.segment, attribute })
    }

    /// Takes every occurrence of an attribute.
    pub(crate) fn take_all(&mut self, name: &str) -> Vec<Site<'s>> {
        if !self.left.iter().any(|it| it.0 == name) {
            return Vec::new();
        }
        let (taken, left) = std::mem::take(&mut self.left).into_iter().partition(|it| it.0 == name);
        self.left = left;
        let taken: Vec<(&str, ast::Attribute<'s>)> = taken;
        taken.into_iter().map(|(_, attribute)| Site { segment: self.segment, attribute }).collect()
    }

    /// Takes the attributes with a dot in their name: native types.
    pub(crate) fn take_dotted(&mut self) -> Vec<Site<'s>> {
        if !self.left.iter().any(|it| it.0.contains('.')) {
            return Vec::new();
        }
        let (taken, left) = std::mem::take(&mut self.left).into_iter().partition(|it| it.0.contains('.'));
        self.left = left;
        let taken: Vec<(&str, ast::Attribute<'s>)> = taken;
        taken.into_iter().map(|(_, attribute)| Site { segment: self.segment, attribute }).collect()
    }

    /// All attributes that are left.
    pub(crate) fn into_sites(self) -> Vec<Site<'s>> {
        let segment = self.segment;
        self.left.into_iter().map(|(_, attribute)| Site { segment, attribute }).collect()
    }

    /// Reports what is left; `known` are the names that were taken before.
    pub(crate) fn report_unknown(&self, cx: &mut Cx<'_>, known: &[&'static str]) {
        for (name, attribute) in &self.left {
            let other_level = if self.level == Level::Field { Level::Block } else { Level::Field };
            let site = Site { segment: self.segment, attribute: *attribute };
            rules::attribute_unknown::report(cx, site, known, row(name, other_level).is_some());
        }
    }
}

fn with_name(attribute: ast::Attribute<'_>) -> Option<(&str, ast::Attribute<'_>)> {
    Some((attribute.path()?.text(), attribute))
}
