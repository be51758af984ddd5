//! `psl diagram` from outside; `UPDATE_EXPECT=1` rewrites the golden files.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    unreachable_pub,
    dead_code,
    reason = "tests fail loudly; the bench is shared"
)]

#[path = "cli/bench.rs"]
mod bench;

use bench::Bench;
use expect_test::expect_file;

const ROOM: &str = "model Room {\n  id Int @id\n}\n";

fn golden(format: &str, name: &str) {
    let folder = test_support::workspace().join("tests/diagram");
    let schema = std::fs::read_to_string(folder.join("office.prisma")).unwrap();
    let bench = Bench::new().file("office.prisma", &schema);
    let run = bench.psl(&["diagram", "--format", format]);
    assert_eq!((run.code, run.stderr.as_str()), (0, ""));
    expect_file![folder.join(name)].assert_eq(&run.stdout);
}

#[test]
fn svg_is_as_recorded() {
    golden("svg", "office.svg");
}

#[test]
fn mermaid_is_as_recorded() {
    golden("mermaid", "office.mmd");
}

#[test]
fn dot_is_as_recorded() {
    golden("dot", "office.dot");
}

#[test]
fn a_block_names_its_file_and_line() {
    let bench = Bench::new()
        .file("prisma/a.prisma", ROOM)
        .file("prisma/sub/b & c.prisma", "\n\nenum Size {\n  S\n}\n");
    let picture = bench.psl(&["diagram", "prisma"]).stdout;
    assert!(
        picture.contains("data-file=\"prisma/a.prisma\" data-line=\"0\" data-name=\"Room\""),
        "{picture}"
    );
    assert!(picture.contains("data-file=\"prisma/sub/b &amp; c.prisma\" data-line=\"2\" data-name=\"Size\""));
}

#[test]
fn a_schema_with_errors_is_drawn_as_far_as_it_is_understood() {
    let text = "model A {\n  id Int @id\n  b B @relation(fields: [bId], references: [id])\n  bId int\n  c !\n}\nmodel B {\n  id Int @id\n  as A[]\n";
    let bench = Bench::new().file("schema.prisma", text);
    let run = bench.psl(&["diagram", "--format", "mermaid"]);
    assert_eq!(run.code, 1);
    assert!(run.stdout.contains("\"A\" }o--|| \"B\" : \"b\""), "{}", run.stdout);
    assert!(run.stderr.contains("drawn as far as it is understood"), "{}", run.stderr);
    assert_eq!(run.stderr.lines().count(), 1);
    assert_eq!(bench.psl(&["diagram", "-q"]).stderr, "");
}

#[test]
fn several_schemas_are_listed_instead_of_drawn() {
    let bench = Bench::new()
        .file("shop/package.json", "{ \"prisma\": { \"schema\": \"schema.prisma\" } }")
        .file("shop/schema.prisma", ROOM)
        .file("blog/package.json", "{ \"prisma\": { \"schema\": \"schema.prisma\" } }")
        .file("blog/schema.prisma", ROOM);
    let run = bench.psl(&["diagram"]);
    assert_eq!((run.code, run.stdout.as_str()), (2, ""));
    assert!(run.stderr.contains("\n  blog\n  shop\n"), "{}", run.stderr);
    assert_eq!(bench.psl(&["diagram", "blog"]).code, 0);
}

#[test]
fn nothing_to_draw_is_a_failure() {
    let run = Bench::new().psl(&["diagram"]);
    assert_eq!((run.code, run.stdout.as_str()), (2, ""));
    assert!(!run.stderr.is_empty());
}

#[test]
fn output_goes_to_a_new_file_or_replaces_one() {
    let bench = Bench::new().file("schema.prisma", ROOM).file("old.svg", "old");
    let picture = bench.psl(&["diagram"]).stdout;
    for name in ["old.svg", "new.svg"] {
        let run = bench.psl(&["diagram", "--output", name]);
        assert_eq!((run.code, run.stdout.as_str(), run.stderr.as_str()), (0, "", ""));
        assert_eq!(bench.read(name), picture);
    }
    let run = bench.psl(&["diagram", "--output", "nowhere/a.svg"]);
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("there is no folder `nowhere`; make it first"), "{}", run.stderr);
    let names: Vec<_> =
        std::fs::read_dir(bench.path("")).unwrap().map(|it| it.unwrap().file_name()).collect();
    assert!(names.iter().all(|it| !it.to_string_lossy().contains(".psl-")), "{names:?}");
}

#[test]
fn standard_input_is_a_schema_by_itself() {
    let run = Bench::new().psl_with_input(&["diagram", "-", "--format", "mermaid"], ROOM);
    assert_eq!((run.code, run.stdout.as_str()), (0, "erDiagram\n  \"Room\" {\n    Int id PK\n  }\n"));
}
