//! What a word means, for people who rest on it.

use psl_parser::{SyntaxKind, TextRange, Token, ast};
use psl_validate::{
    ScalarType,
    attributes::{self, Level},
    config, connectors,
    schema::{
        DefaultFunction, Field, ReferentialAction, Relation, RelationKind, SegmentId, Top,
        generated_relation_name,
    },
};

use crate::{
    FilePosition, FileRange, Snapshot, doc_comment,
    names::{self, Entity, Occurrence},
    signature,
};

/// What is known about a word.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Hover {
    /// The word.
    pub at: FileRange,
    /// The line of the language that declares it, if there is one.
    pub code: Option<String>,
    /// One line each; words of the language in backticks.
    pub facts: Vec<String>,
    /// What the author of the schema wrote above it.
    pub doc: Option<String>,
}

/// What is known about the word at a position; nothing for comments.
pub fn hover(snapshot: &Snapshot, at: FilePosition) -> Option<Hover> {
    if let Some((id, occurrence)) = names::occurrence_at(snapshot, at) {
        return of_name(snapshot, id, &occurrence);
    }
    let file = snapshot.file(at.file)?;
    let behind = file.segment_at(at.offset);
    let before = at.offset.checked_sub(1).and_then(|it| file.segment_at(it));
    for placed in [behind, before].into_iter().flatten() {
        let Some(local) = at.offset.checked_sub(placed.start) else { continue };
        let tree = placed.segment.tree();
        let tokens = [tree.token_at(local), local.checked_sub(1).and_then(|it| tree.token_at(it))];
        for token in tokens.into_iter().flatten().filter(|it| it.range().touches(local)) {
            if let Some(card) = of_token(snapshot, token) {
                let range = card.range.shifted(placed.start);
                return Some(Hover {
                    at: FileRange { file: at.file, range },
                    code: card.code,
                    facts: card.facts,
                    doc: None,
                });
            }
        }
    }
    None
}

// ---- names the schema declares ----

fn of_name(snapshot: &Snapshot, id: SegmentId, occurrence: &Occurrence) -> Option<Hover> {
    let schema = snapshot.schema();
    let at = names::file_range(schema, id, occurrence.range);
    match &occurrence.entity {
        Entity::Type(name) => {
            // On a declaration its own block, also when another one has the name.
            let own = occurrence.is_declaration.then(|| schema.top(id)).flatten();
            let top = own.or_else(|| schema.find(name))?;
            let mut hover = of_block(snapshot, top, at);
            if let Some(field) = relation_field_of(snapshot, id, occurrence) {
                hover.facts.splice(0..0, relation_facts(snapshot, field));
            }
            Some(hover)
        }
        Entity::Member { block, name } => match names::field_of(schema, *block, name) {
            Some(field) => Some(of_field(snapshot, field, at)),
            None => of_enum_value(snapshot, *block, name, at),
        },
        Entity::Relation { name, .. } => Some(card(at, format!("the relation `{name}`"))),
        Entity::Key { name, .. } => Some(card(at, format!("the name of this key in the client: `{name}`"))),
        Entity::DatabaseSchema(name) => Some(card(at, format!("the database schema `{name}`"))),
        Entity::Variable(name) => {
            let variables = &snapshot.surroundings().variables;
            let place = variables.iter().find(|it| it.0 == *name).map(|it| format!(", set in `{}`", it.1));
            Some(card(at, format!("the environment variable `{name}`{}", place.unwrap_or_default())))
        }
        Entity::Datasource(_) => {
            let provider = schema.connector().map_or("an unknown database", |it| it.display_name);
            Some(card(at, format!("the datasource: {provider}")))
        }
        Entity::Generator(name) => Some(card(at, format!("the generator `{name}`"))),
    }
}

fn card(at: FileRange, fact: String) -> Hover {
    Hover { at, code: None, facts: vec![fact], doc: None }
}

/// The relation field whose type a name is.
fn relation_field_of<'s>(
    snapshot: &'s Snapshot,
    id: SegmentId,
    occurrence: &Occurrence,
) -> Option<Field<'s>> {
    let schema = snapshot.schema();
    let node = schema.segment(id).tree().covering_node(occurrence.range);
    let field = node.ancestors().find_map(ast::Field::cast)?;
    names::field_of(schema, id, field.name()?.text()).filter(|it| it.is_relation())
}

