//! An expansion ends, however big the tree.

use std::time::Duration;

use psl_project::{Limit, Limits, Memory, Options, discover, expand};

use crate::support::{DB, MODEL, at, repository};

fn deep(n_folders: usize) -> Memory {
    let mut files = repository(&[("db/schema.prisma", DB)]);
    for idx in 0..n_folders {
        files.file(&format!("/r/db/f{idx:05}/x.prisma"), MODEL);
    }
    files
}

#[test]
fn lists_at_most_so_many_folders() {
    let files = deep(20);
    let limits = Limits { folders: 5, ..Limits::default() };
    let found = discover(&files, &at("db/schema.prisma"), &Options { limits, ..Options::default() });
    assert_eq!((found.limit, found.files.len()), (Some(Limit::Folders), 5));
    let all = expand(&files, &at("db"), &[], &Options { limits, ..Options::default() });
    assert_eq!((all.limit, all.files.len()), (Some(Limit::Folders), 5));
}

#[test]
fn the_default_is_ten_thousand() {
    let found = discover(&deep(10_050), &at("db/schema.prisma"), &Options::default());
    assert_eq!((found.limit, found.files.len()), (Some(Limit::Folders), 10_000));
    let found = discover(&deep(9_000), &at("db/schema.prisma"), &Options::default());
    assert_eq!((found.limit, found.files.len()), (None, 9_001));
}

#[test]
fn stops_when_the_time_is_up() {
    let mut files = deep(20);
    files.listing_takes(Duration::from_secs(1));
    let found = discover(&files, &at("db/schema.prisma"), &Options::default());
    assert_eq!((found.limit, found.files.len()), (Some(Limit::Time), 5));
}

#[test]
fn keeps_a_document_that_was_not_reached() {
    let limits = Limits { folders: 1, ..Limits::default() };
    let found = discover(&deep(3), &at("db/f00001/x.prisma"), &Options { limits, ..Options::default() });
    assert_eq!(found.files, [at("db/f00001/x.prisma")]);
}
