//! `many-to-many-view`: an implicit many-to-many relation with a view.

use crate::{
    rule::{Check, Cx},
    schema::Relation,
};

rule!("many-to-many-view", Error, ALL, Check::ImplicitManyToMany(check));

fn check(relation: Relation<'_>, cx: &mut Cx<'_>) {
    let Some(ends) = super::implicit(relation) else { return };
    if !super::has_view(ends) {
        return;
    }
    for field in ends {
        let message = format!("`{}` needs a table in between, which a view cannot have", field.name());
        cx.report(&RULE, field.place(), field.name_span().range, message);
    }
}
