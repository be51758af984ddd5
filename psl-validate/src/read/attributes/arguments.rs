//! The arguments of one attribute: binding by name, and what is left over.

use psl_parser::{Node, SyntaxKind, TextRange, ast};

use crate::{
    Few,
    attributes::{AttributeRow, Level, attribute as row},
    read::values::{string_of, value_node},
    rule::Cx,
    rules::attributes as rules,
    schema::{Mapping, SegmentId, Span},
};

/// An attribute at its place.
#[derive(Clone, Copy)]
pub(crate) struct Site<'s> {
    pub(crate) segment: SegmentId,
    pub(crate) attribute: ast::Attribute<'s>,
    /// The name without `@`; empty when it is missing.
    pub(crate) name: &'s str,
}

impl<'s> Site<'s> {
    pub(crate) fn new(segment: SegmentId, attribute: ast::Attribute<'s>) -> Site<'s> {
        Site { segment, attribute, name: attribute.path().map_or("", |it| it.text()) }
    }

    /// The attribute without blanks and comment behind it.
    pub(crate) fn place(self) -> Span {
        Span::new(self.segment, self.attribute.trimmed_range())
    }

    /// Sign and name: `@@index`.
    pub(crate) fn name_range(self) -> TextRange {
        self.attribute.name_range()
    }

    /// The name without `@`.
    pub(crate) fn name(self) -> &'s str {
        self.name
    }

    /// Sign and name, for messages.
    pub(crate) fn label(self) -> String {
        format!("{}{}", if self.attribute.is_block_level() { "@@" } else { "@" }, self.name())
    }

    pub(crate) fn row(self) -> Option<&'static AttributeRow> {
        row(self.name(), if self.attribute.is_block_level() { Level::Block } else { Level::Field })
    }

    /// The string that a value of the attribute is; reports anything else.
    pub(crate) fn string(self, cx: &mut Cx<'_>, value: Node<'_>) -> Option<Mapping> {
        string_of(cx, self.segment, self.attribute.node(), value)
    }

    /// A node of the attribute at its place.
    pub(crate) fn span(self, node: Node<'_>) -> Span {
        Span::new(self.segment, node.range())
    }

    /// The value of the only argument, where that has no name, and is no list and no call with arguments: nearly all
    /// attributes with a default argument are like this, and nothing in them can be wrong but the value itself.
    pub(crate) fn lone_value(self) -> Option<Node<'s>> {
        let list = self.attribute.arguments()?;
        let mut arguments = list.iter();
        let argument = arguments.next().filter(|it| it.name().is_none())?;
        let value = value_node(argument.node())?;
        let is_plain = match value.kind() {
            SyntaxKind::LIST => false,
            SyntaxKind::CALL => {
                let inner = value.children().next();
                inner.is_none_or(|it| it.children().next().is_none()) && !value.text().contains(',')
            }
            _ => true,
        };
        (is_plain && arguments.next().is_none() && list.trailing_comma().is_none()).then_some(value)
    }

    /// Binds the arguments. `None` when one lacks its value: then the attribute is not evaluated.
    pub(crate) fn arguments(self, cx: &mut Cx<'_>) -> Option<Arguments<'s>> {
        let mut arguments = Arguments { site: self, bound: Few::new() };
        let Some(list) = self.attribute.arguments() else { return Some(arguments) };
        let mut is_readable = true;
        let mut extra_positional = false;
        for argument in list.iter() {
            let Some(value) = checked_value(cx, self.segment, argument) else {
                is_readable = false;
                continue;
            };
            if let Some(inner) = ast::Call::cast(value).and_then(ast::Call::arguments) {
                is_readable &= check_list(cx, self.segment, inner);
            }
            let name = argument.name().map(|it| it.text());
            arguments.bound.push(Bound { name, argument: argument.node(), value });
        }
        check_comma(cx, self.segment, list);
        if !is_readable {
            return None;
        }
        // Of several with one name the last one counts, at the place of the first.
        let mut index = 1;
        while let Some(bound) = arguments.bound.get(index).copied() {
            let Some(same) = arguments.bound[..index].iter().position(|it| it.name == bound.name) else {
                index += 1;
                continue;
            };
            match ast::Argument::cast(bound.argument).filter(|_| bound.name.is_some()) {
                Some(argument) => rules::argument_duplicate::report(cx, self.segment, argument),
                None => extra_positional = true,
            }
            arguments.bound[same] = bound;
            arguments.bound.remove(index);
        }
        if extra_positional {
            rules::argument_multiple_positional::report(cx, self);
        }
        Some(arguments)
    }
}

