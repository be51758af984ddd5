//! `relation-name-lost`: a relation whose name is given twice, so that it has none.

use psl_parser::ast;

use crate::{
    rule::{Check, Cx},
    schema::Field,
};

rule!("relation-name-lost", Warning, ALL, Check::RelationField(check));

fn check(field: Field<'_>, cx: &mut Cx<'_>) {
    let (Some(model), Some(attribute)) = (field.model(), field.relation_attribute()) else { return };
    let arguments: Vec<ast::Argument<'_>> =
        attribute.arguments().map(|it| it.iter().collect()).unwrap_or_default();
    let named = arguments.iter().find(|it| it.name().is_some_and(|it| it.text() == "name"));
    let unnamed = arguments.iter().find(|it| it.name().is_none());
    let (Some(named), Some(unnamed)) = (named, unnamed) else { return };
    let place = model.span().with(named.range());
    let fixes = [*named, *unnamed]
        .map(|it| crate::rules::key::remove_argument(model, attribute.node().id(), it.node().id()));
    let finding = cx.report(&RULE, place, place.range, "the relation is named twice, so it has no name");
    finding.label(place.with(unnamed.range()), "the other name");
    finding.fixes.extend(fixes.into_iter().flatten());
}
