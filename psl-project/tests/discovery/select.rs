//! Paths from a command line.

use psl_project::{
    Hiding, Kind, Options, Overlay, Standing, Wrong, discover, expand, projects_of, schema_at,
};

use crate::support::{DB, MODEL, at, expanded, names, repository, select, shown};

const NEXT: &str = "// use prisma-next\n";

#[test]
fn no_path_means_the_folder_itself() {
    let files = repository(&[("a/x.prisma", DB), ("b/y.prisma", DB)]);
    assert_eq!(shown(&select(&files, &[])), "a/x.prisma | b/y.prisma");
    assert_eq!(shown(&select(&files, &["."])), "a/x.prisma | b/y.prisma");
    assert_eq!(shown(&select(&files, &["b"])), "b/y.prisma");
}

#[test]
fn validates_each_project_once_and_completely() {
    let files = repository(&[("db/a.prisma", DB), ("db/sub/b.prisma", MODEL), ("db/sub/c.prisma", MODEL)]);
    let all = "db/a.prisma db/sub/b.prisma db/sub/c.prisma";
    for paths in [&["db/sub"][..], &["db/sub/b.prisma"], &["db/sub/c.prisma", "db/a.prisma"], &[]] {
        assert_eq!(shown(&select(&files, paths)), all, "{paths:?}");
    }
}

