//! `id-custom-name-is-field`: the name of a compound id is the name of a field.

use crate::{
    rule::{Check, Cx},
    schema::Model,
};

rule!("id-custom-name-is-field", Error, ALL, Check::Model(check));

fn check(model: Model<'_>, cx: &mut Cx<'_>) {
    // In views too, where the id itself is refused as well.
    let id = model.primary_key().filter(|it| !it.is_poisoned);
    let Some(name) = id.and_then(|it| it.name.as_ref()) else { return };
    for field in model.fields().filter(|it| it.name() == &*name.name) {
        let message = format!("the id of `{}` has the name of a field, `{}`", model.name(), field.name());
        cx.report(&RULE, model.span(), model.header_span().range, message)
            .label(model.span().with(name.value), "named here")
            .label(field.name_span(), "this field");
    }
}
