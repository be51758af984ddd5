//! `enum-unused`: an enum that no field has as its type.

use crate::{
    rule::{Check, Cx, SpanFix},
    schema::{Completeness, Enum, FieldData, FieldType, Schema, Span, TopId},
};

rule!("enum-unused", Information, ALL, Check::Schema(check));

fn check(schema: &Schema, cx: &mut Cx<'_>) {
    let mut used = vec![false; schema.enums().len()];
    // A misspelt type may mean any of them.
    let mut unknown = Vec::new();
    let of_models = schema.models().map(|it| (it.lines(), it.segment()));
    for (lines, segment) in of_models.chain(schema.composite_types().map(|it| (it.lines(), it.segment()))) {
        for top in &lines.named {
            if let TopId::Enum(id) = top {
                used[id.0 as usize] = true;
            }
        }
        if lines.has_unknown_types {
            let is_unknown = |it: &&FieldData| it.ty == FieldType::Unknown;
            let name = |it: &FieldData| schema.text(Span::new(segment, it.type_name)).to_lowercase();
            unknown.extend(lines.fields.iter().filter(is_unknown).map(name));
        }
    }
    let may_be_used_elsewhere = schema.completeness == Completeness::Incomplete;
    let is_unused = |it: &Enum<'_>| !used[it.id().0 as usize] && !it.is_poisoned() && !may_be_used_elsewhere;
    for enum_ in schema.enums().filter(is_unused) {
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
