//! What holds for every text: nothing is lost, nothing panics, an edit equals a fresh parse.

mod checks {
    pub(crate) mod lossless;
}

use psl_parser::{Segment, SourceFile, SyntaxKind};
use test_support::{Random, all_schemas, mutate};

use checks::lossless::assert_lossless;

fn kept(before: &SourceFile, after: &SourceFile) -> usize {
    let same = |it: &Segment| before.segments().iter().any(|old| std::ptr::eq(&*old.segment, it));
    after.segments().iter().filter(|it| same(&it.segment)).count()
}

#[test]
fn every_schema_survives_parsing() {
    let schemas = all_schemas();
    assert!(!schemas.is_empty());
    for (path, text) in schemas {
        println!("{}", path.display());
        assert_lossless(&SourceFile::parse(text.as_str()), &text);
    }
}

/// `PSL_ROUNDS` sets the number of mutations (20 000 by default) and `PSL_SEED` the start of the random numbers.
#[test]
fn mutated_schemas_survive_and_edits_equal_fresh_parses() {
    let number = |name: &str| std::env::var(name).ok().and_then(|it| it.parse::<u64>().ok());
    let schemas: Vec<String> =
        all_schemas().into_iter().map(|it| it.1).filter(|it| it.len() < 8000).collect();
    let mut random = Random(number("PSL_SEED").unwrap_or(1));
    for _ in 0..number("PSL_ROUNDS").unwrap_or(20_000) {
        let text = random.pick(&schemas).clone();
        let before = SourceFile::parse(text.as_str());
        let mutated = mutate(&text, &mut random);
        let fresh = SourceFile::parse(mutated.as_str());
        assert_lossless(&fresh, &mutated);
        let edited = before.edited(mutated.as_str());
        assert_eq!(edited, fresh, "{mutated:?}");
    }
}

#[test]
fn an_edit_inside_one_block_keeps_all_other_segments() {
    let block = |name: &str, field: &str| format!("model {name} {{\n  {field} Int @id\n}}\n\n");
    let text: String = (0..50).map(|it| block(&format!("M{it}"), "id")).collect();
    let before = SourceFile::parse(text.as_str());
    let after = before.edited(text.replace("M25 {\n  id", "M25 {\n  key").as_str());
    assert_eq!(kept(&before, &after), after.segments().len() - 1);
}

#[test]
fn deep_nesting_is_one_error_and_no_crash() {
    for open in ["[", "f(", "{a:"] {
        let text = format!("model A {{\n  id Int @x({})\n  ok Int\n}}\n", open.repeat(100_000));
        let file = SourceFile::parse(text.as_str());
        assert_lossless(&file, &text);
        assert_eq!(file.segments()[0].segment.tree().errors().len(), 1);
    }
}

#[test]
fn a_byte_order_mark_is_one_at_the_start_of_the_file_only() {
    let kinds = |text: &str| -> Vec<SyntaxKind> {
        let file = SourceFile::parse(text);
        assert_lossless(&file, text);
        file.segments().iter().flat_map(|it| it.segment.tree().tokens()).map(|it| it.kind()).collect()
    };
    assert_eq!(kinds("\u{feff}// note"), [SyntaxKind::BYTE_ORDER_MARK, SyntaxKind::LINE_COMMENT]);
    assert_eq!(kinds("\n\u{feff}// note"), [SyntaxKind::NEWLINE, SyntaxKind::JUNK]);
    assert_eq!(kinds("enum E {\n}\u{feff}// note").last(), Some(&SyntaxKind::JUNK));
}
