//! `option-ignored`: an option that is read and dropped.

use psl_parser::{Node, SyntaxKind, TextRange, ast};

use crate::{
    rule::{Check, Cx, SpanFix},
    schema::Model,
};

rule!("option-ignored", Warning, ALL, Check::Model(check));

fn check(model: Model<'_>, cx: &mut Cx<'_>) {
    for node in model.root().descendants() {
        match node.kind() {
            SyntaxKind::CALL => call(model, node, cx),
            SyntaxKind::ARGUMENT => native_type_name(model, node, cx),
            _ => {}
        }
    }
}

fn call(model: Model<'_>, node: Node<'_>, cx: &mut Cx<'_>) {
    let Some(call) =
        ast::Call::cast(node).filter(|it| it.arguments().is_some_and(|it| it.iter().next().is_some()))
    else {
        return;
    };
    let Some(attribute) = node.ancestors().find_map(ast::Attribute::cast).filter(|it| !super::is_lost(*it))
    else {
        return;
    };
    let name = attribute.path().map_or("", |it| it.text());
    let parent = node.parent().map(|it| it.kind());
    match name {
        "id" | "unique" | "index" | "fulltext"
            if attribute.is_block_level() && parent == Some(SyntaxKind::LIST) =>
        {
            field_options(model, attribute, name, call, cx);
        }
        "default" if is_value_of(node, attribute) => call_names(model, call, cx),
        _ => {}
    }
}

/// Whether the node is the value of an argument of the attribute, not of a call in it.
fn is_value_of(node: Node<'_>, attribute: ast::Attribute<'_>) -> bool {
    let argument = node.parent().filter(|it| it.kind() == SyntaxKind::ARGUMENT);
    argument.and_then(|it| it.parent()?.parent()).is_some_and(|it| it == attribute.node())
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
fn native_type_name(model: Model<'_>, node: Node<'_>, cx: &mut Cx<'_>) {
    let Some(argument) = ast::Argument::cast(node).filter(|it| it.name().is_some()) else { return };
    let attribute = node.parent().and_then(|it| it.parent()).and_then(ast::Attribute::cast);
    let is_native = |it: &ast::Attribute<'_>| it.path().is_some_and(|it| it.text().contains('.'));
    if attribute.filter(is_native).is_some_and(|it| !super::is_lost(it)) {
        report_name(model, argument, cx);
    }
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
