//! `autoincrement-non-indexed`: `autoincrement()` on a field that leads no key or index.

use crate::{
    rule::{Check, Cx, SpanFix},
    schema::{DefaultValue, Field, IndexField},
};

rule!("autoincrement-non-indexed", Error, ALL, Check::Default(check), when super::has_one_counter);

fn check(field: Field<'_>, default: &DefaultValue, cx: &mut Cx<'_>) {
    let Some(model) = field.model().filter(|it| super::counts(field, default) && !it.has_poisoned_keys())
    else {
        return;
    };
    let leads = |key: &[IndexField]| key.first().is_some_and(|it| it.path() == [field.id()]);
    if model.primary_key().is_some_and(|it| leads(&it.fields)) || model.indexes().any(|it| leads(it.fields()))
    {
        return;
    }
    let message = format!("`{}` counts, so it has to be the first field of a key or index", field.name());
    cx.report(&RULE, field.place(), field.node_span(default.value).range, message).fix(SpanFix::unsafe_(
        format!("Add `@unique` to `{}`", field.name()),
        crate::rules::relation::behind_type(field),
        " @unique",
    ));
}
