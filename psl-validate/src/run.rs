//! The runner: every rule over everything it looks at, and the findings in order.

use std::sync::OnceLock;

use crate::{
    diagnostic::Diagnostic,
    read,
    rule::{Check, Cx, Finding, Rule},
    rules::RULES,
    schema::{
        CompositeType, Datasource, DefaultValue, Enum, Field, Index, IndexKind, Model, Relation,
        RelationKind, Schema, SegmentFindings, SegmentId, Top,
    },
};

/// The checks that apply under a rule set, by what they look at.
#[derive(Default)]
struct Checks {
    schema: Vec<fn(&Schema, &mut Cx<'_>)>,
    block: Vec<fn(SegmentId, &mut Cx<'_>)>,
    datasource: Vec<fn(Datasource<'_>, &mut Cx<'_>)>,
    model: Vec<fn(Model<'_>, &mut Cx<'_>)>,
    composite_type: Vec<fn(CompositeType<'_>, &mut Cx<'_>)>,
    enum_: Vec<fn(Enum<'_>, &mut Cx<'_>)>,
    scalar_field: Vec<fn(Field<'_>, &mut Cx<'_>)>,
    default: Vec<fn(Field<'_>, &DefaultValue, &mut Cx<'_>)>,
    native_type: Vec<fn(Field<'_>, &mut Cx<'_>)>,
    relation_field: Vec<fn(Field<'_>, &mut Cx<'_>)>,
    ambiguous_field: Vec<fn(Field<'_>, &mut Cx<'_>)>,
    index: Vec<fn(Index<'_>, &mut Cx<'_>)>,
    index_with_options: Vec<fn(Index<'_>, &mut Cx<'_>)>,
    fulltext: Vec<fn(Index<'_>, &mut Cx<'_>)>,
    relation: Vec<fn(Relation<'_>, &mut Cx<'_>)>,
    one_to_one: Vec<fn(Relation<'_>, &mut Cx<'_>)>,
    one_to_many: Vec<fn(Relation<'_>, &mut Cx<'_>)>,
    implicit_many_to_many: Vec<fn(Relation<'_>, &mut Cx<'_>)>,
    embedded_many_to_many: Vec<fn(Relation<'_>, &mut Cx<'_>)>,
}

/// All findings of a schema, by file and position. The same schema gives the same list.
pub fn validate(schema: &Schema) -> Vec<Diagnostic> {
    let checks = Checks::new(schema);
    let mut diagnostics: Vec<Diagnostic> = Vec::new();
    let mut add = |findings: &[Finding]| diagnostics.extend(findings.iter().map(|it| it.resolve(schema)));
    add(&schema.configuration_reading);
    schema.read_in_order();
    let mut telling = Vec::new();
    let mut has_allowances = false;
    let mut look_at = |id: SegmentId, found: &OnceLock<SegmentFindings>| {
        let found = found.get_or_init(|| checks.segment(schema, id));
        if found.tells() {
            telling.push(id);
            has_allowances |= found.has_allowance;
            add(found.list());
        }
    };
    match schema.may_tell() {
        Some(some) => some.into_iter().for_each(|it| look_at(it, &schema.findings[it.0 as usize])),
        None => schema.segment_ids().zip(schema.findings.iter()).for_each(|(id, it)| look_at(id, it)),
    }
    schema.sum_up(telling);
    add(&checks.everything(schema));
    if has_allowances {
        crate::allow::apply(schema, &mut diagnostics);
    }
    diagnostics.sort_by_key(|it| (it.file, it.range.start, it.range.end, it.place, it.code()));
    diagnostics
}

impl Checks {
    fn new(schema: &Schema) -> Checks {
        let mut checks = Checks::default();
        let applies = |it: &&&Rule| it.rule_sets.contains(schema.rules) && (it.applies)(schema);
        for rule in RULES.iter().filter(applies) {
            match rule.check {
                Check::Reading | Check::Configuration | Check::Together | Check::Server => {}
                Check::Schema(check) => checks.schema.push(check),
                Check::Block(check) => checks.block.push(check),
                Check::Datasource(check) => checks.datasource.push(check),
                Check::Model(check) => checks.model.push(check),
                Check::CompositeType(check) => checks.composite_type.push(check),
                Check::Enum(check) => checks.enum_.push(check),
                Check::ScalarField(check) => checks.scalar_field.push(check),
                Check::Default(check) => checks.default.push(check),
                Check::NativeType(check) => checks.native_type.push(check),
                Check::RelationField(check) => checks.relation_field.push(check),
                Check::AmbiguousField(check) => checks.ambiguous_field.push(check),
                Check::Index(check) => checks.index.push(check),
                Check::IndexWithOptions(check) => checks.index_with_options.push(check),
                Check::Fulltext(check) => checks.fulltext.push(check),
                Check::Relation(check) => checks.relation.push(check),
                Check::OneToOne(check) => checks.one_to_one.push(check),
                Check::OneToMany(check) => checks.one_to_many.push(check),
                Check::ImplicitManyToMany(check) => checks.implicit_many_to_many.push(check),
                Check::EmbeddedManyToMany(check) => checks.embedded_many_to_many.push(check),
            }
        }
        checks
    }

    /// What is wrong with one segment: its form, names and types, what its attributes say, and what checks find.
    fn segment(&self, schema: &Schema, id: SegmentId) -> SegmentFindings {
        let may_allow = crate::allow::may_allow(schema.segment(id));
        if schema.segment(id).is_trivia() {
            return SegmentFindings::new(Vec::new(), may_allow);
        }
        let mut cx = Cx::new(schema);
        read::syntax::read(&mut cx, id);
        read::names::read(&mut cx, id);
        match schema.top(id) {
            Some(Top::Model(model)) => {
                read::types::read_fields(&mut cx, model.all_fields());
                cx.findings.extend_from_slice(&model.attributes().findings);
            }
            Some(Top::CompositeType(composite)) => {
                read::types::read_fields(&mut cx, composite.all_fields());
                cx.findings.extend_from_slice(&composite.attributes().findings);
            }
            Some(Top::Enum(enum_)) => {
                read::types::read_enum(&mut cx, enum_);
                cx.findings.extend_from_slice(&enum_.attributes().findings);
            }
            None => {}
        }
        if schema.segment(id).is_block() {
            self.block(schema, id, &mut cx);
        }
        SegmentFindings::new(cx.findings, may_allow)
    }

    /// All checks of one block, its fields, keys and relations.
    fn block(&self, schema: &Schema, segment: SegmentId, cx: &mut Cx<'_>) {
        self.block.iter().for_each(|it| it(segment, cx));
        match schema.top(segment) {
            Some(Top::Model(model)) => self.model(model, cx),
            Some(Top::CompositeType(composite_type)) => {
                if !composite_type.is_poisoned() {
                    self.composite_type.iter().for_each(|it| it(composite_type, cx));
                }
                composite_type.all_fields().for_each(|it| self.field(it, cx));
            }
            Some(Top::Enum(enum_)) if !enum_.is_poisoned() => {
                self.enum_.iter().for_each(|it| it(enum_, cx));
            }
            _ => {}
        }
    }

    fn model(&self, model: Model<'_>, cx: &mut Cx<'_>) {
        if !model.is_poisoned() {
            self.model.iter().for_each(|it| it(model, cx));
        }
        model.all_fields().for_each(|it| self.field(it, cx));
        for index in model.indexes().filter(|it| !it.is_poisoned()) {
            self.index.iter().for_each(|it| it(index, cx));
            if index.has_options() {
                self.index_with_options.iter().for_each(|it| it(index, cx));
            }
            if index.kind() == IndexKind::Fulltext {
                self.fulltext.iter().for_each(|it| it(index, cx));
            }
        }
        for relation in model.created_relations().filter(|it| !it.is_poisoned()) {
            self.relation.iter().for_each(|it| it(relation, cx));
            let checks = match relation.kind() {
                RelationKind::OneToOne => &self.one_to_one,
                RelationKind::OneToMany => &self.one_to_many,
                RelationKind::ImplicitManyToMany => &self.implicit_many_to_many,
                RelationKind::EmbeddedManyToMany => &self.embedded_many_to_many,
            };
            checks.iter().for_each(|it| it(relation, cx));
        }
        // The tally asks for them later, when what they are made of has left the caches.
        model.constraint_names();
    }

    /// The checks that look at the whole schema.
    fn everything(&self, schema: &Schema) -> Vec<Finding> {
        let mut cx = Cx::new(schema);
        if let Some(datasource) = schema.datasource() {
            self.datasource.iter().for_each(|it| it(datasource, &mut cx));
        }
        self.schema.iter().for_each(|it| it(schema, &mut cx));
        cx.findings
    }

    fn field(&self, field: Field<'_>, cx: &mut Cx<'_>) {
        if field.is_poisoned() {
            return;
        }
        if field.is_scalar() {
            self.scalar_field.iter().for_each(|it| it(field, cx));
            let read = field.attributes();
            if let Some(default) = &read.default {
                self.default.iter().for_each(|it| it(field, default, cx));
            }
            if read.native_type.is_some() {
                self.native_type.iter().for_each(|it| it(field, cx));
            }
        } else if field.is_relation() {
            self.relation_field.iter().for_each(|it| it(field, cx));
            if field.relation_group().len() > 1 {
                self.ambiguous_field.iter().for_each(|it| it(field, cx));
            }
        }
    }
}
