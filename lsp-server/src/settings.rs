//! The settings under `psl`. Whatever a client sends, the result is a complete set.

use std::path::PathBuf;

use psl_ide::ImpliedKind;
use psl_project::Rules;
use serde_json::{Map, Value};

/// The settings of one workspace folder.
#[derive(Clone, PartialEq, Eq, Debug)]
#[allow(clippy::struct_excessive_bools)] // Each is one switch of the user.
pub(crate) struct Settings {
    /// Files and folders that are schemas, relative to the workspace folder.
    pub(crate) schemas: Vec<PathBuf>,
    pub(crate) rules: Rules,
    pub(crate) diagnostics: bool,
    /// Codes of warnings that are never shown.
    pub(crate) allow: Vec<String>,
    pub(crate) snippets: bool,
    pub(crate) keep_database_name: bool,
    /// The hints that are shown.
    pub(crate) hints: Vec<ImpliedKind>,
    pub(crate) reference_lenses: bool,
}

impl Default for Settings {
    fn default() -> Settings {
        Settings {
            schemas: Vec::new(),
            rules: Rules::Auto,
            diagnostics: true,
            allow: Vec::new(),
            snippets: true,
            keep_database_name: true,
            hints: Vec::new(),
            reference_lenses: false,
        }
    }
}

/// Every key there is. Those that are not read here belong to features that look at them later, or to the client.
const KEYS: &[&str] = &[
    "schemas",
    "rules",
    "diagnostics",
    "allow",
    "completion.snippets",
    "rename.keepDatabaseName",
    "inlayHints.databaseTypes",
    "inlayHints.referentialActions",
    "inlayHints.constraintNames",
    "inlayHints.relationNames",
    "inlayHints.joinTables",
    "lens.references",
    "log",
    "server.path",
    "server.source",
    "trace.server",
];

const HINTS: [(&str, ImpliedKind); 5] = [
    ("inlayHints.databaseTypes", ImpliedKind::DatabaseType),
    ("inlayHints.referentialActions", ImpliedKind::ReferentialAction),
    ("inlayHints.constraintNames", ImpliedKind::ConstraintName),
    ("inlayHints.relationNames", ImpliedKind::RelationName),
    ("inlayHints.joinTables", ImpliedKind::JoinTable),
];

impl Settings {
    /// Reads `{ "rules": "6", … }` or the same below `psl`; null, unknown keys and wrong types mean defaults.
    pub(crate) fn read(value: &Value) -> Settings {
        let mut settings = Settings::default();
        let Value::Object(members) = value else {
            if !value.is_null() {
                tracing::warn!(%value, "the settings are no object");
            }
            return settings;
        };
        match members.get("psl") {
            Some(own @ Value::Object(_)) => return Settings::read(own),
            Some(Value::Null) => return settings,
            _ => {}
        }
        settings.read_members("", members);
        settings
    }

    fn read_members(&mut self, prefix: &str, members: &Map<String, Value>) {
        for (key, value) in members {
            let key = format!("{prefix}{key}");
            let is_group = KEYS.iter().any(|it| it.strip_prefix(&key).is_some_and(|it| it.starts_with('.')));
            match value {
                Value::Null => {}
                Value::Object(members) if is_group => self.read_members(&format!("{key}."), members),
                _ => self.read_member(&key, value),
            }
        }
    }

    fn read_member(&mut self, key: &str, value: &Value) {
        if let Some((_, kind)) = HINTS.iter().find(|it| it.0 == key) {
            self.hints.retain(|it| it != kind);
            self.hints.extend(value.as_bool().filter(|it| *it).map(|_| *kind));
        }
        let is_read = match key {
            "schemas" => set(&mut self.schemas, strings(value, |it| PathBuf::from(it))),
            "rules" => set(&mut self.rules, rules(value)),
            "diagnostics" => set(&mut self.diagnostics, value.as_bool()),
            "allow" => set(&mut self.allow, strings(value, |it| it.to_owned())),
            "completion.snippets" => set(&mut self.snippets, value.as_bool()),
            "rename.keepDatabaseName" => set(&mut self.keep_database_name, value.as_bool()),
            "lens.references" => set(&mut self.reference_lenses, value.as_bool()),
            _ if HINTS.iter().any(|it| it.0 == key) => value.is_boolean(),
            _ if KEYS.contains(&key) => true,
            _ => {
                let nearest = KEYS.iter().min_by_key(|it| distance(it, key)).copied().unwrap_or_default();
                tracing::warn!("the setting `psl.{key}` is not known; the nearest is `psl.{nearest}`");
                return;
            }
        };
        if !is_read {
            tracing::warn!(%value, "the setting `psl.{key}` has a value of the wrong kind");
        }
    }
}

fn set<T>(slot: &mut T, value: Option<T>) -> bool {
    let is_some = value.is_some();
    if let Some(value) = value {
        *slot = value;
    }
    is_some
}

fn strings<T>(value: &Value, make: impl Fn(&str) -> T) -> Option<Vec<T>> {
    value.as_array()?.iter().map(|it| it.as_str().map(&make)).collect()
}

fn rules(value: &Value) -> Option<Rules> {
    match value.as_str()? {
        "auto" => Some(Rules::Auto),
        "6" => Some(Rules::V6),
        "7" => Some(Rules::V7),
        _ => None,
    }
}

/// The number of letters to change, add or remove to make `b` of `a`.
fn distance(a: &str, b: &str) -> usize {
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.bytes().enumerate() {
        let mut diagonal = i;
        row[0] = i + 1;
        for (j, y) in b.bytes().enumerate() {
            let changed = diagonal + usize::from(x != y);
            diagonal = row[j + 1];
            row[j + 1] = changed.min(row[j] + 1).min(diagonal + 1);
        }
    }
    row[b.len()]
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn l19_anything_can_come_and_defaults_hold() {
        for value in
            [json!(null), json!([null]), json!(3), json!({}), json!({"psl": null}), json!({"psl": 1})]
        {
            assert_eq!(Settings::read(&value), Settings::default(), "{value}");
        }
        let partial =
            Settings::read(&json!({"rules": 6, "diagnostics": false, "schemas": [1], "colour": true}));
        assert_eq!(partial, Settings { diagnostics: false, ..Settings::default() });
    }

    #[test]
    fn reads_nested_and_dotted_keys() {
        let expected = Settings { snippets: false, rules: Rules::V6, ..Settings::default() };
        assert_eq!(
            Settings::read(&json!({"psl": {"rules": "6", "completion": {"snippets": false}}})),
            expected
        );
        assert_eq!(Settings::read(&json!({"rules": "6", "completion.snippets": false})), expected);
    }

    #[test]
    fn l145_hints_are_off_until_they_are_turned_on() {
        assert_eq!(Settings::default().hints, []);
        let settings = Settings::read(
            &json!({"inlayHints": {"joinTables": true, "databaseTypes": false, "constraintNames": 1}}),
        );
        assert_eq!(settings.hints, [ImpliedKind::JoinTable]);
    }

    #[test]
    fn counts_changes_between_words() {
        assert_eq!(distance("schemas", "schema"), 1);
        assert_eq!(distance("", "abc"), 3);
        assert_eq!(distance("rules", "rules"), 0);
    }
}
