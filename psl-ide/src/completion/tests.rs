use expect_test::{Expect, expect};
use psl_validate::RuleSet;

use super::*;
use crate::test_fixture::fixture_with_rules;

fn labels(input: &str, rules: RuleSet) -> String {
    let (snapshot, at) = fixture_with_rules(input, rules);
    let items = completion(&snapshot, at.expect("a cursor"));
    let labels: Vec<&str> = items.iter().map(|it| it.label.as_str()).collect();
    if labels.is_empty() { "nothing\n".to_owned() } else { format!("{}\n", labels.join(" ")) }
}

fn check(input: &str, expected: Expect) {
    expected.assert_eq(&labels(input, RuleSet::V7));
}

/// The text after the first item, or the one called `label`, is accepted.
fn accepted(input: &str, label: &str) -> String {
    let (snapshot, at) = fixture_with_rules(input, RuleSet::V7);
    let at = at.expect("a cursor");
    let items = completion(&snapshot, at);
    let item = items.iter().find(|it| it.label == label).unwrap_or_else(|| panic!("no {label} in {items:?}"));
    let mut text = snapshot.text(at.file).to_owned();
    text.replace_range(item.replaced.range.start as usize..item.replaced.range.end as usize, &item.text);
    text
}

const SHOP: &str = "datasource db {\n  provider = \"postgresql\"\n}\n";

fn model(lines: &str) -> String {
    format!(
        "{SHOP}model Ticket {{\n  id Int @id\n  status Status\n  roomId Int\n  note String\n{lines}\n}}\nenum Status {{\n  OPEN\n  CLOSED\n}}\nmodel Room {{\n  id Int @id\n  code String @unique\n  tickets Ticket[]\n}}\n"
    )
}

