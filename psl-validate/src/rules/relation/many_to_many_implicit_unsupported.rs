//! `many-to-many-implicit-unsupported`: an implicit many-to-many relation on MongoDB.

use crate::{
    rule::{Check, Cx},
    schema::Relation,
};

rule!("many-to-many-implicit-unsupported", Error, ALL, Check::ImplicitManyToMany(check));

fn check(relation: Relation<'_>, cx: &mut Cx<'_>) {
    let connector = cx.schema.capabilities();
    let Some(ends) = super::implicit(relation) else { return };
    if connector.has_implicit_many_to_many || super::has_view(ends) {
        return;
    }
    for field in ends {
        let message = format!(
            "{} has no tables in between, so `{}` needs `fields`",
            connector.display_name,
            field.name()
        );
        cx.report(&RULE, field.place(), field.name_span().range, message)
            .help("keep the ids of the other side in a list: `@relation(fields: [ids], references: [id])`")
            .fixes
            .extend(super::completion::join_model(ends));
    }
}