#[test]
fn without_paths_claimed_projects_come_before_leftovers() {
    let files = repository(&[
        ("prisma.config.ts", "export default { schema: 'prisma' }"),
        ("prisma/schema.prisma", DB),
        ("old/schema.prisma", DB),
        ("old/room.prisma", MODEL),
        ("packages/b/package.json", r#"{ "prisma": { "schema": "s.prisma" } }"#),
        ("packages/b/s.prisma", DB),
    ]);
    let all = select(&files, &[]);
    assert_eq!(shown(&all), "packages/b/s.prisma | prisma/schema.prisma");
    assert_eq!(names(&all.left_out), "old/room.prisma old/schema.prisma");
    let named = select(&files, &["."]);
    assert_eq!(
        shown(&named),
        "old/room.prisma old/schema.prisma | packages/b/s.prisma | prisma/schema.prisma"
    );
    assert!(named.left_out.is_empty());
    assert_eq!(shown(&select(&files, &["old/room.prisma"])), "old/room.prisma old/schema.prisma");
}

#[test]
fn leaves_nothing_out_when_nothing_is_claimed() {
    let files = repository(&[("a/x.prisma", DB), ("package.json", "{}")]);
    let all = select(&files, &[]);
    assert_eq!((shown(&all).as_str(), all.left_out.len()), ("a/x.prisma", 0));
}

#[test]
fn a_named_file_is_always_taken() {
    let files = repository(&[("node_modules/x/a.prisma", DB), ("a.txt", DB), ("db/a.prisma", DB)]);
    let found = expanded(&files, &["node_modules/x/a.prisma", "a.txt", "db"]);
    assert_eq!(names(&found.files), "a.txt db/a.prisma node_modules/x/a.prisma");
    assert_eq!(shown(&select(&files, &["node_modules/x/a.prisma"])), "node_modules/x/a.prisma");
}

#[test]
fn the_same_file_counts_once() {
    let files = repository(&[("db/a.prisma", DB), ("link", "-> db")]);
    let found = expanded(&files, &["db/a.prisma", "./db/../db/a.prisma", "db", "link/a.prisma"]);
    assert_eq!(names(&found.files), "db/a.prisma");
}

#[test]
fn expands_the_whole_tree_except_ignored_folders() {
    let files = repository(&[
        ("package.json", "{}"),
        ("schema.prisma", &format!("{DB}generator g {{\n output = \"gen\"\n}}\n")),
        ("gen/schema.prisma", DB),
        ("dist/schema.prisma", DB),
        ("node_modules/x/schema.prisma", DB),
        (".hidden/schema.prisma", DB),
    ]);
    assert_eq!(names(&expanded(&files, &[]).files), "dist/schema.prisma schema.prisma");
}

#[test]
fn names_paths_that_stand_for_nothing() {
    let mut files = repository(&[("empty/", ""), ("db/a.prisma", DB)]);
    files.forbidden("/r/locked", Kind::Folder);
    let found = select(&files, &["empty", "gone", "db"]);
    let problems: Vec<_> =
        found.expansion.problems.iter().map(|it| (names(std::slice::from_ref(&it.path)), &it.what)).collect();
    assert_eq!(problems, [("empty".to_owned(), &Wrong::NoSchema), ("gone".to_owned(), &Wrong::Missing)]);
    assert_eq!(shown(&found), "db/a.prisma");
    assert!(found.expansion.looked_at.contains(&at("empty")));
    let denied = Wrong::Unreadable("permission denied".to_owned());
    assert_eq!(expanded(&files, &["locked"]).problems[0].what, denied);
    assert_eq!(expanded(&files, &["locked"]).skipped[0].path, at("locked"));
    // On the way it is no problem: it may be anything.
    assert!(expanded(&files, &["."]).problems.is_empty());
    assert_eq!(expanded(&files, &["."]).skipped[0].path, at("locked"));
}

#[test]
fn skips_documents_of_prisma_8_with_the_reason() {
    let files = repository(&[("db/a.prisma", DB), ("db/b.prisma", NEXT), ("next/c.prisma", NEXT)]);
    let found = select(&files, &["db", "next/c.prisma", "next"]);
    assert_eq!(shown(&found), "db/a.prisma");
    let skipped: Vec<_> = found.expansion.prisma_8.iter().map(|(it, _)| it.clone()).collect();
    assert_eq!(names(&skipped), "db/b.prisma next/c.prisma");
    assert!(found.expansion.problems.is_empty());
}

#[test]
fn takes_a_path_as_one_schema_when_told_so() {
    let files = repository(&[
        ("prisma.config.ts", "export default { schema: 'a' }"),
        ("a/one.prisma", DB),
        ("a/deep/two.prisma", DB),
        ("a/node_modules/x.prisma", DB),
        ("empty/", ""),
        ("next.prisma", NEXT),
    ]);
    let schema = |path: &str| schema_at(&files, &at(path), &Options::default());
    assert_eq!(names(&schema("a").unwrap().files), "a/deep/two.prisma a/one.prisma");
    assert_eq!(names(&schema("a/one.prisma").unwrap().files), "a/one.prisma");
    assert_eq!(schema("empty").unwrap_err().what, Wrong::NoSchema);
    assert_eq!(schema("gone").unwrap_err().what, Wrong::Missing);
    assert_eq!(schema("next.prisma").unwrap().standing, Standing::Prisma8);
}

#[test]
fn gives_the_same_answer_in_any_order() {
    let files = repository(&[("a/x.prisma", DB), ("b/y.prisma", DB), ("b/z.prisma", MODEL)]);
    assert_eq!(select(&files, &["a", "b"]), select(&files, &["b", "a", "b/z.prisma"]));
}

#[test]
fn gives_the_same_answer_as_the_editor() {
    let files = repository(&[
        ("prisma.config.ts", "export default { schema: 'prisma' }"),
        ("prisma/schema.prisma", DB),
        ("prisma/models/room.prisma", MODEL),
        ("old/billing.prisma", DB),
        ("old/support.prisma", DB),
        ("old/deep/x.prisma", MODEL),
    ]);
    for project in select(&files, &["."]).projects {
        for document in &project.files {
            let own = discover(&files, document, &Options::default());
            assert_eq!(
                (&own.root, &own.files, own.rule_set),
                (&project.root, &project.files, project.rule_set)
            );
        }
    }
}

#[test]
fn leaves_out_what_the_caller_hides() {
    let files = repository(&[("db/a.prisma", DB), ("db/old/b.prisma", MODEL), ("db/c.prisma", MODEL)]);
    let hides = |path: &std::path::Path, kind: Kind| kind == Kind::Folder && path.ends_with("old");
    let hiding = Hiding { base: &files, hides: &hides };
    let found = projects_of(&hiding, &at(""), &[], &Options::default());
    assert_eq!(shown(&found), "db/a.prisma db/c.prisma");
}

#[test]
fn unsaved_text_decides() {
    let files = repository(&[("db/a.prisma", DB), ("db/b.prisma", MODEL)]);
    let mut overlay = Overlay::new(&files);
    overlay.set(&at("db/b.prisma"), DB);
    assert_eq!(names(&discover(&overlay, &at("db/b.prisma"), &Options::default()).files), "db/b.prisma");
    // A file that only exists in the editor, in a folder that is on disk, and in one that is not.
    overlay.set(&at("db/b.prisma"), MODEL);
    overlay.set(&at("db/new.prisma"), MODEL);
    overlay.set(&at("db/folder/new.prisma"), MODEL);
    let all = "db/a.prisma db/b.prisma db/folder/new.prisma db/new.prisma";
    assert_eq!(names(&discover(&overlay, &at("db/new.prisma"), &Options::default()).files), all);
    assert_eq!(names(&discover(&overlay, &at("db/folder/new.prisma"), &Options::default()).files), all);
    assert_eq!(names(&expand(&overlay, &at(""), &[], &Options::default()).files), all);
}
