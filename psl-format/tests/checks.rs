//! What every formatter test checks, whatever it is about.

use psl_format::{format, format_text};
use psl_parser::{SourceFile, TextEdit, apply_edits};

/// Formats `input` and checks the four things that always hold, the first being the expected output.
pub fn check(name: &str, input: &str, expected: &str) {
    let output = check_invariants(name, input);
    assert!(
        output == expected,
        "{name}\n--- expected\n{expected}\n--- got\n{output}\n--- escaped\n{output:?}"
    );
}

/// Formats `input` and checks that the result is stable, keeps tokens and comments, and equals the edited input.
pub fn check_invariants(name: &str, input: &str) -> String {
    let file = SourceFile::parse(input);
    let output = format_text(&file);
    let edits = format(&file);
    let edited = apply_edits(input, &edits);
    assert!(edited == output, "{name}: edits differ\n{input:?}\n{edits:?}\n{edited:?}\n{output:?}");
    assert_small(name, input, &edits);
    let formatted = SourceFile::parse(output.as_str());
    let again = format_text(&formatted);
    assert!(again == output, "{name}: not stable\n{input:?}\n{output:?}\n{again:?}");
    assert!(format(&formatted).is_empty(), "{name}: edits of formatted text");
    let (before, after) = (kept_characters(input), kept_characters(&output));
    assert!(
        before == after,
        "{name}: characters differ\n{input:?}\n{output:?}\n{}",
        difference(&before, &after)
    );
    let (before, after) = (comments(&file), comments(&formatted));
    assert!(before == after, "{name}: comments differ\n{input:?}\n{output:?}\n{before:?}\n{after:?}");
    output
}

/// Edits are in order, apart from each other, and change something.
fn assert_small(name: &str, input: &str, edits: &[TextEdit]) {
    let mut end = None;
    for edit in edits {
        assert!(end.is_none_or(|it| it < edit.range.start), "{name}: edits touch\n{input:?}\n{edits:?}");
        assert!(edit.range.slice(input) != edit.new_text, "{name}: empty edit\n{input:?}\n{edits:?}");
        end = Some(edit.range.end);
    }
}

/// All characters but white space and those the clean-up of old forms may add, drop or move, in sorted order
/// (attributes move).
fn kept_characters(text: &str) -> Vec<char> {
    let is_kept = |it: &char| !it.is_whitespace() && !matches!(it, ':' | '!' | ',' | '[' | ']');
    let mut kept: Vec<char> = text.chars().filter(is_kept).collect();
    kept.sort_unstable();
    kept
}

fn difference(before: &[char], after: &[char]) -> String {
    let count = |chars: &[char], char: char| chars.iter().filter(|it| **it == char).count();
    let mut all: Vec<char> = before.iter().chain(after).copied().collect();
    all.sort_unstable();
    all.dedup();
    let changed = all.into_iter().filter(|it| count(before, *it) != count(after, *it));
    changed.map(|it| format!("{it:?}: {} before, {} after\n", count(before, it), count(after, it))).collect()
}

/// The texts of all comments, sorted, because attributes take theirs along. Indentation and line breaks inside block
/// comments are left out.
fn comments(file: &SourceFile) -> Vec<String> {
    let tokens = file.segments().iter().flat_map(|it| it.segment.tree().tokens());
    let mut comments: Vec<String> = tokens
        .filter(|it| it.kind().is_comment())
        .map(|it| {
            it.text()
                .split(['\n', '\r'])
                .map(str::trim_start)
                .collect::<Vec<_>>()
                .join("\n")
                .replace("\n\n", "\n")
        })
        .collect();
    comments.sort_unstable();
    comments
}
