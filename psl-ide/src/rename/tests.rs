//! What a rename leaves behind.

use expect_test::{Expect, expect};
use psl_parser::apply_edits;

use super::*;
use crate::test_fixture::fixture;

fn renamed(input: &str, new_name: &str, database_names: DatabaseNames) -> String {
    let (snapshot, at) = fixture(input);
    let edits = match rename(&snapshot, at, new_name, database_names, Confirmation::Impossible) {
        Ok(renamed) => renamed.edits,
        Err(RenameError(reason)) => return format!("refused: {reason}\n"),
    };
    let text = |(id, edits): (&psl_parser::FileId, &Vec<TextEdit>)| {
        format!("--- {}, {} edits\n{}", id.0, edits.len(), apply_edits(snapshot.text(*id), edits))
    };
    edits.iter().map(text).collect()
}

fn check(input: &str, new_name: &str, expected: Expect) {
    expected.assert_eq(&renamed(input, new_name, DatabaseNames::Keep));
}

#[test]
fn l113_a_map_goes_before_the_comment_and_lists_change_one_word() {
    check(
        "model Room {\n  id    Int    @id\n  nameB Int\n  name$0  String @unique // shown on the door\n  @@index([nameB, name(sort: Desc)])\n  @@unique(fields: [name, nameB])\n}\n",
        "label",
        expect![[r#"
            --- 0, 3 edits
            model Room {
              id    Int    @id
              nameB Int
              label String @unique @map("name") // shown on the door
              @@index([nameB, label(sort: Desc)])
              @@unique(fields: [label, nameB])
            }
        "#]],
    );
}

#[test]
fn l112_the_table_of_an_implicit_relation_keeps_its_name() {
    check(
        "model Room$0 {\n  id   Int   @id\n  tags Tag[]\n}\nmodel Tag {\n  id    Int    @id\n  rooms Room[]\n}\n",
        "Hall",
        expect![[r#"
            --- 0, 3 edits
            model Hall {
              id   Int   @id
              tags Tag[] @relation("RoomToTag")

              @@map("Room")
            }
            model Tag {
              id    Int    @id
              rooms Hall[] @relation("RoomToTag")
            }
        "#]],
    );
}

#[test]
fn l112_models_that_would_change_places_are_refused() {
    let input = "model Room {\n  id   Int   @id\n  tags Tag[]\n}\nmodel Tag {\n  id    Int    @id\n  rooms Room$0[]\n}\n";
    check(
        input,
        "Venue",
        expect![[r#"
        refused: `Venue` sorts on the other side of `Tag`, so the columns of the table between them would swap
    "#]],
    );
    expect![[r#"
        --- 0, 3 edits
        model Venue {
          id   Int   @id
          tags Tag[]
        }
        model Tag {
          id    Int     @id
          rooms Venue[]
        }
    "#]]
    .assert_eq(&renamed(input, "Venue", DatabaseNames::Change));
}

#[test]
fn l112_fields_of_a_relation_with_itself_that_would_change_places_are_refused() {
    let input = "model A {\n  id Int @id\n  a$0 A[] @relation(\"x\")\n  b A[] @relation(\"x\")\n}\n";
    check(
        input,
        "c",
        expect![[r#"
        refused: `c` sorts on the other side of `b`, so the columns of the table of this relation would swap
    "#]],
    );
    check(
        input,
        "aa",
        expect![[r#"
        --- 0, 1 edits
        model A {
          id Int @id
          aa A[] @relation("x")
          b A[] @relation("x")
        }
    "#]],
    );
}

#[test]
fn a_map_that_says_the_new_name_goes_away() {
    check(
        "model Order$0 {\n  id Int @id\n\n  @@map(\"order\")\n}\n\nmodel B {\n  id  Int   @id @map(\"_id\")\n}\n",
        "order",
        expect![[r#"
            --- 0, 2 edits
            model order {
              id Int @id
            }

            model B {
              id  Int   @id @map("_id")
            }
        "#]],
    );
    check(
        "model B {\n  id$0 Int @id @map(\"_id\") // key\n}\n",
        "_id",
        expect![[r#"
            refused: `_id` is not a letter followed by letters, digits and `_`
        "#]],
    );
    check(
        "model B {\n  id$0 Int @id @map(\"key\") // key\n}\n",
        "key",
        expect![[r#"
        --- 0, 1 edits
        model B {
          key Int @id // key
        }
    "#]],
    );
}

#[test]
fn enums_and_their_values_are_mapped() {
    let input = "//- a\nenum Color {\n  RED // as blood\n  BLUE\n\n  @@schema(\"x\")\n}\n//- b\nmodel M {\n  id    Int     @id\n  color Color$0   @default(RED)\n  list  Color[] @default([RED, BLUE])\n}\n";
    check(
        input,
        "Paint",
        expect![[r#"
        --- 0, 2 edits
        enum Paint {
          RED // as blood
          BLUE

          @@map("Color")
          @@schema("x")
        }
        --- 1, 2 edits
        model M {
          id    Int     @id
          color Paint   @default(RED)
          list  Paint[] @default([RED, BLUE])
        }
    "#]],
    );
    let value = input.replace("$0", "").replacen("(RED)", "(R$0ED)", 1);
    check(
        &value,
        "CRIMSON",
        expect![[r#"
        --- 0, 1 edits
        enum Color {
          CRIMSON @map("RED") // as blood
          BLUE

          @@schema("x")
        }
        --- 1, 2 edits
        model M {
          id    Int     @id
          color Color   @default(CRIMSON)
          list  Color[] @default([CRIMSON, BLUE])
        }
    "#]],
    );
}

#[test]
fn relation_fields_and_types_are_not_mapped() {
    check(
        "type Address {\n  street String\n}\n\nmodel User {\n  id      Int      @id\n  address Addr$0ess\n}\n",
        "Place",
        expect![[r#"
            --- 0, 2 edits
            type Place {
              street String
            }

            model User {
              id      Int      @id
              address Place
            }
        "#]],
    );
    check(
        "type Address {\n  street$0 String\n}\n",
        "the-road",
        expect![[r#"
        --- 0, 1 edits
        type Address {
          the-road String @map("street")
        }
    "#]],
    );
    check(
        "model A {\n  id  Int @id\n  bId Int\n  b$0   B   @relation(fields: [bId], references: [id])\n}\n\nmodel B {\n  id Int @id\n  as A[]\n}\n",
        "other",
        expect![[r#"
            --- 0, 3 edits
            model A {
              id    Int @id
              bId   Int
              other B   @relation(fields: [bId], references: [id])
            }

            model B {
              id Int @id
              as A[]
            }
        "#]],
    );
}

#[test]
fn l115_wrong_names_are_refused_with_the_reason() {
    let model = "//- a\nmodel A$0 {\n  id Int @id\n}\n//- b\nenum B {\n  X\n}\n";
    let field = "model A {\n  id$0 Int @id\n  b Int\n\n  @@unique([b, id], name: \"both\")\n}\n";
    let mut out = String::new();
    for name in ["9x", "a b", "", "a-b", "B", "String", "await"] {
        out += &renamed(model, name, DatabaseNames::Keep);
    }
    for name in ["b", "both", "x-y"] {
        out += &renamed(field, name, DatabaseNames::Keep);
    }
    expect![[r#"
        refused: `9x` starts with a digit
        refused: `a b` is not a letter followed by letters, digits and `_`
        refused: `` is not a letter followed by letters, digits and `_`
        refused: `a-b` has a dash
        refused: `B` is declared already, as enum
        refused: `String` is the name of a scalar type
        refused: `await` is reserved by the generated client
        refused: `A` has a member `b` already
        refused: a key of `A` is named `both`
        refused: `x-y` has a dash
    "#]]
    .assert_eq(&out);
}

#[test]
fn l110_only_names_of_the_schema_can_be_renamed() {
    let mut out = String::new();
    for input in [
        "mod$0el A {\n  id Int @id\n}\n",
        "model A {\n  id In$0t @id\n}\n",
        "model A {\n  id Int @i$0d\n}\n",
        "model A {\n  id Int @id\n  b Nowh$0ere\n}\n",
        "model A$0 {\n  id Int @id\n}\nmodel A {\n  id Int @id\n}\n",
        "datasource db {\n  url = env(\"X$0\")\n}\n",
        "datasource d$0b {\n  provider = \"mysql\"\n}\n",
    ] {
        let (snapshot, at) = fixture(input);
        out += &match prepare_rename(&snapshot, at) {
            Ok((_, name)) => format!("{name}\n"),
            Err(RenameError(reason)) => format!("refused: {reason}\n"),
        };
    }
    expect![[r#"
        refused: only names that the schema declares can be renamed
        refused: only names that the schema declares can be renamed
        refused: only names that the schema declares can be renamed
        refused: `Nowhere` is declared nowhere
        refused: `A` is declared more than once
        refused: a variable of the environment is set elsewhere
        db
    "#]]
    .assert_eq(&out);
}

#[test]
fn l117_lines_that_cannot_be_read_matter_only_if_they_mention_the_name() {
    let input = "model A$0 {\n  id Int @id\n  ??? nothing\n}\n";
    check(
        input,
        "B",
        expect![[r#"
        --- 0, 2 edits
        model B {
          id Int @id
          ??? nothing

          @@map("A")
        }
    "#]],
    );
    check(
        &input.replace("nothing", "A"),
        "B",
        expect![[r#"
        refused: line 3 mentions `A` and cannot be read
    "#]],
    );
}

#[test]
fn l111_names_of_relations_keys_and_schemas() {
    let relation = "model A {\n  id Int @id\n  b B @relation(\"x$0\", fields: [bId], references: [id])\n  bId Int\n}\nmodel B {\n  id Int @id\n  as A[] @relation(name: \"x\")\n}\n";
    check(
        relation,
        "a \"b\"",
        expect![[r#"
        --- 0, 2 edits
        model A {
          id Int @id
          b B @relation("a \"b\"", fields: [bId], references: [id])
          bId Int
        }
        model B {
          id Int @id
          as A[] @relation(name: "a \"b\"")
        }
    "#]],
    );
    check(
        relation,
        "",
        expect![[r#"
        refused: a relation without a name cannot be told from others
    "#]],
    );
    check(
        &relation.replace("b B @", "c B\n  b B @"),
        "AToB",
        expect![[r#"
        refused: another relation between the two is named `AToB`
    "#]],
    );
    let key = "model A {\n  a Int\n  b Int\n\n  @@id([a, b], name: \"ab$0\")\n  @@unique([b, a], name: \"ba\")\n}\n";
    check(
        key,
        "both",
        expect![[r#"
        --- 0, 1 edits
        model A {
          a Int
          b Int

          @@id([a, b], name: "both")
          @@unique([b, a], name: "ba")
        }
    "#]],
    );
    check(
        key,
        "ba",
        expect![[r#"
        refused: a key of `A` is named `ba`
    "#]],
    );
    check(
        key,
        "a b",
        expect![[r#"
        refused: `a b` is not a letter followed by letters, digits and `_`
    "#]],
    );
    let schemas = "datasource db {\n  provider = \"postgresql\"\n  schemas = [\"x\", \"y\"]\n}\nmodel A {\n  id Int @id\n  @@schema(\"$0x\")\n}\n";
    check(
        schemas,
        "z",
        expect![[r#"
        --- 0, 2 edits
        datasource db {
          provider = "postgresql"
          schemas = ["z", "y"]
        }
        model A {
          id Int @id
          @@schema("z")
        }
    "#]],
    );
    check(
        schemas,
        "y",
        expect![[r#"
        refused: `y` is listed already
    "#]],
    );
}

#[test]
fn l112_what_changes_the_database_all_the_same_has_to_be_confirmed() {
    let input = "model A {\n  id Int @id\n  bs B[] @relation(\"x$0\")\n}\nmodel B {\n  id Int @id\n  as A[] @relation(\"x\")\n}\n";
    check(
        input,
        "y",
        expect![[r#"
        refused: the table `_x` would become `_y`
    "#]],
    );
    let (snapshot, at) = fixture(input);
    let renamed = rename(&snapshot, at, "y", DatabaseNames::Keep, Confirmation::Possible).unwrap();
    assert_eq!(renamed.risk.as_deref(), Some("the table `_x` would become `_y`"));
    assert_eq!(renamed.edits.values().flatten().count(), 2);
}

#[test]
fn l114_fields_called_like_a_model_are_offered() {
    let (snapshot, at) = fixture(
        "model Room$0 {\n  id      Int      @id\n  tickets Ticket[]\n}\n\nmodel Ticket {\n  id     Int  @id\n  room   Room @relation(fields: [roomId], references: [id])\n  roomId Int\n  roomy  Int\n}\n",
    );
    let renamed = rename(&snapshot, at, "Hall", DatabaseNames::Keep, Confirmation::Possible).unwrap();
    let mut out = String::new();
    for suggestion in &renamed.suggestions {
        let mut edits = suggestion.edits.clone();
        for (file, more) in &renamed.edits {
            edits.entry(*file).or_default().extend(more.iter().cloned());
        }
        out += &format!("{}\n{}", suggestion.title, apply_edits(snapshot.text(at.file), &edits[&at.file]));
    }
    expect![[r#"
        Relation fields called like `Room`
        model Hall {
          id      Int      @id
          tickets Ticket[]

          @@map("Room")
        }

        model Ticket {
          id     Int  @id
          hall   Hall @relation(fields: [roomId], references: [id])
          roomId Int
          roomy  Int
        }
        Keys called like `Room`
        model Hall {
          id      Int      @id
          tickets Ticket[]

          @@map("Room")
        }

        model Ticket {
          id     Int  @id
          room   Hall @relation(fields: [hallId], references: [id])
          hallId Int @map("roomId")
          roomy  Int
        }
    "#]]
    .assert_eq(&out);
}

#[test]
fn without_maps_the_way_back_leads_to_the_same_text() {
    let text = "model A {\n id Int @id\n   bId Int\n  b B @relation(fields: [bId], references: [id])\n}\nmodel B {\n  id Int @id\n  as A[]\n}\n";
    for at in ["A {", "bId Int", "b B", "B {", "as"] {
        let there = renamed(&text.replacen(at, &format!("$0{at}"), 1), "Fresh", DatabaseNames::Change);
        let (_, there) = there.split_once('\n').unwrap();
        let old: String = at.chars().take_while(|it| it.is_alphanumeric()).collect();
        let back = renamed(&there.replacen("Fresh", "$0Fresh", 1), &old, DatabaseNames::Change);
        assert_eq!(back.split_once('\n').unwrap().1, text);
    }
}
