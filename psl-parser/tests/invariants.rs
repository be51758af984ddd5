//! What holds for every text: nothing is lost, nothing panics, an edit equals a fresh parse.

mod checks {
    pub(crate) mod lossless;
}

use psl_parser::{Segment, SourceFile, SyntaxKind, TextEdit, TextRange, TextSize, apply_edits};
use test_support::{Random, all_schemas, difference, mutate};

use checks::lossless::assert_lossless;

fn kept(before: &SourceFile, after: &SourceFile) -> usize {
    let same = |it: &Segment| before.segments().iter().any(|old| std::ptr::eq(&**old.segment, it));
    after.segments().iter().filter(|it| same(it.segment)).count()
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

/// The edit that turns one text into another.
fn edit_between(old: &str, new: &str) -> TextEdit {
    let (range, new_text) = difference(old, new);
    TextEdit::replace(TextRange::new(range.start as TextSize, range.end as TextSize), new_text)
}

#[test]
fn edits_in_a_row_equal_fresh_parses() {
    let schemas: Vec<String> =
        all_schemas().into_iter().map(|it| it.1).filter(|it| it.len() < 8000).collect();
    let mut random = Random(7);
    for _ in 0..4_000 {
        let mut text = random.pick(&schemas).clone();
        let mut file = SourceFile::parse(text.as_str());
        for _ in 0..6 {
            let mutated = mutate(&text, &mut random);
            file = file.edited_at(&edit_between(&text, &mutated));
            assert_eq!(file, SourceFile::parse(mutated.as_str()), "{text:?} became {mutated:?}");
            text = mutated;
        }
        assert_lossless(&file, &text);
    }
}

#[test]
fn edits_at_the_borders_of_blocks_equal_fresh_parses() {
    let text = "// a\nmodel A {\n}\n\ntable {\n}\nenum B {\n  X\n}model C {\n  id Int @id\n}\ntype D = Int\n";
    for at in 0..=text.len() {
        for new_text in
            ["", "{", "}", "}\n", "\n", "x", "model E {", "\nenum F {\n  Y\n}\n", "/*", "\u{feff}"]
        {
            for end in at..=(at + 3).min(text.len()) {
                let edit = TextEdit::replace(TextRange::new(at as TextSize, end as TextSize), new_text);
                let edited = apply_edits(text, std::slice::from_ref(&edit));
                let file = SourceFile::parse(text).edited_at(&edit);
                assert_eq!(file, SourceFile::parse(edited.as_str()), "{edited:?}");
                assert_eq!(file.text(), edited);
            }
        }
    }
}

#[test]
fn an_edit_that_does_not_fit_changes_nothing() {
    let file = SourceFile::parse("model Ä {\n}\n");
    for range in [TextRange::new(40, 41), TextRange::new(5, 3), TextRange::new(7, 9)] {
        assert_eq!(file.edited_at(&TextEdit::replace(range, "x")), file);
    }
}

#[test]
fn an_edit_inside_one_block_keeps_all_other_segments() {
    let block = |name: &str, field: &str| format!("model {name} {{\n  {field} Int @id\n}}\n\n");
    let text: String = (0..50).map(|it| block(&format!("M{it}"), "id")).collect();
    let before = SourceFile::parse(text.as_str());
    let after = before.edited(text.replace("M25 {\n  id", "M25 {\n  key").as_str());
    assert_eq!(kept(&before, &after), after.segments().len() - 1);
    let at = text.find("M25 {\n  id").unwrap() as TextSize + 8;
    let nearby = before.edited_at(&TextEdit::replace(TextRange::new(at, at + 2), "key"));
    assert_eq!(nearby, after);
    assert_eq!(kept(&before, &nearby), after.segments().len() - 1);
}

#[test]
fn deep_nesting_is_one_error_and_no_crash() {
    for open in ["[", "f(", "{a:"] {
        let text = format!("model A {{\n  id Int @x({})\n  ok Int\n}}\n", open.repeat(100_000));
        let file = SourceFile::parse(text.as_str());
        assert_lossless(&file, &text);
        assert_eq!(file.segment(0).tree().errors().len(), 1);
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

#[test]
fn trivia_is_blanks_and_line_comments() {
    let is_trivia = |text: &str| SourceFile::parse(text).segments().iter().all(|it| it.segment.is_trivia());
    for text in ["\n", " \t\r\n", "// note", "\n  /// doc\r\n// note\n", "// model A {"] {
        assert!(is_trivia(text), "{text:?}");
    }
    for text in
        ["x", "/* a */", "// note\nx", "// note\rx", "\u{feff}", "\u{feff}// note", "}", "enum E {\n}"]
    {
        assert!(!is_trivia(text), "{text:?}");
    }
}

#[test]
fn values_of_several_types_are_remembered_once() {
    let file = SourceFile::parse("model A {\n}\n");
    let segment = file.segment(0);
    let length = segment.memo(|it| it.text().len());
    let text = segment.memo(|it| it.text().to_owned());
    let kind = segment.memo(Segment::kind);
    assert_eq!((*length, text.as_str(), *kind), (11, "model A {\n}", SyntaxKind::MODEL));
    assert_eq!((*segment.memo(|_| 0_usize), segment.memo(|_| String::new()).as_str()), (11, "model A {\n}"));
}

/// Numbers take fewer bits in small trees.
#[test]
fn trees_of_every_size_say_the_same() {
    for fields in (100..140).chain([22_000, 33_000]) {
        let text = format!("model A {{\n{}}}\n", "  a B\n".repeat(fields));
        let file = SourceFile::parse(text.as_str());
        assert_lossless(&file, &text);
        let model = file.segment(0).root();
        let names = model.children().filter_map(psl_parser::ast::Field::cast).filter_map(|it| it.name());
        assert_eq!(names.filter(|it| it.text() == "a").count(), fields);
        assert!(model.children().all(|it| it.parent() == Some(model)));
    }
}
