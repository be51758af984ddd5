//! `relation-references-not-unique`: `references` are no key of the other model.

use crate::{
    rule::{Check, Cx, SpanFix},
    schema::Relation,
};

rule!("relation-references-not-unique", Error, ALL, Check::Relation(check));

fn check(relation: Relation<'_>, cx: &mut Cx<'_>) {
    let Some((field, references)) = super::referenced(relation) else { return };
    let target = relation.referenced_model();
    if target.has_poisoned_keys() || super::has_criterion_of(target, &references) {
        return;
    }
    let names: Vec<&str> = references.iter().map(|it| it.name()).collect();
    let message = match names.as_slice() {
        [name] => format!("`{name}` is not unique in `{}`, so nothing can refer to it", target.name()),
        _ => format!(
            "`{}` are no key of `{}`, so nothing can refer to them",
            names.join("`, `"),
            target.name()
        ),
    };
    let range = super::references_range(field);
    let fix = match references.as_slice() {
        [reference] => SpanFix::unsafe_(
            format!("Add `@unique` to `{}`", reference.name()),
            super::behind_type(*reference),
            " @unique",
        ),
        _ => super::add_block_attribute(target, &format!("@@unique([{}])", names.join(", "))),
    };
    let finding = cx.report(&RULE, field.place(), range, message);
    finding.label(target.name_span(), "the other model").fix(fix);
}
