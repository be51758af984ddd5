//! What each word of a file is, for colours that know more than a grammar can.
//!
//! Names that stand for nothing get no token: the grammar's colour shows, and the finding tells. No token spans lines.

use psl_parser::{PlacedSegment, SyntaxKind, TextRange, Token, ast};
use psl_validate::{
    ScalarType, Schema,
    config::{self, PreviewState},
    schema::{DefaultFunction, SegmentId, Top},
};

use crate::{
    FileRange, Snapshot,
    names::{self, Entity, Occurrence},
};

/// A word and what it is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct SemanticToken {
    pub range: TextRange,
    pub kind: TokenKind,
    pub modifiers: TokenModifiers,
}

/// What a word is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum TokenKind {
    Keyword,
    Model,
    View,
    CompositeType,
    Enum,
    EnumMember,
    Field,
    Scalar,
    Attribute,
    /// The name of an argument, or a key of a configuration block.
    Argument,
    Function,
    String,
    Number,
    Comment,
}

/// What else is known of a word.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub struct TokenModifiers {
    pub is_declaration: bool,
    /// Part of the language.
    pub is_library: bool,
    pub is_documentation: bool,
    /// Deprecated, or left out of the generated client.
    pub is_deprecated: bool,
}

const LIBRARY: TokenModifiers =
    TokenModifiers { is_declaration: false, is_library: true, is_documentation: false, is_deprecated: false };

/// The words in a range of a file, in text order.
pub fn semantic_tokens(snapshot: &Snapshot, at: FileRange) -> Vec<SemanticToken> {
    let (Some(file), schema) = (snapshot.file(at.file), snapshot.schema()) else { return Vec::new() };
    let mut tokens = Vec::new();
    for (placed, id) in file.segments().iter().zip(schema.file_segments(at.file)) {
        let range = placed.range();
        if at.range.start <= range.end && range.start <= at.range.end {
            of_segment(snapshot, placed, id, &mut tokens);
        }
    }
    tokens.retain(|it| it.range.start <= at.range.end && at.range.start <= it.range.end);
    tokens
}

fn of_segment(
    snapshot: &Snapshot,
    placed: PlacedSegment<'_>,
    id: SegmentId,
    tokens: &mut Vec<SemanticToken>,
) {
    let schema = snapshot.schema();
    let first = tokens.len();
    for occurrence in names::occurrences(schema, id) {
        if let Some((kind, modifiers)) = of_name(schema, id, &occurrence) {
            tokens.push(SemanticToken { range: occurrence.range, kind, modifiers });
        }
    }
    for token in placed.segment.tree().tokens() {
        if let Some((kind, modifiers)) = of_word(snapshot, token) {
            tokens.push(SemanticToken { range: token.range(), kind, modifiers });
        }
    }
    let mut own = tokens.split_off(first);
    // What a name stands for counts more than its form: a field may be called like a function.
    own.sort_by_key(|it| it.range.start);
    own.dedup_by(|next, before| next.range.start < before.range.end);
    tokens.extend(own.into_iter().map(|it| SemanticToken { range: it.range.shifted(placed.start), ..it }));
}

fn of_name(schema: &Schema, id: SegmentId, occurrence: &Occurrence) -> Option<(TokenKind, TokenModifiers)> {
    let (kind, is_deprecated) = match &occurrence.entity {
        Entity::Type(name) => {
            let own = occurrence.is_declaration.then(|| schema.top(id)).flatten();
            match own.or_else(|| schema.find(name))? {
                Top::Model(it) if it.is_view() => (TokenKind::View, it.is_ignored()),
                Top::Model(it) => (TokenKind::Model, it.is_ignored()),
                Top::CompositeType(_) => (TokenKind::CompositeType, false),
                Top::Enum(_) => (TokenKind::Enum, false),
            }
        }
        Entity::Member { block, .. } if occurrence.is_declaration => {
            match schema.segment(*block).kind() == SyntaxKind::ENUM {
                true => (TokenKind::EnumMember, false),
                false => (TokenKind::Field, is_ignored(schema, id, occurrence.range)),
            }
        }
        Entity::Member { block, name } => match names::field_of(schema, *block, name) {
            Some(field) => (TokenKind::Field, field.is_ignored()),
            None => match schema.top(*block)? {
                Top::Enum(it) if it.all_values().any(|it| it.name() == name) => {
                    (TokenKind::EnumMember, false)
                }
                _ => return None,
            },
        },
        Entity::Relation { .. }
        | Entity::Key { .. }
        | Entity::DatabaseSchema(_)
        | Entity::Variable(_)
        | Entity::Datasource(_)
        | Entity::Generator(_) => return None,
    };
    let is_declaration = occurrence.is_declaration;
    Some((kind, TokenModifiers { is_declaration, is_deprecated, ..TokenModifiers::default() }))
}

