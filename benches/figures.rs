//! How long each step takes on generated schemas, and how that grows: `cargo bench --bench figures`.
//!
//! CPU time of one thread, medians. The growth exponent is that from the first size of 100 models or more to the last.
#![allow(clippy::print_stdout, reason = "a table is the result")]

#[path = "clock.rs"]
mod clock;

use std::sync::Arc;

use psl_parser::{SourceFile, TextEdit, TextSize};
use psl_validate::{RuleSet, Schema, validate};

/// The allocator of the binary.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

const SIZES: [usize; 5] = [10, 100, 500, 1_000, 5_000];

/// A step: its name, and how to run it on a text. Where it takes edits, it is run on each, and the time is that of one.
struct Step {
    name: &'static str,
    runs: usize,
    run: fn(&Input),
}

/// Blocks differ in what an edit of them costs, so several are edited, all over the text.
const EDITS: usize = 16;

/// A schema with what steps may start from.
struct Input {
    text: Arc<str>,
    edits: Vec<TextEdit>,
    file: Arc<SourceFile>,
    schema: Schema,
}

const STEPS: [Step; 6] = [
    Step {
        name: "split into blocks",
        runs: 1,
        run: |it| drop(std::hint::black_box(SourceFile::parse(it.text.clone()))),
    },
    Step {
        name: "parse",
        runs: 1,
        run: |it| drop(std::hint::black_box(with_trees(SourceFile::parse(it.text.clone())))),
    },
    Step { name: "validate", runs: 1, run: cold_validation },
    Step {
        name: "format",
        runs: 1,
        run: |it| drop(std::hint::black_box(psl_format::format_text(&SourceFile::parse(it.text.clone())))),
    },
    Step {
        name: "cut again after an edit",
        runs: EDITS,
        run: |it| it.edits.iter().for_each(|edit| drop(std::hint::black_box(it.file.edited_at(edit)))),
    },
    Step {
        name: "edit to findings",
        runs: EDITS,
        run: |it| {
            for edit in &it.edits {
                let file = Arc::new(it.file.edited_at(edit));
                drop(std::hint::black_box(validate(&it.schema.updated(&[file]))));
            }
        },
    },
];

fn cold_validation(input: &Input) {
    let file = Arc::new(SourceFile::parse(input.text.clone()));
    drop(std::hint::black_box(validate(&Schema::resolve(&[file], RuleSet::V7))));
}

/// Trees are made when somebody asks for them.
fn with_trees(file: SourceFile) -> SourceFile {
    file.segments().iter().for_each(|it| {
        std::hint::black_box(it.segment.tree());
    });
    file
}

fn main() {
    // `cargo bench -- --provider mysql`
    let args: Vec<String> = std::env::args().collect();
    let provider = args.iter().position(|it| it == "--provider").and_then(|it| args.get(it + 1));
    let provider = provider.map_or("postgresql", String::as_str);
    let inputs: Vec<Input> = SIZES.iter().map(|it| input(*it, provider)).collect();
    println!("{provider}; CPU time of one thread in ms, medians");
    print!("{:<24}", "models");
    SIZES.iter().for_each(|it| print!("{it:>10}"));
    println!("{:>10}{:>12}", "exponent", "MB/s, last");
    print!("{:<24}", "bytes");
    inputs.iter().for_each(|it| print!("{:>10}", it.text.len()));
    println!();
    for Step { name, runs, run } in STEPS {
        let times: Vec<f64> = inputs.iter().map(|it| median(it, run) / runs as f64).collect();
        print!("{name:<24}");
        times.iter().for_each(|it| print!("{:>10.3}", it / 1e6));
        let last = SIZES.len() - 1;
        let bytes = |it: usize| inputs[it].text.len() as f64;
        let exponent = (times[last] / times[1]).ln() / (bytes(last) / bytes(1)).ln();
        println!("{exponent:>10.2}{:>12.0}", bytes(last) / times[last] * 1e3);
    }
    let parsed = SourceFile::parse(inputs[3].text.clone());
    println!(
        "trees of 1 000 models: {:.1} times the text",
        parsed.memory() as f64 / inputs[3].text.len() as f64
    );
    errors(provider);
    println!("highest resident memory: {} KiB", clock::memory_kb().1);
}

fn input(models: usize, provider: &str) -> Input {
    let text: Arc<str> = test_support::generate(models, 7, provider).into();
    let file = Arc::new(SourceFile::parse(text.clone()));
    let places = (0..EDITS).map(|it| it * text.len() / EDITS);
    let places = places.filter_map(|from| Some(from + text[from..].find(" String")?));
    let edits = places.map(|it| TextEdit::insert(it as TextSize, "x")).collect();
    // What is kept for unchanged blocks is there before an edit.
    let schema = Schema::resolve(std::slice::from_ref(&file), RuleSet::V7);
    drop(validate(&schema));
    Input { text, edits, file, schema }
}

fn median(input: &Input, run: fn(&Input)) -> f64 {
    let rounds = (40_000_000 / input.text.len()).clamp(7, 400);
    let mut times: Vec<u64> = (0..rounds)
        .map(|_| {
            let start = clock::cpu_ns();
            run(input);
            clock::cpu_ns() - start
        })
        .collect();
    times.sort_unstable();
    times[times.len() / 2] as f64
}

/// 20 000 mistakes in one file cost no more than a few times the file without them.
fn errors(provider: &str) {
    let fields = |rest: &str| -> String { (0..20_000).map(|it| format!("  f{it} {rest}\n")).collect() };
    let (good, bad) = (fields("String @db.Text"), fields("Strin @db.Tex"));
    let wrap = |fields: &str| {
        format!(
            "datasource db {{\n  provider = \"{provider}\"\n}}\n\nmodel A {{\n  id String @id\n{fields}}}\n"
        )
    };
    let time = |text: String| {
        let text: Arc<str> = text.into();
        let file = Arc::new(SourceFile::parse(text.clone()));
        let schema = Schema::resolve(std::slice::from_ref(&file), RuleSet::V7);
        let findings = validate(&schema).len();
        (findings, median(&Input { edits: Vec::new(), file, schema, text }, cold_validation) / 1e6)
    };
    let ((none, good), (findings, bad)) = (time(wrap(&good)), time(wrap(&bad)));
    println!(
        "20 000 fields: {good:.1} ms with {none} findings, {bad:.1} ms with {findings}, {:.1} times",
        bad / good
    );
}
