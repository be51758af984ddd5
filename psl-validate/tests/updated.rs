//! A schema made from an earlier state equals one made afresh, whatever was edited in between.

use std::sync::Arc;

use psl_parser::{SourceFile, TextEdit, TextRange, TextSize};
use psl_validate::{RuleSet, Schema, validate};
use test_support::{Random, all_schemas, difference, generate, mutate};

/// Everything that can be seen of a schema: its findings.
fn findings(schema: &Schema) -> Vec<String> {
    let line = |it: &psl_validate::Diagnostic| {
        let psl_validate::Diagnostic { file, range, place, message, labels, help, fixes, .. } = it;
        let code = it.code().0;
        format!("{file:?} {range:?} {place:?} {code} {message} {labels:?} {help:?} {fixes:?}")
    };
    validate(schema).iter().map(line).collect()
}

fn check(texts: &[String], rules: RuleSet, random: &mut Random, edits: usize) {
    let mut files: Vec<Arc<SourceFile>> =
        texts.iter().map(|it| Arc::new(SourceFile::parse(it.as_str()))).collect();
    let mut schema = Schema::resolve(&files, rules);
    let mut passed = Vec::new();
    for round in 0..edits {
        let file = random.below(files.len());
        let mut text = match random.below(4) {
            0 => mutate(files[file].text(), random),
            _ => reworded(files[file].text(), random),
        };
        // Some states come back to what they were, as they do while people type.
        if random.below(4) == 0 {
            text = texts[file].clone();
        }
        let before = files[file].text().to_string();
        files[file] = Arc::new(match random.below(3) {
            0 => files[file].edited(text.as_str()),
            _ => {
                let (range, new_text) = difference(&before, &text);
                let range = TextRange::new(range.start as TextSize, range.end as TextSize);
                files[file].edited_at(&TextEdit::replace(range, new_text))
            }
        });
        let new = schema.updated(&files);
        passed.push(std::mem::replace(&mut schema, new));
        // Of some states nobody asks for the findings, and of some only when there are newer ones.
        if random.below(3) == 0 {
            continue;
        }
        if random.below(2) == 0 {
            findings(random.pick(&passed));
        }
        passed.drain(..passed.len().saturating_sub(4));
        let fresh: Vec<_> = files.iter().map(|it| Arc::new(SourceFile::parse(it.text()))).collect();
        let (found, expected) = (findings(&schema), findings(&Schema::resolve(&fresh, rules)));
        let kept: Vec<_> = found.iter().filter(|it| !expected.contains(it)).collect();
        let missed: Vec<_> = expected.iter().filter(|it| !found.contains(it)).collect();
        assert_eq!(
            found, expected,
            "round {round}, before:\n{before}\nafter:\n{text}\nkept: {kept:#?}\nmissed: {missed:#?}"
        );
    }
}

/// A copy of `text` with one to three words or signs exchanged for others of the same text.
fn reworded(text: &str, random: &mut Random) -> String {
    let mut text = text.to_owned();
    for _ in 0..=random.below(2) {
        let parts = parts(&text);
        let (from, to) = (random.pick(&parts).clone(), random.pick(&parts).clone());
        let new = match random.below(4) {
            0 => format!("{}{}", &text[to.clone()], random.pick(&["?", "[]", " @unique", " @id", ""])),
            1 => String::new(),
            _ => text[to].to_owned(),
        };
        text.replace_range(from, &new);
    }
    text
}

/// The words, strings and attributes with their arguments, one after the other.
fn parts(text: &str) -> Vec<std::ops::Range<usize>> {
    let mut parts = Vec::new();
    let mut start = 0;
    let is_word = |it: char| it.is_alphanumeric() || matches!(it, '_' | '@' | '"');
    for (at, char) in text.char_indices() {
        if !is_word(char) {
            if start < at {
                parts.push(start..at);
            }
            start = at + char.len_utf8();
            if matches!(char, '?' | '(' | ')' | '[' | ']') {
                parts.push(at..start);
            }
        }
    }
    // Whole attributes as well: `@relation(fields: [a], references: [id])`.
    for (at, _) in text.match_indices('@') {
        let line_end = text[at..].find('\n').map_or(text.len(), |it| at + it);
        if let Some(end) = text[at..line_end].find(')') {
            parts.push(at..at + end + 1);
        }
    }
    if parts.is_empty() {
        parts.push(0..0);
    }
    parts
}

fn rounds(usual: usize) -> usize {
    std::env::var("PSL_ROUNDS").ok().and_then(|it| it.parse().ok()).unwrap_or(usual)
}

fn seed() -> u64 {
    std::env::var("PSL_SEED").ok().and_then(|it| it.parse().ok()).unwrap_or(7)
}

#[test]
fn edits_of_generated_schemas_lead_to_the_findings_of_a_fresh_one() {
    let mut random = Random(seed());
    for provider in ["postgresql", "mysql", "sqlite", "sqlserver", "mongodb", "cockroachdb"] {
        let text = generate(8, random.number(), provider);
        let half = text[..text.len() / 2].rfind("\n}\n").map_or(0, |it| it + 3);
        let texts = [text[..half].to_owned(), text[half..].to_owned()];
        check(&texts, RuleSet::V7, &mut random, rounds(150));
        check(&[text], RuleSet::V6, &mut random, rounds(150));
    }
}

#[test]
fn edits_of_recorded_schemas_lead_to_the_findings_of_a_fresh_one() {
    let mut random = Random(seed());
    let schemas = all_schemas();
    for _ in 0..rounds(150) {
        let text = random.pick(&schemas).1.clone();
        check(&[text], *random.pick(&RuleSet::ALL), &mut random, 6);
    }
}

#[test]
fn a_state_that_is_read_late_leaves_the_next_one_alone() {
    let file = |text: &str| Arc::new(SourceFile::parse(text));
    let text = "model Room {\n  id Int @id\n  beds Bed[]\n}\n\nmodel Bed {\n  id Int @id\n  roomId Int\n  \
                room Room @relation(fields: [roomId], references: [id])\n}\n";
    for edited in [text.replace("  beds Bed[]\n", ""), text.replace("  roomId Int\n", "")] {
        let old = Schema::resolve(&[file(text)], RuleSet::V7);
        let new = old.updated(&[Arc::new(old.files()[0].edited(edited.as_str()))]);
        findings(&old);
        assert_eq!(findings(&new), findings(&Schema::resolve(&[file(&edited)], RuleSet::V7)));
    }
}

#[test]
fn what_is_said_of_a_byte_order_mark_spans_the_first_line_as_it_is_now() {
    let file = |text: &str| Arc::new(SourceFile::parse(text));
    let before = file("\u{feff}model Room {\n  id Int @id\n}\n");
    let after = Arc::new(before.edited("\u{feff}model Room { // quiet\n  id Int @id\n}\n"));
    let schema = Schema::resolve(&[before], RuleSet::V7);
    findings(&schema);
    let fresh = Schema::resolve(&[file(after.text())], RuleSet::V7);
    assert_eq!(findings(&schema.updated(&[after])), findings(&fresh));
}