#[test]
fn blocks_at_top_level() {
    check(
        "$0",
        expect![[r#"
            model enum datasource generator
        "#]],
    );
    check(
        &format!("{SHOP}\nmo$0"),
        expect![[r#"
        model enum generator
    "#]],
    );
    check(
        "datasource db {\n  provider = \"mongodb\"\n}\n$0\n",
        expect![[r#"
        model enum type generator
    "#]],
    );
    check(
        "// $0",
        expect![[r#"
            nothing
        "#]],
    );
    check(
        "model A {\n  b Baz\n}\nmodel $0",
        expect![[r#"
        Baz
    "#]],
    );
}

#[test]
fn keys_and_values_of_configuration() {
    check(
        "datasource db {\n  $0\n}\n",
        expect![[r#"
        provider relationMode
    "#]],
    );
    check(
        "datasource db {\n  provider = \"$0\"\n}\n",
        expect![[r#"
        postgresql mysql sqlite sqlserver mongodb cockroachdb
    "#]],
    );
    check(
        "datasource db {\n  provider = $0\n}\n",
        expect![[r#"
        postgresql mysql sqlite sqlserver mongodb cockroachdb
    "#]],
    );
    check(
        &format!("{SHOP}generator c {{\n  previewFeatures = [\"views\", \"$0\n}}\n"),
        expect![[r#"
        nativeDistinct partialIndexes postgresqlExtensions relationJoins schemaEngineDriverAdapters shardKeys strictUndefinedChecks typedSql fullTextSearchPostgres
    "#]],
    );
    check(
        "generator c {\n  provider = \"prisma-client\"\n  run$0\n}\n",
        expect![[r#"
        output previewFeatures runtime moduleFormat generatedFileExtension importFileExtension compilerBuild
    "#]],
    );
    expect![[r#"
        url directUrl shadowDatabaseUrl relationMode
    "#]]
    .assert_eq(&labels("datasource db {\n  provider = \"mysql\"\n  $0\n}\n", RuleSet::V6));
    expect![[r#"
        DATABASE_URL DIRECT_URL SHADOW_DATABASE_URL
    "#]]
    .assert_eq(&labels("datasource db {\n  url = env(\"$0\")\n}\n", RuleSet::V6));
}

#[test]
fn types_of_fields() {
    check(
        &model("  x $0"),
        expect![[r#"
        String Boolean Int BigInt Float Decimal DateTime Json Bytes Status Room Ticket Unsupported
    "#]],
    );
    check(
        "datasource db {\n  provider = \"mongodb\"\n}\ntype Place {\n  x S$0\n}\nmodel A {\n  id String @id\n}\n",
        expect![[r#"
            String Boolean Int BigInt Float DateTime Json Bytes Place Unsupported
        "#]],
    );
}

#[test]
fn attributes_of_blocks() {
    check(
        &model("  $0"),
        expect![[r#"
            @@unique @@index @@map @@ignore timestamps m2m Room self
        "#]],
    );
    check(
        &model("  @@$0"),
        expect![[r#"
        @@unique @@index @@map @@ignore
    "#]],
    );
    check(
        "enum E {\n  A\n  @@$0\n}\n",
        expect![[r#"
        @@map
    "#]],
    );
    check(
        &format!("{SHOP}view V {{\n  id Int\n  @@$0\n}}\n"),
        expect![[r#"
        @@unique @@map @@ignore
    "#]],
    );
}

#[test]
fn attributes_of_fields() {
    check(
        &model("  x String @$0"),
        expect![[r#"
        @unique @default @map @ignore @db
    "#]],
    );
    check(
        &model("  x DateTime $0"),
        expect![[r#"
        @unique @default @map @updatedAt @ignore @db
    "#]],
    );
    check(
        &model("  room Room @$0"),
        expect![[r#"
        @relation @ignore
    "#]],
    );
    check(
        "enum E {\n  A @$0\n}\n",
        expect![[r#"
        @map
    "#]],
    );
}

#[test]
fn native_types() {
    check(
        &model("  x String @db.$0"),
        expect![[r#"
        Inet Citext VarChar VarChar(n) Char Char(n) Text Bit Bit(n) VarBit VarBit(n) Uuid Xml
    "#]],
    );
    check(
        &model("  x Boolean @db.B$0"),
        expect![[r#"
        Boolean
    "#]],
    );
}

#[test]
fn default_values() {
    check(
        &model("  s Status? @default($0)"),
        expect![[r#"
        OPEN CLOSED dbgenerated()
    "#]],
    );
    check(
        &model("  s Status @default(O$0"),
        expect![[r#"
        OPEN CLOSED dbgenerated()
    "#]],
    );
    check(
        &model("  s String @default($0"),
        expect![[r#"
        uuid() uuid(7) cuid() cuid(2) ulid() nanoid() dbgenerated()
    "#]],
    );
    check(
        &model("  s Boolean[] @default($0)"),
        expect![[r#"
        [] dbgenerated()
    "#]],
    );
}

#[test]
fn arguments_of_relations() {
    check(
        &model("  room Room @relation($0)"),
        expect![[r#"
        name: fields: references: onDelete: onUpdate: map:
    "#]],
    );
    check(
        &model("  room Room @relation(fields: [room$0], references: [id])"),
        expect![[r#"
        roomId id status note
    "#]],
    );
    check(
        &model("  room Room @relation(fields: [roomId], references: [$0"),
        expect![[r#"
        id code
    "#]],
    );
    check(
        &model("  room Room @relation(fields: [roomId], references: [id], onDelete: $0)"),
        expect![[r#"
            Cascade Restrict NoAction SetDefault SetNull
        "#]],
    );
}

#[test]
fn arguments_of_keys() {
    check(
        &model("  @@index([$0])"),
        expect![[r#"
        id status roomId note
    "#]],
    );
    check(
        &model("  @@index([id, note($0)])"),
        expect![[r#"
        sort: ops:
    "#]],
    );
    check(
        &model("  @@index([id, note(sort: $0)])"),
        expect![[r#"
        Asc Desc
    "#]],
    );
    check(
        &model("  @@index([id], $0)"),
        expect![[r#"
        map: type:
    "#]],
    );
    check(
        &model("  @@index([id], type: $0)"),
        expect![[r#"
        BTree Hash Gist Gin SpGist Brin
    "#]],
    );
    check(
        &model("  createdAt DateTime @map(\"$0\")"),
        expect![[r#"
        created_at
    "#]],
    );
}

#[test]
fn nothing_in_comments_and_strings() {
    check(
        &model("  x String // $0"),
        expect![[r#"
            nothing
        "#]],
    );
    check(
        &model("  /// $0"),
        expect![[r#"
            nothing
        "#]],
    );
    check(
        &model("  x String @default(\"$0\")"),
        expect![[r#"
            nothing
        "#]],
    );
}

#[test]
fn accepting_replaces_the_whole_word_and_its_signs() {
    let line = |text: String| text.lines().find(|it| it.contains('x')).unwrap_or_default().to_owned();
    assert_eq!(line(accepted(&model("  x Str$0ng"), "String")), "  x String");
    assert_eq!(line(accepted(&model("  x String @un$0"), "@unique")), "  x String @unique");
    assert_eq!(line(accepted(&model("  x String @db.Var$0"), "VarChar")), "  x String @db.VarChar");
    assert_eq!(line(accepted(&model("  @@$0ind"), "@@index")), "  @@index([])");
}

#[test]
fn what_is_written_behind_the_word_is_not_inserted_again() {
    let line = |text: String| text.lines().find(|it| it.contains('x')).unwrap_or_default().to_owned();
    assert_eq!(line(accepted(&model("  x String @defa$0(\"a\")"), "@default")), "  x String @default(\"a\")");
    assert_eq!(
        line(accepted(&model("  x String @unique(ma$0: \"a\")"), "map:")),
        "  x String @unique(map: \"a\")"
    );
    let text = accepted("datasource db {\n  relat$0 = \"prisma\"\n}\n", "relationMode");
    assert_eq!(text, "datasource db {\n  relationMode = \"prisma\"\n}\n");
    check(
        &model("  x String $0 @map(\"y\") @db.Text"),
        expect![[r#"
        @unique @default @ignore
    "#]],
    );
    check(
        &model("  n$0 String"),
        expect![[r#"
        nothing
    "#]],
    );
}

#[test]
fn lines_end_as_they_may() {
    check(
        "model A {\r\n  id Int @$0\r\n}\r\n",
        expect![[r#"
        @id @unique @default @map @ignore
    "#]],
    );
    check(
        "model A {\n  id Int @$0",
        expect![[r#"
        @id @unique @default @map @ignore
    "#]],
    );
}

#[test]
fn fields_called_like_models_come_with_their_type() {
    check(
        &model("  ro$0"),
        expect![[r#"
            room rooms @@unique @@index @@map @@ignore timestamps m2m Room self
        "#]],
    );
    assert!(accepted(&model("  ro$0"), "rooms").contains("\n  rooms Room[]\n"));
    check(
        &model("  r$0"),
        expect![[r#"
            @@unique @@index @@map @@ignore timestamps m2m Room self
        "#]],
    );
}

#[test]
fn behind_a_type_it_can_become_optional_or_a_list() {
    let labels = labels(&model("  x Int$0"), RuleSet::V7);
    assert!(labels.ends_with("Unsupported Int? Int[]\n"), "{labels}");
}

#[test]
fn codes_that_a_comment_can_allow() {
    let all = labels(
        &format!(
            "{SHOP}model A {{\n  id Int @id\n  b Int\n  // psl-allow: $0\n  @@index([b])\n  @@index([b, id])\n}}\n"
        ),
        RuleSet::V7,
    );
    assert!(all.starts_with("index-redundant "), "{all}");
    assert_eq!(all.matches("index-redundant").count(), 1);
    assert!(!labels("// psl-allow: index-redundant, $0\n", RuleSet::V7).contains("index-redundant"));
    assert_eq!(labels("// allow: $0\n", RuleSet::V7), "nothing\n");
}

#[test]
fn operator_classes_extensions_and_conditions() {
    check(
        &model("  @@index([note(ops: $0)], type: SpGist)"),
        expect![[r#"
        TextOps raw("")
    "#]],
    );
    check(
        "datasource db {\n  extensions = [citext(map: \"x\", $0)]\n}\n",
        expect![[r#"
        schema: version:
    "#]],
    );
    let extensions = labels("datasource db {\n  extensions = [citext, $0]\n}\n", RuleSet::V7);
    assert!(extensions.starts_with("pgcrypto "), "{extensions}");
    check(
        &model("  @@index([note], where: { note: { $0 } })"),
        expect![[r#"
        not
    "#]],
    );
    check(
        &model("  open Boolean\n  @@index([note], where: { open: { not: $0 } })"),
        expect![[r#"
        null true false
    "#]],
    );
}

/// The text after accepting the item with this label, laid out.
fn laid_out(input: &str, label: &str) -> Option<String> {
    let (snapshot, at) = fixture_with_rules(input, RuleSet::V7);
    let at = at?;
    let item = completion(&snapshot, at).into_iter().find(|it| it.label == label)?;
    let edit = psl_parser::TextEdit::replace(item.replaced.range, item.text);
    let edits: Vec<_> = item.additional.into_iter().chain([edit]).collect();
    let text = psl_parser::apply_edits(snapshot.text(at.file), &edits);
    Some(psl_format::format_text(&psl_parser::SourceFile::parse(text)))
}

const ROOMS: &str = "\
datasource db {
  provider = \"postgresql\"
}

model Ticket {
  id Int @id
  $0
}

model Room {
  id String @id @db.Uuid
}
";

#[test]
fn l74_relations_come_with_key_index_and_other_end() {
    expect![[r#"
        datasource db {
          provider = "postgresql"
        }

        model Ticket {
          id     Int    @id
          room   Room   @relation(fields: [roomId], references: [id])
          roomId String @db.Uuid

          @@index([roomId])
        }

        model Room {
          id      String   @id @db.Uuid
          tickets Ticket[]
        }
    "#]]
    .assert_eq(&laid_out(ROOMS, "relation Room").unwrap());
    expect![[r#"
        datasource db {
          provider = "postgresql"
        }

        model Ticket {
          id          Int          @id
          ticketRooms TicketRoom[]
        }

        model TicketRoom {
          ticket   Ticket @relation(fields: [ticketId], references: [id])
          ticketId Int
          room     Room   @relation(fields: [roomId], references: [id])
          roomId   String @db.Uuid

          @@id([ticketId, roomId])
          @@index([roomId])
        }

        model Room {
          id          String       @id @db.Uuid
          ticketRooms TicketRoom[]
        }
    "#]]
    .assert_eq(&laid_out(ROOMS, "m2m Room").unwrap());
}

#[test]
fn l74_fields_that_come_together() {
    let text = "model Folder {\n  t$0\n}\n";
    expect![[r#"
        model Folder {
          id String @id @default(uuid())
        }
    "#]]
    .assert_eq(&laid_out(text, "uuid").unwrap());
    expect![[r#"
        model Folder {
          createdAt DateTime @default(now())
          updatedAt DateTime @updatedAt
        }
    "#]]
    .assert_eq(&laid_out(text, "timestamps").unwrap());
    let text = "model Folder {\n  id Int @id\n  s$0\n}\n";
    expect![[r#"
        model Folder {
          id       Int      @id
          parent   Folder?  @relation("FolderTree", fields: [parentId], references: [id])
          parentId Int?
          children Folder[] @relation("FolderTree")
        }
    "#]]
    .assert_eq(&laid_out(text, "self").unwrap());
    assert_eq!(laid_out(text, "id"), None);
    assert_eq!(laid_out("enum A {\n  B\n  $0\n}\n", "timestamps"), None);
}
