//! What holds for every text and every place in it: features answer and never panic, ranges lie in the text, and what is
//! told about one place agrees with what is told about others.

use std::sync::Arc;

use psl_ide::{ActionFilter, ActionKind, FilePosition, FileRange, ImpliedKind, Snapshot};
use psl_parser::{FileId, SourceFile, TextRange, TextSize, apply_edits};
use psl_validate::RuleSet;
use test_support::{Random, all_schemas, char_border, mutate};

const FILE: FileId = FileId(0);

fn snapshot(text: &str, rules: RuleSet) -> Snapshot {
    Snapshot::new(&[Arc::new(SourceFile::parse(text))], rules)
}

fn assert_inside(text: &str, range: TextRange) {
    assert!(text.get(range.start as usize..range.end as usize).is_some(), "{range:?} of {}", text.len());
}

/// Asks everything about the whole file.
fn ask_about_file(text: &str, snapshot: &Snapshot) {
    for diagnostic in psl_ide::diagnostics(snapshot) {
        assert_inside(text, diagnostic.range);
    }
    for symbol in psl_ide::document_symbols(snapshot, FILE) {
        assert_inside(text, symbol.range);
        assert!(symbol.range.contains_range(symbol.name_range), "{symbol:?}");
        for child in symbol.children {
            assert!(symbol.range.contains_range(child.range), "{child:?}");
            assert!(child.range.contains_range(child.name_range), "{child:?}");
        }
    }
    for fold in psl_ide::folding_ranges(snapshot, FILE) {
        assert_inside(text, fold.range);
    }
    for hint in psl_ide::hints(snapshot) {
        assert_inside(text, hint.range);
    }
    let all = FileRange { file: FILE, range: TextRange::new(0, text.len() as TextSize) };
    let mut end = 0;
    for token in psl_ide::semantic_tokens(snapshot, all) {
        assert_inside(text, token.range);
        assert!(end <= token.range.start && !token.range.slice(text).contains(['\n', '\r']), "{token:?}");
        end = token.range.end;
    }
    for hint in psl_ide::inlay_hints(snapshot, all, &ImpliedKind::ALL) {
        assert_inside(text, TextRange::empty(hint.offset));
        hint.edits.iter().for_each(|it| assert_inside(text, it.range));
    }
    for range in psl_ide::lenses(snapshot, FILE) {
        assert_inside(text, range);
        let at = FilePosition { file: FILE, offset: range.start };
        assert!(psl_ide::used_by(snapshot, at).is_some(), "a lens has something to say");
    }
    for link in psl_ide::document_links(snapshot, FILE) {
        assert_inside(text, link.range);
    }
    for symbol in psl_ide::workspace_symbols(snapshot, "") {
        assert_inside(text, symbol.at.range);
    }
    let formatted = apply_edits(text, &psl_ide::format(snapshot, FILE));
    let again = self::snapshot(&formatted, snapshot.rules());
    assert!(psl_ide::format(&again, FILE).is_empty(), "formatting twice changes something");
}

