//! Findings that stand beside each other: one mistake does not hide another that has nothing to do with it.

use std::sync::Arc;

use psl_parser::SourceFile;
use psl_validate::{RuleSet, Schema, validate};

/// The codes of all errors under rules 7, in order.
fn errors(text: &str) -> Vec<&'static str> {
    let schema = Schema::resolve(&[Arc::new(SourceFile::parse(text))], RuleSet::V7);
    let is_error = |it: &&psl_validate::Diagnostic| it.severity == psl_validate::Severity::Error;
    validate(&schema).iter().filter(is_error).map(|it| it.code().0).collect()
}

#[test]
fn a_field_is_found_although_a_lost_line_has_its_name() {
    let text = "model A {\n  id Int @id\n  id Int oops(1)\n  b Int\n  @@id([id, b])\n}\n";
    assert_eq!(errors(text), ["id-field-and-block", "syntax-model-junk"]);
}

#[test]
fn a_field_of_a_lost_line_alone_is_no_unknown_one() {
    let text = "model A {\n  a Int @id\n  b Int oops(1)\n  @@index([b])\n}\n";
    assert_eq!(errors(text), ["syntax-model-junk"]);
}

#[test]
fn a_second_shard_key_is_read_too() {
    let text = "generator g {\n  provider = \"x\"\n  previewFeatures = [\"shardKeys\"]\n}\n\n\
                datasource db {\n  provider = \"mysql\"\n}\n\n\
                model A {\n  id Int @id\n  s Int @shardKey\n  r Int @shardKey(sort: Desc)\n}\n";
    assert_eq!(errors(text), ["shard-key-multiple-fields", "argument-unknown"]);
}

#[test]
fn the_values_of_an_enum_count_although_a_model_has_its_name() {
    let text = |other: &str, default: &str| {
        format!(
            "datasource db {{\n  provider = \"postgresql\"\n}}\n\n\
             model A {{\n  id Int @id\n  c Color @default({default})\n}}\n\n{other}\n\nenum Color {{\n  RED\n}}\n"
        )
    };
    let model = "model Color {\n  id Int @id\n}";
    assert_eq!(errors(&text(model, "RED")), ["duplicate-top-level"]);
    assert_eq!(errors(&text(model, "BLUE")), ["default-enum-value-unknown", "duplicate-top-level"]);
    // It may be meant to be a value of the other enum, which is one mistake.
    assert_eq!(errors(&text("enum Color {\n  BLUE\n}", "BLUE")), ["duplicate-top-level"]);
}

#[test]
fn a_native_type_that_cannot_be_read_is_none_for_an_index() {
    let text = |native: &str| {
        format!(
            "datasource db {{\n  provider = \"postgresql\"\n}}\n\n\
             model A {{\n  id Int @id\n  b Int @db.{native}\n  @@index([b], type: Gist)\n}}\n"
        )
    };
    assert_eq!(errors(&text("VarChar(\"x\")")), ["native-type-incompatible", "index-type-wrong-field-type"]);
    assert_eq!(errors(&text("VarChar(10)")), ["native-type-incompatible", "index-type-no-default-ops"]);
    assert_eq!(errors(&text("Nope")), ["native-type-unknown", "index-type-no-default-ops"]);
}

#[test]
fn composite_types_stand_in_the_unique_of_a_view() {
    let text = |keyword: &str, id: &str| {
        format!(
            "generator g {{\n  provider = \"x\"\n  previewFeatures = [\"views\"]\n}}\n\n\
             datasource db {{\n  provider = \"mongodb\"\n}}\n\ntype Box {{\n  x Int\n}}\n\n\
             {keyword} A {{\n  key Int {id}@map(\"_id\")\n  box Box\n  @@unique([box, key])\n}}\n"
        )
    };
    assert_eq!(errors(&text("model", "@id ")), ["composite-in-compound-unique"]);
    assert_eq!(errors(&text("view", "")), [""; 0]);
}