fn of_block(snapshot: &Snapshot, top: Top<'_>, at: FileRange) -> Hover {
    let mut facts = Vec::new();
    let (name, database_name) = match top {
        Top::Model(it) => (it.name(), it.database_name()),
        Top::Enum(it) => (it.name(), it.database_name()),
        Top::CompositeType(it) => (it.name(), it.name()),
    };
    if database_name != name {
        facts.push(format!("`{database_name}` in the database"));
    }
    match top {
        Top::Model(model) => {
            let referencing: Vec<_> = snapshot
                .schema()
                .models()
                .filter(|it| snapshot.schema().segment(it.segment()).text().contains(name))
                .filter(|it| it.relation_fields().any(|it| it.related_model() == Some(model)))
                .collect();
            let relations = model.relation_fields().count();
            facts.push(format!(
                "{} · {} · used by {}",
                counted(model.fields().count(), "field"),
                counted(relations, "relation"),
                counted(referencing.len(), "model"),
            ));
        }
        Top::CompositeType(ty) => facts.push(counted(ty.fields().count(), "field")),
        Top::Enum(enum_) => facts.push(counted(enum_.values().count(), "value")),
    }
    Hover { at, code: Some(format!("{} {name}", top.keyword())), facts, doc: doc_of_block(snapshot, top) }
}

fn doc_of_block(snapshot: &Snapshot, top: Top<'_>) -> Option<String> {
    let (file, range) = snapshot.schema().absolute(top.span());
    let source = snapshot.file(file)?;
    doc_comment::of_block(source, source.segment_index_at(range.start)?).map(|it| it.text)
}

fn counted(count: usize, noun: &str) -> String {
    match count {
        1 => format!("1 {noun}"),
        _ => format!("{count} {noun}s"),
    }
}

fn of_enum_value(snapshot: &Snapshot, block: SegmentId, name: &str, at: FileRange) -> Option<Hover> {
    let schema = snapshot.schema();
    let Some(Top::Enum(enum_)) = schema.top(block) else { return None };
    let value = enum_.all_values().find(|it| it.name() == name)?;
    let mut facts = vec![format!("a value of `{}`", enum_.name())];
    if value.database_name() != name {
        facts.push(format!("`{}` in the database", value.database_name()));
    }
    let doc = doc_comment::of_member(value.node()).map(|it| it.text);
    Some(Hover { at, code: Some(name.to_owned()), facts, doc })
}

fn of_field(snapshot: &Snapshot, field: Field<'_>, at: FileRange) -> Hover {
    let mut facts = Vec::new();
    if let Some(model) = field.model() {
        facts.push(format!("a field of `{}`", model.name()));
    }
    if field.is_relation() {
        facts.extend(relation_facts(snapshot, field));
    } else {
        facts.extend(column_facts(snapshot, field));
    }
    let doc = doc_comment::of_member(field.node()).map(|it| it.text);
    Hover { at, code: field.ast().map(line_of), facts, doc }
}

/// A field with one blank between its parts and without its comment.
fn line_of(field: ast::Field<'_>) -> String {
    let mut parts = Vec::new();
    parts.extend(field.name().map(|it| it.text()));
    parts.extend(field.type_ref().map(|it| it.text()));
    parts.extend(field.attributes().map(|it| it.trimmed_range().slice(it.node().tree().text())));
    parts.join(" ")
}

fn column_facts(snapshot: &Snapshot, field: Field<'_>) -> Vec<String> {
    let mut facts = Vec::new();
    if field.database_name() != field.name() {
        facts.push(format!("`{}` in the database", field.database_name()));
    }
    if field.native_type().is_none()
        && let (Some(scalar), Some(connector)) = (field.scalar_type(), snapshot.schema().connector())
        && let Some(default) = connector.default_type(scalar)
    {
        let list = if field.is_list() { "[]" } else { "" };
        facts.push(format!("`{default}{list}` on {}", connector.display_name));
    }
    if let Some(model) = field.model() {
        let is_in = |it: &[psl_validate::schema::IndexField]| it.iter().any(|it| it.root() == field.id());
        if model.primary_key().is_some_and(|it| is_in(it.fields())) {
            facts.push("part of the id".to_owned());
        }
        let indexes: Vec<_> = model.indexes().filter(|it| is_in(it.fields())).collect();
        if indexes.iter().any(|it| it.is_unique() && it.fields().len() == 1) {
            facts.push("unique".to_owned());
        } else if !indexes.is_empty() {
            facts.push(match indexes.len() {
                1 => "in 1 index".to_owned(),
                count => format!("in {count} indexes"),
            });
        }
    }
    facts
}

