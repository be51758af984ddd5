//! Repairs, on the recorded cases: what `prisma format` adds to relations, and that no fix makes things worse.
#![allow(clippy::unwrap_used, clippy::panic, unreachable_pub, reason = "tests fail loudly")]

mod conformance {
    #[expect(dead_code, reason = "what the reference found does not matter here")]
    pub mod case;
}

use std::{fs, sync::Arc};

use conformance::case::recorded;
use psl_parser::{FileId, SourceFile, TextEdit, apply_edits};
use psl_validate::{Code, Diagnostic, RuleSet, Schema, repair, validate};
use test_support::workspace;

/// The findings whose fixes complete a relation.
const COMPLETING: [&str; 5] = [
    "relation-missing-opposite",
    "one-to-many-fields-missing",
    "one-to-many-references-missing",
    "one-to-one-fields-missing",
    "one-to-one-references-missing",
];

/// What may be found after a fix although it was not before: what the finding hid, or the other half of a repair. Each
/// comes with help of its own. The second are starts of codes.
const NEXT_STEPS: [(&str, &[&str]); 24] = [
    // The key is there, and has to be unique; the side without it, optional.
    ("one-to-one-fields-missing", &["one-to-one-fields-not-unique", "one-to-one-back-side-required"]),
    ("one-to-one-references-missing", &["one-to-one-fields-not-unique", "one-to-one-back-side-required"]),
    // Both ends are there, and need a name.
    ("relation-missing-opposite", &["relation-ambiguous-self", "relation-ambiguous", "relation-name-reused"]),
    ("relation-missing-opposite", &["relation-name-reused-self", "relation-self-cycle"]),
    ("one-to-many-fields-missing", &["relation-ambiguous-self"]),
    ("one-to-many-references-missing", &["relation-ambiguous-self"]),
    // The other end needs the name too.
    ("relation-name-lost", &["relation-missing-opposite"]),
    // The rules on one-to-one relations speak one after the other.
    (
        "one-to-one-actions-on-back-side",
        &["one-to-one-arguments-on-wrong-side", "one-to-one-arguments-split"],
    ),
    ("one-to-one-actions-on-back-side", &["one-to-one-back-side-required", "relation-self-cycle"]),
    // One circle of several, and a relation that was too ambiguous to be looked at.
    ("relation-self-cycle", &["relation-cycle"]),
    ("relation-cycle", &["relation-self-cycle"]),
    ("relation-ambiguous-self", &["relation-", "one-to-", "many-to-"]),
    ("one-to-one-arguments-on-wrong-side", &["constraint-name-not-unique"]),
    ("relation-ambiguous", &["relation-", "one-to-", "many-to-", "constraint-name-not-unique"]),
    ("relation-unnamed-self", &["relation-", "one-to-", "many-to-", "constraint-name-not-unique"]),
    ("relation-name-reused", &["relation-", "one-to-", "many-to-", "constraint-name-not-unique"]),
    ("relation-name-reused-self", &["relation-", "one-to-", "many-to-", "constraint-name-not-unique"]),
    ("relation-required-over-optional-fields", &["relation-self-cycle", "one-to-one-actions-on-back-side"]),
    ("relation-required-over-optional-fields", &["one-to-one-arguments-on-wrong-side"]),
    // A field may be in the keys of two relations.
    ("relation-type-mismatch", &["relation-type-mismatch"]),
    ("schema-attribute-unsupported", &["duplicate-model-db-name"]),
    ("unsupported-type-is-native", &["native-type-argument-out-of-range"]),
    ("partial-index-preview", &["partial-index-unsupported"]),
    ("default-function-unknown", &["default-function-int-argument"]),
];

#[derive(Clone)]
struct Files {
    texts: Vec<String>,
    rules: RuleSet,
}

impl Files {
    fn diagnostics(&self) -> Vec<Diagnostic> {
        let files: Vec<_> = self.texts.iter().map(|it| Arc::new(SourceFile::parse(it.as_str()))).collect();
        validate(&Schema::resolve(&files, self.rules))
    }

    fn edited(&self, edits: &repair::Edits) -> Files {
        let none: Vec<TextEdit> = Vec::new();
        let edits = |index: usize| edits.get(&FileId(index as u32)).unwrap_or(&none);
        let texts =
            self.texts.iter().enumerate().map(|(index, text)| apply_edits(text, edits(index))).collect();
        Files { texts, rules: self.rules }
    }

    fn formatted(&self) -> Vec<String> {
        self.texts.iter().map(|it| psl_format::format_text(&SourceFile::parse(it.as_str()))).collect()
    }
}

/// The files of a recorded case, in the order of their names.
fn read(case: &str, name: &str) -> Vec<String> {
    let dir = workspace().join("tests/cases/format").join(case);
    if let Ok(text) = fs::read_to_string(dir.join(format!("{name}.prisma"))) {
        return vec![text];
    }
    let mut files = test_support::prisma_files(&dir.join(name));
    files.sort();
    files.iter().map(|it| fs::read_to_string(it).unwrap()).collect()
}

