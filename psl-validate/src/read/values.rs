//! Values of the kinds that arguments and properties take.

use psl_parser::{Node, SyntaxKind, ast::Value};

use crate::{
    Few,
    rule::Cx,
    rules::values::value_type_mismatch,
    schema::{Mapping, SegmentId},
};

/// A kind of value, for messages.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum ValueKind {
    String,
    StringOrEnv,
    Word,
    WordOrCall,
    Boolean,
    Integer,
    FieldName,
    IndexFilter,
}

impl ValueKind {
    /// With its article: "a string".
    pub(crate) fn name(self) -> &'static str {
        match self {
            ValueKind::String => "a string",
            ValueKind::StringOrEnv => "a string or `env(\"…\")`",
            ValueKind::Word => "a word",
            ValueKind::WordOrCall => "a name, with or without arguments",
            ValueKind::Boolean => "`true` or `false`",
            ValueKind::Integer => "a whole number",
            ValueKind::FieldName => "the name of a field",
            ValueKind::IndexFilter => "`raw(\"…\")` or `{ … }`",
        }
    }
}

/// The first value node directly below `node`: the value of an argument, property or entry.
pub(crate) fn value_node(node: Node<'_>) -> Option<Node<'_>> {
    node.children().find(|it| it.kind().is_value())
}

/// The items of a list node; a node that is no list is a list of one.
pub(crate) fn item_nodes(node: Node<'_>) -> Few<Node<'_>> {
    if node.kind() == SyntaxKind::LIST {
        node.children().filter(|it| it.kind().is_value()).collect()
    } else {
        Few::from_slice(&[node])
    }
}

/// The string `node` is, with its place; reports anything else.
pub(crate) fn string(cx: &mut Cx<'_>, segment: SegmentId, node: Node<'_>) -> Option<Mapping> {
    string_of(cx, segment, owner(node), node)
}

/// The string that `node` is, in an attribute or property that is known; reports anything else.
pub(crate) fn string_of(
    cx: &mut Cx<'_>,
    segment: SegmentId,
    owner: Node<'_>,
    node: Node<'_>,
) -> Option<Mapping> {
    match Value::cast(node) {
        Some(Value::String(string)) => Some(Mapping {
            attribute: owner.id(),
            argument: node.parent().unwrap_or(node).id(),
            value: node.range(),
            name: string.value().into(),
        }),
        _ => {
            value_type_mismatch::report(cx, segment, node, ValueKind::String);
            None
        }
    }
}

/// The strings of a list; `None` when any item is something else, each of which is reported.
pub(crate) fn strings(cx: &mut Cx<'_>, segment: SegmentId, node: Node<'_>) -> Option<Vec<Mapping>> {
    let items = item_nodes(node);
    let strings: Vec<Mapping> = items.iter().filter_map(|it| string(cx, segment, *it)).collect();
    (strings.len() == items.len()).then_some(strings)
}

/// The attribute or property a value stands in.
fn owner(node: Node<'_>) -> Node<'_> {
    let is_owner = |it: &Node<'_>| {
        matches!(it.kind(), SyntaxKind::ATTRIBUTE | SyntaxKind::BLOCK_ATTRIBUTE | SyntaxKind::PROPERTY)
    };
    node.ancestors().find(is_owner).unwrap_or(node)
}
