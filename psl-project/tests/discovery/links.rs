//! Links: loops, folders, the same file twice.

use psl_project::{Options, discover};

use crate::support::{DB, MODEL, at, files_of, names, project, repository, skipped};

#[test]
fn follows_file_and_folder_links() {
    let files = repository(&[
        ("db/schema.prisma", DB),
        ("db/shared.prisma", "-> ../elsewhere/one.prisma"),
        ("db/more", "-> ../elsewhere/folder"),
        ("elsewhere/one.prisma", MODEL),
        ("elsewhere/folder/two.prisma", MODEL),
    ]);
    assert_eq!(files_of(&files, "db/schema.prisma"), "db/more/two.prisma db/schema.prisma db/shared.prisma");
}

#[test]
fn loads_the_same_file_once_under_the_shorter_path() {
    let files = repository(&[
        ("db/schema.prisma", DB),
        ("db/room.prisma", MODEL),
        ("db/a_longer_name.prisma", "-> room.prisma"),
        ("db/x.prisma", "-> room.prisma"),
    ]);
    let found = project(&files, "db/schema.prisma");
    assert_eq!(names(&found.files), "db/schema.prisma db/x.prisma");
    assert_eq!(skipped(&found), "db/a_longer_name.prisma db/room.prisma");
}

#[test]
fn prefers_the_path_that_is_open() {
    let files = repository(&[
        ("db/schema.prisma", DB),
        ("db/room.prisma", MODEL),
        ("db/a_longer_name.prisma", "-> room.prisma"),
    ]);
    assert_eq!(files_of(&files, "db/a_longer_name.prisma"), "db/a_longer_name.prisma db/schema.prisma");
    let options = Options { open: vec![at("db/a_longer_name.prisma")], ..Options::default() };
    let found = discover(&files, &at("db/schema.prisma"), &options);
    assert_eq!(names(&found.files), "db/a_longer_name.prisma db/schema.prisma");
    assert_eq!(skipped(&found), "db/room.prisma");
}

#[test]
fn gives_a_document_opened_through_a_link_the_project_of_its_hint() {
    let files = repository(&[
        ("prisma.config.ts", "export default { schema: 'packages/db/schema' }"),
        ("packages/db/schema/a.prisma", DB),
        ("packages/db/schema/b.prisma", MODEL),
        ("short", "-> packages/db/schema"),
    ]);
    assert_eq!(files_of(&files, "short/b.prisma"), "packages/db/schema/a.prisma short/b.prisma");
}

#[test]
fn visits_a_folder_once_whatever_leads_to_it() {
    let files = repository(&[
        ("db/schema.prisma", DB),
        ("db/a/one.prisma", MODEL),
        ("db/b", "-> a"),
        ("db/a/up", "-> ../.."),
        ("db/to_modules", "-> ../node_modules"),
        ("node_modules/x/copy.prisma", DB),
    ]);
    let found = project(&files, "db/schema.prisma");
    // `up` leads to the folder above, which is entered and leads back.
    assert_eq!(names(&found.files), "db/a/one.prisma db/schema.prisma");
}

#[test]
fn does_not_read_pipes_and_skips_what_cannot_be_listed() {
    let mut files = repository(&[("db/schema.prisma", DB)]);
    files.forbidden("/r/db/pipe.prisma", psl_project::Kind::Other);
    files.forbidden("/r/db/locked", psl_project::Kind::Folder);
    files.forbidden("/r/db/secret.prisma", psl_project::Kind::File);
    let found = project(&files, "db/schema.prisma");
    assert_eq!(names(&found.files), "db/schema.prisma db/secret.prisma");
    assert_eq!(skipped(&found), "db/locked");
}

#[test]
fn notes_a_config_that_cannot_be_read() {
    let mut files = repository(&[("db/schema.prisma", DB)]);
    files.forbidden("/r/prisma.config.ts", psl_project::Kind::File);
    files.folder("/r/db/prisma.config.ts");
    assert_eq!(skipped(&project(&files, "db/schema.prisma")), "prisma.config.ts");
}
