//! `relation-set-null-on-required`: `SetNull` where a key field cannot be null.

use crate::{
    rule::{Check, Cx},
    schema::{Relation, RelationMode},
};

rule!("relation-set-null-on-required", Error, ALL, Check::Relation(check));

fn check(relation: Relation<'_>, cx: &mut Cx<'_>) {
    let is_warning = cx.schema.connector().is_some_and(|it| it.is("postgresql"))
        && cx.schema.relation_mode() == RelationMode::ForeignKeys;
    if !is_warning {
        super::report_set_null(cx, &RULE, relation);
    }
}
