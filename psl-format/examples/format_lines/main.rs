//! Formats many schemas in one process, for comparing with another formatter.
//!
//! Each line of standard input is a JSON string with one schema. Each line of standard output is an object:
//!
//! - `text`: the formatted schema,
//! - `isStable`: whether formatting it again and applying the edits give the same,
//! - `hasErrors`: whether the schema has syntax errors,
//! - `deviations`: the names of the differences (`docs/format.md`) that may show,
//! - `untouchedBlocks`: the blocks of the result in which none can show.

mod deviations;

use std::io::{BufRead, BufWriter, Write};

use psl_format::{format, format_text};
use psl_parser::{SourceFile, apply_edits};
use serde_json::json;

fn main() -> std::io::Result<()> {
    let mut out = BufWriter::new(std::io::stdout().lock());
    for line in std::io::stdin().lock().lines() {
        let schema: String = serde_json::from_str(&line?)?;
        let file = SourceFile::parse(schema.as_str());
        let text = format_text(&file);
        let is_stable = format_text(&SourceFile::parse(text.as_str())) == text
            && apply_edits(&schema, &format(&file)) == text;
        let answer = json!({
            "text": text,
            "isStable": is_stable,
            "hasErrors": file.has_errors(),
            "deviations": deviations::deviations(&file),
            "untouchedBlocks": deviations::untouched_blocks(&file),
        });
        writeln!(out, "{answer}")?;
        out.flush()?;
    }
    Ok(())
}
