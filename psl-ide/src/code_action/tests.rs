//! What is offered where.

use expect_test::{Expect, expect};
use psl_parser::apply_edits;

use super::*;
use crate::test_fixture::fixture;

fn show(snapshot: &Snapshot, actions: &[CodeAction]) -> String {
    let mut out = String::new();
    for action in actions {
        let codes: Vec<&str> = action.diagnostics.iter().map(|it| it.code().0).collect();
        let mark = if action.is_preferred { " (preferred)" } else { "" };
        out += &format!("{}{mark}: {}\n", action.title, codes.join(", "));
        if let Some(reason) = &action.disabled {
            out += &format!("    not here: {reason}\n");
        }
        if let Some(Destination::NewFile { name, text }) = &action.destination {
            out += &format!("--- new {name}\n{text}");
        }
        for (file, edits) in &action.edits(snapshot) {
            let shown: String = apply_edits(snapshot.text(*file), edits);
            out += &format!("--- {}, {} edits\n{shown}", file.0, edits.len());
        }
    }
    out
}

fn check(kind: ActionKind, hidden: &[String], input: &str, expected: Expect) {
    let (snapshot, at) = fixture(input);
    let at = FileRange { file: at.file, range: TextRange::empty(at.offset) };
    let actions = code_actions(&snapshot, at, ActionFilter { kinds: &[kind], hidden });
    expected.assert_eq(&show(&snapshot, &actions));
}

fn check_fixes(input: &str, expected: Expect) {
    check(ActionKind::QuickFix, &[], input, expected);
}

const REDUNDANT: &str = "datasource db {\n  provider = \"postgresql\"\n}\n\nmodel A {\n  id Int @id\n  b  Int\n  c  Int\n\n  @@in$0dex([b])\n  @@index([b, c])\n}\n";

#[test]
fn offers_the_repairs_of_the_findings_at_the_cursor() {
    check_fixes(
        "model A {\n  id int$0 @id\n  name string\n}\n",
        expect![[r#"
        Use `Int` (preferred): type-unknown-case
        --- 0, 1 edits
        model A {
          id   Int    @id
          name string
        }
    "#]],
    );
}

#[test]
fn a_warning_can_be_allowed() {
    check_fixes(
        REDUNDANT,
        expect![[r#"
        Remove `@@index`: index-redundant
        --- 0, 1 edits
        datasource db {
          provider = "postgresql"
        }

        model A {
          id Int @id
          b  Int
          c  Int

          @@index([b, c])
        }
        Allow `index-redundant` here: index-redundant
        --- 0, 1 edits
        datasource db {
          provider = "postgresql"
        }

        model A {
          id Int @id
          b  Int
          c  Int

          // psl-allow: index-redundant
          @@index([b])
          @@index([b, c])
        }
    "#]],
    );
}

#[test]
fn what_nobody_is_shown_is_not_repaired() {
    check(ActionKind::QuickFix, &["index-redundant".to_owned()], REDUNDANT, expect![[""]]);
}

#[test]
fn fix_all_applies_safe_repairs_of_the_file_only() {
    check(
        ActionKind::FixAll,
        &[],
        "//- a\nmodel A {$0\n  id Int @id\n  b B @ignore\n  c Int @ignore\n\n  @@ignore\n}\n//- b\nmodel B {\n  id Int @id\n  a A[]\n  x Int @ignore\n\n  @@ignore\n}\n",
        expect![[r#"
            Apply all safe fixes: ignore-in-ignored-model
            --- 0, 2 edits
            model A {
              id Int @id
              b  B   @ignore
              c  Int

              @@ignore
            }
        "#]],
    );
}

#[test]
fn fix_all_with_nothing_to_do_is_no_action() {
    check(ActionKind::FixAll, &[], "model A {$0\n id Int @id\n}\n", expect![[""]]);
}

#[test]
fn a_comment_that_allows_goes_above_the_doc_comment_or_the_first_line() {
    let allowed = |text: &str, at: &str| {
        let file = psl_parser::SourceFile::parse(text);
        let lines = psl_parser::LineIndex::new(text);
        let offset = text.find(at).unwrap() as u32;
        let edit = allow_here::edit(&file, &lines, offset, "code");
        edit.map(|it| apply_edits(text, &[it]))
    };
    let text = "model A {\r\n  id Int @id\r\n  /// doc\r\n  b  Int\r\n}\r\n";
    expect![[r#"
        model A {~
          id Int @id~
          // psl-allow: code~
          /// doc~
          b  Int~
        }~
    "#]]
    .assert_eq(&allowed(text, "b  Int").unwrap().replace('\r', "~"));
    expect![[r#"
        // psl-allow: code~
        model A {~
          id Int @id~
          /// doc~
          b  Int~
        }~
    "#]]
    .assert_eq(&allowed(text, "A {").unwrap().replace('\r', "~"));
}

#[test]
fn l122_fields_get_a_name_that_is_allowed_everywhere() {
    check_fixes(
        "model Room {\n  id Int @id\n  9$0lives Int\n}\n",
        expect![[r#"
            Rename to `lives9` and keep the name in the database: name-starts-with-digit
            --- 0, 2 edits
            model Room {
              id     Int @id
              lives9 Int @map("9lives")
            }
        "#]],
    );
    check_fixes(
        "model Room {\n  id Int @id\n  state State @default(in-use)\n}\n\nenum State {\n  in$0-use\n}\n",
        expect![[r#"
            Rename to `in_use` and keep the name in the database: name-has-dash
            --- 0, 2 edits
            model Room {
              id Int @id
              state State @default(in_use)
            }

            enum State {
              in_use @map("in-use")
            }
        "#]],
    );
}

#[test]
fn l122_models_get_a_name_that_is_allowed_everywhere() {
    check_fixes(
        "model async$0 {\n  id Int @id\n  other Room @relation(fields: [id], references: [id])\n}\n\nmodel Room {\n  id Int @id\n  back async?\n}\n",
        expect![[r#"
            Rename to `asyncModel` and keep the name in the database: name-reserved
            --- 0, 4 edits
            model asyncModel {
              id    Int  @id
              other Room @relation(fields: [id], references: [id])

              @@map("async")
            }

            model Room {
              id Int @id
              back asyncModel?
            }
        "#]],
    );
    check_fixes(
        "model DateTime$0 {\n  id Int @id\n}\n",
        expect![[r#"
        Rename to `DateTimeModel` and keep the name in the database: name-reserved-scalar
        --- 0, 2 edits
        model DateTimeModel {
          id Int @id

          @@map("DateTime")
        }
    "#]],
    );
}

#[test]
fn l122_type_alias_is_written_out() {
    check_fixes(
        "type Is$0bn = String @unique\n\nmodel Book {\n  id Int @id\n  isbn Isbn\n  old Isbn? @map(\"o\")\n}\n",
        expect![[r#"
            Write `String` out at each field (preferred): legacy-type-alias
            --- 0, 4 edits
            model Book {
              id   Int     @id
              isbn String  @unique
              old  String? @unique @map("o")
            }
        "#]],
    );
}
