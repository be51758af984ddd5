//! The grammar of record and the parser agree: a line is free of syntax errors exactly when the grammar accepts it, and
//! then the trees are equal.
#![cfg(feature = "grammar")]

mod checks {
    pub(crate) mod agreement;
    pub(crate) mod lossless;
}

use psl_parser::SourceFile;
use test_support::{Random, all_schemas, mutate};

use checks::{agreement::assert_agreement, lossless::assert_lossless};

#[test]
fn every_schema_reads_alike() {
    for (path, text) in all_schemas() {
        println!("{}", path.display());
        for placed in SourceFile::parse(text.as_str()).segments().iter() {
            assert_agreement(placed.segment);
        }
    }
}

/// Rows of small trees hold 254 tokens or nodes below one that is not the root.
#[test]
fn long_lists_read_alike() {
    for names in (80..90).chain(250..260).chain([22_000]) {
        let list = "a, ".repeat(names);
        let objects = "{ b: 1 }, ".repeat(names);
        for attribute in [
            format!("@@index([{list}a])"),
            format!("@@index([a, b(c: [{list}a])], map: \"x\")"),
            format!("@@index([a], where: {{ a: [{objects}1], b: 2 }}) // x"),
            format!("@@index([{list}a], type: )"),
            format!("@@index([a, b(c: [{list}a]"),
            format!("@@index([{list}a) \"x"),
        ] {
            let text = format!("model A {{\n  a Int @id\n  {attribute}\n  b B[]\n}}\n");
            let file = SourceFile::parse(text.as_str());
            assert_lossless(&file, &text);
            file.segments().iter().for_each(|it| assert_agreement(it.segment));
        }
    }
}

/// `PSL_ROUNDS` sets the number of mutations (5 000 by default) and `PSL_SEED` the start of the random numbers.
#[test]
fn mutated_schemas_read_alike() {
    let number = |name: &str| std::env::var(name).ok().and_then(|it| it.parse::<u64>().ok());
    let schemas: Vec<String> =
        all_schemas().into_iter().map(|it| it.1).filter(|it| it.len() < 4000).collect();
    let mut random = Random(number("PSL_SEED").unwrap_or(1));
    for _ in 0..number("PSL_ROUNDS").unwrap_or(5_000) {
        let text = mutate(random.pick::<String>(&schemas), &mut random);
        for placed in SourceFile::parse(text.as_str()).segments().iter() {
            assert_agreement(placed.segment);
        }
    }
}
