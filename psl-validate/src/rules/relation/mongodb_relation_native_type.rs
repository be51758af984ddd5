//! `mongodb-relation-native-type`: a key and what it refers to have different native types on MongoDB.

use psl_parser::TextRange;

use crate::{
    rule::{Check, Cx, SpanFix},
    schema::Field,
};

rule!(
    "mongodb-relation-native-type",
    Warning,
    ALL,
    Check::RelationField(check),
    when | it | it.connector().is_some_and(|it| it.is("mongodb"))
);

fn check(field: Field<'_>, cx: &mut Cx<'_>) {
    let (Some(keys), Some(references)) = (field.key_fields(), field.references()) else { return };
    for (key, reference) in keys.into_iter().zip(references) {
        let native = |it: Field<'_>| {
            let native = it.native_type()?;
            let range = TextRange::new(native.prefix.start, native.name.end);
            Some(cx.schema.text(it.name_span().with(range)).to_owned())
        };
        let (own, other) = (native(key), native(reference));
        if own == other || key.is_poisoned() || reference.is_poisoned() {
            continue;
        }
        let message = format!(
            "`{}` and `{}`, which it refers to, have different native types",
            key.name(),
            reference.name()
        );
        let finding = cx.report(&RULE, key.place(), key.name_span().range, message);
        finding.label(reference.name_span(), "what it refers to");
        if let (None, Some(other)) = (own, other)
            && super::same_type(key, reference)
        {
            finding.fix(SpanFix::unsafe_(
                format!("Add `@{other}`"),
                super::behind_type(key),
                format!(" @{other}"),
            ));
        }
    }
}
