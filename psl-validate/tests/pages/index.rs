//! The index of the pages: all rules by area, as the list of rules has them.
//!
//! The area of a rule is the folder its file lies in; the area's title is the first line of the area's own file.

use std::fs;

use psl_validate::{RULES, Rule, RuleSets, Severity};

const INTRODUCTION: &str = "\
# Findings

What `psl` can find in a schema, by area. Each page says what a finding means, shows a schema that has it and one that
does not, and how to mend it; `psl explain <code>` prints it. All are errors unless the line says otherwise.
";

pub(crate) fn markdown() -> String {
    let mut text = INTRODUCTION.to_owned();
    let mut last_area = "";
    for rule in RULES {
        let area = area(rule);
        if area != last_area {
            text.push_str(&format!("\n## {}\n\n", title(area)));
            last_area = area;
        }
        text.push_str(&line(rule));
    }
    text
}

fn line(rule: &Rule) -> String {
    let code = rule.code.0;
    let severity = match rule.severity {
        Severity::Error => "",
        Severity::Warning => " (warning)",
        Severity::Information => " (information)",
    };
    let rule_sets = match rule.rule_sets {
        RuleSets::V6 => " (Prisma 6)",
        RuleSets::V7 => " (Prisma 7)",
        _ => "",
    };
    format!("- [`{code}`]({code}.md){severity}{rule_sets}: {}\n", rule.summary().replace('\n', " "))
}

/// The folder below `src/rules` with the file of the rule.
fn area(rule: &Rule) -> &'static str {
    const AREAS: [&str; 16] = [
        "syntax",
        "names",
        "types",
        "values",
        "config",
        "attributes",
        "default",
        "filter",
        "relation",
        "field_type",
        "key",
        "index",
        "native_type",
        "advice",
        "default_value",
        "database",
    ];
    let file = format!("{}.rs", rule.code.0.replace('-', "_"));
    let rules = test_support::workspace().join("psl-validate/src/rules");
    AREAS.into_iter().find(|it| rules.join(it).join(&file).is_file()).unwrap_or("")
}

/// `//! Rules about native types.` at the head of the area's file is `Native types`.
fn title(area: &str) -> String {
    let file = test_support::workspace().join(format!("psl-validate/src/rules/{area}.rs"));
    let text = fs::read_to_string(file).unwrap_or_default();
    let about =
        text.lines().next().unwrap_or("").trim_start_matches("//! Rules about ").trim_end_matches('.');
    match about.split_at_checked(1) {
        Some((first, rest)) => format!("{}{rest}", first.to_uppercase()),
        None => String::new(),
    }
}
