//! The list of known differences.

use std::{collections::BTreeMap, fs};

use super::run::Difference;

/// The differences listed for one suite, each to be met.
pub struct Deviations {
    entries: BTreeMap<String, bool>,
}

#[derive(serde::Deserialize)]
struct Class {
    reason: String,
    differences: Vec<String>,
}

impl Deviations {
    /// The entries of `deviations.toml` whose case belongs to the suite.
    pub fn load(suite: &str) -> Deviations {
        let path = test_support::workspace().join("tests/conformance/deviations.toml");
        let text = fs::read_to_string(path).unwrap();
        let classes: BTreeMap<String, Class> = toml::from_str(&text).unwrap();
        let mut entries = BTreeMap::new();
        for (name, class) in classes {
            assert!(class.reason.len() > 20, "class {name} has no reason");
            let of_suite = |it: &&String| belongs_to(it, suite);
            entries.extend(class.differences.iter().filter(of_suite).map(|it| (it.clone(), false)));
        }
        Deviations { entries }
    }

    /// Whether the difference is listed; marks it as met.
    pub fn covers(&mut self, difference: &Difference) -> bool {
        match self.entries.get_mut(&difference.to_string()) {
            Some(is_met) => {
                *is_met = true;
                true
            }
            None => false,
        }
    }

    /// Entries that no case showed.
    pub fn unused(&self) -> Vec<&str> {
        self.entries.iter().filter(|it| !it.1).map(|it| it.0.as_str()).collect()
    }
}

fn belongs_to(entry: &str, suite: &str) -> bool {
    match suite.strip_prefix("corpus-") {
        Some(record) => entry.starts_with("corpus/") && entry.split(' ').nth(1) == Some(record),
        None => entry.starts_with(suite) && entry.as_bytes().get(suite.len()) == Some(&b'/'),
    }
}
