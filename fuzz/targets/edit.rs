//! A file after edits equals one parsed afresh.
#![no_main]

#[path = "../../psl-parser/tests/checks/lossless.rs"]
mod lossless;
mod variants;

use libfuzzer_sys::fuzz_target;
use psl_parser::SourceFile;

fuzz_target!(|text: &str| {
    let mut file = SourceFile::parse("");
    for state in variants::states(text) {
        let nearby = file.edited_at(&variants::edit_between(file.text(), &state));
        file = file.edited(state.as_str());
        lossless::assert_lossless(&file, &state);
        assert_eq!(file, SourceFile::parse(state.as_str()), "{state:?}");
        assert_eq!(nearby, file, "{state:?}");
        file = nearby;
    }
});
