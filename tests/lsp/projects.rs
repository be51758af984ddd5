//! Schemas of several files: what is open, what is on disk, and what changes there.

use serde_json::{Value, json};

use super::editor::{Editor, Folder, did_close, did_replace, document, is_publish, notification};

const DATASOURCE: &str = "datasource db {\n  provider = \"sqlite\"\n}\n";
const ROOM: &str = "model Room {\n  id   Int   @id\n  tags Tag[]\n}\n";
const TAG: &str = "model Tag {\n  id    Int    @id\n  rooms Room[]\n}\n";

fn watched(changes: &[(String, u32)]) -> Vec<u8> {
    let changes: Vec<Value> = changes.iter().map(|(uri, kind)| json!({ "uri": uri, "type": kind })).collect();
    notification("workspace/didChangeWatchedFiles", json!({ "changes": changes }))
}

#[test]
fn p11_files_that_are_not_open_are_reported() {
    let folder = Folder::new(&[
        ("prisma/a.prisma", DATASOURCE),
        ("prisma/b.prisma", ROOM),
        ("prisma/c.prisma", "model Lamp {\n  id Nope @id\n}\n"),
    ]);
    let mut editor = Editor::in_folder(&folder);
    editor.open(&folder.url("prisma/b.prisma"), ROOM);
    assert_eq!(editor.findings(&folder.url("prisma/b.prisma"), 1), ["2:7-2:10 error type-unknown"]);
    editor.expect_on_disk(&folder.url("prisma/c.prisma"), &["1:5-1:9 error type-unknown"]);
    editor.finish();
}

#[test]
fn p10_an_unsaved_edit_changes_findings_in_other_files_and_closing_takes_it_back() {
    let folder = Folder::new(&[
        ("prisma/a.prisma", DATASOURCE),
        ("prisma/room.prisma", ROOM),
        ("prisma/tag.prisma", TAG),
    ]);
    let (room, tag) = (folder.url("prisma/room.prisma"), folder.url("prisma/tag.prisma"));
    let mut editor = Editor::in_folder(&folder);
    editor.open(&room, ROOM);
    editor.open(&folder.url("prisma/a.prisma"), DATASOURCE);
    assert_eq!(editor.findings(&room, 1), Vec::<String>::new());
    editor.write(&did_replace(&room, 2, &ROOM.replace("model Room", "model Hall")));
    editor.expect_on_disk(&tag, &["2:8-2:12 error type-unknown"]);
    editor.write(&did_close(&room));
    editor.expect_on_disk(&tag, &[]);
    editor.finish();
}

#[test]
fn l38_closing_brings_back_the_text_on_disk() {
    let folder = Folder::new(&[
        ("prisma/a.prisma", DATASOURCE),
        ("prisma/tag.prisma", "model Tag {\n  id Nope @id\n}\n"),
    ]);
    let tag = folder.url("prisma/tag.prisma");
    let mut editor = Editor::in_folder(&folder);
    editor.open(&folder.url("prisma/a.prisma"), DATASOURCE);
    editor.expect_on_disk(&tag, &["1:5-1:9 error type-unknown"]);
    editor.open(&tag, "model Tag {\n  id Int @id\n}\n");
    assert_eq!(editor.findings(&tag, 1), Vec::<String>::new());
    editor.write(&did_close(&tag));
    editor.expect_on_disk(&tag, &["1:5-1:9 error type-unknown"]);
    editor.finish();
}

#[test]
fn l60_the_last_close_empties_all_lists() {
    let folder =
        Folder::new(&[("prisma/a.prisma", DATASOURCE), ("prisma/b.prisma", "model B {\n  id Nope @id\n}\n")]);
    let (a, b) = (folder.url("prisma/a.prisma"), folder.url("prisma/b.prisma"));
    let mut editor = Editor::in_folder(&folder);
    editor.open(&a, DATASOURCE);
    editor.expect_on_disk(&b, &["1:5-1:9 error type-unknown"]);
    editor.write(&did_close(&a));
    editor.expect_on_disk(&b, &[]);
    editor.finish();
}

