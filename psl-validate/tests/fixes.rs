//! Fixes in odd cases; the usual ones are tried on the examples of the pages.

use std::sync::Arc;

use psl_parser::{SourceFile, TextEdit, apply_edits};
use psl_validate::{Diagnostic, RuleSet, Schema, validate};

fn diagnostics(text: &str) -> Vec<Diagnostic> {
    validate(&Schema::resolve(&[Arc::new(SourceFile::parse(text))], RuleSet::V7))
}

/// The text after the fix with this title.
fn fixed(text: &str, title: &str) -> Option<String> {
    let diagnostics = diagnostics(text);
    let fix = diagnostics.iter().flat_map(|it| &it.fixes).find(|it| it.title == title)?;
    let edits: Vec<TextEdit> = fix.edits.iter().map(|it| it.edit.clone()).collect();
    Some(apply_edits(text, &edits))
}

fn titles(text: &str, code: &str) -> Vec<String> {
    let diagnostics = diagnostics(text);
    let fixes = diagnostics.iter().filter(|it| it.code().0 == code).flat_map(|it| &it.fixes);
    fixes.map(|it| it.title.clone()).collect()
}

#[test]
fn schema_is_added_to_a_list_that_was_a_single_string() {
    let text = "\
datasource db {
  provider = \"postgresql\"
  schemas  = \"shop\"
}

model Ticket {
  id Int @id

  @@schema(\"stock\")
}
";
    let after = text.replace("\"shop\"", "[\"shop\", \"stock\"]");
    assert_eq!(fixed(text, "Add `stock` to `schemas`"), Some(after));
}

#[test]
fn model_with_an_optional_id_is_offered_no_second_one() {
    let text = "model Book {\n  isbn String? @id\n}\n";
    assert!(titles(text, "model-without-unique-criteria").is_empty());
}

#[test]
fn model_with_an_optional_field_id_is_offered_no_second_one() {
    let text = "model Book {\n  id Int?\n}\n";
    assert!(titles(text, "model-without-unique-criteria").is_empty());
}

#[test]
fn new_id_counts_in_64_bits_on_cockroachdb() {
    let text = "datasource db {\n  provider = \"cockroachdb\"\n}\n\nmodel Book {\n  title String\n}\n";
    let after = fixed(text, "Add a field `id`").unwrap_or_default();
    assert!(diagnostics(&after).is_empty(), "{after}");
}

#[test]
fn relation_in_its_own_key_is_not_replaced_by_itself() {
    let text = "\
model Lamp {
  id     Int  @id
  room   Room @relation(fields: [room], references: [id])
}

model Room {
  id    Int    @id
  lamps Lamp[]
}
";
    assert!(titles(text, "relation-fields-not-scalar").is_empty());
}

#[test]
fn only_argument_is_removed_with_its_parentheses() {
    let text = "model Book {\n  id Int @id(foo: 1)\n}\n";
    let after = text.replace("(foo: 1)", "");
    assert_eq!(fixed(text, "Remove `foo: 1`"), Some(after));
}

#[test]
fn property_that_is_given_already_is_not_offered() {
    let text = "datasource db {\n  provider = \"sqlite\"\n  Provider = \"mysql\"\n}\n";
    assert!(titles(text, "datasource-property-unknown").is_empty());
}

#[test]
fn backslash_before_a_line_break_is_not_doubled() {
    let text = "model Book {\n  id   Int    @id\n  note String @default(\"a\\\nb\")\n}\n";
    assert!(titles(text, "string-escape-unknown").is_empty());
}

#[test]
fn unsupported_type_is_replaced_as_a_whole() {
    let text = "model Book {\n  id      Int              @id\n  changed Unsupported(\"x\") @updatedAt\n}\n";
    let after = text.replace("Unsupported(\"x\")", "DateTime");
    assert_eq!(fixed(text, "Use `DateTime`"), Some(after));
}

#[test]
fn object_id_is_not_added_to_a_number() {
    let text = "\
datasource db {
  provider = \"mongodb\"
}

model Lamp {
  id Int @id @default(auto()) @map(\"_id\")
}
";
    assert!(titles(text, "mongodb-auto-needs-objectid").is_empty());
}

#[test]
fn circle_of_actions_is_broken_by_an_action_the_database_has() {
    let text = "\
datasource db {
  provider     = \"postgresql\"
  relationMode = \"prisma\"
}

