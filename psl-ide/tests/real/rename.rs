//! Every model, field, enum and value gets another name; the schema stays valid, and the database keeps its names.

use std::{collections::BTreeMap, fs, path::Path};

use psl_ide::{
    Confirmation, DatabaseNames, Edits, FilePosition, Rename, Snapshot, Symbol, SymbolKind, document_symbols,
    rename,
};
use psl_parser::{TextEdit, apply_edits};
use test_support::{Random, is_whole_corpus_wanted};

use super::database;
use crate::{Real, is_valid, snapshot, valid_schemas};

/// How many renames a usual run tries.
const SAMPLE: usize = 400;

#[test]
fn l112_a_rename_leaves_the_schema_valid_and_the_database_as_it_is() {
    let schemas = valid_schemas();
    let all =
        schemas.iter().flat_map(|schema| places(&schema.snapshot).into_iter().map(move |it| (schema, it)));
    let all: Vec<_> = all.collect();
    let mut random = Random(112);
    let chosen: Vec<_> = match is_whole_corpus_wanted() {
        true => all.iter().collect(),
        false => (0..SAMPLE.min(all.len())).map(|_| random.pick(&all)).collect(),
    };
    let (mut done, mut refused, mut wrong) = (0, BTreeMap::<String, usize>::new(), Vec::new());
    let mut before: Option<(&str, Vec<String>)> = None;
    for (schema, place) in chosen {
        let names = match before.take() {
            Some((name, names)) if name == schema.name => names,
            _ => database::names(schema.snapshot.schema()),
        };
        let new_name = new_name(place, &mut random);
        let at = FilePosition { file: place.file, offset: place.offset };
        let renamed = rename(&schema.snapshot, at, &new_name, DatabaseNames::Keep, Confirmation::Impossible);
        match renamed {
            Err(error) => *refused.entry(reason(&error.0)).or_default() += 1,
            Ok(Rename { edits, .. }) => {
                done += 1;
                let texts = texts(schema, &edits);
                let after = snapshot(texts.iter().map(String::as_str), schema.snapshot.rules());
                if let Some(problem) = problem(&schema.snapshot, &names, &after) {
                    wrong.push(format!("{}: {place:?} to `{new_name}`: {problem}", schema.name));
                }
                keep_pair(schema, &texts, done);
            }
        }
        before = Some((&schema.name, names));
    }
    println!("{done} renames of {} names, refused: {refused:#?}", all.len());
    assert!(wrong.is_empty(), "{} of {done}:\n{}", wrong.len(), wrong[..wrong.len().min(40)].join("\n"));
}

#[test]
fn the_comparison_sees_other_names_in_the_database() {
    let text =
        "model A {\n  id Int @id\n  bs B[]\n}\nmodel B {\n  id Int @id\n  as A[]\n}\nenum E {\n  X\n}\n";
    let names = |it: &str| database::names(snapshot(std::iter::once(it), psl_ide::RuleSet::V7).schema());
    let before = names(text);
    for (old, new) in [("A", "C"), ("E", "F"), ("X", "Y"), ("id Int", "key Int")] {
        assert_ne!(before, names(&text.replace(old, new)), "{old} to {new}");
    }
    assert_eq!(before, names(&text.replace("bs", "others")));
}

/// A name that can be changed.
#[derive(Debug)]
struct Place {
    file: psl_parser::FileId,
    offset: u32,
    name: String,
}

fn places(snapshot: &Snapshot) -> Vec<Place> {
    let mut places = Vec::new();
    for file in snapshot.file_ids() {
        for symbol in document_symbols(snapshot, file) {
            collect(file, symbol, &mut places);
        }
    }
    places
}

fn collect(file: psl_parser::FileId, symbol: Symbol, places: &mut Vec<Place>) {
    // Keys have names for the client at most, and the outline has them at their keyword.
    if matches!(symbol.kind, SymbolKind::Datasource | SymbolKind::Generator | SymbolKind::Key) {
        return;
    }
    places.push(Place { file, offset: symbol.name_range.start, name: symbol.name });
    for child in symbol.children {
        collect(file, child, places);
    }
}

/// Most names sort beside the old one, so that the tables of many-to-many relations can stay.
fn new_name(place: &Place, random: &mut Random) -> String {
    match random.below(4) {
        0 => format!("Q{}", place.name),
        _ => format!("{}Q9", place.name),
    }
}

fn reason(error: &str) -> String {
    let words = error.split('`').enumerate();
    words.map(|(index, it)| if index % 2 == 0 { it } else { "…" }).collect()
}

fn texts(schema: &Real, edits: &Edits) -> Vec<String> {
    let none: Vec<TextEdit> = Vec::new();
    let ids = schema.snapshot.file_ids();
    ids.map(|it| apply_edits(schema.snapshot.text(it), edits.get(&it).unwrap_or(&none))).collect()
}

fn problem(before: &Snapshot, names: &[String], after: &Snapshot) -> Option<String> {
    let codes = |it: &Snapshot| {
        let mut codes: Vec<_> = psl_ide::diagnostics(it).iter().map(|it| it.code().0).collect();
        codes.sort_unstable();
        codes
    };
    if !is_valid(after) {
        let errors = psl_ide::diagnostics(after).iter().filter(|it| it.is_error());
        return Some(format!("errors: {:?}", errors.map(|it| it.code().0).collect::<Vec<_>>()));
    }
    let after_names = database::names(after.schema());
    if names != after_names {
        let (old, new) = names.iter().zip(&after_names).find(|it| it.0 != it.1)?;
        return Some(format!("the database had\n    {old}\n  and has\n    {new}"));
    }
    if codes(before) != codes(after) {
        return Some(format!("other findings: {:?} and {:?}", codes(before), codes(after)));
    }
    None
}

/// With `PSL_KEEP_RENAMES` each result is written to that folder, beside the schema before, for other tools to compare.
fn keep_pair(schema: &Real, texts: &[String], number: usize) {
    let Some(folder) = std::env::var_os("PSL_KEEP_RENAMES") else { return };
    for ((path, before), after) in schema.files.iter().zip(texts) {
        for (side, text) in [("before", before), ("after", after)] {
            let to = Path::new(&folder).join(format!("{number:05}/{side}")).join(path);
            fs::create_dir_all(to.parent().unwrap()).unwrap();
            fs::write(to, text).unwrap();
        }
    }
}