#[test]
fn p12_changes_on_disk_take_effect() {
    let folder = Folder::new(&[("prisma/a.prisma", DATASOURCE)]);
    let (a, b) = (folder.url("prisma/a.prisma"), folder.url("prisma/b.prisma"));
    let mut editor = Editor::in_folder(&folder);
    editor.open(&a, DATASOURCE);
    assert_eq!(editor.findings(&a, 1), Vec::<String>::new());
    folder.write("prisma/b.prisma", "model B {\n  id Nope @id\n}\n");
    editor.write(&watched(&[(b.clone(), 1)]));
    editor.expect_on_disk(&b, &["1:5-1:9 error type-unknown"]);
    folder.write("prisma/b.prisma", "model B {\n  id Int @id\n}\n");
    editor.write(&watched(&[(b.clone(), 2)]));
    editor.expect_on_disk(&b, &[]);
    folder.write("prisma/b.prisma", "model B {\n  id Nope @id\n}\n");
    editor.write(&watched(&[(b.clone(), 3), (b.clone(), 1)]));
    editor.expect_on_disk(&b, &["1:5-1:9 error type-unknown"]);
    folder.remove("prisma/b.prisma");
    editor.write(&watched(&[(b.clone(), 3)]));
    editor.expect_on_disk(&b, &[]);
    editor.finish();
}

#[test]
fn l166_without_a_watcher_a_save_looks_at_the_disk() {
    let folder = Folder::new(&[("prisma/a.prisma", DATASOURCE)]);
    let (a, b) = (folder.url("prisma/a.prisma"), folder.url("prisma/b.prisma"));
    let mut editor = Editor::in_folder(&folder);
    editor.open(&a, DATASOURCE);
    assert_eq!(editor.findings(&a, 1), Vec::<String>::new());
    folder.write("prisma/b.prisma", "model B {\n  id Nope @id\n}\n");
    editor.write(&notification("textDocument/didSave", document(&a)));
    editor.expect_on_disk(&b, &["1:5-1:9 error type-unknown"]);
    editor.finish();
}

#[test]
fn l165_watchers_are_registered_with_clients_that_can() {
    let folder = Folder::new(&[]);
    let (mut editor, _) = Editor::initialized(&json!({
        "workspaceFolders": [{ "uri": folder.url(""), "name": "test" }],
        "capabilities": { "workspace": { "didChangeWatchedFiles": {
            "dynamicRegistration": true, "relativePatternSupport": true,
        } } },
    }));
    let request = editor.wait_for("a registration", |it| it["method"] == "client/registerCapability");
    let watchers = &request["params"]["registrations"][0]["registerOptions"]["watchers"];
    assert_eq!(watchers[0]["globPattern"]["baseUri"], folder.url(""));
    assert_eq!(watchers[0]["globPattern"]["pattern"], "**/*.prisma");
    editor.finish();
}

#[test]
fn l43_p13_two_workspace_folders_never_share_a_project() {
    let folder = Folder::new(&[("one/prisma/a.prisma", TAG), ("two/prisma/a.prisma", TAG)]);
    let (one, two) = (folder.url("one/prisma/a.prisma"), folder.url("two/prisma/a.prisma"));
    let (mut editor, _) = Editor::initialized(&json!({
        "workspaceFolders": [{ "uri": folder.url("one"), "name": "one" }, { "uri": folder.url("two"), "name": "two" }],
        "capabilities": { "general": { "positionEncodings": ["utf-8"] } },
    }));
    editor.open(&one, TAG);
    editor.open(&two, TAG);
    assert_eq!(editor.findings(&one, 1), ["2:8-2:12 error type-unknown"]);
    assert_eq!(editor.findings(&two, 1), ["2:8-2:12 error type-unknown"]);
    let change =
        json!({ "event": { "added": [], "removed": [{ "uri": folder.url("two"), "name": "two" }] } });
    editor.notify("workspace/didChangeWorkspaceFolders", change);
    editor.write(&did_replace(&two, 2, ROOM));
    assert_eq!(editor.findings(&two, 2), ["2:7-2:10 error type-unknown"]);
    editor.finish();
}

#[test]
fn l40_two_services_in_one_folder_are_two_projects() {
    let folder = Folder::new(&[
        ("db/billing.prisma", &format!("{DATASOURCE}model Invoice {{\n  id Int @id\n}}\n")),
        ("db/support.prisma", &format!("{DATASOURCE}model Invoice {{\n  id Int @id\n}}\n")),
    ]);
    let mut editor = Editor::in_folder(&folder);
    for name in ["db/billing.prisma", "db/support.prisma"] {
        let text = std::fs::read_to_string(folder.path(name)).unwrap();
        editor.open(&folder.url(name), &text);
        assert_eq!(editor.findings(&folder.url(name), 1), Vec::<String>::new());
    }
    editor.finish();
}

