//! `native-type-unknown`: a native type the database does not have.

use crate::{
    rule::{Check, Cx, SpanFix},
    schema::Field,
};

rule!("native-type-unknown", Error, ALL, Check::NativeType(check));

fn check(field: Field<'_>, cx: &mut Cx<'_>) {
    let Some(native) = field.native_type() else { return };
    let span = field.name_span().with(native.name);
    let name = cx.schema.text(span);
    let connector = cx.schema.capabilities();
    let is_known_database = cx.schema.connector().is_some() || cx.schema.datasources().len() == 0;
    if connector.native_type(name).is_some() || !is_known_database {
        return;
    }
    let fitting = connector
        .native_types
        .iter()
        .filter(|it| field.scalar_type().is_some_and(|scalar| it.scalars.contains(&scalar)));
    let near = cx.closest(name, fitting.map(|it| it.name));
    let message = match cx.schema.connector() {
        Some(connector) if connector.native_types.is_empty() => {
            format!("{} has no native types", connector.display_name)
        }
        Some(connector) => format!("{} has no native type `{name}`", connector.display_name),
        None => "native types need a datasource".to_owned(),
    };
    let range = if native.name.is_empty() { native.prefix } else { native.name };
    let finding = cx.report(&RULE, field.attribute_span(native.attribute), range, message);
    if let Some(near) = near {
        finding.fix(match near.eq_ignore_ascii_case(name) {
            true => SpanFix::safe(format!("Use `{near}`"), span, near),
            false => SpanFix::unsafe_(format!("Use `{near}`"), span, near),
        });
    }
}
