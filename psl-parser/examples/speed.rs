use std::time::Instant;
fn main() {
    let dir = std::env::args().nth(1).unwrap();
    let mut text = String::new();
    for f in test_support::prisma_files(std::path::Path::new(&dir)) {
        if let Ok(t) = std::fs::read_to_string(f) {
            text.push_str(&t);
            text.push('\n');
        }
        if text.len() > 1_000_000 {
            break;
        }
    }
    let mut best = f64::MAX;
    let mut bytes = 0;
    for _ in 0..30 {
        let t = Instant::now();
        let f = psl_parser::SourceFile::parse(text.as_str());
        best = best.min(t.elapsed().as_secs_f64());
        bytes = f.memory();
    }
    println!(
        "{} bytes, {:.0} MB/s, {:.1}x memory",
        text.len(),
        text.len() as f64 / best / 1e6,
        bytes as f64 / text.len() as f64
    );
    let f = psl_parser::SourceFile::parse(text.as_str());
    let edited = text.replacen("String", "Strinx", 1);
    let e: std::sync::Arc<str> = edited.into();
    let mut best = f64::MAX;
    for _ in 0..30 {
        let e = e.clone();
        let t = Instant::now();
        let _f = f.edited(e);
        best = best.min(t.elapsed().as_secs_f64());
    }
    println!("edit {:.3} ms", best * 1e3);
}
