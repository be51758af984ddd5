//! The grammar of record and the parser agree: a line is free of syntax errors exactly when the grammar accepts it, and
//! then the trees are equal.
#![cfg(feature = "grammar")]

mod checks {
    pub(crate) mod agreement;
}

use psl_parser::SourceFile;
use test_support::{Random, all_schemas, mutate};

use checks::agreement::assert_agreement;

#[test]
fn every_schema_reads_alike() {
    for (path, text) in all_schemas() {
        println!("{}", path.display());
        for placed in SourceFile::parse(text.as_str()).segments().iter() {
            assert_agreement(placed.segment);
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
