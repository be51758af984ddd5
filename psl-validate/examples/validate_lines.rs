//! A worker for `tests/differential/validate.mjs`: one JSON object `{"rules": "7", "files": ["…"]}` a line on standard
//! input, one JSON object with the findings a line on standard output.

use std::{
    io::{BufRead, Write, stdin, stdout},
    panic::{AssertUnwindSafe, catch_unwind},
    sync::Arc,
};

use psl_parser::SourceFile;
use psl_validate::{RuleSet, Schema, validate};
use serde_json::{Value, json};

fn main() {
    let mut stdout = stdout().lock();
    for line in stdin().lock().lines().map_while(Result::ok) {
        let request: Value = serde_json::from_str(&line).unwrap_or_default();
        let rules = if request["rules"] == "6" { RuleSet::V6 } else { RuleSet::V7 };
        let texts = request["files"].as_array().map_or(&[][..], Vec::as_slice);
        let files: Vec<Arc<SourceFile>> =
            texts.iter().filter_map(Value::as_str).map(|it| Arc::new(SourceFile::parse(it))).collect();
        let answer = match catch_unwind(AssertUnwindSafe(|| validate(&Schema::resolve(&files, rules)))) {
            Ok(diagnostics) => {
                let findings: Vec<Value> = diagnostics
                    .iter()
                    .map(|it| {
                        json!({
                            "code": it.code().0,
                            "isError": it.is_error(),
                            "file": it.file.0,
                            "start": it.place.start,
                            "end": it.place.end,
                            "range": [it.range.start, it.range.end],
                        })
                    })
                    .collect();
                json!({ "findings": findings })
            }
            Err(_) => json!({ "panic": true }),
        };
        if writeln!(stdout, "{answer}").and_then(|()| stdout.flush()).is_err() {
            return;
        }
    }
}
