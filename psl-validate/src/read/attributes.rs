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
    Few,
    attributes::{Level, attribute as row},
    lower,
    rule::Cx,
    rules::attributes as rules,
    schema::{Enum, EnumReading, Mapping, ModelReading, SegmentId},
};

pub(crate) use arguments::Site;
pub(crate) use block::read_model;
pub(crate) use composite::read as read_composite;
pub(crate) use field_list::FieldNames;

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
    if let Some(value) = site.lone_value() {
        return site.string(cx, value);
    }
    let mut arguments = site.arguments(cx)?;
    let value = arguments.required(cx, site.row()?.default_argument()?.name);
    let mapping = value.and_then(|it| site.string(cx, it));
    arguments.finish(cx);
    mapping
}

/// An attribute without arguments: `@updatedAt`, `@@ignore`. Returns whether it was read.
pub(crate) fn read_flag(cx: &mut Cx<'_>, site: Site<'_>) -> Option<NodeId> {
    if site.attribute.arguments().is_some() {
        site.arguments(cx)?.finish(cx);
    }
    Some(site.attribute.node().id())
}

/// The attributes of one element that are not yet taken.
pub(crate) struct Attributes<'s> {
    level: Level,
    left: Few<Site<'s>>,
    /// The lengths of the names, one bit each: most names that are asked for are not there.
    lengths: u64,
}

impl<'s> Attributes<'s> {
    fn new(level: Level) -> Attributes<'s> {
        Attributes { level, left: Few::new(), lengths: 0 }
    }

    /// Adds an attribute, unless it has no name.
    #[inline]
    fn add(&mut self, segment: SegmentId, attribute: ast::Attribute<'s>) {
        let site = Site::new(segment, attribute);
        if !site.name.is_empty() {
            self.lengths |= length_bit(site.name);
            self.left.push(site);
        }
    }

    /// The attributes of a field or enum value.
    #[inline]
    pub(crate) fn of_member(cx: &Cx<'s>, segment: SegmentId, member: NodeId) -> Attributes<'s> {
        let mut all = Attributes::new(Level::Field);
        for node in cx.schema.segment(segment).tree().node(member).children() {
            if let Some(attribute) = ast::Attribute::cast(node) {
                all.add(segment, attribute);
            }
        }
        all
    }

    /// The `@@` lines of a block.
    pub(crate) fn of_block(cx: &Cx<'s>, segment: SegmentId) -> Attributes<'s> {
        let source = cx.schema.segment(segment);
        let items = lower::items(source).attributes.iter().filter(|it| !cx.schema.is_lost(it.form));
        let mut all = Attributes::new(Level::Block);
        for attribute in items.filter_map(|it| ast::Attribute::cast(source.tree().node(it.node))) {
            all.add(segment, attribute);
        }
        all
    }

    /// Takes an attribute that may occur once. If it occurs more often, every occurrence is reported and none taken.
    #[inline]
    pub(crate) fn take_single(&mut self, cx: &mut Cx<'_>, name: &str) -> Option<Site<'s>> {
        if self.lengths & length_bit(name) == 0 {
            return None;
        }
        self.find_single(cx, name)
    }

    fn find_single(&mut self, cx: &mut Cx<'_>, name: &str) -> Option<Site<'s>> {
        let at = self.left.iter().position(|it| it.name == name)?;
        if self.left[at + 1..].iter().any(|it| it.name == name) {
            for site in self.take_all(name) {
                rules::attribute_duplicate::report(cx, site);
            }
            return None;
        }
        Some(self.left.remove(at))
    }

    /// How many of them have one of these names.
    pub(crate) fn count(&self, names: &[&str]) -> usize {
        self.left.iter().filter(|it| names.contains(&it.name)).count()
    }

    /// Takes every occurrence of an attribute.
    pub(crate) fn take_all(&mut self, name: &str) -> Few<Site<'s>> {
        self.take(|it| it == name)
    }

    /// Takes the attributes with a dot in their name: native types.
    pub(crate) fn take_dotted(&mut self) -> Few<Site<'s>> {
        self.take(|it| it.contains('.'))
    }

    /// Whether there are such attributes.
    #[inline]
    pub(crate) fn has_dotted(&self) -> bool {
        self.left.iter().any(|it| it.name.contains('.'))
    }

    fn take(&mut self, is_wanted: impl Fn(&str) -> bool) -> Few<Site<'s>> {
        let mut taken = Few::new();
        self.left.retain(|it| {
            let wanted = is_wanted(it.name);
            if wanted {
                taken.push(*it);
            }
            !wanted
        });
        taken
    }

    /// All attributes that are left.
    pub(crate) fn into_sites(self) -> Few<Site<'s>> {
        self.left
    }

    /// Reports what is left; `known` are the names that were taken before.
    pub(crate) fn report_unknown(&self, cx: &mut Cx<'_>, known: &[&'static str]) {
        for site in &self.left {
            let other_level = if self.level == Level::Field { Level::Block } else { Level::Field };
            rules::attribute_unknown::report(cx, *site, known, row(site.name, other_level).is_some());
        }
    }
}

fn length_bit(name: &str) -> u64 {
    1 << (name.len() % 64)
}