// ---- relations ----

fn relation_facts(snapshot: &Snapshot, field: Field<'_>) -> Vec<String> {
    let Some(relation) = field.relation() else { return Vec::new() };
    let mut facts = vec![kind_in_words(relation)];
    if let Some(other) = field.opposite() {
        let model = other.model().map_or("", |it| it.name());
        facts.push(format!("the other end is `{model}.{}`", other.name()));
    }
    match relation.kind() {
        RelationKind::ImplicitManyToMany => facts.push(format!("join table `{}`", join_table(relation))),
        RelationKind::EmbeddedManyToMany => {}
        RelationKind::OneToOne | RelationKind::OneToMany => facts.extend(key_facts(snapshot, relation)),
    }
    facts
}

fn kind_in_words(relation: Relation<'_>) -> String {
    let (from, to) = (relation.referencing_model().name(), relation.referenced_model().name());
    match relation.kind() {
        RelationKind::OneToOne => format!("one `{from}` to one `{to}`"),
        RelationKind::OneToMany => format!("many `{from}` to one `{to}`"),
        RelationKind::ImplicitManyToMany | RelationKind::EmbeddedManyToMany => {
            format!("many `{from}` to many `{to}`")
        }
    }
}

pub(crate) fn join_table(relation: Relation<'_>) -> String {
    let name = relation.forward().and_then(|it| it.relation_arguments()).and_then(|it| it.name.as_ref());
    let (a, b) = (relation.referencing_model().name(), relation.referenced_model().name());
    let generated = || generated_relation_name(a, b);
    format!("_{}", name.map_or_else(generated, |it| it.name.to_string()))
}

fn key_facts(snapshot: &Snapshot, relation: Relation<'_>) -> Vec<String> {
    let Some(field) = relation.forward() else { return Vec::new() };
    let Some(arguments) = field.relation_arguments() else { return Vec::new() };
    let schema = snapshot.schema();
    let mut facts = Vec::new();
    if let (Some(own), Some(other)) = (&arguments.fields, &arguments.references) {
        let names = |ids: &[psl_validate::schema::FieldId]| {
            let names: Vec<_> = ids.iter().map(|it| Field::new(schema, *it).name()).collect();
            names.join(", ")
        };
        facts.push(format!(
            "key `{}` → `{}.{}`",
            names(own.fields()),
            relation.referenced_model().name(),
            names(other.fields())
        ));
    }
    let written = |it: Option<(ReferentialAction, psl_parser::NodeId)>, default: ReferentialAction| match it {
        Some((action, _)) => format!("`{}`", action.name()),
        None => format!("`{}` (default)", default.name()),
    };
    facts.push(format!(
        "onDelete {} · onUpdate {}",
        written(arguments.on_delete, field.default_on_delete()),
        written(arguments.on_update, ReferentialAction::Cascade),
    ));
    facts
}

// ---- words of the language ----

struct Card {
    range: TextRange,
    code: Option<String>,
    facts: Vec<String>,
}

fn word(token: Token<'_>, fact: impl Into<String>) -> Option<Card> {
    Some(Card { range: token.range(), code: None, facts: vec![fact.into()] })
}

fn of_token(snapshot: &Snapshot, token: Token<'_>) -> Option<Card> {
    let parent = token.parent();
    match (token.kind(), parent.kind()) {
        (SyntaxKind::KEYWORD, _) => word(token, of_keyword(token.text())?),
        (SyntaxKind::WORD, SyntaxKind::TYPE_REF) => of_scalar(snapshot, token),
        (
            SyntaxKind::WORD | SyntaxKind::PATH | SyntaxKind::AT | SyntaxKind::AT_AT,
            SyntaxKind::ATTRIBUTE | SyntaxKind::BLOCK_ATTRIBUTE,
        ) => of_attribute(snapshot, ast::Attribute::cast(parent)?),
        (SyntaxKind::WORD, SyntaxKind::ARGUMENT) => of_argument(token, ast::Argument::cast(parent)?),
        (SyntaxKind::WORD, SyntaxKind::CALL) => of_call(token),
        (SyntaxKind::WORD, SyntaxKind::PROPERTY) => of_property(token),
        (SyntaxKind::WORD, SyntaxKind::NAME_VALUE) => of_word_value(token),
        (SyntaxKind::STRING, SyntaxKind::STRING_VALUE) => of_string(token),
        _ => None,
    }
}

