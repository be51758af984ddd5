//! Formatting: of a document, of a range, and while typing. The layout itself is psl-format's.

use psl_parser::{FileId, TextEdit, TextRange};

use crate::{FilePosition, FileRange, Snapshot};

/// The edits that format a file; none when it is formatted.
pub fn format(snapshot: &Snapshot, file: FileId) -> Vec<TextEdit> {
    snapshot.file(file).map_or_else(Vec::new, |it| psl_format::format(it))
}

/// Tells the edits of [`format`] one by one, so that they need not all be in memory.
pub fn each_formatting_edit(snapshot: &Snapshot, file: FileId, tell: impl FnMut(TextRange, &str)) {
    if let Some(file) = snapshot.file(file) {
        psl_format::each_edit(file, tell);
    }
}

/// The edits that format the blocks a range touches.
pub fn format_range(snapshot: &Snapshot, at: FileRange) -> Vec<TextEdit> {
    snapshot.file(at.file).map_or_else(Vec::new, |it| psl_format::format_range(it, at.range))
}

/// The edits after `typed` was typed right before `at`.
pub fn format_on_type(snapshot: &Snapshot, at: FilePosition, typed: char) -> Vec<TextEdit> {
    snapshot.file(at.file).map_or_else(Vec::new, |it| psl_format::format_on_type(it, at.offset, typed))
}

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};
    use psl_parser::apply_edits;

    use super::*;
    use crate::test_fixture::fixture;

    fn check(typed: char, input: &str, expected: Expect) {
        let (snapshot, at) = fixture(input);
        let edits = format_on_type(&snapshot, at, typed);
        expected.assert_eq(&apply_edits(snapshot.text(at.file), &edits));
    }

    #[test]
    fn formats_all_lines_that_need_it() {
        let (snapshot, at) = fixture("model Room {$0\n  id Int @id\n  name String\n}\n");
        assert_eq!(format(&snapshot, at.file).len(), 1);
    }

    #[test]
    fn closing_brace_formats_its_block_only() {
        check(
            '}',
            "model A {\n id Int @id\n}\nmodel B {\n id Int @id\n}$0\n",
            expect![[r#"
                model A {
                 id Int @id
                }
                model B {
                  id Int @id
                }
            "#]],
        );
    }
}
