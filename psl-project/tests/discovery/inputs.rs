//! What a project depends on, for watchers.

use psl_project::{Facts, Memory, facts};

use crate::support::{DB, MODEL, at, project, repository};

#[test]
fn knows_which_changes_on_disk_matter() {
    let files = repository(&[
        ("packages/db/package.json", "{}"),
        ("packages/db/prisma/schema.prisma", DB),
        ("packages/db/prisma/deep/room.prisma", MODEL),
        ("packages/other/package.json", "{}"),
        ("node_modules/prisma/package.json", r#"{"version":"6.0.0"}"#),
    ]);
    let found = project(&files, "packages/db/prisma/schema.prisma");
    let rows = [
        ("packages/db/package.json", true),
        ("packages/db/prisma/package.json", true), // not there yet
        ("packages/package.json", true),
        ("packages/db/prisma.config.ts", true),
        ("packages/db/.config/prisma.ts", true),
        (".config/prisma.ts", true),
        ("packages/db/prisma/schema.prisma", true),
        ("packages/db/prisma/new.prisma", true),
        ("packages/db/prisma/new/folder/new.prisma", true),
        ("packages/db/new.prisma", true), // the schema would begin a folder higher
        ("packages/db/prisma/.git", true),
        ("node_modules/prisma/package.json", true),
        ("packages/db/node_modules/@prisma/client/package.json", true),
        ("packages/db/node_modules/other/package.json", false),
        ("packages/other/package.json", false),
        ("packages/other/schema.prisma", false),
        ("packages/other/prisma.config.ts", false),
        ("packages/db/other.config.ts", false),
        ("packages/db/prisma/notes.txt", false),
        ("packages/db/src/prisma.ts", false),
    ];
    for (path, expected) in rows {
        assert_eq!(found.depends_on(&at(path)), expected, "{path}");
    }
}

#[test]
fn lists_the_files_that_decided() {
    let files = repository(&[
        ("prisma.config.ts", "export default { schema: 'prisma' }"),
        ("package.json", r#"{ "dependencies": { "prisma": "6" } }"#),
        ("prisma/schema.prisma", DB),
    ]);
    let found = project(&files, "prisma/schema.prisma");
    for path in ["prisma.config.ts", "package.json", "prisma", ""] {
        assert!(found.inputs.contains(&at(path)), "{path}");
    }
}

#[test]
fn tells_an_edit_that_can_change_the_answer_from_one_that_cannot() {
    let before = facts(DB.as_bytes());
    let rows = [
        (format!("\n\n{DB}"), true),
        (format!("{DB}{MODEL}"), true),
        (MODEL.to_owned(), false),
        (DB.replace("provider", "url"), false),
        (format!("{DB}generator g {{\n  output = \"x\"\n}}\n"), false),
        (format!("// use prisma-next\n{DB}"), false),
    ];
    for (text, expected) in rows {
        assert_eq!(facts(text.as_bytes()).decide_like(&before), expected, "{text}");
    }
    assert!(Facts::default().decide_like(&facts(b"")));
}

#[test]
fn stamps_tell_a_change_without_reading_anything() {
    let mut files = repository(&[
        ("package.json", "{}"),
        ("prisma/schema.prisma", DB),
        ("prisma/deep/room.prisma", MODEL),
        ("src/index.ts", ""),
    ]);
    let found = project(&files, "prisma/schema.prisma");
    let before = found.stamps(&files);
    files.take_record();
    files.file("/r/src/index.ts", "changed");
    files.file("/r/src/new/index.ts", "");
    assert_eq!(found.stamps(&files), before);
    assert!(files.take_record().is_empty());

    let changes: [fn(&mut Memory); 6] = [
        |files| files.file("/r/prisma/schema.prisma", MODEL),
        |files| files.file("/r/prisma/deep/new.prisma", MODEL),
        |files| files.file("/r/prisma.config.ts", "export default {}"),
        |files| files.file("/r/package.json", "{ }"),
        |files| files.file("/r/node_modules/prisma/package.json", "{}"),
        |files| files.remove("/r/prisma/deep"),
    ];
    for (idx, change) in changes.iter().enumerate() {
        let before = found.stamps(&files);
        change(&mut files);
        assert_ne!(found.stamps(&files), before, "change {idx}");
    }
}
