//! Completion on every recorded good case: what is written there is offered there, and what is offered makes no error.

#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used)]

use std::{fs, sync::Arc};

use psl_ide::{Completion, FilePosition, RuleSet, Snapshot, completion, diagnostics};
use psl_parser::{FileId, SourceFile, SyntaxKind, TextEdit, TextRange, TextSize, Token, apply_edits};

const FILE: FileId = FileId(0);

/// Every so many-th of the cases without an error.
fn good_cases(every: usize) -> Vec<(String, Snapshot)> {
    let files = test_support::prisma_files(&test_support::workspace().join("tests/cases"));
    let read = |it: std::path::PathBuf| {
        let snapshot = snapshot(&fs::read_to_string(&it).ok()?);
        let is_good = !diagnostics(&snapshot).iter().any(|it| it.is_error());
        is_good.then(|| (it.display().to_string(), snapshot))
    };
    let cases: Vec<_> = files.into_iter().step_by(every).filter_map(read).collect();
    assert!(!cases.is_empty());
    cases
}

fn snapshot(text: &str) -> Snapshot {
    Snapshot::new(&[Arc::new(SourceFile::parse(text))], RuleSet::V7)
}

/// The part of a token that is one of a closed set.
fn closed(token: Token<'_>) -> Option<TextRange> {
    use SyntaxKind::{
        ARGUMENT, ATTRIBUTE, BLOCK_ATTRIBUTE, CALL, ENTRY, NAME_VALUE, PATH, PROPERTY, STRING, STRING_VALUE,
        TYPE_REF, WORD,
    };
    let range = token.range();
    let within_quotes = TextRange::new(range.start + 1, range.end - 1);
    match (token.kind(), token.parent().kind()) {
        (PATH, ATTRIBUTE) => {
            let prefix = token.text().find('.')? as TextSize + 1;
            Some(TextRange::new(range.start + prefix, range.end))
        }
        (WORD, TYPE_REF | ATTRIBUTE | BLOCK_ATTRIBUTE | ARGUMENT | CALL | ENTRY | NAME_VALUE | PROPERTY) => {
            Some(range)
        }
        (STRING, STRING_VALUE) => {
            let parent = token.parent();
            let property = parent.ancestors().find_map(psl_parser::ast::Property::cast);
            let key = property.and_then(|it| it.key()).map(|it| it.text());
            let is_datasource = token.tree().root().kind() == SyntaxKind::DATASOURCE;
            match key {
                Some("provider") if is_datasource => Some(within_quotes),
                Some("relationMode" | "previewFeatures") => Some(within_quotes),
                _ => None,
            }
        }
        _ => None,
    }
}

/// Cases, by the start of their names, that show what the language takes and nobody should write.
const NOT_OFFERED: &[(&str, &str)] = &[
    ("argument-name-characters", "the old spelling of `map`"),
    ("argument-positional-and-named", "the same argument twice"),
    ("argument-unknown", "arguments nobody reads"),
    ("argument-value-missing", "arguments nobody reads"),
    ("attrs-spacing", "blanks behind `@@`"),
    ("custom-name-not-unique", "the old spelling of `map`"),
    ("datasource-provider-unknown", "another name of `postgresql`"),
    ("decimal-unsupported", "a type the database lacks, where nothing checks it"),
    ("default-function-wrong-type", "functions on lists"),
    ("default-uid-version", "arguments nobody reads"),
    ("duplicate-config-key", "keys nobody reads"),
    ("env-argument", "`env` where it is deprecated"),
    ("extensions-preview-required.extensions-repeated", "the same extension twice"),
    ("generator-provider-missing", "keys of another generator"),
    ("id-field-not-required", "an optional id in a view"),
    ("id-length-unsupported", "negative lengths"),
    ("index-length-unsupported", "negative lengths"),
    ("index-ops-not-allowed", "operator classes that nothing reads"),
    ("index-ops-unsupported", "operator classes that nothing reads"),
    ("index-ops-wrong-index-type.operator-class-not-checked", "operator classes that nothing reads"),
    ("index-type-unsupported", "the only index type there is"),
    ("mongodb-id-map", "`auto()` in a view"),
    ("name-has-dash", "keys nobody reads"),
    ("name-starts-with-digit", "keys nobody reads"),
    ("native-type-argument-invalid", "arguments in odd forms"),
    ("native-type-not-indexable.native-type-key-with-length", "a key that is none without its length"),
    ("native-type-unknown", "arguments in odd forms"),
    ("preview-feature-unknown", "hidden features, and other spellings"),
    ("relation-fields-unknown", "a list without brackets"),
    ("relation-set-null-on-required-warning", "another name of `postgresql`, and an action with a warning"),
    ("relation-type-mismatch.composite-relation-fields", "a unique part of a document"),
    ("sequence-argument-unknown", "`sequence` on text"),
    ("shard-key-field-not-required", "an optional shard key in an ignored model"),
    ("shard-key-unsupported", "a list without brackets"),
    ("syntax-config-junk", "keys nobody reads"),
    ("syntax-model-junk", "blanks behind `@@`"),
    ("unique-custom-name-is-field", "the old spelling of `map`"),
    ("value-type-mismatch", "a list without brackets"),
    ("where-raw-argument", "an argument of `raw` by name"),
    ("where-type-mismatch.ok.8", "the same key twice"),
    ("partial-index-unsupported.ok.3", "a filter that is read by nothing"),
    ("extension-argument-unknown.without-value", "arguments nobody reads"),
];

