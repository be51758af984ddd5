//! `autoincrement-multiple`: two fields of a model count with `autoincrement()`.

use crate::{
    rule::{Check, Cx},
    schema::{Field, Model},
};

rule!("autoincrement-multiple", Error, ALL, Check::Model(check), when super::has_one_counter);

fn check(model: Model<'_>, cx: &mut Cx<'_>) {
    if model.is_view() {
        return;
    }
    let fields: Vec<Field<'_>> = model.scalar_fields().filter(|it| super::is_autoincrement(*it)).collect();
    if fields.len() > 1 {
        let message = format!("`{}` has more than one field with `autoincrement()`", model.name());
        let finding = cx.report(&RULE, model.span(), model.header_span().range, message);
        for field in fields {
            finding.label(field.name_span(), "counts");
        }
    }
}
