//! What configs and packages say about where the schema is.

use psl_project::{ClaimedBy, Options, SkippedBecause, discover};

use crate::support::{DB, MODEL, at, files_of, names, project, reasons, repository, tree};

const CONFIG: &str = "export default { schema: 'hinted.prisma' }";

#[test]
fn reads_every_name_a_config_can_have() {
    for extension in ["js", "ts", "mjs", "cjs", "mts", "cts"] {
        let config = format!("prisma.config.{extension}");
        let files = repository(&[(&config, CONFIG), ("hinted.prisma", DB), ("other.prisma", DB)]);
        assert_eq!(
            reasons(&project(&files, "hinted.prisma"))[0],
            format!("{config}:1 schema: 'hinted.prisma'")
        );
        let config = format!(".config/prisma.{extension}");
        let files =
            repository(&[(&config, "export default { schema: '../hinted.prisma' }"), ("hinted.prisma", DB)]);
        assert_eq!(
            reasons(&project(&files, "hinted.prisma"))[0],
            format!("{config}:1 schema: '../hinted.prisma'")
        );
    }
}

#[test]
fn takes_the_strongest_hint_of_a_folder_that_names_the_document() {
    let all = [
        ("prisma.config.js", "export default { schema: 'a.prisma' }"),
        ("prisma.config.ts", "export default { schema: 'b.prisma' }"),
        (".config/prisma.ts", "export default { schema: '../c.prisma' }"),
        (
            "package.json",
            r#"{ "prisma": { "schema": "d.prisma" }, "scripts": { "db": "prisma generate --schema e.prisma" } }"#,
        ),
        ("a.prisma", DB),
        ("b.prisma", DB),
        ("c.prisma", DB),
        ("d.prisma", DB),
        ("e.prisma", DB),
    ];
    let files = repository(&all);
    let rows = [
        ("a.prisma", ClaimedBy::Config),
        ("b.prisma", ClaimedBy::Neighbours), // The second config of a folder is not read.
        ("c.prisma", ClaimedBy::Neighbours),
        ("d.prisma", ClaimedBy::Package),
        ("e.prisma", ClaimedBy::Package),
    ];
    for (document, by) in rows {
        assert_eq!(project(&files, document).claimed_by, by, "{document}");
    }
}