fn offers(items: &[Completion], wanted: &str) -> bool {
    let name = |it: &Completion| {
        let label = it.label.trim_start_matches('@');
        label.split([':', '(', ' ']).next().unwrap_or("").to_owned()
    };
    items.iter().any(|it| name(it) == wanted)
}

#[test]
fn l77_what_is_written_is_offered() {
    let (mut asked, mut missing) = (0, Vec::new());
    for (path, snapshot) in good_cases(2) {
        let text = snapshot.text(FILE);
        let name = path.strip_suffix("/in.prisma").unwrap_or(&path).rsplit('/').next().unwrap_or("");
        if NOT_OFFERED.iter().any(|it| name.starts_with(it.0)) {
            continue;
        }
        for placed in snapshot.files()[0].segments().iter() {
            for token in placed.segment.tree().tokens() {
                let Some(range) = closed(token) else { continue };
                let range = range.shifted(placed.start);
                // What is warned of is not offered.
                let is_inside = |it: &&psl_ide::Diagnostic| it.range.contains_range(range);
                if diagnostics(&snapshot).iter().any(|it| is_inside(&it)) {
                    continue;
                }
                let without = apply_edits(text, &[TextEdit::delete(range)]);
                let at = FilePosition { file: FILE, offset: range.start };
                asked += 1;
                let items = completion(&self::snapshot(&without), at);
                if !offers(&items, range.slice(text)) {
                    let line = text[..range.start as usize].matches('\n').count();
                    let line = text.lines().nth(line).unwrap_or("");
                    let labels: Vec<&str> = items.iter().map(|it| it.label.as_str()).collect();
                    missing.push(format!("{path}: `{}` in `{}`: {labels:?}", range.slice(text), line.trim()));
                }
            }
        }
    }
    assert!(missing.is_empty(), "{} of {asked}:\n{}", missing.len(), missing.join("\n"));
}

/// Whether nothing has to be filled in, and no word that stands there is taken away.
fn is_complete(item: &Completion, text: &str) -> bool {
    let has_empty_place = item.snippet.as_ref().is_some_and(|it| it.contains("$1") || it.contains("$2"));
    let replaced = item.replaced.range.slice(text);
    !has_empty_place && !item.continues && replaced.chars().all(|it| it == '@')
}

/// Errors about several fields at once. Of a compound key the fields are written one after the other, and what another
/// field or line says is not looked at.
const ABOUT_MORE: [&str; 5] = [
    "relation-references-not-unique",
    "clustering-multiple",
    "constraint-name-not-unique",
    "mongodb-index-duplicate",
    "mongodb-unique-on-id",
];

#[test]
fn l76_what_is_offered_makes_no_error() {
    let (mut accepted, mut wrong) = (0, Vec::new());
    for (path, before) in good_cases(5) {
        let text = before.text(FILE);
        let segments = before.files()[0].segments().iter();
        let tokens = segments.flat_map(|it| it.segment.tree().tokens().map(move |token| (it.start, token)));
        for (start, token) in tokens {
            let offset = start + token.range().end;
            // Right before a word everything melts with it.
            if text[offset as usize..].starts_with(|it: char| it.is_alphanumeric() || it == '@' || it == '"')
            {
                continue;
            }
            let at = FilePosition { file: FILE, offset };
            for item in completion(&before, at).iter().filter(|it| is_complete(it, text)) {
                let edit = TextEdit::replace(item.replaced.range, item.text.as_str());
                let inserted = TextRange::new(
                    item.replaced.range.start,
                    item.replaced.range.start + item.text.len() as u32,
                );
                let before_it = item.additional.iter().filter(|it| it.range.end <= inserted.start);
                let shift: usize = before_it.map(|it| it.new_text.len()).sum();
                let inserted = inserted.shifted(shift as u32);
                let edits: Vec<TextEdit> = item.additional.iter().cloned().chain([edit]).collect();
                let after = snapshot(&apply_edits(text, &edits));
                accepted += 1;
                let touches = |it: TextRange| it.start < inserted.end && inserted.start < it.end;
                let errors = diagnostics(&after).iter().filter(|it| it.is_error() && touches(it.range));
                let errors = errors.filter(|it| !ABOUT_MORE.contains(&it.code().0));
                let codes: Vec<&str> = errors.map(|it| it.code().0).collect();
                if !codes.is_empty() {
                    let line = text[..offset as usize].matches('\n').count();
                    let line = text.lines().nth(line).unwrap_or("").trim();
                    wrong.push(format!("{path}: `{}` at {offset} in `{line}`: {codes:?}", item.text));
                }
            }
        }
    }
    assert!(accepted > 500);
    assert!(wrong.is_empty(), "{} of {accepted}:\n{}", wrong.len(), wrong.join("\n"));
}
