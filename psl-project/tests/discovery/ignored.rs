//! Folders that are never entered, and documents inside them.

use psl_project::{Options, Standing, discover};

use crate::support::{DB, MODEL, at, files_of, names, project, reasons, repository, tree};

fn generator(output: &str) -> String {
    format!("{DB}generator client {{\n  provider = \"prisma-client\"\n  output   = {output}\n}}\n")
}

#[test]
fn never_enters_these_folders() {
    let rows = [
        ("prisma/node_modules/x/copy.prisma", true, true),
        ("prisma/.git/copy.prisma", true, true),
        ("prisma/.hidden/copy.prisma", true, false),
        ("prisma/generated/copy.prisma", true, true),
        ("prisma/kept/copy.prisma", false, false),
    ];
    for (copy, found_skips, named_skips) in rows {
        let nodes = [("prisma/schema.prisma", &*generator("\"generated\"")), (copy, MODEL)];
        let own = "prisma/schema.prisma".to_owned();
        let both = [copy, "prisma/schema.prisma"].join(" ");
        let expected = |skips: bool| if skips { own.clone() } else { both.clone() };
        let mut files = repository(&nodes);
        assert_eq!(files_of(&files, "prisma/schema.prisma"), expected(found_skips), "found {copy}");
        files.file("/r/prisma.config.ts", "export default { schema: 'prisma' }");
        assert_eq!(files_of(&files, "prisma/schema.prisma"), expected(named_skips), "named {copy}");
    }
}

#[test]
fn leaves_documents_in_ignored_folders_without_diagnostics() {
    let files = repository(&[
        ("prisma/schema.prisma", &generator("\"../src/generated/prisma\"")),
        ("src/generated/prisma/schema.prisma", DB),
        ("src/generated/prisma/deep/schema.prisma", DB),
        ("node_modules/@prisma/client/schema.prisma", DB),
        ("node_modules/shop/package.json", r#"{ "prisma": { "schema": "schema.prisma" } }"#),
        ("node_modules/shop/schema.prisma", DB),
        (".cache/schema.prisma", DB),
    ]);
    let rows = [
        ("src/generated/prisma/schema.prisma", "prisma/schema.prisma:6 output = \"../src/generated/prisma\""),
        (
            "src/generated/prisma/deep/schema.prisma",
            "prisma/schema.prisma:6 output = \"../src/generated/prisma\"",
        ),
        ("node_modules/@prisma/client/schema.prisma", "inside node_modules"),
        ("node_modules/shop/schema.prisma", "inside node_modules"),
        (".cache/schema.prisma", "inside .cache"),
    ];
    for (document, reason) in rows {
        let found = project(&files, document);
        assert_eq!((found.standing, &*reasons(&found)[0]), (Standing::Ignored, reason), "{document}");
        assert_eq!(names(&found.files), document);
    }
}

#[test]
fn finds_generated_copies_of_a_schema_a_config_names() {
    let files = repository(&[
        ("prisma.config.ts", "export default { schema: 'data/model' }"),
        ("data/model/main.prisma", &generator("\"../../src/out\"")),
        ("src/out/schema.prisma", DB),
    ]);
    assert_eq!(project(&files, "src/out/schema.prisma").standing, Standing::Ignored);
}

#[test]
fn takes_an_ignored_document_that_someone_names() {
    let files = repository(&[
        ("prisma.config.ts", "export default { schema: 'node_modules/@acme/db/schema.prisma' }"),
        ("node_modules/@acme/db/schema.prisma", DB),
    ]);
    assert_eq!(project(&files, "node_modules/@acme/db/schema.prisma").standing, Standing::Schema);
}

#[test]
fn does_not_let_a_generator_ignore_its_own_schema() {
    for output in ["\".\"", "\"./\"", "\"..\"", "\"../prisma\"", "\"/r\""] {
        let files = repository(&[("prisma/schema.prisma", &generator(output)), ("prisma/a.prisma", MODEL)]);
        assert_eq!(files_of(&files, "prisma/a.prisma"), "prisma/a.prisma prisma/schema.prisma", "{output}");
    }
}

#[test]
fn takes_only_a_literal_output() {
    for (output, n_files) in
        [("\"gen\"", 1), ("\"./gen/\"", 1), ("\"/r/prisma/gen\"", 1), ("env(\"OUT\")", 2)]
    {
        let files =
            repository(&[("prisma/schema.prisma", &generator(output)), ("prisma/gen/a.prisma", MODEL)]);
        assert_eq!(project(&files, "prisma/schema.prisma").files.len(), n_files, "{output}");
    }
}

#[test]
fn does_not_mind_dots_above_an_unknown_top() {
    // `/r/.cache` may be anywhere in someone's home; without repository or workspace it is no sign.
    let files = tree(&[(".cache/job/schema.prisma", DB)]);
    assert_eq!(project(&files, ".cache/job/schema.prisma").standing, Standing::Schema);
    let options = Options { workspace_folder: Some(at(".cache/job")), ..Options::default() };
    let found = discover(&files, &at(".cache/job/schema.prisma"), &options);
    assert_eq!(found.standing, Standing::Schema);
}
