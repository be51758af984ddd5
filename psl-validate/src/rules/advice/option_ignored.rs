//! `option-ignored`: an option that is read and dropped.

use psl_parser::{SyntaxKind, TextRange, ast};

use crate::{
    rule::{Check, Cx, SpanFix},
    schema::Model,
};

rule!("option-ignored", Warning, ALL, Check::Model(check));

fn check(model: Model<'_>, cx: &mut Cx<'_>) {
    let tree = model.root().tree();
    for field in &model.attributes().fields {
        if let Some(default) = &field.default
            && let Some(call) = ast::Call::cast(tree.node(default.value))
        {
            call_names(model, call, cx);
        }
        if let Some(native_type) = &field.native_type
            && let Some(attribute) = ast::Attribute::cast(tree.node(native_type.attribute))
        {
            native_type_names(model, attribute, cx);
        }
    }
    for item in &crate::lower::items(cx.schema.segment(model.segment())).attributes {
        if let Some(attribute) = ast::Attribute::cast(tree.node(item.node)).filter(|it| !super::is_lost(*it))
        {
            field_lists(model, attribute, cx);
        }
    }
}

fn field_lists(model: Model<'_>, attribute: ast::Attribute<'_>, cx: &mut Cx<'_>) {
    let name = attribute.path().map_or("", |it| it.text());
    if !matches!(name, "id" | "unique" | "index" | "fulltext") {
        return;
    }
    let calls = attribute.node().descendants_of_kind(SyntaxKind::CALL).filter_map(ast::Call::cast);
    for call in calls.filter(|it| it.node().parent().is_some_and(|it| it.kind() == SyntaxKind::LIST)) {
        field_options(model, attribute, name, call, cx);
    }
}

/// `a(srot: Desc, 5)`: options after a field that are unknown, unnamed, repeated or negative, and `ops` where no one reads it.
fn field_options(
    model: Model<'_>,
    attribute: ast::Attribute<'_>,
    name: &str,
    call: ast::Call<'_>,
    cx: &mut Cx<'_>,
) {
    const OPTIONS: [&str; 3] = ["sort", "length", "ops"];
    let mut seen: Vec<&str> = Vec::new();
    for argument in call.arguments().into_iter().flat_map(|it| it.iter()) {
        let option = argument.name().map(|it| it.text());
        let why = match option {
            None => Some("an option without a name is ignored".to_owned()),
            Some(option) if !OPTIONS.contains(&option) => {
                Some(format!("there is no option `{option}`, so it is ignored"))
            }
            Some(option) if seen.contains(&option) => {
                Some(format!("`{option}` is given twice; this one is ignored"))
            }
            Some("length") if argument.value().is_some_and(|it| it.text().starts_with('-')) => {
                Some("a negative length is ignored".to_owned())
            }
            Some("ops") if super::ignores_ops(model, attribute, name) => {
                Some("operator classes are ignored here".to_owned())
            }
            Some(_) => None,
        };
        seen.extend(option);
        let Some(why) = why else { continue };
        let near = option.filter(|it| !OPTIONS.contains(it)).and_then(|it| cx.closest(it, OPTIONS));
        let place = model.span().with(argument.range());
        let finding = cx.report(&RULE, place, place.range, why);
        if let (Some(near), Some(name)) = (near, argument.name()) {
            finding.fix(SpanFix::unsafe_(format!("Use `{near}`"), place.with(name.range()), near));
        }
        let remove = crate::rules::key::remove_argument(model, attribute.node().id(), argument.node().id());
        cx.findings.last_mut().into_iter().for_each(|it| it.fixes.extend(remove.clone()));
    }
}

/// `@default(uuid(version: 7))`: the name is ignored.
fn call_names(model: Model<'_>, call: ast::Call<'_>, cx: &mut Cx<'_>) {
    if call.path().is_some_and(|it| it.text() != "sequence") {
        for argument in call.arguments().into_iter().flat_map(|it| it.iter()) {
            report_name(model, argument, cx);
        }
    }
}

/// `@db.VarChar(n: 10)`: the name is ignored; without a value so is the argument.
fn native_type_names(model: Model<'_>, attribute: ast::Attribute<'_>, cx: &mut Cx<'_>) {
    let arguments = attribute.arguments().into_iter().flat_map(|it| it.iter());
    arguments.for_each(|it| report_name(model, it, cx));
}

fn report_name(model: Model<'_>, argument: ast::Argument<'_>, cx: &mut Cx<'_>) {
    let Some(name) = argument.name() else { return };
    let place = model.span().with(argument.range());
    match argument.value() {
        Some(value) => {
            let before = place.with(TextRange::new(argument.range().start, value.range().start));
            cx.report(&RULE, place, name.range(), format!("the name `{}` is ignored here", name.text()))
                .fix(SpanFix::unsafe_("Remove the name", before, ""));
        }
        None => {
            cx.report(&RULE, place, name.range(), format!("`{}` has no value and is ignored", name.text()));
        }
    }
}
