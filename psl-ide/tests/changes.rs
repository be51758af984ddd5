//! Renames, quick fixes and refactorings on every recorded case: what they leave is as good as what was there.

#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used)]

use std::{fs, sync::Arc};

use psl_ide::{
    ActionFilter, ActionKind, Confirmation, DatabaseNames, Edits, FilePosition, FileRange, Rename, RuleSet,
    Snapshot, Symbol, code_actions, diagnostics, document_symbols, rename,
};
use psl_parser::{FileId, SourceFile, TextEdit, TextRange, apply_edits};

const FILE: FileId = FileId(0);

fn cases(every: usize) -> Vec<(String, Snapshot)> {
    let files = test_support::prisma_files(&test_support::workspace().join("tests/cases"));
    let read =
        |it: std::path::PathBuf| Some((it.display().to_string(), snapshot(&fs::read_to_string(&it).ok()?)));
    let cases: Vec<_> = files.into_iter().step_by(every).filter_map(read).collect();
    assert!(!cases.is_empty());
    cases
}

fn snapshot(text: &str) -> Snapshot {
    Snapshot::new(&[Arc::new(SourceFile::parse(text))], RuleSet::V7)
}

fn codes(snapshot: &Snapshot) -> Vec<&'static str> {
    let mut codes: Vec<_> = diagnostics(snapshot).iter().map(|it| it.code().0).collect();
    codes.sort_unstable();
    codes
}

fn after(before: &Snapshot, edits: &Edits) -> Snapshot {
    let none: Vec<TextEdit> = Vec::new();
    snapshot(&apply_edits(before.text(FILE), edits.get(&FILE).unwrap_or(&none)))
}

fn syntax_errors(snapshot: &Snapshot) -> usize {
    let segments = snapshot.files().iter().flat_map(|it| it.segments().iter());
    segments.map(|it| it.segment.tree().errors().len()).sum()
}

fn names(symbols: &[Symbol], offsets: &mut Vec<u32>) {
    for symbol in symbols {
        offsets.push(symbol.name_range.start);
        names(&symbol.children, offsets);
    }
}

#[test]
fn l116_after_a_rename_the_findings_are_the_same() {
    let mut problems = Vec::new();
    let mut renames = 0;
    for (path, before) in cases(5) {
        // Where there are errors, a new name may take some of them away.
        if diagnostics(&before).iter().any(|it| it.is_error()) {
            continue;
        }
        let mut offsets = Vec::new();
        names(&document_symbols(&before, FILE), &mut offsets);
        for offset in offsets {
            let at = FilePosition { file: FILE, offset };
            // Sorts between most names, so that some relations turn and some do not.
            let renamed = rename(&before, at, "Nfresh", DatabaseNames::Keep, Confirmation::Impossible);
            let Ok(Rename { edits, .. }) = renamed else { continue };
            renames += 1;
            let after = after(&before, &edits);
            if codes(&before) != codes(&after) {
                problems.push(format!(
                    "{path} at {offset}: {:?} {:?}\n{}",
                    codes(&before),
                    codes(&after),
                    after.text(FILE)
                ));
            }
        }
    }
    assert!(renames > 0);
    assert!(problems.is_empty(), "{} of {renames}:\n{}", problems.len(), problems.join("\n"));
}

#[test]
fn l125_quick_fixes_break_nothing_and_comments_hide_their_findings() {
    let mut problems = Vec::new();
    for (path, before) in cases(11) {
        for diagnostic in diagnostics(&before) {
            let at = FileRange { file: FILE, range: diagnostic.range };
            let filter = ActionFilter { kinds: &[ActionKind::QuickFix], hidden: &[] };
            for action in code_actions(&before, at, filter) {
                let answered = action.diagnostics[0].code().0;
                let count = |it: &Snapshot| codes(it).iter().filter(|it| **it == answered).count();
                let after = after(&before, &action.edits(&before));
                // It brings to light what was passed over, which may be no line of the language.
                if answered == "text-after-open-brace" {
                    continue;
                }
                let is_left = action.title.starts_with("Allow") && count(&after) >= count(&before);
                if is_left || syntax_errors(&after) > syntax_errors(&before) {
                    problems.push(format!("{path}: {} ({answered})\n{}", action.title, after.text(FILE)));
                }
            }
        }
    }
    assert!(problems.is_empty(), "{}:\n{}", problems.len(), problems.join("\n"));
}

#[test]
fn l125_refactorings_leave_good_schemas_good() {
    let mut problems = Vec::new();
    let mut applied = 0;
    for (path, before) in cases(7) {
        if diagnostics(&before).iter().any(|it| it.is_error()) {
            continue;
        }
        let text = before.text(FILE);
        let mut offered: Vec<String> = Vec::new();
        let starts_word = |it: &usize| {
            let is_word = |it: Option<&u8>| it.is_some_and(|it| it.is_ascii_alphanumeric() || *it == b'@');
            is_word(text.as_bytes().get(*it))
                && !is_word(it.checked_sub(1).and_then(|it| text.as_bytes().get(it)))
        };
        for offset in (0..text.len()).filter(starts_word) {
            let range = TextRange::new(offset as u32, offset as u32 + 1);
            let filter = ActionFilter { kinds: &ActionKind::REFACTORINGS, hidden: &[] };
            for action in code_actions(&before, FileRange { file: FILE, range }, filter) {
                let edits = action.edits(&before);
                let is_known = offered.contains(&action.title);
                if action.disabled.is_some() || is_known {
                    continue;
                }
                applied += 1;
                let after = after(&before, &edits);
                // GiST takes text that says no type, and no text that says the type it has anyway.
                let is_known = |it: &str| it == "index-type-no-default-ops";
                let errors = diagnostics(&after).iter().filter(|it| it.is_error() && !is_known(it.code().0));
                let errors: Vec<_> = errors.collect();
                if !errors.is_empty() || syntax_errors(&after) > 0 {
                    let codes: Vec<_> = errors.iter().map(|it| it.code().0).collect();
                    problems.push(format!(
                        "{path} at {offset}: {} {codes:?}\n{}",
                        action.title,
                        after.text(FILE)
                    ));
                }
                offered.push(action.title);
            }
        }
    }
    assert!(applied > 0);
    assert!(problems.is_empty(), "{} of {applied}:\n{}", problems.len(), problems.join("\n"));
}
