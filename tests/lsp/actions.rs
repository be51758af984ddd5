//! Code actions and rename over the wire.

use serde_json::{Value, json};

use super::editor::{Editor, Folder, error_code};

const URI: &str = "untitled:a";

fn session() -> Editor {
    let literals = json!({ "codeActionKind": { "valueSet": ["quickfix", "source"] } });
    let capabilities = json!({
        "general": { "positionEncodings": ["utf-8"] },
        "workspace": { "workspaceEdit": { "documentChanges": true } },
        "textDocument": { "codeAction": { "codeActionLiteralSupport": literals } },
    });
    let (editor, result) = Editor::initialized(&json!({ "capabilities": capabilities }));
    let kinds = &result["capabilities"]["codeActionProvider"]["codeActionKinds"];
    assert_eq!(*kinds, json!(["quickfix", "source.fixAll.psl"]));
    editor
}

fn actions(editor: &mut Editor, line: u32, only: Option<&str>) -> Value {
    let at = json!({ "line": line, "character": 6 });
    let mut params = json!({
        "textDocument": { "uri": URI },
        "range": { "start": at, "end": at },
        "context": { "diagnostics": [] },
    });
    if let Some(only) = only {
        params["context"]["only"] = json!([only]);
    }
    editor.ask("textDocument/codeAction", params)["result"].clone()
}

#[test]
fn l122_quick_fixes_name_what_they_answer_and_carry_versions() {
    let mut editor = session();
    editor.open(URI, "model A {\n  id int @id\n}\n");
    let found = actions(&mut editor, 1, None);
    let action = &found[0];
    assert_eq!(action["kind"], "quickfix");
    assert_eq!(action["diagnostics"][0]["code"], "type-unknown-case");
    let change = &action["edit"]["documentChanges"][0];
    assert_eq!(change["textDocument"], json!({ "uri": URI, "version": 1 }));
    assert_eq!(change["edits"][0]["newText"], "Int");
    assert_eq!(actions(&mut editor, 1, Some("refactor")), json!([]));
    editor.finish();
}

#[test]
fn l126_all_safe_fixes_come_when_they_are_asked_for() {
    let mut editor = session();
    editor.open(URI, "model A {\n  id Int @id\n  b  Int @ignore\n\n  @@ignore\n}\n");
    let found = actions(&mut editor, 0, Some("source.fixAll"));
    assert_eq!(found.as_array().map(Vec::len), Some(1), "{found}");
    assert_eq!(found[0]["kind"], "source.fixAll.psl");
    assert_eq!(actions(&mut editor, 0, None), json!([]));
    editor.finish();
}

#[test]
fn l110_l116_rename_changes_all_files_with_their_versions() {
    let folder = Folder::new(&[
        ("prisma/a.prisma", "model Room {\n  id Int @id\n}\n"),
        ("prisma/b.prisma", "view V {\n  id    Int @id\n  color Color\n}\n\nenum Color {\n  RED\n}\n"),
        ("prisma/c.prisma", "model M {\n  id    Int   @id\n  color Color\n}\n"),
    ]);
    let (mut editor, _) = Editor::initialized(&json!({
        "workspaceFolders": [{ "uri": folder.url(""), "name": "test" }],
        "initializationOptions": { "settings": { "schemas": ["prisma"] } },
        "capabilities": {
            "workspace": { "workspaceEdit": { "documentChanges": true } },
            "textDocument": { "rename": { "prepareSupport": true } },
        },
    }));
    let uri = folder.url("prisma/c.prisma");
    editor.open(&uri, "model M {\n  id    Int   @id\n  color Color\n}\n");
    let at = |line: u32, character: u32| json!({ "textDocument": { "uri": uri }, "position": { "line": line, "character": character } });
    let prepared = editor.ask("textDocument/prepareRename", at(2, 10))["result"].clone();
    assert_eq!(prepared["placeholder"], "Color");
    assert_eq!(error_code(&editor.ask("textDocument/prepareRename", at(1, 9))), -32803);
    let mut params = at(2, 10);
    params["newName"] = json!("Int");
    assert_eq!(error_code(&editor.ask("textDocument/rename", params.clone())), -32803);
    params["newName"] = json!("Paint");
    let changes = editor.ask("textDocument/rename", params)["result"]["documentChanges"].clone();
    assert_eq!(changes[0]["textDocument"], json!({ "uri": folder.url("prisma/b.prisma"), "version": null }));
    assert_eq!(changes[0]["edits"].as_array().map(Vec::len), Some(3), "{changes}");
    assert_eq!(changes[1]["textDocument"], json!({ "uri": uri, "version": 1 }));
    assert_eq!(changes[1]["edits"][0]["newText"], "Paint");
    editor.finish();
}