fn of_keyword(keyword: &str) -> Option<&'static str> {
    Some(match keyword {
        "model" => "A table of the database, or a collection.",
        "view" => "A view of the database: read only, and without an id that the database knows.",
        "type" => "A part of a document that has no collection of its own (MongoDB).",
        "enum" => "A type with a fixed set of values.",
        "datasource" => "The database this schema describes. A schema has one.",
        "generator" => "A program that makes code from this schema, such as the client.",
        _ => return None,
    })
}

fn of_scalar(snapshot: &Snapshot, token: Token<'_>) -> Option<Card> {
    if token.text() == "Unsupported" {
        return word(token, "A type of the database that the client does not know.");
    }
    let scalar = ScalarType::named(token.text())?;
    let mut card = word(token, scalar.doc())?;
    card.code = Some(scalar.name().to_owned());
    if let Some(connector) = snapshot.schema().connector()
        && let Some(default) = connector.default_type(scalar)
    {
        card.facts.push(format!("`{default}` on {}", connector.display_name));
    }
    Some(card)
}

fn of_attribute(snapshot: &Snapshot, attribute: ast::Attribute<'_>) -> Option<Card> {
    let path = attribute.path()?;
    let level = if attribute.is_block_level() { Level::Block } else { Level::Field };
    if let Some((_, name)) = path.text().split_once('.') {
        return of_native_type(snapshot, attribute, name);
    }
    let row = attributes::attribute(path.text(), level)?;
    let code = Some(signature::of_row(row, row.arguments).label);
    let mut facts = vec![row.doc.to_owned()];
    facts.extend(constraint_name(snapshot, attribute).map(|it| format!("`{it}` in the database")));
    Some(Card { range: attribute.name_range(), code, facts })
}

/// The name that the database has for what an attribute makes.
fn constraint_name(snapshot: &Snapshot, attribute: ast::Attribute<'_>) -> Option<String> {
    let connector = snapshot.schema().connector()?;
    let block = ast::Block::cast(attribute.node().tree().root())?;
    let Top::Model(model) = snapshot.schema().find(block.name()?.text())? else { return None };
    let is_own = |it: Option<ast::Attribute<'_>>| it == Some(attribute);
    if connector.has_named_ids && is_own(model.primary_key().and_then(|it| model.attribute(it.attribute))) {
        return model.primary_key_name();
    }
    if let Some(index) = model.indexes().find(|it| is_own(it.attribute())) {
        return Some(index.database_name());
    }
    let field = model.relation_fields().find(|it| is_own(it.relation_attribute()))?;
    let relation = field.relation().filter(|it| it.forward() == Some(field))?;
    let has_key = connector.has_named_foreign_keys && field.key_fields().is_some();
    has_key.then(|| relation.foreign_key_name())
}

fn of_native_type(snapshot: &Snapshot, attribute: ast::Attribute<'_>, name: &str) -> Option<Card> {
    let connector = snapshot.schema().connector()?;
    let native_type = connector.native_type(name)?;
    let scalars: Vec<_> = native_type.scalars.iter().map(|it| format!("`{}`", it.name())).collect();
    let mut facts = vec![native_type.doc.to_owned(), format!("for {}", scalars.join(", "))];
    facts.extend(signature::ranges(native_type.args).map(|it| format!("argument: {it}")));
    Some(Card { range: attribute.name_range(), code: Some(format!("@db.{name}")), facts })
}

fn of_argument(token: Token<'_>, argument: ast::Argument<'_>) -> Option<Card> {
    let owner = argument.node().parent()?.parent()?;
    if let Some(attribute) = ast::Attribute::cast(owner) {
        let level = if attribute.is_block_level() { Level::Block } else { Level::Field };
        let row = attributes::attribute(attribute.path()?.text(), level)?;
        return word(token, row.argument(token.text())?.doc);
    }
    // Options of a field in a list: `title(sort: Desc)`.
    word(token, of_list_option(token.text())?)
}

pub(crate) fn of_list_option(name: &str) -> Option<&'static str> {
    Some(match name {
        "sort" => "The order of the values: `Asc` or `Desc`.",
        "length" => "How many characters or bytes of the value count.",
        "ops" => "The operator class: how values are compared.",
        _ => return None,
    })
}

