//! What discovery touches: the walk of the documentation and nothing else.

use std::path::PathBuf;

use psl_project::{Access, Memory, Options, alone, expand};

use crate::support::{DB, MODEL, at, names, project, repository, select};

fn of(record: &[(Access, PathBuf)], access: Access) -> Vec<PathBuf> {
    record.iter().filter(|it| it.0 == access).map(|it| it.1.clone()).collect()
}

fn small() -> Memory {
    let mut files = repository(&[
        ("package.json", r#"{ "dependencies": { "prisma": "7" } }"#),
        ("node_modules/prisma/package.json", r#"{ "version": "7.0.0" }"#),
        ("prisma/schema.prisma", DB),
        ("src/index.ts", ""),
    ]);
    for idx in 0..9 {
        files.file(&format!("/r/prisma/m{idx}.prisma"), MODEL);
    }
    files
}

#[test]
fn a_small_project_costs_a_few_dozen_looks() {
    let files = small();
    let found = project(&files, "prisma/schema.prisma");
    assert_eq!(found.files.len(), 10);
    let record = files.take_record();
    let mut listed = of(&record, Access::List);
    listed.sort();
    // The two that are not there are the usual places of a generator.
    assert_eq!(names(&listed), " prisma prisma/prisma prisma/prisma/schema prisma/schema");
    assert!(record.len() < 60, "{} accesses", record.len());
}

#[test]
fn no_path_is_read_or_listed_twice() {
    let files = small();
    assert_eq!(select(&files, &[]).projects.len(), 1);
    let record = files.take_record();
    for access in [Access::Read, Access::List] {
        let mut paths = of(&record, access);
        paths.sort();
        let n_paths = paths.len();
        paths.dedup();
        assert_eq!(paths.len(), n_paths, "{access:?}");
    }
    assert!(record.len() < 80, "{} accesses", record.len());
}

#[test]
fn unrelated_files_cost_nothing() {
    let count = |n_packages: usize| {
        let mut files = small();
        for idx in 0..n_packages {
            files.file(&format!("/r/node_modules/p{idx}/schema.prisma"), DB);
            files.file(&format!("/r/packages/p{idx}/prisma/schema.prisma"), DB);
            files.file(&format!("/r/packages/p{idx}/package.json"), "{}");
        }
        project(&files, "prisma/schema.prisma");
        files.take_record().len()
    };
    assert_eq!(count(0), count(1_000));
}

#[test]
fn a_claimed_file_costs_no_listing_at_all() {
    let files = repository(&[
        ("prisma.config.ts", "export default { schema: 'prisma/schema.prisma' }"),
        ("prisma/schema.prisma", DB),
    ]);
    project(&files, "prisma/schema.prisma");
    assert_eq!(of(&files.take_record(), Access::List), [] as [PathBuf; 0]);
}

#[test]
fn expanding_a_file_reads_no_other_schema() {
    let files = small();
    expand(&files, &at(""), &["prisma/schema.prisma".into()], &Options::default());
    let record = files.take_record();
    let is_schema = |it: &PathBuf| it.extension().is_some_and(|it| it == "prisma");
    let schemas: Vec<PathBuf> = of(&record, Access::Read).into_iter().filter(is_schema).collect();
    assert_eq!(schemas, [at("prisma/schema.prisma")]);
    assert_eq!(of(&record, Access::List), [] as [PathBuf; 0]);
}

#[test]
fn a_text_without_a_place_touches_nothing() {
    // There is no way to: `alone` is given no files.
    let found = alone("Untitled-1".as_ref(), DB.as_bytes(), &Options::default());
    assert_eq!(found.files, [PathBuf::from("Untitled-1")]);
    assert!(found.inputs.is_empty());
}

#[test]
fn cost_grows_with_the_number_of_files_only() {
    let count = |n_files: usize| {
        let mut files = repository(&[("db/schema.prisma", DB)]);
        for idx in 0..n_files {
            files.file(&format!("/r/db/m{idx}.prisma"), MODEL);
        }
        assert_eq!(select(&files, &["db"]).projects[0].root, at("db"));
        files.take_record().len()
    };
    // Each further file is read once.
    assert_eq!(count(200) - count(100), 100);
}
