//! What each refactoring makes of a schema. `$0` is the cursor, a second one the end of the selection.

use expect_test::{Expect, expect};
use psl_parser::{TextSize, apply_edits};

use super::*;
use crate::{
    code_action::{ActionFilter, code_actions},
    test_fixture::fixture,
};

fn actions(input: &str) -> (Snapshot, Vec<CodeAction>) {
    let (snapshot, at) = fixture(input);
    let selected = snapshot.text(at.file).find("$0");
    let (snapshot, end) = match selected {
        None => (snapshot, at.offset),
        Some(end) => (fixture(&input.replacen("$0", "", 1)).0, end as TextSize),
    };
    let at = FileRange { file: at.file, range: TextRange::new(at.offset, end) };
    let filter = ActionFilter { kinds: &ActionKind::REFACTORINGS, hidden: &[] };
    let actions = code_actions(&snapshot, at, filter);
    (snapshot, actions)
}

fn check_titles(input: &str, expected: &[&str]) {
    let (_, actions) = actions(input);
    let title = |it: &CodeAction| match &it.disabled {
        Some(reason) => format!("{}: {reason}", it.title),
        None => it.title.clone(),
    };
    assert_eq!(actions.iter().map(title).collect::<Vec<_>>(), expected, "{input}");
}

/// Applies the action whose title starts like this.
fn check(title: &str, input: &str, expected: Expect) {
    let (snapshot, actions) = actions(input);
    let titles: Vec<&str> = actions.iter().map(|it| it.title.as_str()).collect();
    let action = actions.iter().find(|it| it.title.starts_with(title) && it.disabled.is_none());
    let action = action.unwrap_or_else(|| panic!("{titles:?}"));
    let edits = action.edits(&snapshot);
    let mut out = String::new();
    if let Some(Destination::NewFile { name, text }) = &action.destination {
        out += &format!("--- new {name}\n{text}");
    }
    for id in snapshot.file_ids() {
        if let Some(edits) = edits.get(&id) {
            if snapshot.files().len() > 1 {
                out += &format!("--- {}\n", id.0);
            }
            out += &apply_edits(snapshot.text(id), edits);
        }
    }
    expected.assert_eq(&out);
}

fn postgresql(text: &str) -> String {
    format!("{text}\ndatasource db {{\n  provider = \"postgresql\"\n}}\n")
}

/// The result without the datasource.
fn check_on_postgresql(title: &str, input: &str, expected: Expect) {
    check(title, &postgresql(input), expected);
}