fn of_call(token: Token<'_>) -> Option<Card> {
    if token.text() == "env" {
        return word(token, "The value of an environment variable.");
    }
    if token.text() == "raw" {
        return word(token, "A piece of SQL that is passed on as it is.");
    }
    let mut card = word(token, DefaultFunction::named(token.text())?.doc())?;
    card.code = Some(format!("{}()", token.text()));
    Some(card)
}

fn of_property(token: Token<'_>) -> Option<Card> {
    let rows = match token.tree().root().kind() {
        SyntaxKind::DATASOURCE => config::DATASOURCE_PROPERTIES,
        SyntaxKind::GENERATOR => config::GENERATOR_PROPERTIES,
        _ => return None,
    };
    word(token, rows.iter().find(|it| it.key == token.text())?.doc)
}

/// A bare word as a value: an action, an order, an index type.
fn of_word_value(token: Token<'_>) -> Option<Card> {
    let argument = token.parent().ancestors().find_map(ast::Argument::cast)?;
    let doc = match (argument.name()?.text(), token.text()) {
        ("onDelete" | "onUpdate", action) => of_action(action)?,
        ("sort", "Asc") => "Smallest first.",
        ("sort", "Desc") => "Largest first.",
        _ => return None,
    };
    word(token, doc)
}

pub(crate) fn of_action(action: &str) -> Option<&'static str> {
    Some(match action {
        "Cascade" => "The rows here go, or change, with the other row.",
        "Restrict" => "The other row cannot go, or change its key, while rows here point at it.",
        "NoAction" => "The database decides, mostly at the end of the transaction; the client does nothing.",
        "SetNull" => "The key here becomes null.",
        "SetDefault" => "The key here becomes its default.",
        _ => return None,
    })
}

