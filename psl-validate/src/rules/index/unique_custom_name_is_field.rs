//! `unique-custom-name-is-field`: the name of a compound unique is the name of a field.

use crate::{
    rule::{Check, Cx},
    schema::Index,
};

rule!("unique-custom-name-is-field", Error, ALL, Check::Index(check));

fn check(index: Index<'_>, cx: &mut Cx<'_>) {
    let model = index.model();
    let Some(name) = index.custom_name() else { return };
    for field in model.fields().filter(|it| it.name() == &*name.name) {
        let message = format!("a key of `{}` has the name of a field, `{}`", model.name(), field.name());
        cx.report(&RULE, model.span(), model.header_span().range, message)
            .label(model.span().with(name.value), "named here")
            .label(field.name_span(), "this field");
    }
}
