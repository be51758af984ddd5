//! `embedded-many-to-many-actions`: a referential action of an embedded many-to-many relation.

use crate::{
    rule::{Check, Cx},
    schema::Relation,
};

rule!("embedded-many-to-many-actions", Error, ALL, Check::EmbeddedManyToMany(check));

fn check(relation: Relation<'_>, cx: &mut Cx<'_>) {
    let Some(ends) = super::embedded(relation)
        .filter(|_| cx.schema.connector().is_some_and(|it| it.has_embedded_many_to_many))
    else {
        return;
    };
    super::report_many_to_many_actions(cx, &RULE, ends);
}
