//! Schemas with a cursor for the tests of the features.

use std::sync::Arc;

use psl_parser::{FileId, SourceFile, TextSize};
use psl_validate::RuleSet;

use crate::{FilePosition, Snapshot};

/// A snapshot of the files in `input`, and the place of `$0` in one of them. A line `//- name` starts a file.
pub(crate) fn fixture(input: &str) -> (Snapshot, FilePosition) {
    let (snapshot, cursor) = fixture_with_rules(input, RuleSet::V7);
    (snapshot, cursor.expect("the fixture has a `$0`"))
}

/// Like [`fixture`], with a cursor only if there is one.
pub(crate) fn fixture_with_rules(input: &str, rules: RuleSet) -> (Snapshot, Option<FilePosition>) {
    let mut texts = vec![String::new()];
    for line in input.split_inclusive('\n') {
        match line.starts_with("//- ") {
            true if texts.iter().all(|it| it.is_empty()) => {}
            true => texts.push(String::new()),
            false => texts.last_mut().expect("never empty").push_str(line),
        }
    }
    let mut cursor = None;
    for (index, text) in texts.iter_mut().enumerate() {
        if let Some(offset) = text.find("$0") {
            text.replace_range(offset..offset + 2, "");
            cursor = Some(FilePosition { file: FileId(index as u32), offset: offset as TextSize });
        }
    }
    let files: Vec<_> = texts.into_iter().map(|it| Arc::new(SourceFile::parse(it))).collect();
    (Snapshot::new(&files, rules), cursor)
}
