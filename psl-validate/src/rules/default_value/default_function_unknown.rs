//! `default-function-unknown`: a default calls a function that does not exist.

use psl_parser::{SyntaxKind, TextRange};

use crate::{
    rule::{Check, Cx, SpanFix},
    schema::{DefaultFunction, DefaultValue, Field},
};

rule!("default-function-unknown", Error, ALL, Check::Default(check));

fn check(field: Field<'_>, default: &DefaultValue, cx: &mut Cx<'_>) {
    let may_be_unknown = match default.function {
        None => true,
        Some(DefaultFunction::Sequence) => field.model().is_none() || !cx.schema.capabilities().has_sequence,
        Some(_) => false,
    };
    let value = super::value(field, default).filter(|_| may_be_unknown && field.scalar_type().is_some());
    let Some(value) = value.filter(|it| it.kind() == SyntaxKind::CALL) else { return };
    let name = value.text().split('(').next().unwrap_or("").trim_end();
    let scalar = field.scalar_type();
    let known = DefaultFunction::ALL
        .into_iter()
        .filter(|it| scalar.is_some_and(|scalar| it.scalars().contains(&scalar)));
    let near = cx.closest(name, known.map(|it| it.name()));
    let place = field.name_span().with(value.range());
    let message = match default.function {
        Some(_) if field.model().is_none() => "a field of a `type` has no sequence".to_owned(),
        Some(_) => crate::rules::field_type::lacks(cx.schema, "no sequences in the schema"),
        None => format!("function `{name}` does not exist"),
    };
    let name_range = TextRange::new(place.range.start, place.range.start + name.len() as u32);
    let finding = cx.report(&RULE, place, name_range, message);
    if let Some(near) = near {
        finding.fix(match near.eq_ignore_ascii_case(name) {
            true => SpanFix::safe(format!("Use `{near}`"), place.with(name_range), near),
            false => SpanFix::unsafe_(format!("Use `{near}`"), place.with(name_range), near),
        });
    }
}