#[test]
fn walks_on_when_a_hint_does_not_name_the_document() {
    let files = repository(&[
        ("package.json", r#"{ "prisma": { "schema": "packages" } }"#),
        ("packages/db/prisma.config.ts", "export default { schema: 'a.prisma' }"),
        ("packages/db/a.prisma", DB),
        ("packages/db/b.prisma", MODEL),
    ]);
    assert_eq!(files_of(&files, "packages/db/a.prisma"), "packages/db/a.prisma");
    assert_eq!(files_of(&files, "packages/db/b.prisma"), "packages/db/a.prisma packages/db/b.prisma");
}

#[test]
fn looks_in_the_default_places_for_a_config_without_schema() {
    let config = ("prisma.config.ts", "export default {}");
    let rows = [
        (vec![("schema.prisma", DB), ("prisma/schema.prisma", DB)], "schema.prisma"),
        (vec![("prisma/schema.prisma", DB), ("prisma/other.prisma", DB)], "prisma/schema.prisma"),
    ];
    for (mut nodes, expected) in rows {
        nodes.push(config);
        let files = repository(&nodes);
        let found = project(&files, expected);
        assert_eq!((&*names(&found.files), found.claimed_by), (expected, ClaimedBy::Config));
        assert_eq!(reasons(&found)[0], "prisma.config.ts:1 no schema, so the default place");
    }
    let files = repository(&[(".config/prisma.ts", "export default {}"), ("prisma/schema.prisma", DB)]);
    assert_eq!(project(&files, "prisma/schema.prisma").claimed_by, ClaimedBy::Config);
}

#[test]
fn reads_the_schema_flag_of_scripts() {
    let rows: [(&str, Option<&str>); 16] = [
        (r#""a": "prisma generate --schema db/s.prisma""#, Some("db/s.prisma")),
        (r#""a": "prisma generate --schema=db/s.prisma""#, Some("db/s.prisma")),
        (r#""a": "prisma generate --schema=./db/s.prisma""#, Some("db/s.prisma")),
        (r#""a": "prisma generate --schema=\"db/s.prisma\"""#, Some("db/s.prisma")),
        (r#""a": "npx prisma@6 db push --schema 'db/s.prisma' && tsc""#, Some("db/s.prisma")),
        (r#""a": "./node_modules/.bin/prisma validate --schema db/s.prisma""#, Some("db/s.prisma")),
        (r#""a": "cd db && prisma validate --schema s.prisma""#, Some("db/s.prisma")),
        (
            r#""a": "prisma a --schema db/s.prisma", "b": "prisma b --schema ./db/s.prisma""#,
            Some("db/s.prisma"),
        ),
        (r#""a": "prisma a --schema db/s.prisma", "b": "prisma b --schema db/t.prisma""#, None),
        (r#""a": "prisma a --schema db/s.prisma; prisma b --schema=db/t.prisma""#, None),
        (r#""a": "prisma a --schema $SCHEMA", "b": "prisma b --schema db/s.prisma""#, None),
        (r#""a": "other --schema db/s.prisma""#, None),
        (r#""a": "prisma generate && other --schema db/s.prisma""#, None),
        (r#""a": "prisma generate --schemas db/s.prisma""#, None),
        (r#""a": "prisma generate --schema""#, None),
        (r#""a": 1"#, None),
    ];
    for (scripts, expected) in rows {
        let package = format!("{{ \"scripts\": {{ {scripts} }} }}");
        let files =
            repository(&[("package.json", &*package), ("db/s.prisma", MODEL), ("db/t.prisma", MODEL)]);
        let found = project(&files, "db/s.prisma");
        let by = if expected.is_some() { ClaimedBy::Package } else { ClaimedBy::Neighbours };
        assert_eq!(found.claimed_by, by, "{scripts}");
    }
    let package = "{\n  \"scripts\": {\n    \"gen\": \"prisma generate --schema db/s.prisma\"\n  }\n}";
    let files = repository(&[("package.json", package), ("db/s.prisma", MODEL)]);
    assert_eq!(
        reasons(&project(&files, "db/s.prisma"))[0],
        "package.json:3 scripts.gen: --schema db/s.prisma"
    );
}

#[test]
fn says_nothing_for_a_package_that_is_broken_or_odd() {
    for package in
        ["", "{", "[]", "null", "{\"prisma\": 1}", "{\"prisma\": {\"schema\": 1}}", "{\"scripts\": []}"]
    {
        let files = repository(&[("package.json", package), ("db/a.prisma", DB)]);
        assert_eq!(project(&files, "db/a.prisma").claimed_by, ClaimedBy::Neighbours, "{package}");
    }
}

#[test]
fn notes_a_hint_that_leads_nowhere() {
    let files = repository(&[("prisma.config.ts", "export default { schema: 'gone' }"), ("db/a.prisma", DB)]);
    let found = project(&files, "db/a.prisma");
    assert_eq!(found.claimed_by, ClaimedBy::Neighbours);
    assert!(
        matches!(&*found.skipped, [it] if it.path == at("gone") && matches!(it.why, SkippedBecause::Missing(_)))
    );
}

#[test]
fn walks_up_to_the_workspace_folder_else_to_the_repository_else_to_the_top() {
    let nodes = [("prisma.config.ts", "export default { schema: 'in' }"), ("in/a/x.prisma", DB)];
    let open_at = |folder: &str| Options { workspace_folder: Some(at(folder)), ..Options::default() };
    let mut files = tree(&nodes);
    let by = |files: &_, options: &Options| discover(files, &at("in/a/x.prisma"), options).claimed_by;
    assert_eq!(by(&files, &Options::default()), ClaimedBy::Config);
    assert_eq!(by(&files, &open_at("")), ClaimedBy::Config);
    assert_eq!(by(&files, &open_at("in")), ClaimedBy::Neighbours);
    assert_eq!(by(&files, &open_at("elsewhere")), ClaimedBy::Config);
    files.file("/r/in/.git", "gitdir: elsewhere");
    assert_eq!(by(&files, &Options::default()), ClaimedBy::Neighbours);
    assert_eq!(by(&files, &open_at("")), ClaimedBy::Config);
}

#[test]
fn lets_a_config_name_a_schema_outside_of_its_folder() {
    let files = repository(&[
        ("app/prisma.config.ts", "export default { schema: '../shared/schema' }"),
        ("app/package.json", r#"{ "dependencies": { "prisma": "6.1.0" } }"#),
        ("shared/schema/a.prisma", DB),
        ("app/link", "-> ../shared/schema"),
    ]);
    let found = project(&files, "app/link/a.prisma");
    assert_eq!((found.root.clone(), &*names(&found.files)), (at("shared/schema"), "app/link/a.prisma"));
    assert_eq!(reasons(&found)[1], "app/package.json:1 \"prisma\": \"6.1.0\"");
}
