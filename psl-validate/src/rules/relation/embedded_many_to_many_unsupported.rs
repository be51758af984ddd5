//! `embedded-many-to-many-unsupported`: a many-to-many relation with `fields` on an SQL database.

use crate::{
    rule::{Check, Cx},
    schema::Relation,
};

rule!("embedded-many-to-many-unsupported", Error, ALL, Check::EmbeddedManyToMany(check));

fn check(relation: Relation<'_>, cx: &mut Cx<'_>) {
    let connector = cx.schema.capabilities();
    let Some(ends) = super::embedded(relation) else { return };
    if connector.has_embedded_many_to_many {
        return;
    }
    for field in ends {
        let message = format!("`{}` cannot keep keys in a list here", field.name());
        let range = super::arguments_range(field, &["fields", "references"]);
        cx.report(&RULE, field.place(), range, message)
            .help("leave `fields` and `references` out; Prisma makes the table in between");
    }
}
