//! A long session with the language server: `cargo run --release --example soak -- --minutes 5 [--seed 1]`.
//!
//! Random edits, opened, closed and renamed files, and requests over the examples and generated schemas. The server is
//! this program once more, so memory and CPU time are the server's own. Checked are: every request is answered; every
//! few seconds, the findings the editor has are those of a fresh server; the log stays empty; memory after the warm-up
//! and at the end is the same, give or take; and afterwards an idle server uses no CPU time. Needs Linux.
#![allow(clippy::expect_used, clippy::panic, clippy::print_stdout, reason = "a driver may fail loudly")]

#[path = "soak/editor.rs"]
mod editor;
#[path = "soak/session.rs"]
mod session;

use std::{
    io::{stderr, stdin, stdout},
    process::ExitCode,
    time::{Duration, Instant},
};

use session::Session;

/// The allocator of the binary.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// How much more memory than after the warm-up the end may need: allocators do not give everything back.
const GROWTH: f64 = 1.2;
const SLACK_KB: f64 = 4096.0;

/// CPU time that ten idle seconds may take; a thread looks once a second whether the editor is alive.
const IDLE_NS: u64 = 10_000_000;

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().collect();
    if args.get(1).is_some_and(|it| it == "serve") {
        let log = tracing_subscriber::fmt().with_writer(stderr).with_ansi(false);
        log.with_env_filter("error,tower_lsp=off").init();
        return ExitCode::from(lsp_server::serve(stdin(), stdout(), lsp_server::Options::default()));
    }
    let number = |name: &str, usual: f64| {
        let at = args.iter().position(|it| it == name);
        at.and_then(|it| args.get(it + 1)).and_then(|it| it.parse().ok()).unwrap_or(usual)
    };
    soak(Duration::from_secs_f64(number("--minutes", 5.0) * 60.0), number("--seed", 1.0) as u64);
    ExitCode::SUCCESS
}

fn soak(time: Duration, seed: u64) {
    let mut session = Session::new(seed);
    let started = Instant::now();
    let warm = time / 5;
    let mut memory_then = None;
    let mut checks = 0;
    while started.elapsed() < time {
        for _ in 0..500 {
            session.step();
        }
        session.compare_with_fresh_server();
        checks += 1;
        if memory_then.is_none() && started.elapsed() >= warm {
            memory_then = Some((session.memory_kb(), session.text_bytes()));
        }
    }
    let (then, text_then) = memory_then.unwrap_or_else(|| (session.memory_kb(), session.text_bytes()));
    let (then, now) = (then as f64, session.memory_kb() as f64);
    println!(
        "{} edits, {} requests, {} files opened, closed or renamed, {checks} comparisons with a fresh server",
        session.edits, session.requests, session.moves
    );
    println!("memory: {then:.0} KiB after the warm-up, {now:.0} KiB at the end");
    println!("the files: {text_then} bytes after the warm-up, {} bytes at the end", session.text_bytes());
    assert!(now <= then * GROWTH + SLACK_KB, "memory grows");
    let idle = session.idle_ns(Duration::from_secs(10));
    println!("idle: {:.2} ms of CPU time in 10 s", idle as f64 / 1e6);
    assert!(idle < IDLE_NS, "an idle server works");
    let log = session.end();
    assert!(log.is_empty(), "the log has errors:\n{log}");
    println!("fine");
}
