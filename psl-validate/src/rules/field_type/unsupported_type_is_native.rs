//! `unsupported-type-is-native`: `Unsupported("…")` around a type that is supported.


use crate::{
    connectors::Args,
    rule::{Check, Cx, SpanFix},
    schema::{Field, FieldType},
};

rule!("unsupported-type-is-native", Error, ALL, Check::ScalarField(check));

fn check(field: Field<'_>, cx: &mut Cx<'_>) {
    let Some(connector) = cx.schema.connector().filter(|_| field.model().is_some()) else { return };
    if field.ty() != FieldType::Unsupported {
        return;
    }
    let Some(text) = field.ast().and_then(|it| it.type_ref()).and_then(|it| it.unsupported_text()) else { return };
    let text = text.value();
    let (name, arguments) = match text.split_once('(') {
        Some((name, rest)) => match rest.split_once(')') {
            Some((arguments, _)) => (name.trim(), arguments.split(',').map(str::trim).collect()),
            None => (name.trim(), Vec::new()),
        },
        None => (text.trim(), Vec::new()),
    };
    let Some(native) = connector.native_type(name) else { return };
    if !crate::rules::native_type::accepts_text(native, &arguments) {
        return;
    }
    let scalar = native.scalars.first().map_or("", |it| it.name());
    let written = if arguments.is_empty() || native.args == Args::None { String::new() } else { format!("({})", arguments.join(", ")) };
    let prefix = cx.schema.datasource().map_or("db", |it| it.name());
    let attribute = format!("@{prefix}.{name}{written}");
    let message = format!("`{name}` is supported: write `{scalar}` with `{attribute}`");
    let base = super::base_span(field);
    let fix = SpanFix::unsafe_(format!("Use `{scalar} {attribute}`"), base, scalar)
        .and(crate::rules::relation::behind_type(field), format!(" {attribute}"));
    cx.report(&RULE, field.place(), base.range, message).fix(fix);
}
