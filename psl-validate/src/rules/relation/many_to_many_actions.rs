//! `many-to-many-actions`: a referential action of an implicit many-to-many relation.

use crate::{
    rule::{Check, Cx},
    schema::Relation,
};

rule!("many-to-many-actions", Error, ALL, Check::ImplicitManyToMany(check));

fn check(relation: Relation<'_>, cx: &mut Cx<'_>) {
    let Some(ends) = super::implicit(relation) else { return };
    super::report_many_to_many_actions(cx, &RULE, ends);
}
