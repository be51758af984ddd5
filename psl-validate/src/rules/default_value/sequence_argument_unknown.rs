//! `sequence-argument-unknown`: an argument of `sequence()` that does not exist.

use psl_parser::{SyntaxKind, ast};

use crate::{
    read::values::ValueKind,
    rule::{Check, Cx, SpanFix},
    rules::values::value_type_mismatch,
    schema::{DefaultFunction, DefaultValue, Field},
};

rule!(
    "sequence-argument-unknown",
    Error,
    ALL,
    Check::Default(check),
    when | it | it.connector().is_some_and(|it| it.has_sequence)
);

fn check(field: Field<'_>, default: &DefaultValue, cx: &mut Cx<'_>) {
    if default.function != Some(DefaultFunction::Sequence) || field.model().is_none() {
        return;
    }
    let Some(value) = super::value(field, default) else { return };
    const NUMBERS: [&str; 5] = ["start", "increment", "minValue", "maxValue", "cache"];
    let segment = field.name_span().segment;
    let arguments = ast::Call::cast(value).and_then(ast::Call::arguments);
    for argument in arguments.into_iter().flat_map(|it| it.iter().collect::<Vec<_>>()) {
        let place = field.name_span().with(argument.range());
        let value = argument.node().children().find(|it| it.kind().is_value());
        let name = argument.name().map(|it| it.text());
        match (name, value) {
            (Some(name), Some(value)) if NUMBERS.contains(&name) => {
                if value.kind() != SyntaxKind::NUMBER_VALUE || value.text().parse::<i64>().is_err() {
                    value_type_mismatch::report(cx, segment, value, ValueKind::Integer);
                }
            }
            (Some("virtual"), Some(value)) => {
                if !matches!(value.text(), "true" | "false") {
                    value_type_mismatch::report(cx, segment, value, ValueKind::Boolean);
                }
            }
            (Some(name), _) => {
                let near = cx.closest(name, NUMBERS.into_iter().chain(["virtual"]));
                let range = argument.name().map_or(place.range, |it| it.range());
                let finding =
                    cx.report(&RULE, place, range, format!("`sequence()` has no argument `{name}`"));
                if let Some(near) = near {
                    finding.fix(SpanFix::unsafe_(format!("Use `{near}`"), place.with(range), near));
                }
            }
            (None, _) => {
                cx.report(&RULE, place, place.range, "an argument of `sequence()` needs a name");
            }
        }
    }
}
