//! What every formatter test checks, whatever it is about.

use psl_format::{LineBreak, format, format_range, format_segment, format_text};
use psl_parser::{SourceFile, TextEdit, apply_edits, ast, is_blank};

/// Formats `input` and checks the four things that always hold, the first being the expected output.
pub(crate) fn check(name: &str, input: &str, expected: &str) {
    let output = check_invariants(name, input);
    assert!(
        output == expected,
        "{name}\n--- expected\n{expected}\n--- got\n{output}\n--- escaped\n{output:?}"
    );
}

/// Formats `input` and checks that the result is stable, keeps tokens and comments, and equals the edited input.
pub(crate) fn check_invariants(name: &str, input: &str) -> String {
    let file = SourceFile::parse(input);
    let output = format_text(&file);
    let edits = format(&file);
    let edited = apply_edits(input, &edits);
    assert!(edited == output, "{name}: edits differ\n{input:?}\n{edits:?}\n{edited:?}\n{output:?}");
    assert_small(name, input, &edits);
    assert_parts(name, &file, &output);
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
    if error_count(&file) == error_count(&formatted) {
        // Otherwise lines were joined to a member.
        let (before, after) = (members(&file), members(&formatted));
        assert!(before == after, "{name}: members differ\n{input:?}\n{output:?}\n{before:?}\n{after:?}");
    }
    let (before, after) = (comments(&file), comments(&formatted));
    let lost = without(&before, &after);
    assert!(lost.is_empty(), "{name}: comments lost\n{input:?}\n{output:?}\n{lost:?}");
    // A line that is joined with others may show a comment that was part of broken text before.
    let found = without(&after, &before);
    let text = without_indentation(input);
    assert!(
        found.iter().all(|it| text.contains(&**it)),
        "{name}: new comments\n{input:?}\n{output:?}\n{found:?}"
    );
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

/// Blocks formatted on their own come out as in the whole file, and leave the rest of the file as it was.
fn assert_parts(name: &str, file: &SourceFile, output: &str) {
    if file.has_errors() {
        return;
    }
    let blocks: Vec<_> = file.segments().iter().filter(|it| it.segment.is_closed()).collect();
    let mut rest = output;
    for block in &blocks {
        let text = format_segment(block.segment, LineBreak::of(file)).unwrap_or_default();
        let found = rest.find(&text);
        assert!(found.is_some(), "{name}: block alone\n{text:?}\n{output:?}");
        rest = &rest[found.unwrap_or(0) + text.len()..];
    }
    let Some(block) = blocks.get(blocks.len() / 2) else { return };
    let edits = format_range(file, block.range());
    let edited = apply_edits(file.text(), &edits);
    let again = format_text(&SourceFile::parse(edited.as_str()));
    assert!(again == output, "{name}: range first\n{:?}\n{edited:?}\n{output:?}\n{again:?}", file.text());
    let text = file.text();
    let (start, end) = (block.start as usize, block.range().end as usize);
    let lines_start = text[..start].rfind(['\n', '\r']).map_or(0, |it| it + 1);
    let lines_end = text[end..].find(['\n', '\r']).map_or(text.len(), |it| end + it);
    assert!(edited.starts_with(&text[..lines_start]), "{name}: range goes up\n{text:?}\n{edited:?}");
    assert!(edited.ends_with(&text[lines_end..]), "{name}: range goes down\n{text:?}\n{edited:?}");
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

fn error_count(file: &SourceFile) -> usize {
    file.segments().iter().map(|it| it.segment.tree().errors().len()).sum()
}

/// The blocks and their whole members, sorted, without what formatting may change in them.
fn members(file: &SourceFile) -> Vec<String> {
    let mut members = Vec::new();
    for (index, block) in file.segments().iter().filter_map(|it| ast::Block::of(it.segment)).enumerate() {
        members.push(format!("{index} {:?}", block.kind()));
        for node in block.node().children().filter(|it| !it.has_error()) {
            let text = kept_characters(node.text()).into_iter().collect::<String>();
            members.push(format!("{index} {:?} {text}", node.kind()));
        }
    }
    members.sort_unstable();
    members
}

/// The texts of all comments, sorted, because attributes take theirs along. Indentation and kinds of line breaks are left
/// out.
fn comments(file: &SourceFile) -> Vec<String> {
    let tokens = file.segments().iter().flat_map(|it| it.segment.tree().tokens());
    let mut comments: Vec<String> =
        tokens.filter(|it| it.kind().is_comment()).map(|it| without_indentation(it.text())).collect();
    comments.sort_unstable();
    comments
}

fn without_indentation(text: &str) -> String {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    text.split('\n').map(|it| it.trim_start_matches(is_blank)).collect::<Vec<_>>().join("\n")
}

/// What is left of `texts` without `others`. Both are sorted.
fn without(texts: &[String], others: &[String]) -> Vec<String> {
    let mut others = others.iter().peekable();
    let mut left = Vec::new();
    for text in texts {
        while others.next_if(|it| *it < text).is_some() {}
        if others.next_if_eq(&text).is_none() {
            left.push(text.clone());
        }
    }
    left
}
