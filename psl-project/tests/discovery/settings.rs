//! The setting `psl.schemas`.

use std::path::{Path, PathBuf};

use psl_project::{ClaimedBy, Hiding, Kind, Options, discover};

use crate::support::{DB, MODEL, at, names, reasons, repository};

fn options(schemas: &[&str]) -> Options {
    Options {
        workspace_folder: Some(at("")),
        schemas: schemas.iter().map(PathBuf::from).collect(),
        ..Options::default()
    }
}

#[test]
fn first_entry_that_covers_the_document_wins() {
    let files = repository(&[
        ("prisma.config.ts", "export default { schema: 'db/a.prisma' }"),
        ("db/a.prisma", DB),
        ("db/b.prisma", MODEL),
    ]);
    let rows = [
        (&["db/b.prisma", "db"][..], "db/a.prisma", "db/a.prisma db/b.prisma", ClaimedBy::Setting),
        (&["db/b.prisma", "db"], "db/b.prisma", "db/b.prisma", ClaimedBy::Setting),
        (&["./db/"], "db/b.prisma", "db/a.prisma db/b.prisma", ClaimedBy::Setting),
        (&["/r/db"], "db/b.prisma", "db/a.prisma db/b.prisma", ClaimedBy::Setting),
        (&["elsewhere"], "db/a.prisma", "db/a.prisma", ClaimedBy::Config),
        (&[], "db/a.prisma", "db/a.prisma", ClaimedBy::Config),
    ];
    for (schemas, document, expected, by) in rows {
        let found = discover(&files, &at(document), &options(schemas));
        assert_eq!((&*names(&found.files), found.claimed_by), (expected, by), "{schemas:?} {document}");
    }
}

#[test]
fn says_which_entry_it_was() {
    let files = repository(&[("db/a.prisma", DB)]);
    let found = discover(&files, &at("db/a.prisma"), &options(&["db"]));
    assert_eq!(reasons(&found)[0], "psl.schemas: \"db\"");
    assert_eq!(found.root, at("db"));
}

#[test]
fn two_workspace_folders_never_share_a_project() {
    let files = repository(&[("db/a.prisma", DB), ("db/in/b.prisma", MODEL), ("db/in/c.prisma", MODEL)]);
    // A workspace folder inside another one: the outer one does not list it, the inner one is never left.
    let hides = |path: &Path, _: Kind| path == at("db/in");
    let outer = Options { workspace_folder: Some(at("")), ..Options::default() };
    let found = discover(&Hiding { base: &files, hides: &hides }, &at("db/a.prisma"), &outer);
    assert_eq!(names(&found.files), "db/a.prisma");
    let inner = Options { workspace_folder: Some(at("db/in")), ..Options::default() };
    assert_eq!(
        names(&discover(&files, &at("db/in/b.prisma"), &inner).files),
        "db/in/b.prisma db/in/c.prisma"
    );
}
