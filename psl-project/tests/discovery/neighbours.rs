//! Files that belong together although nobody says so.

use psl_project::{ClaimedBy, Options, discover};

use crate::support::{DB, MODEL, at, files_of, names, project, reasons, repository, skipped, tree};

#[test]
fn goes_up_while_the_folder_above_holds_a_schema_file() {
    let files = repository(&[
        ("app/db/schema.prisma", DB),
        ("app/db/a/x.prisma", MODEL),
        ("app/db/a/b/y.prisma", MODEL),
        ("app/elsewhere/z.prisma", MODEL),
    ]);
    let all = "app/db/a/b/y.prisma app/db/a/x.prisma app/db/schema.prisma";
    assert_eq!(files_of(&files, "app/db/a/b/y.prisma"), all);
    assert_eq!(files_of(&files, "app/db/schema.prisma"), all);
    let found = project(&files, "app/db/a/x.prisma");
    assert_eq!((found.root, found.claimed_by), (at("app/db"), ClaimedBy::Neighbours));
}

#[test]
fn does_not_join_folders_whose_parent_holds_none() {
    let files = repository(&[("db/a/x.prisma", MODEL), ("db/b/y.prisma", MODEL)]);
    assert_eq!(files_of(&files, "db/a/x.prisma"), "db/a/x.prisma");
}

#[test]
fn never_leaves_the_root_of_something() {
    for mark in ["in/package.json", "in/.git/", "in/prisma.config.ts", "in/.config/prisma.mjs"] {
        let files = repository(&[("a.prisma", MODEL), (mark, "{}"), ("in/b.prisma", MODEL)]);
        assert_eq!(files_of(&files, "in/b.prisma"), "in/b.prisma", "{mark}");
    }
}

#[test]
fn never_leaves_the_workspace_folder() {
    let files = repository(&[("app/a.prisma", MODEL), ("app/in/b.prisma", MODEL)]);
    let options = Options { workspace_folder: Some(at("app/in")), ..Options::default() };
    assert_eq!(names(&discover(&files, &at("app/in/b.prisma"), &options).files), "app/in/b.prisma");
    assert_eq!(files_of(&files, "app/in/b.prisma"), "app/a.prisma app/in/b.prisma");
}

#[test]
fn takes_only_direct_files_and_the_prisma_folder_of_a_package_root() {
    for mark in ["package.json", ".git"] {
        let files = tree(&[
            (mark, "{}"),
            ("a.prisma", MODEL),
            ("prisma/b.prisma", MODEL),
            ("prisma/deep/c.prisma", MODEL),
            ("dist/d.prisma", MODEL),
        ]);
        let all = "a.prisma prisma/b.prisma prisma/deep/c.prisma";
        for document in all.split(' ') {
            assert_eq!(files_of(&files, document), all, "{mark} {document}");
        }
        assert_eq!(files_of(&files, "dist/d.prisma"), "dist/d.prisma", "{mark}");
    }
}

#[test]
fn does_not_lose_a_document_to_a_package_root_above_it() {
    // The root takes in its own files and those of `prisma`; `in` is neither.
    let files = repository(&[("a.prisma", MODEL), ("in/b.prisma", MODEL), ("in/deep/c.prisma", MODEL)]);
    assert_eq!(files_of(&files, "in/deep/c.prisma"), "in/b.prisma in/deep/c.prisma");
    assert_eq!(files_of(&files, "a.prisma"), "a.prisma");
}

#[test]
fn gives_each_datasource_what_is_nearest_to_it() {
    let files = repository(&[
        ("db/common.prisma", MODEL),
        ("db/a/schema.prisma", DB),
        ("db/a/room.prisma", MODEL),
        ("db/a/deep/seat.prisma", MODEL),
        ("db/b/schema.prisma", DB),
        ("db/b/inner/schema.prisma", DB),
        ("db/b/inner/ticket.prisma", MODEL),
    ]);
    let a = "db/a/deep/seat.prisma db/a/room.prisma db/a/schema.prisma";
    assert_eq!(files_of(&files, "db/a/room.prisma"), a);
    assert_eq!(files_of(&files, "db/a/deep/seat.prisma"), a);
    assert_eq!(files_of(&files, "db/b/schema.prisma"), "db/b/schema.prisma");
    let inner = project(&files, "db/b/inner/ticket.prisma");
    assert_eq!(names(&inner.files), "db/b/inner/schema.prisma db/b/inner/ticket.prisma");
    assert_eq!(inner.root, at("db/b/inner"));
    assert_eq!(reasons(&inner)[0], "db/b/inner/schema.prisma:1 datasource; the nearest one to these files");
    let left_over = project(&files, "db/common.prisma");
    assert_eq!(names(&left_over.files), "db/common.prisma");
    assert_eq!(left_over.claimed_by, ClaimedBy::Alone);
}

#[test]
fn gives_a_datasource_only_itself_when_its_folder_has_two() {
    let files = repository(&[
        ("db/billing.prisma", DB),
        ("db/support.prisma", DB),
        ("db/shared.prisma", MODEL),
        ("db/deep/other.prisma", MODEL),
    ]);
    for document in ["db/billing.prisma", "db/support.prisma", "db/shared.prisma", "db/deep/other.prisma"] {
        assert_eq!(files_of(&files, document), document);
    }
    assert_eq!(
        reasons(&project(&files, "db/billing.prisma"))[0],
        "db/billing.prisma:1 datasource; others in this folder have their own, so this file is one schema"
    );
}

#[test]
fn leaves_files_alone_that_someone_names() {
    let files = repository(&[
        ("package.json", r#"{ "prisma": { "schema": "prisma/schema.prisma" } }"#),
        ("prisma/schema.prisma", DB),
        ("prisma/old.prisma", MODEL),
        ("prisma/older.prisma", MODEL),
    ]);
    let found = project(&files, "prisma/old.prisma");
    assert_eq!(names(&found.files), "prisma/old.prisma prisma/older.prisma");
    assert_eq!(skipped(&found), "prisma/schema.prisma");
}

#[test]
fn takes_a_file_alone_whose_name_is_not_that_of_a_schema() {
    let files = repository(&[("db/schema.prisma", DB), ("db/notes.txt", MODEL)]);
    assert_eq!(files_of(&files, "db/notes.txt"), "db/notes.txt");
    assert_eq!(files_of(&files, "db/schema.prisma"), "db/schema.prisma");
}

#[test]
fn does_not_take_a_folder_or_a_hidden_name_for_a_schema_file() {
    let files = repository(&[("db/x.prisma/y.prisma", MODEL), ("db/.prisma", MODEL), ("db/a.prisma", MODEL)]);
    assert_eq!(files_of(&files, "db/a.prisma"), "db/a.prisma db/x.prisma/y.prisma");
}

#[test]
fn knows_a_document_that_is_not_on_disk_by_its_place() {
    let files = repository(&[("db/a.prisma", MODEL)]);
    assert_eq!(files_of(&files, "db/new.prisma"), "db/new.prisma");
    assert_eq!(files_of(&files, "no/such/folder/new.prisma"), "no/such/folder/new.prisma");
}

#[test]
fn normalises_the_path_of_the_document() {
    let files = repository(&[("db/a.prisma", MODEL)]);
    assert_eq!(files_of(&files, "./db/../db/./a.prisma"), "db/a.prisma");
}
