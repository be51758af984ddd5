//! Formatting of some blocks only.

use psl_format::{format_blocks, format_range};
use psl_parser::{SourceFile, TextRange, TextSize, apply_edits};

/// Formats the blocks that the parts between `«` and `»` intersect.
fn check(before: &str, after: &str) {
    let mut text = String::new();
    let mut ranges: Vec<TextRange> = Vec::new();
    let mut start = 0;
    for char in before.chars() {
        match char {
            '«' => start = text.len() as TextSize,
            '»' => ranges.push(TextRange::new(start, text.len() as TextSize)),
            _ => text.push(char),
        }
    }
    let file = SourceFile::parse(text.as_str());
    assert_eq!(apply_edits(&text, &format_blocks(&file, &ranges)), after);
    if let [range] = ranges[..] {
        assert_eq!(apply_edits(&text, &format_range(&file, range)), after);
    }
}

#[test]
fn formats_the_block_around_a_place_whole() {
    check(
        "enum A {\n X\n}\n\n\nenum B {\n «»Y\n}\nenum C {\n Z\n}\n",
        "enum A {\n X\n}\n\n\nenum B {\n  Y\n}\nenum C {\n Z\n}\n",
    );
}

#[test]
fn formats_all_blocks_a_range_touches() {
    check(
        "enum A {\n «X\n}\n\n\nenum B {\n Y»\n}\nenum C {\n Z\n}\n",
        "enum A {\n  X\n}\n\n\nenum B {\n  Y\n}\nenum C {\n Z\n}\n",
    );
    check(
        "enum A {\n «»X\n}\nenum B {\n Y\n}\nenum C {\n «Z»\n}\n",
        "enum A {\n  X\n}\nenum B {\n Y\n}\nenum C {\n  Z\n}\n",
    );
}

#[test]
fn a_range_that_ends_where_a_block_begins_does_not_touch_it() {
    check("«// note\n»enum A {\n X\n}\n", "// note\nenum A {\n X\n}\n");
}

#[test]
fn what_stands_between_blocks_is_left_alone() {
    check("   // note\n\n\n  what\n«»\n", "   // note\n\n\n  what\n\n");
    check("  enum «A» { // a\n X\n }  // b\nenum B {\n}\n", "enum A { // a\n  X\n} // b\nenum B {\n}\n");
}

#[test]
fn text_that_hangs_together_is_left_alone() {
    check("namespace x {\n enum «A» {\n    X\n }\n}\n", "namespace x {\n enum A {\n    X\n }\n}\n");
    check("enum «A» {\n    X\n", "enum A {\n    X\n");
}
