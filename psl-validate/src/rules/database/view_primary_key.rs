//! `view-primary-key`: an id in a view.

use crate::{
    rule::{Check, Cx},
    schema::Model,
};

rule!("view-primary-key", Error, ALL, Check::Model(check));

fn check(model: Model<'_>, cx: &mut Cx<'_>) {
    let Some(id) = model.primary_key().filter(|_| model.is_view()) else { return };
    let place = model.attribute_span(id.attribute);
    let range = crate::rules::key::attribute_name(model, id.attribute);
    let fix = super::remove_attribute(model, id.attribute);
    let finding = cx.report(&RULE, place, range, format!("view `{}` cannot have an id", model.name()));
    finding.help("mark fields that are unique with `@unique`");
    finding.fixes.extend(fix);
}
