//! `embedded-many-to-many-references-missing`: an end of an embedded many-to-many relation does not name one reference.

use crate::{
    rule::{Check, Cx},
    schema::Relation,
};

rule!("embedded-many-to-many-references-missing", Error, ALL, Check::EmbeddedManyToMany(check));

fn check(relation: Relation<'_>, cx: &mut Cx<'_>) {
    let Some(ends) = super::embedded(relation)
        .filter(|_| cx.schema.connector().is_some_and(|it| it.has_embedded_many_to_many))
    else {
        return;
    };
    for field in ends {
        if field.references().is_some_and(|it| it.len() == 1) {
            continue;
        }
        let place = super::embedded_place(field, "references");
        let message = format!("`{}` needs exactly one field in `references`", field.name());
        cx.report(&RULE, place, place.range, message)
            .help("as in `@relation(fields: [ids], references: [id])`");
    }
}
