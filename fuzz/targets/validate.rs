//! Findings come out without a panic under both rule sets, lie in the text, and are the same after edits as afresh.
#![no_main]

mod variants;

use std::sync::Arc;

use libfuzzer_sys::fuzz_target;
use psl_parser::SourceFile;
use psl_validate::{Diagnostic, RuleSet, Schema, validate};

fuzz_target!(|text: &str| {
    let (first, second) = halves(text);
    for rules in RuleSet::ALL {
        let mut files = [parse(first), parse(second)];
        let mut schema = Schema::resolve(&files, rules);
        for (number, state) in variants::states(first).into_iter().enumerate() {
            files[0] = Arc::new(files[0].edited_at(&variants::edit_between(files[0].text(), &state)));
            let new = schema.updated(&files);
            let old = std::mem::replace(&mut schema, new);
            // Half of the states are asked for their findings only when there is a newer one.
            if number % 2 == 1 {
                continue;
            }
            validate(&old);
            let fresh = Schema::resolve(&[parse(&state), parse(second)], rules);
            assert_eq!(findings(&schema, &files), findings(&fresh, &files), "{state:?}\nbeside {second:?}");
        }
    }
});

fn parse(text: &str) -> Arc<SourceFile> {
    Arc::new(SourceFile::parse(text))
}

/// Two files: a form feed separates them, otherwise the second is empty.
fn halves(text: &str) -> (&str, &str) {
    text.split_once('\u{c}').unwrap_or((text, ""))
}

fn findings(schema: &Schema, files: &[Arc<SourceFile>]) -> Vec<String> {
    let line = |it: &Diagnostic| {
        let text = files[it.file.0 as usize].text();
        assert!(text.get(it.range.start as usize..it.range.end as usize).is_some(), "{it:?}");
        let Diagnostic { file, range, place, message, labels, help, fixes, .. } = it;
        format!("{file:?} {range:?} {place:?} {} {message} {labels:?} {help:?} {fixes:?}", it.code().0)
    };
    validate(schema).iter().map(line).collect()
}
