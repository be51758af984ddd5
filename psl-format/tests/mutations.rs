//! What holds for every text, however broken.

use test_support::{Random, all_schemas, mutate};

use crate::checks::check_invariants;

#[test]
fn every_schema_formats_once_and_for_all() {
    for (path, text) in all_schemas() {
        check_invariants(&path.display().to_string(), &text);
    }
}

#[test]
fn mutated_schemas_format_once_and_for_all() {
    let schemas: Vec<String> =
        all_schemas().into_iter().map(|it| it.1).filter(|it| it.len() < 8000).collect();
    let mut random = random();
    for _ in 0..rounds() {
        let text = random.pick(&schemas).clone();
        check_invariants("mutation", &mutate(&text, &mut random));
    }
}

/// Pieces that meet in odd ways: marks of comments and strings at the borders of lines and blocks.
const PIECES: &[&str] = &[
    "\n",
    "\n",
    "\n",
    "\n\n",
    "\r\n",
    "\r",
    " ",
    "  ",
    "\t",
    "\u{3000}",
    "model A {\n",
    "model B {\n",
    "enum E {\n",
    "type T {",
    "generator g {\n",
    " model C {\n",
    "modelD {\n",
    "foo {\n",
    "foo x {\n",
    "{",
    "}\n",
    "}\n",
    "}",
    "id Int @id\n",
    "longer_name String\n",
    "x Int",
    "X @map(\"x\")\n",
    "key = \"v\"\n",
    "key =\n",
    "@@map(\"x\")\n",
    "@@id([id])",
    "@@index([\n",
    "@x(",
    ")",
    "[",
    "]",
    ",",
    "(\n",
    "\"",
    "\\",
    "\\\n",
    "\"a\\\n",
    "b\") y\n",
    "/*",
    "/*",
    "*/",
    "*/\n",
    "/* c */",
    "/* c\n */",
    "/**\n * c\n */\n",
    "// c\n",
    "/// d\n",
    "// */",
    "// \"",
    "\" // \")",
    "???",
    "???\n",
    ":",
    "!",
    "[T]",
    "?",
    "@",
    "@@",
    "type A = B\n",
    "\u{feff}",
    "é Int\n",
    "Unsupported(\"x\")",
];

#[test]
fn soup_formats_once_and_for_all() {
    let mut random = random();
    for _ in 0..rounds() {
        let len = 1 + random.below(24);
        let text: String = (0..len).map(|_| *random.pick(PIECES)).collect();
        check_invariants("soup", &text);
    }
}

/// `PSL_SEED` sets the start of the random numbers.
fn random() -> Random {
    Random(number("PSL_SEED").unwrap_or(1))
}

/// `PSL_ROUNDS` sets the number of texts, 20 000 by default.
fn rounds() -> u64 {
    number("PSL_ROUNDS").unwrap_or(20_000)
}

fn number(name: &str) -> Option<u64> {
    std::env::var(name).ok()?.parse().ok()
}
