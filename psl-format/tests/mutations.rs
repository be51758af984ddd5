//! What holds for every text, however broken.

use test_support::{Random, all_schemas, mutate};

use crate::checks::check_invariants;

#[test]
fn every_schema_formats_once_and_for_all() {
    for (path, text) in all_schemas() {
        check_invariants(&path.display().to_string(), &text);
    }
}

/// `PSL_ROUNDS` sets the number of mutations (20 000 by default) and `PSL_SEED` the start of the random numbers.
#[test]
fn mutated_schemas_format_once_and_for_all() {
    let number = |name: &str| std::env::var(name).ok().and_then(|it| it.parse::<u64>().ok());
    let schemas: Vec<String> =
        all_schemas().into_iter().map(|it| it.1).filter(|it| it.len() < 8000).collect();
    let mut random = Random(number("PSL_SEED").unwrap_or(1));
    for _ in 0..number("PSL_ROUNDS").unwrap_or(20_000) {
        let text = random.pick(&schemas).clone();
        check_invariants("mutation", &mutate(&text, &mut random));
    }
}
