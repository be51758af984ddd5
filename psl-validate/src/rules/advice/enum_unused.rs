//! `enum-unused`: an enum that no field has as its type.

use rustc_hash::FxHashSet;

use crate::{
    rule::{Check, Cx, SpanFix},
    schema::{Completeness, CompositeType, FieldType, Model, Schema},
};

rule!("enum-unused", Information, ALL, Check::Schema(check));

fn check(schema: &Schema, cx: &mut Cx<'_>) {
    if schema.completeness == Completeness::Incomplete {
        return;
    }
    let tally = schema.tally();
    // A misspelt type may mean any of them.
    let unknown = if tally.has_unknown_types() { unknown_types(schema) } else { FxHashSet::default() };
    for enum_ in schema.enums().filter(|it| !tally.is_used(it.id()) && !it.is_poisoned()) {
        if !unknown.is_empty() && unknown.contains(&enum_.name().to_lowercase()) {
            continue;
        }
        let place = enum_.name_span();
        let message = format!("no field has the enum `{}`", enum_.name());
        cx.report(&RULE, place, place.range, message).fix(SpanFix::unsafe_(
            format!("Remove `{}`", enum_.name()),
            enum_.span(),
            "",
        ));
    }
}

/// The names of types that nothing declares, in lower case.
fn unknown_types(schema: &Schema) -> FxHashSet<String> {
    let models = schema.models().filter(|it| it.lines().has_unknown_types);
    let composites = schema.composite_types().filter(|it| it.lines().has_unknown_types);
    let fields = models.flat_map(Model::all_fields).chain(composites.flat_map(CompositeType::all_fields));
    let unknown = fields.filter(|it| it.ty() == FieldType::Unknown);
    unknown.map(|it| it.type_name().to_lowercase()).collect()
}
