//! The outline of a file: blocks, and what they hold.

use psl_parser::{
    FileId, Node, SourceFile, SyntaxKind, TextRange, TextSize, Token,
    ast::{self, Member},
};
use psl_validate::{Schema, schema::Top};

use crate::{Snapshot, doc_comment};

/// An entry of an outline.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Symbol {
    /// `?` when the text has none.
    pub name: String,
    /// The type of a field, the database name of a block.
    pub detail: Option<String>,
    pub kind: SymbolKind,
    /// All of it, with the doc comment above.
    pub range: TextRange,
    /// The name.
    pub name_range: TextRange,
    /// Marked with `@ignore` or `@@ignore`.
    pub is_ignored: bool,
    pub children: Vec<Symbol>,
}

/// What an entry of an outline is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum SymbolKind {
    Model,
    View,
    CompositeType,
    Enum,
    EnumValue,
    ScalarField,
    RelationField,
    /// `@@id`, `@@unique` and their like.
    Key,
    Datasource,
    Generator,
    ConfigProperty,
}

/// The blocks of a file in text order, with their members.
pub fn document_symbols(snapshot: &Snapshot, file: FileId) -> Vec<Symbol> {
    let Some(source) = snapshot.file(file) else { return Vec::new() };
    let blocks = source.segments().iter().enumerate().filter(|(_, it)| it.segment.is_block());
    blocks.filter_map(|(index, _)| block_symbol(snapshot.schema(), source, index)).collect()
}

fn block_symbol(schema: &Schema, source: &SourceFile, index: usize) -> Option<Symbol> {
    let placed = source.segments().get(index)?;
    let block = ast::Block::of(placed.segment)?;
    let kind = block_kind(block.kind())?;
    let own = trimmed(placed.segment.root()).shifted(placed.start);
    let doc = doc_comment::of_block(source, index);
    let name_range = block.name().or(block.keyword()).map_or(TextRange::empty(0), |it| it.range());
    Some(Symbol {
        name: name_or_question_mark(block.name()),
        detail: string_argument(block.attributes(), "map"),
        kind,
        range: doc.map_or(own, |it| it.range.cover(own)),
        name_range: name_range.shifted(placed.start),
        is_ignored: has_attribute(block.attributes(), "ignore"),
        children: block.members().filter_map(|it| member_symbol(schema, it, placed.start)).collect(),
    })
}

pub(crate) fn block_kind(kind: SyntaxKind) -> Option<SymbolKind> {
    Some(match kind {
        SyntaxKind::MODEL => SymbolKind::Model,
        SyntaxKind::VIEW => SymbolKind::View,
        SyntaxKind::COMPOSITE_TYPE => SymbolKind::CompositeType,
        SyntaxKind::ENUM => SymbolKind::Enum,
        SyntaxKind::DATASOURCE => SymbolKind::Datasource,
        SyntaxKind::GENERATOR => SymbolKind::Generator,
        _ => return None,
    })
}

fn member_symbol(schema: &Schema, member: Member<'_>, start: TextSize) -> Option<Symbol> {
    let symbol = match member {
        Member::Field(field) => {
            let name = field.name()?;
            let is_relation = field
                .type_ref()
                .and_then(|it| it.name())
                .is_some_and(|it| matches!(schema.find(it.text()), Some(Top::Model(_))));
            let kind = if is_relation { SymbolKind::RelationField } else { SymbolKind::ScalarField };
            let detail = field.type_ref().map(|it| it.text().to_owned());
            let is_ignored = has_attribute(field.attributes(), "ignore");
            symbol(field.node(), name, detail, kind, is_ignored)
        }
        Member::EnumValue(value) => {
            let detail = string_argument(value.attributes(), "map");
            symbol(value.node(), value.name()?, detail, SymbolKind::EnumValue, false)
        }
        Member::Property(property) => {
            let detail = property.value().map(|it| it.text().to_owned());
            symbol(property.node(), property.key()?, detail, SymbolKind::ConfigProperty, false)
        }
        Member::Attribute(attribute) => {
            let path = attribute.path()?;
            if !matches!(path.text(), "id" | "unique" | "index" | "fulltext") {
                return None;
            }
            let detail = attribute.arguments().map(|it| it.text().to_owned());
            let mut symbol = symbol(attribute.node(), path, detail, SymbolKind::Key, false);
            symbol.name = format!("@@{}", path.text());
            symbol.name_range = attribute.name_range();
            symbol
        }
        Member::Junk(_) => return None,
    };
    Some(Symbol {
        range: symbol.range.shifted(start),
        name_range: symbol.name_range.shifted(start),
        ..symbol
    })
}