#[test]
fn typing_a_datasource_can_split_a_project() {
    let folder = Folder::new(&[("db/a.prisma", &format!("{DATASOURCE}{TAG}{ROOM}")), ("db/b.prisma", TAG)]);
    let b = folder.url("db/b.prisma");
    let mut editor = Editor::in_folder(&folder);
    editor.open(&b, TAG);
    let found = editor.findings(&b, 1);
    assert!(found[0].ends_with("duplicate-top-level"), "{found:?}");
    editor.write(&did_replace(&b, 2, &format!("{DATASOURCE}{TAG}{ROOM}")));
    editor.wait_for("no findings", |it| {
        is_publish(it, &b) && it["params"]["version"] == 2 && it["params"]["diagnostics"] == json!([])
    });
    editor.finish();
}

#[test]
fn l45_the_rule_set_is_that_of_the_project() {
    let with_url = "datasource db {\n  provider = \"sqlite\"\n  url      = \"file:x\"\n}\n";
    let package = |version: &str| format!("{{\"devDependencies\": {{\"prisma\": \"{version}\"}}}}");
    let folder = Folder::new(&[
        ("six/package.json", &package("^6.2.0")),
        ("six/prisma/schema.prisma", with_url),
        ("seven/package.json", &package("^7.0.0")),
        ("seven/prisma/schema.prisma", with_url),
    ]);
    let (six, seven) = (folder.url("six/prisma/schema.prisma"), folder.url("seven/prisma/schema.prisma"));
    let mut editor = Editor::in_folder(&folder);
    editor.open(&six, with_url);
    assert_eq!(editor.findings(&six, 1), Vec::<String>::new());
    editor.open(&seven, with_url);
    let found = editor.findings(&seven, 1);
    assert!(found.len() == 1 && found[0].ends_with("datasource-url-removed"), "{found:?}");
    // Reading a changed package switches without a restart.
    folder.write("seven/package.json", package("~6.19.0"));
    editor.write(&watched(&[(folder.url("seven/package.json"), 2)]));
    editor.wait_for("no findings", |it| is_publish(it, &seven) && it["params"]["diagnostics"] == json!([]));
    editor.finish();
}

#[test]
fn p17_files_that_cannot_be_read_have_one_finding_and_others_are_fine() {
    let folder = Folder::new(&[("prisma/a.prisma", DATASOURCE)]);
    folder.write("prisma/latin.prisma", b"// r\xe4ume\n");
    let mut editor = Editor::in_folder(&folder);
    editor.open(&folder.url("prisma/a.prisma"), DATASOURCE);
    editor.expect_on_disk(&folder.url("prisma/latin.prisma"), &["0:0-0:1 error file-not-analysed"]);
    assert_eq!(editor.findings(&folder.url("prisma/a.prisma"), 1), Vec::<String>::new());
    editor.finish();
}

#[test]
fn documents_of_prisma_8_are_left_alone() {
    let folder = Folder::new(&[]);
    let uri = folder.url("next.prisma");
    let mut editor = Editor::in_folder(&folder);
    editor.open(&uri, "// use prisma-next\nmodel A { id Nope }\n");
    assert_eq!(editor.findings(&uri, 1), Vec::<String>::new());
    assert_eq!(editor.ask("textDocument/documentSymbol", document(&uri))["result"], Value::Null);
    let project = editor.ask("psl/project", document(&uri))["result"].clone();
    assert_eq!(project["standing"], "prisma8");
    assert_eq!(project["title"], "Prisma 8 file, not handled");
    editor.finish();
}

#[test]
fn documents_in_ignored_folders_have_no_findings() {
    let folder = Folder::new(&[("node_modules/x/schema.prisma", "model A {\n  id Nope @id\n}\n")]);
    let uri = folder.url("node_modules/x/schema.prisma");
    let mut editor = Editor::in_folder(&folder);
    editor.open(&uri, "model A {\n  id Nope @id\n}\n");
    assert_eq!(editor.findings(&uri, 1), Vec::<String>::new());
    let symbols = editor.ask("textDocument/documentSymbol", document(&uri));
    assert_eq!(symbols["result"][0]["name"], "A");
    editor.finish();
}

#[cfg(unix)]
#[test]
fn p16_links_in_circles_and_into_nowhere_do_no_harm() {
    let folder = Folder::new(&[("prisma/a.prisma", DATASOURCE), ("prisma/sub/b.prisma", TAG)]);
    std::os::unix::fs::symlink(folder.path("prisma"), folder.path("prisma/sub/loop")).unwrap();
    std::os::unix::fs::symlink("/no/such", folder.path("prisma/broken.prisma")).unwrap();
    let uri = folder.url("prisma/a.prisma");
    let mut editor = Editor::in_folder(&folder);
    editor.open(&uri, DATASOURCE);
    assert_eq!(editor.findings(&uri, 1), Vec::<String>::new());
    editor.expect_on_disk(&folder.url("prisma/sub/b.prisma"), &["2:8-2:12 error type-unknown"]);
    editor.finish();
}
