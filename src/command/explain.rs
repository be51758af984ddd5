//! `psl explain`: the page of a rule, or the list of all rules.

use psl_validate::{RULES, Rule, RuleSet, rule};
use serde_json::json;

use super::validate::nearest;
use crate::{
    Outcome,
    args::{ExplainArgs, ExplainFormat},
    stream::Streams,
};

pub(crate) fn run(args: &ExplainArgs, streams: &Streams) -> Outcome {
    let rules: Vec<&'static Rule> = match &args.code {
        None => RULES.to_vec(),
        Some(code) => match rule(code) {
            Some(rule) => vec![rule],
            None => {
                streams.problem(&format!("there is no finding `{code}`{}", nearest(code)));
                return Outcome::CouldNotRun;
            }
        },
    };
    match (args.format, args.code.is_some()) {
        (ExplainFormat::Json, _) => streams.print(&json_text(&rules)),
        (ExplainFormat::Markdown, _) => {
            let pages: Vec<&str> = rules.iter().map(|it| it.page.trim_end()).collect();
            streams.print(&format!("{}\n", pages.join("\n\n")));
        }
        (ExplainFormat::Human, true) => streams.print(&page(rules[0], streams.stdout_has_color)),
        (ExplainFormat::Human, false) => streams.print(&list(&rules)),
    }
    Outcome::Fine
}

/// All codes with their severity and first sentence, one line each.
fn list(rules: &[&Rule]) -> String {
    let widest = rules.iter().map(|it| it.code.0.len()).max().unwrap_or(0);
    let mut text = String::new();
    for rule in rules {
        let summary = rule.summary().replace('\n', " ");
        let first = summary.split(". ").next().unwrap_or("").trim_end_matches('.');
        text.push_str(&format!("{:widest$}  {:<11}  {first}\n", rule.code.0, rule.severity.name()));
    }
    text
}

/// A page for the terminal: headings and code stand out when there are colours.
fn page(rule: &Rule, color: bool) -> String {
    let mut text = String::new();
    let mut in_code = false;
    for line in rule.page.trim_end().lines() {
        if line.starts_with("```") {
            in_code = !in_code;
            continue;
        }
        let line = match () {
            () if in_code => format!("    {line}"),
            () if line.starts_with('#') && color => {
                format!("\u{1b}[1m{}\u{1b}[0m", line.trim_start_matches(['#', ' ']))
            }
            () => line.trim_start_matches("# ").to_owned(),
        };
        text.push_str(line.trim_end());
        text.push('\n');
    }
    let sets: Vec<&str> =
        RuleSet::ALL.into_iter().filter(|it| rule.rule_sets.contains(*it)).map(RuleSet::name).collect();
    text.push_str(&format!("\n{}, Prisma {}\n", rule.severity.name(), sets.join(" and ")));
    text
}

fn json_text(rules: &[&Rule]) -> String {
    let entries: Vec<_> = rules
        .iter()
        .map(|rule| {
            let sets: Vec<&str> = RuleSet::ALL
                .into_iter()
                .filter(|it| rule.rule_sets.contains(*it))
                .map(RuleSet::name)
                .collect();
            json!({
                "code": rule.code.0,
                "severity": rule.severity.name(),
                "ruleSets": sets,
                "summary": rule.summary(),
                "page": rule.page,
            })
        })
        .collect();
    let document = json!({ "version": 1, "psl": env!("CARGO_PKG_VERSION"), "rules": entries });
    format!("{document:#}\n")
}