/// Whether the field with its name there has `@ignore`.
fn is_ignored(schema: &Schema, id: SegmentId, name: TextRange) -> bool {
    let node = schema.segment(id).tree().covering_node(name);
    let field = node.ancestors().find_map(ast::Field::cast);
    let mut attributes = field.into_iter().flat_map(|it| it.attributes());
    attributes.any(|it| it.path().is_some_and(|it| it.text() == "ignore"))
}

fn of_word(snapshot: &Snapshot, token: Token<'_>) -> Option<(TokenKind, TokenModifiers)> {
    let parent = token.parent();
    let plain = |kind: TokenKind| Some((kind, TokenModifiers::default()));
    let library = |kind: TokenKind| Some((kind, LIBRARY));
    match (token.kind(), parent.kind()) {
        (SyntaxKind::KEYWORD, _) => plain(TokenKind::Keyword),
        (SyntaxKind::DOC_COMMENT, _) => {
            Some((TokenKind::Comment, TokenModifiers { is_documentation: true, ..TokenModifiers::default() }))
        }
        (SyntaxKind::NUMBER, _) => plain(TokenKind::Number),
        (SyntaxKind::STRING, _) => Some((
            TokenKind::String,
            TokenModifiers { is_deprecated: is_old_feature(snapshot, token), ..TokenModifiers::default() },
        )),
        (
            SyntaxKind::AT | SyntaxKind::AT_AT | SyntaxKind::WORD | SyntaxKind::PATH,
            SyntaxKind::ATTRIBUTE | SyntaxKind::BLOCK_ATTRIBUTE,
        ) => plain(TokenKind::Attribute),
        (SyntaxKind::WORD, SyntaxKind::TYPE_REF) => {
            let name = token.text();
            let is_scalar = ScalarType::named(name).is_some() && snapshot.schema().find(name).is_none();
            let is_unsupported = ast::TypeRef::cast(parent).is_some_and(|it| it.is_unsupported());
            (is_scalar || is_unsupported).then_some((TokenKind::Scalar, LIBRARY))
        }
        (SyntaxKind::WORD, SyntaxKind::ARGUMENT) => plain(TokenKind::Argument),
        (SyntaxKind::WORD, SyntaxKind::PROPERTY) => {
            let is_deprecated = token.text() == "referentialIntegrity";
            Some((TokenKind::Argument, TokenModifiers { is_deprecated, ..TokenModifiers::default() }))
        }
        (SyntaxKind::WORD, SyntaxKind::CALL) => {
            let name = token.text();
            let is_known = matches!(name, "env" | "raw") || DefaultFunction::named(name).is_some();
            is_known.then_some((TokenKind::Function, LIBRARY))
        }
        (SyntaxKind::WORD, SyntaxKind::NAME_VALUE) => match token.text() {
            "true" | "false" | "null" => plain(TokenKind::Keyword),
            _ => {
                let argument = parent.ancestors().find_map(ast::Argument::cast)?.name()?.text();
                let is_closed_set = matches!(argument, "onDelete" | "onUpdate" | "sort" | "type" | "ops");
                is_closed_set.then(|| library(TokenKind::EnumMember)).flatten()
            }
        },
        _ => None,
    }
}

