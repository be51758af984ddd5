//! `native-type-prefix`: a native type with a prefix that is not the name of the datasource.

use crate::{
    rule::{Check, Cx, SpanFix},
    schema::Field,
};

rule!("native-type-prefix", Error, ALL, Check::NativeType(check));

fn check(field: Field<'_>, cx: &mut Cx<'_>) {
    let (Some(native), Some(datasource)) = (field.native_type(), cx.schema.datasource()) else { return };
    let prefix = field.name_span().with(native.prefix);
    let (written, name) = (cx.schema.text(prefix), datasource.name());
    if written != name {
        let message = format!("native types start with the name of the datasource, `{name}`");
        let label = datasource.name_span();
        cx.report(&RULE, field.attribute_span(native.attribute), native.prefix, message)
            .label(label, "the datasource")
            .fix(SpanFix::safe(format!("Use `@{name}`"), prefix, name));
    }
}
