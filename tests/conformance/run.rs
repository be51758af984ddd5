//! One case through our validator, compared with the reference.

use std::{collections::BTreeSet, fmt, sync::Arc};

use psl_parser::SourceFile;
use psl_validate::{Diagnostic, Schema, rule, validate};

use super::case::{Case, Expected};

/// What we do otherwise than the reference on one case.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Difference {
    pub case: String,
    pub what: What,
}

#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum What {
    /// We say valid where the reference says invalid, or the other way round.
    Verdict { ours_is_valid: bool },
    /// A finding of the reference that we lack.
    Missing { file: usize, start: usize, end: usize, code: String },
    /// An error of ours in a case that is named after a rule, or where the reference says valid.
    Extra { file: usize, start: usize, end: usize, code: String },
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let place = |file: usize, start: usize, end: usize| format!("{file}:{start}..{end}");
        match &self.what {
            What::Verdict { ours_is_valid: true } => write!(f, "{} verdict: ours is valid", self.case),
            What::Verdict { ours_is_valid: false } => write!(f, "{} verdict: ours is invalid", self.case),
            What::Missing { file, start, end, code } => {
                write!(f, "{} missing {code} {}", self.case, place(*file, *start, *end))
            }
            What::Extra { file, start, end, code } => {
                write!(f, "{} extra {code} {}", self.case, place(*file, *start, *end))
            }
        }
    }
}

#[derive(Default)]
pub struct Outcome {
    pub schemas: usize,
    pub verdicts_agree: usize,
    pub expected: usize,
    pub found: usize,
    /// Expected findings of rules that do not exist yet.
    pub not_built: usize,
    /// Errors of ours in schemas the reference calls invalid; it stops after its first failing stage, we do not.
    pub extra: usize,
    pub differences: Vec<Difference>,
}

impl Outcome {
    pub fn add(&mut self, other: Outcome) {
        self.schemas += other.schemas;
        self.verdicts_agree += other.verdicts_agree;
        self.expected += other.expected;
        self.found += other.found;
        self.not_built += other.not_built;
        self.extra += other.extra;
        self.differences.extend(other.differences);
    }

    pub fn table(&self, name: &str) -> String {
        format!(
            "{name:<18} schemas {:>5}  verdicts agree {:>5}  found {:>5} of {:>5}  of rules not built {:>5}  more of ours {:>5}",
            self.schemas, self.verdicts_agree, self.found, self.expected, self.not_built, self.extra
        )
    }
}

/// Runs a case and lists every difference.
pub fn compare(case: &Case) -> Outcome {
    let files: Vec<Arc<SourceFile>> =
        case.files.iter().map(|it| Arc::new(SourceFile::parse(it.1.as_str()))).collect();
    let schema = Schema::resolve(&files, case.rules);
    let ours = validate(&schema);
    let difference = |what: What| Difference { case: case.name.clone(), what };
    let mut outcome = Outcome { schemas: 1, expected: case.expected.len(), ..Outcome::default() };
    if case.crashes_the_reference {
        let code = case.code.clone();
        if !ours.iter().any(|it| it.code().0 == code) {
            outcome.differences.push(difference(What::Missing { file: 0, start: 0, end: 0, code }));
        }
        return outcome;
    }
    let mut used = vec![false; ours.len()];
    let mut missing = BTreeSet::new();
    for expected in &case.expected {
        let text = &case.files[expected.file].1;
        match ours.iter().enumerate().find(|(index, it)| !used[*index] && matches(it, expected, text)) {
            Some((index, _)) => {
                used[index] = true;
                outcome.found += 1;
            }
            // The reference may report one thing several times.
            None if ours.iter().any(|it| matches(it, expected, text)) => outcome.found += 1,
            None if rule(&expected.code).is_none() => outcome.not_built += 1,
            None => {
                let Expected { file, start, end, ref code, .. } = *expected;
                missing.insert(difference(What::Missing { file, start, end, code: code.clone() }));
            }
        }
    }
    outcome.differences.extend(missing);
    let ours_is_valid = !ours.iter().any(Diagnostic::is_error);
    let all_built = case.expected.iter().filter(|it| it.is_error).all(|it| rule(&it.code).is_some());
    if ours_is_valid == case.is_valid {
        outcome.verdicts_agree += 1;
    } else if all_built {
        outcome.differences.push(difference(What::Verdict { ours_is_valid }));
    }
    let extra = ours.iter().zip(&used).filter(|(it, used)| it.is_error() && !**used);
    for (diagnostic, _) in extra {
        let start = diagnostic.place.start as usize;
        let is_of_the_case = case.code == diagnostic.code().0 && case.is_meant_for_rules || case.is_real;
        if is_of_the_case || case.is_valid {
            outcome.differences.push(difference(What::Extra {
                file: diagnostic.file.0 as usize,
                start,
                end: diagnostic.place.end as usize,
                code: diagnostic.code().0.to_owned(),
            }));
        } else {
            outcome.extra += 1;
        }
    }
    outcome
}

fn matches(ours: &Diagnostic, expected: &Expected, text: &str) -> bool {
    let place = trimmed(text, ours.place.start as usize, ours.place.end as usize);
    ours.code().0 == expected.code
        && ours.is_error() == expected.is_error
        && ours.file.0 as usize == expected.file
        && place == trimmed(text, expected.start, expected.end)
}

/// A span without blanks, line break and comment at its end: the reference is not consistent about them.
fn trimmed(text: &str, start: usize, end: usize) -> (usize, usize) {
    let mut end = end.min(text.len());
    loop {
        let span = text.get(start..end).unwrap_or("");
        let shorter = span.trim_end_matches(|it: char| it.is_whitespace());
        let shorter = without_comment(shorter);
        if shorter.len() == span.len() {
            return (start, end);
        }
        end = start + shorter.len();
    }
}

/// `text` without a comment at its very end.
fn without_comment(text: &str) -> &str {
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        match bytes[at] {
            b'"' => {
                at += 1;
                while at < bytes.len() && bytes[at] != b'"' {
                    at += if bytes[at] == b'\\' { 2 } else { 1 };
                }
                at += 1;
            }
            b'/' if bytes.get(at + 1) == Some(&b'/') => {
                let line_end = text[at..].find(['\n', '\r']).map_or(text.len(), |it| at + it);
                if line_end == text.len() {
                    return &text[..at];
                }
                at = line_end;
            }
            b'/' if bytes.get(at + 1) == Some(&b'*') => match text[at..].find("*/") {
                Some(close) if at + close + 2 == text.len() => return &text[..at],
                Some(close) => at += close + 2,
                None => at += 2,
            },
            _ => at += 1,
        }
    }
    text
}
