//! Measures formatting: `format_speed FILE...` joins the files, formats them as they are and once more when formatted.
//!
//! Prints the best of many runs, parsing apart.

use std::{
    hint::black_box,
    io::Write,
    time::{Duration, Instant},
};

use psl_format::{format, format_text};
use psl_parser::SourceFile;

fn main() -> std::io::Result<()> {
    let mut text = String::new();
    for path in std::env::args().skip(1) {
        text.push_str(&std::fs::read_to_string(path)?);
        text.push('\n');
    }
    let file = SourceFile::parse(text.as_str());
    let formatted = SourceFile::parse(format_text(&file));
    let mut out = std::io::stdout().lock();
    let mut report = |what: &str, len: usize, run: &dyn Fn()| {
        let time = best(run);
        let speed = len as f64 / 1e6 / time.as_secs_f64();
        writeln!(out, "{what:24} {:7.3} ms {speed:7.1} MB/s", time.as_secs_f64() * 1e3)
    };
    report("parse", text.len(), &|| drop(black_box(SourceFile::parse(text.as_str()))))?;
    report("text", text.len(), &|| drop(black_box(format_text(&file))))?;
    report("edits", text.len(), &|| drop(black_box(format(&file))))?;
    report("text, formatted", formatted.text().len(), &|| drop(black_box(format_text(&formatted))))?;
    report("edits, formatted", formatted.text().len(), &|| drop(black_box(format(&formatted))))
}

fn best(run: &dyn Fn()) -> Duration {
    let mut best = Duration::MAX;
    for _ in 0..50 {
        let start = Instant::now();
        run();
        best = best.min(start.elapsed());
    }
    best
}
