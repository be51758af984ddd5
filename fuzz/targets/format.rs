//! Formatting is stable, keeps tokens and comments, and its edits are small.
#![no_main]

#[path = "../../psl-format/tests/checks.rs"]
#[allow(dead_code)] // The part for expected results.
mod checks;

use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    checks::check_invariants("input", text);
});
