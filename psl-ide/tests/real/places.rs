//! Requests at random places: they answer, with ranges inside the files, and ways lead back.

use psl_ide::{FilePosition, FileRange, Snapshot};
use psl_parser::{TextRange, TextSize};
use test_support::{Random, char_border, is_whole_corpus_wanted};

use crate::{Real, valid_schemas};

/// Where and how many times each kind of request is asked.
struct Places<'a> {
    schemas: &'a [Real],
    random: Random,
    count: usize,
}

impl Places<'_> {
    fn each(&mut self, mut ask: impl FnMut(&Snapshot, FilePosition)) {
        if self.schemas.is_empty() {
            return;
        }
        for _ in 0..self.count {
            let snapshot = &self.random.pick(self.schemas).snapshot;
            let files: Vec<_> = snapshot.file_ids().collect();
            let file = *self.random.pick(&files);
            let text = snapshot.text(file);
            // Half of the places are at words.
            let mut offset = char_border(text, self.random.below(text.len() + 1));
            if self.random.below(2) == 0 {
                offset += text[offset..].find(|it: char| it.is_alphanumeric()).unwrap_or(0);
            }
            ask(snapshot, FilePosition { file, offset: offset as TextSize });
        }
    }
}

fn assert_inside(snapshot: &Snapshot, at: FileRange) {
    let text = snapshot.text(at.file);
    assert!(text.get(at.range.start as usize..at.range.end as usize).is_some(), "{at:?} of {}", text.len());
}

fn own(at: FilePosition, range: TextRange) -> FileRange {
    FileRange { file: at.file, range }
}

fn start(of: FileRange) -> FilePosition {
    FilePosition { file: of.file, offset: of.range.start }
}

#[test]
fn answers_lie_inside_the_files() {
    let schemas = valid_schemas();
    let count = if is_whole_corpus_wanted() { 1000 } else { 30 };
    let mut places = Places { schemas: &schemas, random: Random(34), count };
    places.each(|it, at| {
        for item in psl_ide::completion(it, at) {
            assert_inside(it, own(at, item.replaced.range));
        }
    });
    places.each(|it, at| {
        if let Some(hover) = psl_ide::hover(it, at) {
            assert_inside(it, hover.at);
        }
    });
    places.each(|it, at| {
        if let Some(signature) = psl_ide::signature_help(it, at) {
            assert!(signature.active.is_none_or(|it| it < signature.parameters.len()));
        }
    });
    places.each(|it, at| psl_ide::references(it, at).iter().for_each(|found| assert_inside(it, found.at)));
    places.each(|it, at| psl_ide::highlights(it, at).iter().for_each(|found| assert_inside(it, found.at)));
    places.each(|it, at| {
        let found = [psl_ide::definition(it, at), psl_ide::type_definition(it, at)];
        for definition in found.into_iter().flatten() {
            assert_inside(it, definition.origin);
            for target in definition.targets {
                assert_inside(it, target.full);
                assert_inside(it, target.name);
            }
        }
    });
    places.each(|it, at| {
        psl_ide::selection_ranges(it, at).into_iter().for_each(|range| assert_inside(it, own(at, range)));
    });
    places.each(|it, at| {
        if let Ok((range, name)) = psl_ide::prepare_rename(it, at) {
            assert_inside(it, range);
            let text = range.range.slice(it.text(range.file));
            assert!(text == name || text.contains('\\'), "`{text}` is not `{name}`");
        }
    });
    places.each(|it, at| {
        let filter = psl_ide::ActionFilter { kinds: &psl_ide::ActionKind::ALL, hidden: &[] };
        for action in psl_ide::code_actions(it, own(at, TextRange::empty(at.offset)), filter) {
            for (file, edits) in action.edits(it) {
                edits.iter().for_each(|edit| assert_inside(it, FileRange { file, range: edit.range }));
            }
        }
    });
    places.each(|it, at| {
        for typed in ['}', '\n'] {
            let edits = psl_ide::format_on_type(it, at, typed);
            edits.iter().for_each(|edit| assert_inside(it, own(at, edit.range)));
        }
    });
}

#[test]
fn definitions_and_references_lead_to_each_other() {
    let schemas = valid_schemas();
    let count = if is_whole_corpus_wanted() { 1000 } else { 100 };
    let mut places = Places { schemas: &schemas, random: Random(110), count };
    let mut closed = 0;
    places.each(|snapshot, at| {
        let Some(definition) = psl_ide::definition(snapshot, at) else { return };
        let references = psl_ide::references(snapshot, at);
        assert!(
            references.iter().any(|it| it.at == definition.origin),
            "{definition:?} is no place of itself"
        );
        let mut declarations: Vec<_> =
            references.iter().filter(|it| it.is_declaration).map(|it| it.at).collect();
        if declarations.is_empty() {
            // Names of relations and variables are declared by being used.
            declarations = references.iter().map(|it| it.at).collect();
        }
        for reference in &references {
            assert_eq!(psl_ide::references(snapshot, start(reference.at)), references, "{reference:?}");
            let again = psl_ide::definition(snapshot, start(reference.at));
            let targets: Vec<_> = again.into_iter().flat_map(|it| it.targets).map(|it| it.name).collect();
            // The declaration of a relation field leads to the field opposite, whose declaration leads back.
            if targets != declarations {
                assert!(reference.is_declaration, "{reference:?} leads to {targets:?}");
                let back = targets.iter().filter_map(|it| psl_ide::definition(snapshot, start(*it)));
                let back: Vec<_> = back.flat_map(|it| it.targets).map(|it| it.name).collect();
                assert_eq!(back, [reference.at], "from {targets:?}");
            }
        }
        closed += 1;
    });
    println!("{closed} of {count} places have a definition, and all ways close");
}