/// Asks everything about one place.
fn ask_about_place(text: &str, snapshot: &Snapshot, offset: TextSize) {
    let at = FilePosition { file: FILE, offset };
    for item in psl_ide::completion(snapshot, at) {
        assert_inside(text, item.replaced.range);
        assert!(item.replaced.range.touches(offset), "{item:?} at {offset}");
        assert!(!TextRange::new(item.replaced.range.start, offset).slice(text).contains(['\n', '\r']));
    }
    if let Some(hover) = psl_ide::hover(snapshot, at) {
        assert!(hover.at.range.touches(offset), "{hover:?} at {offset}");
    }
    let references = psl_ide::references(snapshot, at);
    for reference in &references {
        assert_inside(text, reference.at.range);
    }
    if let Some(definition) = psl_ide::definition(snapshot, at) {
        assert!(definition.origin.range.touches(offset), "{definition:?} at {offset}");
        assert!(references.iter().any(|it| it.at == definition.origin), "the word is one of its places");
        for target in definition.targets {
            assert_inside(text, target.full.range);
            assert_inside(text, target.name.range);
            let back = FilePosition { file: target.name.file, offset: target.name.range.start };
            let again = psl_ide::references(snapshot, back);
            assert!(again.iter().any(|it| it.at == target.name), "a declaration is one of its places");
            // The opposite of a relation field is another name; everything else leads back to where it was asked.
            let is_opposite = references.iter().all(|it| it.at != target.name);
            assert!(is_opposite || again == references, "{definition:?}", definition = definition.origin);
        }
    }
    if let Some(signature) = psl_ide::signature_help(snapshot, at) {
        assert!(signature.active.is_none_or(|it| it < signature.parameters.len()), "{signature:?}");
        for parameter in &signature.parameters {
            assert_inside(&signature.label, parameter.range);
        }
    }
    if let Ok((at, name)) = psl_ide::prepare_rename(snapshot, at) {
        assert!(at.range.slice(text) == name || at.range.slice(text).contains('\\'));
        assert!(at.range.touches(offset));
    }
    psl_ide::type_definition(snapshot, at);
    psl_ide::highlights(snapshot, at);
    let selections = psl_ide::selection_ranges(snapshot, at);
    assert_eq!(selections.last(), Some(&TextRange::new(0, text.len() as TextSize)));
    for pair in selections.windows(2) {
        assert!(pair[1].contains_range(pair[0]), "{pair:?}");
    }
    for typed in ['}', '\n', 'x'] {
        for edit in psl_ide::format_on_type(snapshot, at, typed) {
            assert_inside(text, edit.range);
        }
    }
    let range = TextRange::new(offset, char_border(text, text.len().min(offset as usize + 40)) as TextSize);
    for edit in psl_ide::format_range(snapshot, FileRange { file: FILE, range }) {
        assert_inside(text, edit.range);
    }
    for range in [TextRange::empty(offset), range] {
        let filter = ActionFilter { kinds: &ActionKind::ALL, hidden: &[] };
        for action in psl_ide::code_actions(snapshot, FileRange { file: FILE, range }, filter) {
            let edits = action.edits(snapshot);
            edits.values().flatten().for_each(|it| assert_inside(text, it.range));
            assert!(edits.is_empty() || action.disabled.is_none());
        }
    }
}

#[test]
fn every_place_of_every_schema_can_be_asked_about() {
    let mut random = Random(7);
    let schemas = all_schemas();
    for round in 0..400 {
        let text = &random.pick(&schemas).1;
        if text.len() > 20_000 {
            continue;
        }
        let text = if round % 3 == 0 { text.clone() } else { mutate(text, &mut random) };
        let rules = RuleSet::ALL[round % 2];
        let snapshot = snapshot(&text, rules);
        ask_about_file(&text, &snapshot);
        for _ in 0..8 {
            let offset = char_border(&text, random.below(text.len() + 1));
            ask_about_place(&text, &snapshot, offset as TextSize);
        }
    }
}

#[test]
fn every_place_of_half_a_line_can_be_asked_about() {
    let lines = [
        "model A {\n  id Int @id @default(autoincrement()) @map(\"x\")\n  b B? @relation(fields: [bId, c(sort: Desc)], references: [id], onDelete: Cascade)\n  @@unique([a.b.c, d(length: 3)], where: { a: { not: null } })\n}\n",
        "datasource db {\n  provider = \"postgresql\"\n  url = env(\"X\")\n  extensions = [a(map: \"x\"), b]\n}\n",
        "enum E {\n  A @map(\"a\")\n  @@map(\"e\")\n}\n",
    ];
    for text in lines {
        for end in 0..=text.len() {
            let text = &text[..end];
            let snapshot = snapshot(text, RuleSet::V7);
            for offset in [end, end.saturating_sub(1), end / 2] {
                ask_about_place(text, &snapshot, offset as TextSize);
            }
        }
    }
}
