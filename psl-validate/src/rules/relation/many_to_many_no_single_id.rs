//! `many-to-many-no-single-id`: an end of an implicit many-to-many relation has no id of one field.

use crate::{
    rule::{Check, Cx},
    schema::Relation,
};

rule!("many-to-many-no-single-id", Error, ALL, Check::ImplicitManyToMany(check));

fn check(relation: Relation<'_>, cx: &mut Cx<'_>) {
    let Some(ends) = super::implicit(relation) else { return };
    for field in ends {
        let Some(target) = field.related_model() else { continue };
        if target.single_id_field().is_some() || target.has_poisoned_keys() {
            continue;
        }
        let message = format!("`{}` needs an id of one field for `{}`", target.name(), field.name());
        cx.report(&RULE, field.place(), field.type_name_span().range, message)
            .label(target.name_span(), "this model")
            .help("without one, put a model of your own in between")
            .fixes
            .extend(super::completion::join_model(ends));
    }
}