/// The value of an argument; reports it when there is none, and the same for calls that are items of a list.
fn checked_value<'s>(cx: &mut Cx<'_>, segment: SegmentId, argument: ast::Argument<'s>) -> Option<Node<'s>> {
    let Some(value) = value_node(argument.node()) else {
        rules::argument_value_missing::report(cx, segment, argument);
        return None;
    };
    if value.kind() == SyntaxKind::LIST {
        for call in value.children().filter_map(ast::Call::cast) {
            let inner = call.arguments().into_iter().flat_map(|it| it.iter());
            for argument in inner.filter(|it| it.value().is_none()) {
                rules::argument_value_missing::report(cx, segment, argument);
            }
        }
    }
    Some(value)
}

/// Reports arguments without value and a comma at the end. Returns whether all arguments of this very list have values.
fn check_list(cx: &mut Cx<'_>, segment: SegmentId, list: ast::Arguments<'_>) -> bool {
    let mut is_readable = true;
    for argument in list.iter() {
        is_readable &= checked_value(cx, segment, argument).is_some();
    }
    check_comma(cx, segment, list);
    is_readable
}

fn check_comma(cx: &mut Cx<'_>, segment: SegmentId, list: ast::Arguments<'_>) {
    if let Some(comma) = list.trailing_comma() {
        rules::argument_trailing_comma::report(cx, Span::new(segment, comma.range()));
    }
}

#[derive(Clone, Copy)]
struct Bound<'s> {
    name: Option<&'s str>,
    argument: Node<'s>,
    value: Node<'s>,
}

/// The arguments of an attribute, to be taken one by one.
pub(crate) struct Arguments<'s> {
    site: Site<'s>,
    bound: Few<Bound<'s>>,
}

impl<'s> Arguments<'s> {
    /// The value of a named argument.
    pub(crate) fn named(&self, name: &str) -> Option<Node<'s>> {
        self.bound.iter().find(|it| it.name == Some(name)).map(|it| it.value)
    }

    /// The value of the default argument, given with or without its name; `Err` when it is given both ways, which is
    /// not reported here.
    pub(crate) fn default(&self, name: &str) -> Result<Option<Node<'s>>, Node<'s>> {
        let named = self.bound.iter().find(|it| it.name == Some(name));
        let positional = self.bound.iter().find(|it| it.name.is_none());
        match (named, positional) {
            (Some(named), Some(_)) => Err(named.argument),
            (named, positional) => Ok(named.or(positional).map(|it| it.value)),
        }
    }

    /// The value of a default argument that has to be there; reports what is wrong.
    pub(crate) fn required(&mut self, cx: &mut Cx<'_>, name: &'static str) -> Option<Node<'s>> {
        match self.default(name) {
            Ok(Some(value)) => Some(value),
            Ok(None) => {
                rules::argument_missing::report(cx, self.site, name);
                None
            }
            Err(argument) => {
                rules::argument_positional_and_named::report(cx, self.site, argument, name);
                None
            }
        }
    }

    /// Reports arguments the attribute does not know. Returns whether it knows all of them; otherwise one that seems
    /// missing may be there under a wrong name.
    pub(crate) fn finish(&self, cx: &mut Cx<'_>) -> bool {
        if self.bound.is_empty() {
            return true;
        }
        let Some(row) = self.site.row() else { return true };
        let rules = cx.schema.rules();
        let mut are_known = true;
        for bound in &self.bound {
            let is_known = match bound.name {
                Some(name) => row.argument(name).is_some_and(|it| it.rule_sets.contains(rules)),
                None => row.default_argument().is_some(),
            };
            if !is_known {
                rules::argument_unknown::report(cx, self.site, row, bound.argument);
                are_known = false;
            }
        }
        are_known
    }
}
