//! `extensions = [citext, postgis(schema: "geo")]`

use psl_parser::{NodeId, SyntaxKind, ast};

use super::Property;
use crate::{
    read::values::{ValueKind, item_nodes},
    rule::Cx,
    rules::{config as rules, values::value_type_mismatch},
    schema::SegmentId,
};

pub(crate) fn read(cx: &mut Cx<'_>, id: SegmentId, property: Property<'_>) -> Option<(NodeId, Vec<NodeId>)> {
    let mut extensions = Vec::new();
    for item in item_nodes(property.value?) {
        match item.kind() {
            SyntaxKind::NAME_VALUE => extensions.push(item.id()),
            SyntaxKind::CALL => {
                arguments(cx, id, item);
                extensions.push(item.id());
            }
            _ => value_type_mismatch::report(cx, id, item, ValueKind::WordOrCall),
        }
    }
    Some((property.node.id(), extensions))
}

fn arguments(cx: &mut Cx<'_>, id: SegmentId, item: psl_parser::Node<'_>) {
    let Some(arguments) = ast::Call::cast(item).and_then(ast::Call::arguments) else { return };
    let mut seen: Vec<&str> = Vec::new();
    // One without value is not looked at.
    for argument in arguments.iter().filter(|it| it.value().is_some()) {
        let Some(name) = argument.name() else {
            rules::extension_argument_unnamed::report(cx, id, argument);
            continue;
        };
        if seen.contains(&name.text()) {
            rules::extension_argument_duplicate::report(cx, id, argument, name);
            continue;
        }
        seen.push(name.text());
        if !matches!(name.text(), "map" | "schema" | "version") {
            rules::extension_argument_unknown::report(cx, id, argument, name);
        } else if argument.value().is_some_and(|it| it.as_string().is_none()) {
            rules::extension_argument_not_string::report(cx, id, argument, name);
        }
    }
}