fn of_string(token: Token<'_>) -> Option<Card> {
    let literal = ast::StringLiteral(token);
    let property = token.parent().ancestors().find_map(ast::Property::cast)?;
    let doc = match property.key()?.text() {
        "provider" => {
            connectors::connector(literal.raw()).map(|it| format!("The database {}.", it.display_name))?
        }
        "previewFeatures" => config::preview_feature(literal.raw())?.doc.to_owned(),
        "relationMode" => match literal.raw() {
            "foreignKeys" => "The database keeps relations intact, with foreign keys.".to_owned(),
            "prisma" => "The client keeps relations intact; the database has no foreign keys.".to_owned(),
            _ => return None,
        },
        _ => return None,
    };
    word(token, doc)
}

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};

    use super::*;
    use crate::test_fixture::fixture;

    fn check(input: &str, expected: Expect) {
        let (snapshot, at) = fixture(input);
        let shown = match hover(&snapshot, at) {
            None => "nothing\n".to_owned(),
            Some(it) => {
                let text = it.at.range.slice(snapshot.text(it.at.file));
                let code = it.code.map_or_else(String::new, |it| format!("| {it}\n"));
                let doc = it.doc.map_or_else(String::new, |it| format!("\"{it}\"\n"));
                format!("{text}\n{code}{}\n{doc}", it.facts.join("\n"))
            }
        };
        expected.assert_eq(&shown);
    }

    const SHOP: &str = "datasource db {\n  provider = \"postgresql\"\n}\n";

    #[test]
    fn on_a_block_name() {
        check(
            &format!(
                "{SHOP}/// Where people meet.\nmodel Room$0 {{\n  id Int @id\n  tags Tag[]\n  @@map(\"rooms\")\n}}\nmodel Tag {{\n  id Int @id\n  rooms Room[]\n}}\n"
            ),
            expect![[r#"
                Room
                | model Room
                `rooms` in the database
                2 fields · 1 relation · used by 1 model
                "Where people meet."
            "#]],
        );
    }

    #[test]
    fn on_a_scalar_field() {
        check(
            &format!(
                "{SHOP}model Room {{\n  id Int @id\n  /// On the door.\n  na$0me   String?  @unique   @map(\"room_name\") // x\n}}\n"
            ),
            expect![[r#"
                name
                | name String? @unique @map("room_name")
                a field of `Room`
                `room_name` in the database
                `Text` on PostgreSQL
                unique
                "On the door."
            "#]],
        );
    }

    #[test]
    fn on_a_field_in_a_list() {
        check(
            "model Room {\n  id Int\n  floor Int\n  @@id([id, fl$0oor])\n}\n",
            expect![[r#"
            floor
            | floor Int
            a field of `Room`
            part of the id
        "#]],
        );
    }

    #[test]
    fn on_a_relation() {
        let schema = |a: &str, b: &str| {
            format!(
                "{SHOP}model Ticket {{\n  id Int @id\n  roomId Int\n  {a} @relation(fields: [roomId], references: [id], onUpdate: Restrict)\n}}\nmodel Room {{\n  id Int @id\n  {b}\n}}\n"
            )
        };
        check(
            &schema("room$0 Room", "tickets Ticket[]"),
            expect![[r#"
            room
            | room Room @relation(fields: [roomId], references: [id], onUpdate: Restrict)
            a field of `Ticket`
            many `Ticket` to one `Room`
            the other end is `Room.tickets`
            key `roomId` → `Room.id`
            onDelete `Restrict` (default) · onUpdate `Restrict`
        "#]],
        );
        check(
            &schema("room Room", "tickets Ticket$0[]"),
            expect![[r#"
            Ticket
            | model Ticket
            many `Ticket` to one `Room`
            the other end is `Ticket.room`
            key `roomId` → `Room.id`
            onDelete `Restrict` (default) · onUpdate `Restrict`
            3 fields · 1 relation · used by 1 model
        "#]],
        );
        check(
            "model A {\n  id Int @id\n  b$0 B[]\n}\nmodel B {\n  id Int @id\n  a A[]\n}\n",
            expect![[r#"
                b
                | b B[]
                a field of `A`
                many `A` to many `B`
                the other end is `B.a`
                join table `_AToB`
            "#]],
        );
    }

    #[test]
    fn on_words_of_the_language() {
        let schema = |line: &str| format!("{SHOP}model A {{\n{line}\n}}\n");
        check(
            &format!("{SHOP}mod$0el A {{\n}}\n"),
            expect![[r#"
            model
            A table of the database, or a collection.
        "#]],
        );
        check(
            &schema("  id Int$0 @id"),
            expect![[r#"
            Int
            | Int
            A whole number, 32 bits on most databases.
            `Integer` on PostgreSQL
        "#]],
        );
        check(
            &schema("  id Int @$0id"),
            expect![[r#"
                @id
                | @id([map:], [length:], [sort:], [clustered:])
                Marks the field that identifies a row.
                `A_pkey` in the database
            "#]],
        );
        check(
            &schema("  id Int @default(autoin$0crement())"),
            expect![[r#"
            autoincrement
            | autoincrement()
            The next number, counted by the database.
        "#]],
        );
        check(
            &schema("  id String @db.VarChar$0(9)"),
            expect![[r#"
                @db.VarChar
                | @db.VarChar
                Text of at most so many characters.
                for `String`
                argument: 0 to 4294967295
            "#]],
        );
        check(
            &schema("  id A @relation(onDe$0lete: Cascade)"),
            expect![[r#"
            onDelete
            What happens here when the other row is deleted.
        "#]],
        );
        check(
            &schema("  id A @relation(onDelete: Cas$0cade)"),
            expect![[r#"
            Cascade
            The rows here go, or change, with the other row.
        "#]],
        );
        check(
            &schema("  @@index([id(so$0rt: Desc)])"),
            expect![[r#"
            sort
            The order of the values: `Asc` or `Desc`.
        "#]],
        );
        check(
            "datasource db {\n  pro$0vider = \"sqlite\"\n}\n",
            expect![[r#"
            provider
            The database: postgresql, mysql, sqlite, sqlserver, mongodb or cockroachdb.
        "#]],
        );
        check(
            "datasource db {\n  provider = \"sql$0ite\"\n}\n",
            expect![[r#"
            "sqlite"
            The database SQLite.
        "#]],
        );
        check(
            "generator c {\n  previewFeatures = [\"vie$0ws\"]\n}\n",
            expect![[r#"
            "views"
            Declares database views with `view` blocks.
        "#]],
        );
    }

    #[test]
    fn on_an_enum_value() {
        check(
            "enum E {\n  A\n}\nmodel M {\n  id Int @id\n  e E @default(A$0)\n}\n",
            expect![[r#"
            A
            | A
            a value of `E`
        "#]],
        );
    }

    #[test]
    fn nothing_on_comments_and_blanks() {
        check(
            "// model$0\nmodel A {\n}\n",
            expect![[r#"
            nothing
        "#]],
        );
        check(
            "model A {\n  id Int  $0  @id\n}\n",
            expect![[r#"
            nothing
        "#]],
        );
    }
}