#[test]
fn r2_adds_an_index_on_the_key_of_a_relation() {
    check(
        "Add `@@index",
        "model A {\n  id Int @id\n  b$0 B @relation(fields: [bId], references: [id])\n  bId Int\n}\nmodel B {\n  id Int @id\n  as A[]\n}\n",
        expect![[r#"
            model A {
              id  Int @id
              b   B   @relation(fields: [bId], references: [id])
              bId Int

              @@index([bId])
            }
            model B {
              id Int @id
              as A[]
            }
        "#]],
    );
}

const MANY: &str = "model Room {\n  id Int @id\n  tags$0 Tag[]\n}\n\nmodel Tag {\n  id String @id @db.Uuid\n  rooms Room[]\n}\n";

#[test]
fn r3_makes_a_model_of_a_join_table_and_back() {
    check_on_postgresql(
        "Make a model",
        MANY,
        expect![[r#"
        model Room {
          id   Int       @id
          tags RoomTag[]
        }

        model RoomTag {
          room   Room   @relation(fields: [roomId], references: [id], onDelete: Cascade)
          roomId Int    @map("A")
          tag    Tag    @relation(fields: [tagId], references: [id], onDelete: Cascade)
          tagId  String @map("B") @db.Uuid

          @@id([roomId, tagId])
          @@index([tagId], map: "_RoomToTag_B_index")
          @@map("_RoomToTag")
        }

        model Tag {
          id    String    @id @db.Uuid
          rooms RoomTag[]
        }

        datasource db {
          provider = "postgresql"
        }
    "#]],
    );
    check(
        "Make `RoomTag`",
        "model Room {\n  id Int @id\n  tags RoomTag[]\n}\n\n/// Doc\nmodel Room$0Tag {\n  room Room @relation(fields: [roomId], references: [id])\n  roomId Int @map(\"A\")\n  tag Tag @relation(fields: [tagId], references: [id])\n  tagId Int @map(\"B\")\n\n  @@id([roomId, tagId])\n  @@map(\"_labels\")\n}\n\nmodel Tag {\n  id Int @id\n  rooms RoomTag[]\n}\n",
        expect![[r#"
            model Room {
              id   Int   @id
              tags Tag[] @relation("labels")
            }

            model Tag {
              id    Int    @id
              rooms Room[] @relation("labels")
            }
        "#]],
    );
}

#[test]
fn r4_makes_one_enum_of_all_fields_of_a_name() {
    check_on_postgresql(
        "Make an enum `Status` of all 2 fields",
        "model A {\n  id Int @id\n  status$0 String @default(\"OPEN\")\n}\nmodel B {\n  id Int @id\n  status String? @default(\"SHUT\")\n}\nmodel C {\n  id Int @id\n  status String @default(\"two words\")\n}\n",
        expect![[r#"
            model A {
              id     Int    @id
              status Status @default(OPEN)
            }

            enum Status {
              OPEN
              SHUT
            }
            model B {
              id     Int     @id
              status Status? @default(SHUT)
            }
            model C {
              id Int @id
              status String @default("two words")
            }

            datasource db {
              provider = "postgresql"
            }
        "#]],
    );
}

#[test]
fn r4_makes_an_enum_of_text_and_text_of_an_enum() {
    check_on_postgresql(
        "Make an enum",
        "model A {\n  id Int @id\n  status$0 String @default(\"OPEN\")\n}\n",
        expect![[r#"
            model A {
              id     Int    @id
              status Status @default(OPEN)
            }

            enum Status {
              OPEN
            }

            datasource db {
              provider = "postgresql"
            }
        "#]],
    );
    check(
        "Make `status` a `String`",
        "model A {\n  id Int @id\n  status $0S[] @default([OPEN, SHUT])\n}\nenum S {\n  OPEN @map(\"open\")\n  SHUT\n}\n",
        expect![[r#"
            model A {
              id     Int      @id
              status String[] @default(["open", "SHUT"])
            }
            enum S {
              OPEN @map("open")
              SHUT
            }
        "#]],
    );
}

#[test]
fn r5_moves_keys_between_fields_and_lines_of_their_own() {
    check(
        "Move `@unique`",
        "model A {\n  id Int @id\n  b Int @uni$0que(map: \"x\", sort: Desc)\n}\n",
        expect![[r#"
            model A {
              id Int @id
              b  Int

              @@unique([b(sort: Desc)], map: "x")
            }
        "#]],
    );
    check(
        "Move `@@id`",
        "model A {\n  id Int\n\n  @@i$0d([id(sort: Desc)], map: \"x\")\n}\n",
        expect![[r#"
        model A {
          id Int @id(map: "x", sort: Desc)
        }
    "#]],
    );
    check_titles(
        "model A {\n  id Int\n  @@i$0d([id], name: \"x\")\n}\n",
        &["Move `@@id` to `id`: a key on a field has no `name`"],
    );
}

#[test]
fn r6_changes_how_many_values_a_field_has() {
    check(
        "Make `b` optional",
        "model A {\n  id Int @id\n  b $0B @relation(fields: [bId], references: [id])\n  bId Int // key\n}\nmodel B {\n  id Int @id\n  as A[]\n}\n",
        expect![[r#"
            model A {
              id  Int  @id
              b   B?   @relation(fields: [bId], references: [id])
              bId Int? // key
            }
            model B {
              id Int @id
              as A[]
            }
        "#]],
    );
    check_on_postgresql(
        "Make `b` a list",
        "model A {\n  id Int @id\n  b $0Int\n}\n",
        expect![[r#"
        model A {
          id Int   @id
          b  Int[]
        }

        datasource db {
          provider = "postgresql"
        }
    "#]],
    );
    check_titles("model A {\n  id $0Int @id\n}\n", &[]);
    check_titles(
        "model A {\n  id Int @id\n  b In$0t[]\n  c Int[] @default([])\n}\n",
        &["Make `b` a single value"],
    );
}

#[test]
fn r7_writes_defaults_down_and_takes_them_away() {
    let schema = "model A {\n  id $0Int @id\n}\n";
    check_on_postgresql(
        "Write `@db.Integer`",
        schema,
        expect![[r#"
        model A {
          id Int @id @db.Integer
        }

        datasource db {
          provider = "postgresql"
        }
    "#]],
    );
    let relation = "model A {\n  id Int @id(map: \"A_pk\")\n  b B @relation($0fields: [bId], references: [id], onDelete: Cascade)\n  bId Int @unique(map: \"A_bId_key\")\n}\nmodel B {\n  id Int @id\n  a A?\n}\n";
    check_titles(&postgresql(relation), &["Write `onUpdate: Cascade`", "Write `map: \"A_bId_fkey\"`"]);
    check_titles(
        &postgresql(&relation.replace("$0", "").replace("@unique", "@uniq$0ue")),
        &["Move `@unique` to a line of its own", "Remove `map: \"A_bId_key\"`, which is the default"],
    );
    check_on_postgresql(
        "Remove `@db.Decimal",
        "model A {\n  id Int @id\n  d Decimal @db.$0Decimal(65,30) @unique\n}\n",
        expect![[r#"
            model A {
              id Int     @id
              d  Decimal @unique
            }

            datasource db {
              provider = "postgresql"
            }
        "#]],
    );
    check_on_postgresql(
        "Remove `onDelete",
        &relation.replace("onDelete: Cascade", "onDelete: Restrict"),
        expect![[r#"
            model A {
              id  Int @id(map: "A_pk")
              b   B   @relation(fields: [bId], references: [id])
              bId Int @unique(map: "A_bId_key")
            }
            model B {
              id Int @id
              a A?
            }

            datasource db {
              provider = "postgresql"
            }
        "#]],
    );
}

#[test]
fn r8_maps_and_renames_to_the_usual_spellings() {
    let schema = "model RoomTag {\n  id Int @id\n  madeAt$0 Int // when\n}\n\nmodel other_one {\n  id Int @id\n  aB Int\n}\n";
    check(
        "Map `madeAt`",
        schema,
        expect![[r#"
        model RoomTag {
          id     Int @id
          madeAt Int @map("made_at") // when
        }

        model other_one {
          id Int @id
          aB Int
        }
    "#]],
    );
    let header = schema.replace("$0", "").replace("model R", "model $0R");
    check(
        "Map all names of `RoomTag`",
        &header,
        expect![[r#"
        model RoomTag {
          id     Int @id
          madeAt Int @map("made_at") // when

          @@map("room_tag")
        }

        model other_one {
          id Int @id
          aB Int
        }
    "#]],
    );
    check(
        "Map all names of the schema",
        &header,
        expect![[r#"
        model RoomTag {
          id     Int @id
          madeAt Int @map("made_at") // when

          @@map("room_tag")
        }

        model other_one {
          id Int @id
          aB Int @map("a_b")
        }
    "#]],
    );
    let other = schema.replace("$0", "").replace("other_one", "other$0_one");
    check(
        "Rename `other_one` to `OtherOne`",
        &other,
        expect![[r#"
        model RoomTag {
          id Int @id
          madeAt Int // when
        }

        model OtherOne {
          id Int @id
          aB Int

          @@map("other_one")
        }
    "#]],
    );
    check_titles(
        "model A {\n  id Int @id\n  a_b$0 Int\n  aB Int\n}\n",
        &["Rename `a_b` to `aB`, and keep the name in the database: `A` has a member `aB` already"],
    );
}

#[test]
fn r9_moves_blocks_between_files() {
    let schema = "//- a\nenum E {\n  X\n}\n\n/// Doc\nmodel $0RoomTag {\n  id Int @id\n}\n\nenum F {\n  X\n}\n//- b\nenum G {\n  X\n}\n";
    check(
        "Move `RoomTag` to",
        schema,
        expect![[r#"
        --- 0
        enum E {
          X
        }

        enum F {
          X
        }
        --- 1
        enum G {
          X
        }

        /// Doc
        model RoomTag {
          id Int @id
        }
    "#]],
    );
    check(
        "Move `RoomTag` to the new file",
        schema,
        expect![[r#"
        --- new room_tag.prisma
        /// Doc
        model RoomTag {
          id Int @id
        }
        --- 0
        enum E {
          X
        }

        enum F {
          X
        }
    "#]],
    );
}

#[test]
fn r10_sorts_a_compound_relation_as_the_key_is() {
    check(
        "Sort",
        "model A {\n  id Int @id\n  x Int\n  y Int\n  b$0 B @relation(fields: [y, x], references: [y, x])\n}\nmodel B {\n  x Int\n  y Int\n  as A[]\n  @@id([x, y])\n}\n",
        expect![[r#"
            model A {
              id Int @id
              x  Int
              y  Int
              b  B   @relation(fields: [x, y], references: [x, y])
            }
            model B {
              x Int
              y Int
              as A[]
              @@id([x, y])
            }
        "#]],
    );
}

#[test]
fn r11_adds_time_stamps() {
    check(
        "Add `createdAt`",
        "model A$0 {\n  id Int @id // first\n\n  @@map(\"a\")\n}\n",
        expect![[r#"
        model A {
          id        Int      @id // first
          createdAt DateTime @default(now())
          updatedAt DateTime @updatedAt

          @@map("a")
        }
    "#]],
    );
}

#[test]
fn r12_turns_comments_into_documentation_and_back() {
    check(
        "Turn into documentation",
        "// a$0\nmodel A {\n  id Int @id\n}\n",
        expect![[r#"
        /// a
        model A {
          id Int @id
        }
    "#]],
    );
    check(
        "Turn into a comment",
        "model A {\n  /// a$0\n  id Int @id\n}\n",
        expect![[r#"
        model A {
          // a
          id Int @id
        }
    "#]],
    );
}

#[test]
fn r13_makes_a_type_of_fields() {
    check(
        "Make a type",
        "model A {\n  id String @id @map(\"_id\")\n  $0street String\n  city String? // where\n $0 x Int\n}\ndatasource db {\n  provider = \"mongodb\"\n}\n",
        expect![[r#"
            model A {
              id   String @id @map("_id")
              part APart
              x    Int
            }

            type APart {
              street String
              city   String? // where
            }
            datasource db {
              provider = "mongodb"
            }
        "#]],
    );
}

#[test]
fn r14_writes_configuration_in_the_usual_way() {
    check(
        "Read `url`",
        "datasource db {\n  url = \"$0postgres://a\"\n}\n",
        expect![[r#"
        datasource db {
          url = env("DATABASE_URL")
        }
    "#]],
    );
    check(
        "Write `postgresql`",
        "datasource db {\n  provider = \"$0postgres\"\n}\n",
        expect![[r#"
        datasource db {
          provider = "postgresql"
        }
    "#]],
    );
}

#[test]
fn nothing_is_offered_where_nothing_is() {
    check_titles("$0", &[]);
    check_titles("model A {\n  id Int @id\n$0\n}\n", &[]);
    check_titles("model {\n  id$0 Int @id\n}\n", &[]);
}