/// Whether a string names a preview feature that no longer has to be named, or goes away.
fn is_old_feature(snapshot: &Snapshot, token: Token<'_>) -> bool {
    let property = token.parent().ancestors().find_map(ast::Property::cast);
    if property.and_then(|it| it.key()).is_none_or(|it| it.text() != "previewFeatures") {
        return false;
    }
    let row = config::preview_feature(ast::StringLiteral(token).raw());
    let provider = snapshot.schema().connector().map_or("", |it| it.name);
    let state = row.and_then(|it| it.state(snapshot.rules(), provider));
    matches!(state, Some(PreviewState::Deprecated | PreviewState::Stabilized))
}

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};
    use psl_parser::{FileId, TextSize};
    use psl_validate::RuleSet;

    use super::*;
    use crate::test_fixture::fixture_with_rules;

    fn check(input: &str, expected: Expect) {
        let (snapshot, _) = fixture_with_rules(input, RuleSet::V7);
        let text = snapshot.text(FileId(0));
        let all = FileRange { file: FileId(0), range: TextRange::new(0, text.len() as TextSize) };
        let tokens = semantic_tokens(&snapshot, all);
        assert!(tokens.windows(2).all(|it| it[0].range.end <= it[1].range.start));
        let line = |it: &SemanticToken| {
            let marks = [
                (it.modifiers.is_declaration, " declared"),
                (it.modifiers.is_library, " library"),
                (it.modifiers.is_documentation, " doc"),
                (it.modifiers.is_deprecated, " deprecated"),
            ];
            let marks: String = marks.into_iter().filter(|it| it.0).map(|it| it.1).collect();
            format!("{} {:?}{marks}\n", it.range.slice(text), it.kind)
        };
        expected.assert_eq(&tokens.iter().map(line).collect::<String>());
    }

    #[test]
    fn l140_names_are_what_they_stand_for() {
        check(
            "/// Doc\nmodel A {\n  id Int @id\n  now E? @default(X) @ignore\n  b Nothing\n  @@index([now(sort: Desc), zzz])\n}\nenum E {\n  X\n}\nview V {\n  a A[]\n}\n",
            expect![[r#"
                /// Doc Comment doc
                model Keyword
                A Model declared
                id Field declared
                Int Scalar library
                @ Attribute
                id Attribute
                now Field declared deprecated
                E Enum
                @ Attribute
                default Attribute
                X EnumMember
                @ Attribute
                ignore Attribute
                b Field declared
                @@ Attribute
                index Attribute
                now Field deprecated
                sort Argument
                Desc EnumMember library
                enum Keyword
                E Enum declared
                X EnumMember declared
                view Keyword
                V View declared
                a Field declared
                A Model
            "#]],
        );
    }

    #[test]
    fn l140_configuration_and_values() {
        check(
            "datasource db {\n  provider = \"mongodb\"\n  url = env(\"U\")\n}\ngenerator g {\n  previewFeatures = [\"views\", \"nApi\"]\n}\ntype T {\n  s String @db.ObjectId\n  n Int[] @default([1])\n}\nmodel A {\n  id Boolean @default(true)\n  t T\n  u Unsupported(\"x\") @default(dbgenerated(\"y\"))\n  @@index([t.s])\n  @@ignore\n}\n",
            expect![[r#"
                datasource Keyword
                provider Argument
                "mongodb" String
                url Argument
                env Function library
                "U" String
                generator Keyword
                previewFeatures Argument
                "views" String
                "nApi" String deprecated
                type Keyword
                T CompositeType declared
                s Field declared
                String Scalar library
                @ Attribute
                db.ObjectId Attribute
                n Field declared
                Int Scalar library
                @ Attribute
                default Attribute
                1 Number
                model Keyword
                A Model declared deprecated
                id Field declared
                Boolean Scalar library
                @ Attribute
                default Attribute
                true Keyword
                t Field declared
                T CompositeType
                u Field declared
                Unsupported Scalar library
                "x" String
                @ Attribute
                default Attribute
                dbgenerated Function library
                "y" String
                @@ Attribute
                index Attribute
                t Field
                s Field
                @@ Attribute
                ignore Attribute
            "#]],
        );
    }

    #[test]
    fn l140_a_range_gets_its_own_words_only() {
        let text = "model A {\n  id Int @id\n  b String\n}\n";
        let (snapshot, _) = fixture_with_rules(text, RuleSet::V7);
        let line = TextRange::new(text.find("b ").unwrap() as u32, text.find("\n}").unwrap() as u32);
        let tokens = semantic_tokens(&snapshot, FileRange { file: FileId(0), range: line });
        let words: Vec<&str> = tokens.iter().map(|it| it.range.slice(text)).collect();
        assert_eq!(words, ["b", "String"]);
    }
}
