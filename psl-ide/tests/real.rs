//! Real schemas: what a rename leaves, and what is answered all over them.
//!
//! They belong to other people and are looked at when they are there (`test_support::reference_dir`): a sample, or with
//! `PSL_WHOLE_CORPUS=1` all, which wants a release build.

#![allow(clippy::expect_used, clippy::panic, clippy::print_stdout, clippy::unwrap_used)]

mod real {
    pub(crate) mod database;
    pub(crate) mod places;
    pub(crate) mod rename;
}

use std::sync::Arc;

use psl_ide::{RuleSet, Snapshot, diagnostics};
use psl_parser::SourceFile;

pub(crate) struct Real {
    pub(crate) name: String,
    pub(crate) files: Vec<(String, String)>,
    pub(crate) snapshot: Snapshot,
}

/// The schemas without errors, under the older rules where they are good by both.
pub(crate) fn valid_schemas() -> Vec<Real> {
    let mut schemas = Vec::new();
    for (name, files) in test_support::real_schemas() {
        let valid = [RuleSet::V6, RuleSet::V7].into_iter().find_map(|rules| {
            let snapshot = snapshot(files.iter().map(|it| it.1.as_str()), rules);
            is_valid(&snapshot).then_some(snapshot)
        });
        if let Some(snapshot) = valid {
            schemas.push(Real { name, files, snapshot });
        }
    }
    println!("{} valid real schemas", schemas.len());
    schemas
}

pub(crate) fn snapshot<'t>(texts: impl Iterator<Item = &'t str>, rules: RuleSet) -> Snapshot {
    let files: Vec<_> = texts.map(|it| Arc::new(SourceFile::parse(it))).collect();
    Snapshot::new(&files, rules)
}

pub(crate) fn is_valid(snapshot: &Snapshot) -> bool {
    !diagnostics(snapshot).iter().any(|it| it.is_error())
}
