//! Agreement with the reference: verdicts, codes and places of the recorded cases and of real schemas.
//!
//! Our own cases lie in `tests/cases`. The corpus of real schemas belongs to other people and is run when it is there
//! (`test_support::reference_dir`). Every known difference stands in `deviations.toml` with its reason; one that is not
//! listed fails, and so does a listed one that is gone.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    unreachable_pub,
    reason = "tests fail loudly"
)]

mod conformance {
    pub mod case;
    pub mod deviations;
    pub mod run;
}

use conformance::{
    case::{Case, corpus, recorded},
    deviations::Deviations,
    run::{Outcome, compare},
};
use psl_validate::RuleSet;

fn check(name: &str, cases: Vec<Case>) {
    let mut deviations = Deviations::load(name);
    let mut total = Outcome::default();
    let mut unlisted = Vec::new();
    for case in &cases {
        let outcome = compare(case);
        for difference in &outcome.differences {
            if !deviations.covers(difference) {
                unlisted.push(difference.clone());
            }
        }
        total.add(outcome);
    }
    println!("{}", total.table(name));
    let stale = deviations.unused();
    for difference in &unlisted {
        println!("not listed: {difference}");
    }
    for entry in &stale {
        println!("no longer there: {entry}");
    }
    assert!(
        unlisted.is_empty(),
        "{} differences are not listed in tests/conformance/deviations.toml",
        unlisted.len()
    );
    assert!(stale.is_empty(), "{} entries of tests/conformance/deviations.toml no longer occur", stale.len());
}

#[test]
fn core_cases() {
    check("core", recorded("core"));
}

#[test]
fn relation_cases() {
    check("relations", recorded("relations"));
}

#[test]
fn connector_cases() {
    check("connectors", recorded("connectors"));
}

#[test]
fn variant_cases() {
    check("variants", recorded("variants"));
}

#[test]
fn real_schemas() {
    let Some(dir) = test_support::reference_dir() else {
        println!("the corpus of real schemas is not here; set PSL_REFERENCE to run it");
        return;
    };
    check("corpus-6", corpus(&dir, "6", RuleSet::V6));
    check("corpus-7", corpus(&dir, "7", RuleSet::V7));
    check("corpus-7-blanked", corpus(&dir, "7-blanked", RuleSet::V7));
}