#[test]
fn relations_are_completed_as_recorded() {
    let notes = fs::read_to_string(workspace().join("tests/cases/format/NOTES.tsv")).unwrap();
    let names = notes.lines().filter_map(|it| it.split_once("\trepair\t")).map(|it| it.0);
    let mut count = 0;
    for name in names {
        for rules in RuleSet::ALL {
            let mut files = Files { texts: read(name, "in"), rules };
            loop {
                let found = files.diagnostics();
                let completing =
                    found.iter().filter(|it| COMPLETING.contains(&it.code().0) || it.rule.is_about_reading());
                let is_wanted = |it: &psl_validate::Fix| {
                    found.iter().any(|found| COMPLETING.contains(&found.code().0) && found.fixes.contains(it))
                };
                let edits = repair::round(completing, is_wanted).0;
                if edits.is_empty() {
                    break;
                }
                files = files.edited(&edits);
            }
            assert_eq!(files.formatted(), read(name, "out"), "{name}, rules {}", rules.name());
        }
        count += 1;
    }
    assert_eq!(count, 54);
}

#[test]
fn opposites_are_named_as_recorded() {
    let plurals = fs::read_to_string(workspace().join("tests/cases/format/PLURALS.tsv")).unwrap();
    for line in plurals.lines().skip(1) {
        let [model, single, list] = line.split('\t').collect::<Vec<_>>()[..] else { panic!("{line}") };
        for (unique, name) in [(" @unique", single), ("", list)] {
            let text = format!(
                "model {model} {{\n  q_q Int @id\n  otherId Int{unique}\n  o Q__ @relation(fields: [otherId], references: [q_q])\n}}\nmodel Q__ {{\n  q_q Int @id\n}}\n"
            );
            let found = Files { texts: vec![text], rules: RuleSet::V7 }.diagnostics();
            let titles: Vec<&str> =
                found.iter().flat_map(|it| &it.fixes).map(|it| it.title.as_str()).collect();
            assert_eq!(titles, [format!("Add `{name}` to `Q__`")], "{model}");
        }
    }
}

/// A fix has to remove its finding and must not bring an error.
#[test]
fn fixes_mend_the_recorded_cases() {
    let mut problems = Vec::new();
    let mut count = 0;
    for case in ["core", "relations", "connectors", "variants"].into_iter().flat_map(recorded) {
        let texts: Vec<String> = case.files.iter().map(|it| it.1.clone()).collect();
        let files = Files { texts, rules: case.rules };
        let before = files.diagnostics();
        for finding in &before {
            for fix in &finding.fixes {
                let mut edits = repair::Edits::new();
                for it in &fix.edits {
                    edits.entry(it.file).or_default().push(it.edit.clone());
                }
                let after = files.edited(&edits).diagnostics();
                count += 1;
                if let Some(problem) = problem(&before, &after, finding) {
                    problems.push(format!("{}: {}: `{}` {problem}", case.name, finding.code().0, fix.title));
                }
            }
        }
    }
    assert!(problems.is_empty(), "{} of {count} fixes:\n{}", problems.len(), problems.join("\n"));
}

fn problem(before: &[Diagnostic], after: &[Diagnostic], mended: &Diagnostic) -> Option<String> {
    let same = |it: &&Diagnostic| it.code() == mended.code() && it.message == mended.message;
    // Of two, the second counts when the first is gone.
    if before.iter().any(|it| it.code().0.contains("duplicate")) {
        return None;
    }
    if after.iter().filter(same).count() >= before.iter().filter(same).count() {
        return Some("leaves the finding".to_owned());
    }
    // What could not be read may have mistakes of its own.
    if mended.rule.is_found_early() {
        return None;
    }
    let count = |of: &[Diagnostic], code: Code| of.iter().filter(|it| it.code() == code).count();
    let next: Vec<&str> =
        NEXT_STEPS.iter().filter(|it| it.0 == mended.code().0).flat_map(|it| it.1).copied().collect();
    let is_brought = |it: &&Diagnostic| {
        it.is_error()
            && count(after, it.code()) > count(before, it.code())
            && !next.iter().any(|next| it.code().0.starts_with(next))
    };
    after.iter().find(is_brought).map(|it| format!("brings `{}`", it.code().0))
}

/// Making every repair, round after round, comes to an end.
#[test]
fn repairs_come_to_an_end() {
    const MOST: usize = 40;
    let mut endless = Vec::new();
    for case in ["core", "relations", "connectors"].into_iter().flat_map(recorded) {
        let texts: Vec<String> = case.files.iter().map(|it| it.1.clone()).collect();
        let mut files = Files { texts, rules: case.rules };
        let mut rounds = 0;
        let last = loop {
            let found = files.diagnostics();
            let (edits, answered) = repair::round(&found, |_| true);
            let codes: Vec<&str> = answered.iter().map(|it| it.code().0).collect();
            if edits.is_empty() || rounds == MOST {
                break codes;
            }
            files = files.edited(&edits);
            rounds += 1;
        };
        if rounds == MOST {
            endless.push(format!("{}: {last:?}", case.name));
        }
    }
    assert!(endless.is_empty(), "{}", endless.join("\n"));
}
