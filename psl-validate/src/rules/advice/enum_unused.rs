//! `enum-unused`: an enum that no field has as its type.

use crate::{
    rule::{Check, Cx, SpanFix},
    schema::{Completeness, FieldType, Schema, Span},
};

rule!("enum-unused", Information, ALL, Check::Schema(check));

fn check(schema: &Schema, cx: &mut Cx<'_>) {
    if schema.completeness == Completeness::Incomplete {
        return;
    }
    let tally = schema.tally();
    // A misspelt type may mean any of them.
    let unknown = if tally.has_unknown_types() { unknown_types(schema) } else { Vec::new() };
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
fn unknown_types(schema: &Schema) -> Vec<String> {
    let of_models = schema.models().map(|it| (it.lines(), it.segment()));
    let lines = of_models.chain(schema.composite_types().map(|it| (it.lines(), it.segment())));
    let unknown = lines.filter(|it| it.0.has_unknown_types).flat_map(|(lines, segment)| {
        let fields = lines.fields.iter().filter(|it| it.ty == FieldType::Unknown);
        fields.map(move |it| schema.text(Span::new(segment, it.type_name)).to_lowercase())
    });
    unknown.collect()
}
