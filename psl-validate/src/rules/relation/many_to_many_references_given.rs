//! `many-to-many-references-given`: `references` of an implicit many-to-many relation.

use crate::{
    rule::{Check, Cx},
    schema::Relation,
};

rule!("many-to-many-references-given", Error, ALL, Check::ImplicitManyToMany(check));

fn check(relation: Relation<'_>, cx: &mut Cx<'_>) {
    let Some(ends) = super::implicit(relation) else { return };
    for field in ends.into_iter().filter(|it| it.references().is_some()) {
        let fix = super::remove_arguments(field, &["references"]);
        let message = format!("`{}` is many-to-many and takes no `references`", field.name());
        cx.report(&RULE, field.place(), super::references_range(field), message)
            .help("Prisma makes the table in between")
            .fix(fix);
    }
}