model Folder {
  id       Int      @id
  parentId Int?
  parent   Folder?  @relation(\"tree\", fields: [parentId], references: [id])
  children Folder[] @relation(\"tree\")

  @@index([parentId])
}
";
    let after = fixed(text, "Add `Restrict`").unwrap_or_default();
    assert!(
        after.contains("onDelete: Restrict, onUpdate: Restrict") && diagnostics(&after).is_empty(),
        "{after}"
    );
}

const STORES: &str = "\
model Lamp {
  id      Int   @id
  homeId  Int
  storeId Int   @unique
  home    Store @relation(\"home\", fields: [homeId], references: [id])
  store   Store @relation(\"now\", fields: [storeId], references: [id])
}

model Store {
  id Int @id // from the till

  // nothing yet
  @@map(\"stores\")
}
";

#[test]
fn opposites_take_the_name_of_the_relation_and_a_free_name() {
    let after = fixed(STORES, "Add `lamps` to `Store`").unwrap_or_default();
    assert!(after.contains("// from the till\n  lamps Lamp[] @relation(\"home\")\n"), "{after}");
    let after = after.replace("  lamps Lamp[]", "  lamp Lamp[]");
    let after = fixed(&after, "Add `storeLamp` to `Store`").unwrap_or_default();
    assert!(after.contains("@relation(\"home\")\n  storeLamp Lamp? @relation(\"now\")\n"), "{after}");
    assert!(diagnostics(&after).is_empty(), "{after}");
}

#[test]
fn relations_are_completed_with_key_and_opposite() {
    let text =
        "model Lamp {\n  id Int @id\n  store Store\n}\n\nmodel Store {\n  id Int @id @db.SmallInt\n}\n";
    let after = fixed(text, "Complete the relation of `Lamp` and `Store`").unwrap_or_default();
    let lamp = "store Store @relation(fields: [storeId], references: [id])\n  storeId Int @db.SmallInt\n}";
    assert!(after.contains(lamp) && after.contains("@db.SmallInt\n  lamps Lamp[]\n}"), "{after}");
}

#[test]
fn keys_of_two_relations_to_one_model_are_told_apart() {
    let text = "\
model Lamp {
  id     Int   @id
  home   Store @relation(\"home\", fields: [storeId], references: [id])
  storeId Int
  now    Store @relation(\"now\")
}

model Store {
  id   Int    @id
  here Lamp[] @relation(\"home\")
  away Lamp[] @relation(\"now\")
}
";
    let after = fixed(text, "Complete the relation of `Lamp` and `Store`").unwrap_or_default();
    assert!(
        after.contains("@relation(\"now\", fields: [nowId], references: [id])\n  nowId Int\n"),
        "{after}"
    );
    assert!(diagnostics(&after).iter().all(|it| !it.is_error()), "{after}");
}

#[test]
fn relations_that_could_mean_two_things_are_left_alone() {
    // The name of the key is that of a list; what is referred to may be empty; a `fields` without a value.
    for text in [
        "model Lamp {\n  id Int @id\n  store Store\n  storeId Int[]\n}\nmodel Store {\n  id Int @id\n}\n",
        "model Lamp {\n  id Int @id\n  store Store\n}\nmodel Store {\n  code String? @unique\n}\n",
        "model Lamp {\n  id Int @id\n  store Store @relation(fields: )\n}\nmodel Store {\n  id Int @id\n}\n",
    ] {
        assert!(titles(text, "relation-missing-opposite").is_empty(), "{text}");
    }
}

#[test]
fn an_option_is_taken_out_wherever_it_stands() {
    let text = "\
datasource db {
  provider = \"sqlite\"
}

model Book {
  a Int
  b Int

  @@id([a(length: 1), b(length: 2, sort: Desc)])
}
";
    let after = text.replace("a(length: 1), b(length: 2, sort: Desc)", "a, b(sort: Desc)");
    assert_eq!(fixed(text, "Remove `length`"), Some(after));
}

#[test]
fn copy_goes_but_another_field_of_that_name_may_stay() {
    let text = "model Book {\n  id   Int    @id\n  note String\n  note String\n}\n";
    assert_eq!(titles(text, "duplicate-field"), ["Remove this copy of `note`"]);
    let text =
        "model Book {\n  id    Int    @id\n  note  String\n  note2 Int\n  /// Kept apart.\n  note  Int\n}\n";
    assert_eq!(titles(text, "duplicate-field"), ["Rename this one to `note3`", "Remove this `note`"]);
    let after = text.replace("  /// Kept apart.\n  note  Int\n", "");
    assert_eq!(fixed(text, "Remove this `note`"), Some(after));
}

#[test]
fn native_types_get_the_nearest_arguments() {
    let text = |ty: &str| {
        format!(
            "datasource db {{\n  provider = \"mysql\"\n}}\n\nmodel Book {{\n  id    Int @id\n  value {ty}\n}}\n"
        )
    };
    for (written, code, title) in [
        ("String @db.VarChar(70000)", "native-type-argument-invalid", ""),
        ("String @db.VarChar", "native-type-argument-count", "Use `VarChar(191)`"),
        ("Decimal @db.Decimal(70, 40)", "native-type-argument-out-of-range", "Use `Decimal(65, 30)`"),
        ("Decimal @db.Decimal(5, 10)", "native-type-scale-exceeds-precision", "Use `Decimal(5, 5)`"),
        ("Int @db.Int(\"x\")", "native-type-argument-count", ""),
    ] {
        let text = text(written);
        let titles = titles(&text, code);
        assert!(
            titles.iter().all(|it| it == title) && (title.is_empty() || !titles.is_empty()),
            "{written}: {titles:?}"
        );
        if !title.is_empty() {
            let after = fixed(&text, title).unwrap_or_default();
            assert!(diagnostics(&after).is_empty(), "{after}");
        }
    }
}

const HOUSES: &str = "\
model House {
  id      Int    @id
  doors   Door[]
  entries Door[]
}

model Door {
  id       Int   @id
  houseId  Int
  entryId  Int
  backId   Int
  house    House @relation(fields: [houseId], references: [id])
  entryOf  House @relation(fields: [entryId], references: [id])
  back     House @relation(fields: [backId], references: [id])
}
";

#[test]
fn relations_between_the_same_models_are_named_in_pairs() {
    let after = fixed(HOUSES, "Name each of the relations").unwrap_or_default();
    assert!(after.contains("entries Door[] @relation(\"DoorEntryOf\")"), "{after}");
    assert!(after.contains("backDoors Door[] @relation(\"DoorBack\")"), "{after}");
    assert!(!diagnostics(&after).iter().any(Diagnostic::is_error), "{after}");
}

#[test]
fn relation_without_a_single_id_gets_a_model_in_between() {
    let text = "\
model Seat {
  row    Int
  place  Int
  guests Guest[]

  @@id([row, place])
}

model Guest {
  id    Int    @id
  seats Seat[]
}
";
    let after = fixed(text, "Put a model `GuestSeat` in between").unwrap_or_default();
    assert!(after.contains("@relation(fields: [seatRow, seatPlace], references: [row, place])"), "{after}");
    assert!(!diagnostics(&after).iter().any(Diagnostic::is_error), "{after}");
}

#[test]
fn list_over_several_lines_is_joined() {
    let text = "model Seat {\n  row  Int\n  seat Int\n\n  @@id([\n    row,\n    seat,\n  ])\n}\n";
    let after = "model Seat {\n  row  Int\n  seat Int\n\n  @@id([row, seat])\n}\n";
    assert_eq!(fixed(text, "Write it on one line").as_deref(), Some(after));
    let commented = text.replace("row,\n", "row, // first\n");
    assert_eq!(fixed(&commented, "Write it on one line"), None);
}

#[test]
fn brackets_and_quotes_are_closed() {
    for (line, title, closed) in [
        ("code Int @default(1", "Add `)`", "code Int @default(1)"),
        ("@@unique([id, code", "Add `])`", "@@unique([id, code])"),
        ("code String @map(\"c)", "Add `\"`", "code String @map(\"c\")"),
        ("code String @map(\"c", "Add `\")`", "code String @map(\"c\")"),
    ] {
        let text = format!("model Seat {{\n  id Int @id\n  {line}\n}}\n");
        assert_eq!(fixed(&text, title), Some(text.replace(line, closed)), "{line}");
    }
}

#[test]
fn unknown_type_becomes_an_enum_or_a_model_of_the_schema() {
    let text = "model Ticket {\n  id    Int   @id\n  state Stage @default(OPEN)\n}\n";
    assert_eq!(titles(text, "type-unknown"), ["Create enum `Stage`"]);
    let after = fixed(text, "Create enum `Stage`").unwrap_or_default();
    assert_eq!(after, format!("{}\n\nenum Stage {{\n  OPEN\n}}\n", text.trim_end()));
    for field in ["room Room", "room Room?", "rooms Room[]"] {
        let text = format!("model Ticket {{\n  id Int @id\n  {field}\n}}\n");
        let after = fixed(&text, "Create model `Room`").unwrap_or_default();
        assert!(!after.is_empty() && !diagnostics(&after).iter().any(Diagnostic::is_error), "{after}");
    }
}

#[test]
fn key_of_a_relation_is_created_with_the_type_it_needs() {
    let text = "\
datasource db {
  provider = \"postgresql\"
}

model Lamp {
  id   Int   @id
  room Room? @relation(fields: [roomId], references: [id])
}

model Room {
  id    String @id @db.Uuid
  lamps Lamp[]
}
";
    let after = fixed(text, "Create the field `roomId`").unwrap_or_default();
    assert!(after.contains("\n  roomId String? @db.Uuid\n"), "{after}");
    assert!(!diagnostics(&after).iter().any(Diagnostic::is_error), "{after}");
}

#[test]
fn misspelt_argument_of_a_relation_is_one_mistake() {
    let text = "\
datasource db {
  provider = \"postgresql\"
}

model Lamp {
  id     Int  @id
  roomId Int
  room   Room @relation(felds: [roomId], references: [id])

  @@index([roomId])
}

model Room {
  id    Int    @id
  lamps Lamp[]
}
";
    let codes: Vec<&str> = diagnostics(text).iter().map(|it| it.code().0).collect();
    assert_eq!(codes, ["argument-unknown"]);
    let after = fixed(text, "Use `fields`").unwrap_or_default();
    assert!(!after.is_empty() && diagnostics(&after).is_empty(), "{after}");
}
