//! The parts of blocks that are read when somebody asks for them ([`ModelBody`](super::types::ModelBody)).

use std::sync::LazyLock;

use memchr::memmem::Finder;
use psl_parser::{Segment, SyntaxKind};
use rustc_hash::FxHashSet;

use super::{
    CompositeReading, CompositeType, Enum, EnumReading, FieldType, Model, ModelReading, RelationData,
    RelationEnds, Schema, SegmentId, Top,
    names::NameTable,
    relations,
    types::{EnumLines, EnumValueData, FieldData, Gist, Lines, TopId},
};
use crate::{
    Few,
    lower::{self, MemberForm, WrittenType},
    read,
    rule::Cx,
    rule_set::RuleSet,
};

static IGNORE: LazyLock<Finder<'static>> = LazyLock::new(|| Finder::new("ignore"));

impl<'s> Model<'s> {
    #[inline]
    pub(crate) fn lines(self) -> &'s Lines {
        self.data().body.lines.get_or_init(|| {
            let lines = lines(self.schema, self.data().segment);
            let text = self.schema.segment(self.data().segment).text();
            let _ = self.data().gist.set(Gist {
                named: lines.named.iter().fold(0, |all, it| all | it.bit()),
                may_be_ignored: IGNORE.find(text.as_bytes()).is_some(),
            });
            lines
        })
    }

    #[inline]
    pub(crate) fn attributes(self) -> &'s ModelReading {
        self.data().body.attributes.get_or_init(|| read_model(self))
    }

    #[inline]
    pub(crate) fn ends(self) -> &'s RelationEnds {
        self.data().body.ends.get_or_init(|| RelationEnds::new(self))
    }

    #[inline]
    pub(crate) fn relations(self) -> &'s [RelationData] {
        self.data().body.relations.get_or_init(|| relations::pair(self).into())
    }
}

impl<'s> CompositeType<'s> {
    pub(crate) fn lines(self) -> &'s Lines {
        self.data().body.lines.get_or_init(|| lines(self.schema, self.data().segment))
    }

    pub(crate) fn attributes(self) -> &'s CompositeReading {
        self.data().body.attributes.get_or_init(|| {
            let mut cx = Cx::new(self.schema);
            let fields = read::attributes::read_composite(&mut cx, self);
            CompositeReading { fields, findings: cx.findings }
        })
    }
}

impl<'s> Enum<'s> {
    pub(crate) fn lines(self) -> &'s EnumLines {
        self.data().body.lines.get_or_init(|| enum_lines(self.schema, self.data().segment))
    }

    pub(crate) fn attributes(self) -> &'s EnumReading {
        self.data().body.attributes.get_or_init(|| {
            let mut cx = Cx::new(self.schema);
            let mut reading = read::attributes::read_enum(&mut cx, self);
            reading.findings = cx.findings;
            reading
        })
    }
}

fn read_model(model: Model<'_>) -> ModelReading {
    let mut cx = Cx::new(model.schema);
    let mut reading = read::attributes::read_model(&mut cx, model);
    reading.has_poisoned_keys = model.has_lost_lines()
        || reading.id.as_ref().is_some_and(|it| it.is_poisoned)
        || reading.indexes.iter().any(|it| it.is_poisoned)
        || model.all_fields().any(|it| it.is_poisoned());
    reading.findings = cx.findings.into();
    reading
}

fn lines(schema: &Schema, segment: SegmentId) -> Lines {
    let source = schema.segment(segment);
    let is_model = source.kind() != SyntaxKind::COMPOSITE_TYPE;
    let (fields, hashes) = fields(schema, source);
    let mut named: Few<TopId> = fields.iter().filter_map(|it| it.ty.block()).collect();
    named.sort_unstable();
    named.dedup();
    Lines {
        has_lost_lines: has_lost_lines(source) || (is_model && fields.iter().any(|it| it.is_lost)),
        has_unknown_types: fields.iter().any(|it| it.ty == FieldType::Unknown),
        named: named.into_boxed_slice(),
        names: hashes.iter().fold(0, |all, it| all | Lines::bit(*it)),
        fields,
        hashes,
    }
}

fn enum_lines(schema: &Schema, segment: SegmentId) -> EnumLines {
    let source = schema.segment(segment);
    let value = |item: &lower::ValueItem| EnumValueData {
        node: item.node,
        name: item.name,
        is_poisoned: schema.is_lost(item.form),
    };
    EnumLines {
        has_lost_lines: has_lost_lines(source),
        values: lower::items(source).values.iter().map(value).collect(),
    }
}

