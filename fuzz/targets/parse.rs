//! Parsing loses nothing, and the grammar of record agrees with it.
#![no_main]

#[path = "../../psl-parser/tests/checks/agreement.rs"]
mod agreement;
#[path = "../../psl-parser/tests/checks/lossless.rs"]
mod lossless;

use libfuzzer_sys::fuzz_target;
use psl_parser::SourceFile;

fuzz_target!(|text: &str| {
    let file = SourceFile::parse(text);
    lossless::assert_lossless(&file, text);
    for placed in file.segments().iter() {
        agreement::assert_agreement(&placed.segment);
    }
});
