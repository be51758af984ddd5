//! Code actions and rename over the wire.

use serde_json::{Value, json};

use super::editor::{Editor, Folder, did_replace, error_code};

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
    let refactorings = ["refactor.extract", "refactor.inline", "refactor.rewrite"];
    assert_eq!(*kinds, json!([&["quickfix"], &refactorings[..], &["source.fixAll.psl"]].concat()));
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
    let found = actions(&mut editor, 0, None);
    assert!(found.as_array().unwrap().iter().all(|it| it["kind"] != "source.fixAll.psl"));
    editor.finish();
}

/// A session whose client can do everything there is for actions, and what it is offered at a place.
fn offered(editor: &mut Editor, uri: &str, line: u32, only: &str) -> Vec<Value> {
    let at = json!({ "line": line, "character": 6 });
    let params = json!({
        "textDocument": { "uri": uri },
        "range": { "start": at, "end": at },
        "context": { "diagnostics": [], "only": [only] },
    });
    editor.ask("textDocument/codeAction", params)["result"].as_array().unwrap().clone()
}

#[test]
fn l123_l127_changes_come_when_an_action_is_chosen_and_reasons_when_it_cannot_be() {
    let folder = Folder::new(&[
        ("prisma/a.prisma", "model A {\n  id Int\n\n  @@id([id], name: \"x\")\n}\n"),
        ("prisma/b.prisma", "enum E {\n  X\n}\n"),
    ]);
    let (mut editor, result) = Editor::initialized(&json!({
        "workspaceFolders": [{ "uri": folder.url(""), "name": "test" }],
        "initializationOptions": { "settings": { "schemas": ["prisma"] } },
        "capabilities": {
            "workspace": { "workspaceEdit": { "documentChanges": true, "resourceOperations": ["create"] } },
            "textDocument": { "codeAction": {
                "codeActionLiteralSupport": { "codeActionKind": { "valueSet": [] } },
                "disabledSupport": true,
                "dataSupport": true,
                "resolveSupport": { "properties": ["edit"] },
            } },
        },
    }));
    assert_eq!(result["capabilities"]["codeActionProvider"]["resolveProvider"], true);
    let uri = folder.url("prisma/a.prisma");
    editor.open(&uri, "model A {\n  id Int\n\n  @@id([id], name: \"x\")\n}\n");
    let refused = offered(&mut editor, &uri, 3, "refactor");
    assert_eq!(refused[0]["title"], "Move `@@id` to `id`");
    assert_eq!(refused[0]["disabled"]["reason"], "a key on a field has no `name`");
    let moves = offered(&mut editor, &uri, 0, "refactor");
    let find = |title: &str| moves.iter().find(|it| it["title"] == title).unwrap().clone();
    let chosen = find("Move `A` to `b.prisma`");
    assert_eq!(chosen["edit"], Value::Null);
    let change = editor.ask("codeAction/resolve", chosen)["result"]["edit"]["documentChanges"].clone();
    assert_eq!(change[1]["textDocument"]["uri"], json!(folder.url("prisma/b.prisma")));
    // The file of that name is the one it is in.
    assert!(moves.iter().all(|it| it["title"] != "Move `A` to the new file `a.prisma`"));
    let moves = offered(&mut editor, &uri, 0, "refactor.extract");
    assert_eq!(moves.len(), 0, "{moves:?}");
    editor.write(&did_replace(&uri, 2, "model Bed {\n  id Int @id\n}\n"));
    let moves = offered(&mut editor, &uri, 0, "refactor.extract");
    assert_eq!(moves[0]["title"], "Move `Bed` to the new file `bed.prisma`");
    let change =
        editor.ask("codeAction/resolve", moves[0].clone())["result"]["edit"]["documentChanges"].clone();
    assert_eq!(change[0], json!({ "kind": "create", "uri": folder.url("prisma/bed.prisma") }));
    assert_eq!(change[1]["edits"][0]["newText"], "model Bed {\n  id Int @id\n}\n");
    assert_eq!(change[2]["textDocument"], json!({ "uri": uri, "version": 2 }));
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

#[test]
fn l112_l114_clients_that_confirm_are_asked() {
    let (mut editor, _) = Editor::initialized(&json!({
        "capabilities": {
            "workspace": { "workspaceEdit": { "documentChanges": true, "changeAnnotationSupport": {} } },
            "textDocument": { "rename": { "honorsChangeAnnotations": true } },
        },
    }));
    editor.open(
        URI,
        "model Room {\n  id   Int   @id\n  tags Tag[]\n}\nmodel Tag {\n  id    Int    @id\n  rooms Room[]\n}\n",
    );
    let at = json!({ "line": 0, "character": 6 });
    let params = json!({ "textDocument": { "uri": URI }, "position": at, "newName": "Venue" });
    let edit = editor.ask("textDocument/rename", params)["result"].clone();
    let annotations = edit["changeAnnotations"].as_object().unwrap();
    assert!(annotations["rename"]["description"].as_str().is_some_and(|it| it.contains("would swap")));
    assert_eq!(annotations["like-0"]["label"], "Relation fields called like `Room`");
    let edits = edit["documentChanges"][0]["edits"].as_array().unwrap();
    assert!(edits.iter().all(|it| annotations.contains_key(it["annotationId"].as_str().unwrap())));
    assert!(edits.iter().any(|it| it["newText"] == "venues"));
    editor.finish();
}