fn has_lost_lines(source: &Segment) -> bool {
    !source.is_closed() || !source.tree().errors().is_empty()
}

/// The fields of a block, and the hashes of their names.
fn fields(schema: &Schema, segment: &Segment) -> (Box<[FieldData]>, Box<[u64]>) {
    let mut with_attributes = 0;
    let mut field = |item: lower::FieldItem| {
        let is_lost = schema.is_lost(item.form);
        let ty = field_type(&schema.names, &item);
        let attributes = if item.has_attributes { with_attributes } else { FieldData::NO_ATTRIBUTES };
        with_attributes += u32::from(item.has_attributes);
        FieldData {
            node: item.node,
            attributes,
            name: item.name.range,
            ty,
            arity: item.arity,
            form: item.form,
            is_poisoned: is_lost || ty == FieldType::Unknown,
            is_lost,
        }
    };
    let count = segment.root().children().filter(|it| it.kind() == SyntaxKind::FIELD).count();
    let (mut fields, mut hashes) = (Vec::with_capacity(count), Vec::with_capacity(count));
    for item in lower::fields(segment) {
        hashes.push(item.name.hash);
        fields.push(field(item));
    }
    (fields.into(), hashes.into())
}

fn field_type(names: &NameTable, item: &lower::FieldItem) -> FieldType {
    match item.written {
        WrittenType::Scalar(scalar) => FieldType::Scalar(scalar),
        WrittenType::Unsupported => FieldType::Unsupported,
        WrittenType::Missing => FieldType::Unknown,
        WrittenType::Named(hash) => match names.get(hash) {
            Some(TopId::Model(id)) => FieldType::Model(id),
            Some(TopId::Enum(id)) => FieldType::Enum(id),
            Some(TopId::CompositeType(id)) => FieldType::CompositeType(id),
            None => FieldType::Unknown,
        },
    }
}

impl Schema {
    /// Reads all blocks of a new schema in the order of the text. Checks go from block to block along relations; what they
    /// find was then made in the order in which they need it next, and not far apart in memory.
    pub(crate) fn read_in_order(&self) {
        if self.before.is_some() {
            return;
        }
        for model in self.models() {
            model.lines();
        }
        for model in self.models() {
            model.ends();
        }
    }

    /// The model, view, enum or type that is a segment; `None` for configuration and loose text.
    pub fn top(&self, id: SegmentId) -> Option<Top<'_>> {
        let top = self.tops.get(id.0 as usize).copied().flatten()?;
        Some(Top::new(self, top))
    }

    /// Whether a member of this form does not exist under the schema's rules.
    pub(crate) fn is_lost(&self, form: MemberForm) -> bool {
        match form {
            MemberForm::Good => false,
            MemberForm::HasObject => self.rules == RuleSet::V6,
            _ => true,
        }
    }

    /// The fields of the model, view or type that is a segment, lost ones included.
    pub(crate) fn field_rows(&self, id: SegmentId) -> &[FieldData] {
        self.field_lines(id).map_or(&[], |it| &it.fields)
    }

    /// The lines of the model, view or type that is a segment.
    pub(crate) fn field_lines(&self, id: SegmentId) -> Option<&Lines> {
        match self.top(id)? {
            Top::Model(model) => Some(model.lines()),
            Top::CompositeType(composite) => Some(composite.lines()),
            Top::Enum(_) => None,
        }
    }

    /// Hashes of names whose declaration could not be read.
    pub(crate) fn lost_names(&self) -> &FxHashSet<u64> {
        self.lost_names.get_or_init(|| {
            let mut names = FxHashSet::default();
            for id in self.segment_ids().filter(|it| !self.segment(*it).is_block()) {
                find_lost_names(self.segment(id), &mut names);
            }
            names.into()
        })
    }
}

/// Names whose declaration could not be read: `modle User {`, `type Email = String`. Uses of them are no second mistake.
pub(crate) fn find_lost_names(segment: &Segment, lost_names: &mut FxHashSet<u64>) {
    for node in segment.root().children() {
        match node.kind() {
            SyntaxKind::TYPE_ALIAS => {
                let name = node.token(SyntaxKind::WORD);
                lost_names.extend(name.map(|it| lower::hash_name(it.text())));
            }
            SyntaxKind::JUNK_LINE | SyntaxKind::UNKNOWN_BLOCK => {
                let words = node.text().lines().next().unwrap_or("").split(['{', ' ', '\t']);
                let name = words.filter(|it| psl_parser::is_word(it)).take(2).map(lower::hash_name);
                lost_names.extend(name);
            }
            _ => {}
        }
    }
}