/// A member as a symbol, with ranges relative to its segment.
fn symbol(
    node: Node<'_>,
    name: Token<'_>,
    detail: Option<String>,
    kind: SymbolKind,
    is_ignored: bool,
) -> Symbol {
    let doc = doc_comment::of_member(node);
    let own = trimmed(node);
    Symbol {
        name: name.text().to_owned(),
        detail,
        kind,
        range: doc.map_or(own, |it| it.range.cover(own)),
        name_range: name.range(),
        is_ignored,
        children: Vec::new(),
    }
}

/// A node without the blanks and line breaks at its end.
fn trimmed(node: Node<'_>) -> TextRange {
    let is_blank = |it: &Token<'_>| matches!(it.kind(), SyntaxKind::BLANK | SyntaxKind::NEWLINE);
    let last = node.descendant_tokens().rev().find(|it| !is_blank(it));
    TextRange::new(node.range().start, last.map_or(node.range().end, |it| it.range().end))
}

fn name_or_question_mark(name: Option<Token<'_>>) -> String {
    name.map_or("?", |it| it.text()).to_owned()
}

pub(crate) fn has_attribute<'t>(
    mut attributes: impl Iterator<Item = ast::Attribute<'t>>,
    name: &str,
) -> bool {
    attributes.any(|it| it.path().is_some_and(|it| it.text() == name))
}

/// The first string in the arguments of an attribute: `rooms` of `@@map("rooms")`.
pub(crate) fn string_argument<'t>(
    attributes: impl Iterator<Item = ast::Attribute<'t>>,
    name: &str,
) -> Option<String> {
    let mut attributes = attributes;
    let attribute = attributes.find(|it| it.path().is_some_and(|it| it.text() == name))?;
    let value = attribute.arguments()?.iter().find_map(|it| it.value()?.as_string())?;
    Some(value.value().into_owned())
}

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};
    use psl_validate::RuleSet;

    use super::*;
    use crate::test_fixture::fixture_with_rules;

    fn check(input: &str, expected: Expect) {
        let (snapshot, _) = fixture_with_rules(input, RuleSet::V7);
        let mut out = String::new();
        for symbol in document_symbols(&snapshot, FileId(0)) {
            push(&symbol, 0, snapshot.text(FileId(0)), &mut out);
        }
        expected.assert_eq(&out);
    }

    fn push(symbol: &Symbol, depth: usize, text: &str, out: &mut String) {
        assert!(symbol.range.contains_range(symbol.name_range), "{symbol:?}");
        let detail = symbol.detail.as_deref().unwrap_or("-");
        let ignored = if symbol.is_ignored { " ignored" } else { "" };
        let first = symbol.range.slice(text).lines().next().unwrap_or("");
        let (name, kind) = (&symbol.name, symbol.kind);
        out.push_str(&format!("{:1$}{name} {kind:?} {detail}{ignored}  | {first}\n", "", depth * 2));
        for child in &symbol.children {
            push(child, depth + 1, text, out);
        }
    }

    #[test]
    fn lists_blocks_with_their_members() {
        check(
            "datasource db {\n  provider = \"sqlite\"\n}\n\n/// Where\nmodel Room {\n  id Int @id\n  /// Labels\n  tags Tag[]\n  old Int @ignore\n  @@index([id])\n  @@map(\"rooms\")\n}\nmodel Tag {\n  id Int @id\n  @@ignore\n}\nenum Size {\n  S @map(\"small\")\n}\n",
            expect![[r#"
                db Datasource -  | datasource db {
                  provider ConfigProperty "sqlite"  | provider = "sqlite"
                Room Model rooms  | /// Where
                  id ScalarField Int  | id Int @id
                  tags RelationField Tag[]  | /// Labels
                  old ScalarField Int ignored  | old Int @ignore
                  @@index Key ([id])  | @@index([id])
                Tag Model - ignored  | model Tag {
                  id ScalarField Int  | id Int @id
                Size Enum -  | enum Size {
                  S EnumValue small  | S @map("small")
            "#]],
        );
    }

    #[test]
    fn broken_blocks_appear_with_what_is_there() {
        check(
            "model Room {\n  id\n  name String @db.\n  \"?\"\nmodel {\n  id Int\n}\n",
            expect![[r#"
                Room Model -  | model Room {
                  id ScalarField -  | id
                  name ScalarField String  | name String @db.
                  model ScalarField -  | model {
                  id ScalarField Int  | id Int
            "#]],
        );
    }
}
