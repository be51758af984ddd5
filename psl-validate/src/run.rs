//! The runner: every rule over everything it looks at, and the findings in order.

use crate::{
    diagnostic::Diagnostic,
    rule::{Check, Cx},
    rules::RULES,
    schema::Schema,
};

/// All findings of a schema, by file and position. The same schema gives the same list.
pub fn validate(schema: &Schema) -> Vec<Diagnostic> {
    let mut cx = Cx::new(schema);
    cx.findings = schema.reading.clone();
    for rule in RULES.iter().filter(|it| it.rule_sets.contains(schema.rules)) {
        run(rule.check, schema, &mut cx);
    }
    let mut diagnostics: Vec<Diagnostic> = cx.findings.into_iter().map(|it| it.resolve(schema)).collect();
    crate::allow::apply(schema, &mut diagnostics);
    diagnostics.sort_by_key(|it| (it.file, it.range.start, it.range.end, it.place, it.code()));
    diagnostics
}

fn run(check: Check, schema: &Schema, cx: &mut Cx<'_>) {
    match check {
        Check::Reading | Check::Configuration | Check::Server => {}
        Check::Schema(check) => check(schema, cx),
        Check::Block(check) => {
            schema.segment_ids().filter(|it| schema.segment(*it).is_block()).for_each(|it| check(it, cx));
        }
        Check::Datasource(check) => schema.datasource().into_iter().for_each(|it| check(it, cx)),
        Check::Model(check) => schema.models().filter(|it| !it.is_poisoned()).for_each(|it| check(it, cx)),
        Check::CompositeType(check) => {
            schema.composite_types().filter(|it| !it.is_poisoned()).for_each(|it| check(it, cx));
        }
        Check::Enum(check) => schema.enums().filter(|it| !it.is_poisoned()).for_each(|it| check(it, cx)),
        Check::ScalarField(check) => {
            schema.fields().filter(|it| !it.is_poisoned() && it.is_scalar()).for_each(|it| check(it, cx));
        }
        Check::RelationField(check) => {
            schema.fields().filter(|it| !it.is_poisoned() && it.is_relation()).for_each(|it| check(it, cx));
        }
        Check::Index(check) => schema.indexes().filter(|it| !it.is_poisoned()).for_each(|it| check(it, cx)),
        Check::Relation(check) => {
            schema.relations().filter(|it| !it.is_poisoned()).for_each(|it| check(it, cx))
        }
    }
}
