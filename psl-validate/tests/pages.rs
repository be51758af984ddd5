//! The pages of the rules say what is true: their examples give what their caret lines say, and nothing else.
//!
//! How an example is written stands in `pages/example.rs`.

mod pages {
    pub(crate) mod example;
    pub(crate) mod index;
}

use std::{collections::BTreeMap, fs};

use expect_test::expect_file;
use pages::example::{Example, examples};
use psl_validate::{Code, Diagnostic, RULES};

const LONGEST_SUMMARY: usize = 200;

/// Every example of every page, with the code of the page.
fn all_examples() -> impl Iterator<Item = (Code, Example)> {
    RULES
        .iter()
        .filter(|it| !it.is_of_the_server())
        .flat_map(|rule| examples(rule.page).into_iter().map(|it| (rule.code, it)))
}

fn assert_none(problems: &[String], what: &str) {
    assert!(problems.is_empty(), "{} {what}:\n\n{}", problems.len(), problems.join("\n"));
}

#[test]
fn rules_and_pages_match_one_to_one() {
    let mut codes: Vec<String> = RULES.iter().map(|it| it.code.0.to_owned()).collect();
    codes.sort_unstable();
    let mut pages: Vec<String> = fs::read_dir(test_support::workspace().join("docs/rules"))
        .unwrap()
        .map(|it| it.unwrap().file_name().into_string().unwrap())
        .filter(|it| it != "README.md")
        .map(|it| it.trim_end_matches(".md").to_owned())
        .collect();
    pages.sort_unstable();
    assert_eq!(codes, pages);
}

#[test]
fn pages_have_heading_and_summary() {
    let mut problems = Vec::new();
    for rule in RULES {
        let code = rule.code.0;
        if rule.page.lines().next() != Some(&format!("# {code}")) {
            problems.push(format!("{code}: the heading is not the code"));
        }
        if rule.page.lines().filter(|it| it.starts_with("# ")).count() > 1 {
            problems.push(format!("{code}: more than one heading"));
        }
        let summary = rule.summary();
        if summary.is_empty() || !summary.ends_with(['.', ':']) || summary.starts_with("```") {
            problems.push(format!("{code}: no sentence after the heading"));
        }
        if summary.chars().count() > LONGEST_SUMMARY {
            problems.push(format!("{code}: the summary has {} characters", summary.chars().count()));
        }
    }
    assert_none(&problems, "problems");
}

#[test]
fn pages_show_what_fails_and_what_passes() {
    let mut problems = Vec::new();
    // What only the language server meets cannot be shown in a schema.
    for rule in RULES.iter().filter(|it| !it.is_of_the_server()) {
        let code = rule.code.0;
        let mark = format!("{}: {code}", rule.severity.name());
        let examples = examples(rule.page);
        problems.extend(examples.iter().flat_map(|it| &it.problems).map(|it| format!("{code}: {it}")));
        let failing = examples.iter().position(|it| it.expected.iter().any(|it| it.label == mark));
        let passing = examples.iter().rposition(|it| it.expected.is_empty());
        match (failing, passing) {
            (None, _) => problems.push(format!("{code}: no example with `{mark}`")),
            (_, None) => problems.push(format!("{code}: no example without findings")),
            (Some(failing), Some(passing)) if passing < failing => {
                problems.push(format!("{code}: what passes stands before what fails"));
            }
            _ => {}
        }
    }
    assert_none(&problems, "problems");
}

#[test]
fn examples_give_what_they_say() {
    let mut problems = Vec::new();
    for (code, example) in all_examples() {
        for rules in example.rule_sets() {
            let mut found = example.run(rules).marks();
            // Advice is shown where an example is about advice.
            if !example.expected.iter().any(|it| it.label.starts_with("information")) {
                found.retain(|it| !it.label.starts_with("information"));
            }
            if found != example.expected {
                let place = format!("{} line {}, rules {}", code.0, example.line, rules.name());
                problems.push(format!("{place}; found:\n{}", example.with_marks(&found)));
            }
        }
    }
    assert_none(&problems, "examples are wrong");
}

#[test]
fn fixes_of_examples_mend_them() {
    let mut problems = Vec::new();
    for (code, example) in all_examples().filter(|it| !it.1.expected.is_empty()) {
        for rules in example.rule_sets() {
            let before = example.run(rules);
            for diagnostic in &before.diagnostics {
                for fix in &diagnostic.fixes {
                    let after = before.fixed(fix);
                    let mended = mends(&before.diagnostics, &after.diagnostics, diagnostic);
                    if let Err(problem) = mended {
                        problems.push(format!(
                            "{} line {}, rules {}: `{}` {problem}; it gives:\n{}",
                            code.0,
                            example.line,
                            rules.name(),
                            fix.title,
                            after.texts.join("\n")
                        ));
                    }
                }
            }
        }
    }
    assert_none(&problems, "fixes do not mend");
}

/// The key of a one-to-one relation is added first, and then has to be unique, which has a fix of its own.
const NEXT_STEP: (&str, &str) = ("one-to-one-fields-missing", "one-to-one-fields-not-unique");

/// A fix has to remove its finding, and must not bring one that was not there.
fn mends(before: &[Diagnostic], after: &[Diagnostic], mended: &Diagnostic) -> Result<(), String> {
    let before = counted(before);
    let after = counted(after);
    let count = |counts: &BTreeMap<Code, usize>, code: Code| counts.get(&code).copied().unwrap_or(0);
    if count(&after, mended.code()) >= count(&before, mended.code()) {
        return Err("leaves the finding".to_owned());
    }
    let is_brought =
        |code: Code, n: usize| n > count(&before, code) && (mended.code().0, code.0) != NEXT_STEP;
    match after.iter().find(|(code, n)| is_brought(**code, **n)) {
        Some((code, _)) => Err(format!("brings `{}`", code.0)),
        None => Ok(()),
    }
}

/// How often each code is found.
fn counted(diagnostics: &[Diagnostic]) -> BTreeMap<Code, usize> {
    let mut counts = BTreeMap::new();
    for diagnostic in diagnostics {
        *counts.entry(diagnostic.code()).or_default() += 1;
    }
    counts
}

#[test]
fn index_of_the_pages_is_fresh() {
    expect_file!["../../docs/rules/README.md"].assert_eq(&pages::index::markdown());
}
