//! What helps while reading and typing: signatures, colours, hints, lenses, links.

use std::time::Instant;

use serde_json::{Value, json};

use super::editor::{DEADLINE, Editor, Folder, did_close, did_replace, document};

const URI: &str = "untitled:a";

/// A session with a client that says it knows these parts of documents.
fn session(text_document: &Value) -> (Editor, Value) {
    let general = json!({ "positionEncodings": ["utf-8"] });
    let capabilities = json!({ "general": general, "textDocument": text_document });
    let (editor, result) = Editor::initialized(&json!({ "capabilities": capabilities }));
    (editor, result["capabilities"].clone())
}

#[test]
fn l90_signatures_mark_the_argument_at_the_cursor() {
    let parameters = json!({ "parameterInformation": { "labelOffsetSupport": true } });
    let (mut editor, capabilities) =
        session(&json!({ "signatureHelp": { "signatureInformation": parameters } }));
    assert_eq!(capabilities["signatureHelpProvider"]["triggerCharacters"], json!(["(", ","]));
    editor.open(URI, "model A {\n  id Int @default(1, \n}\n");
    let mut params = document(URI);
    params["position"] = json!({ "line": 1, "character": 21 });
    let help = editor.ask("textDocument/signatureHelp", params)["result"].clone();
    assert_eq!(help["signatures"][0]["label"], "@default(value)");
    assert_eq!(help["signatures"][0]["parameters"][0]["label"], json!([9, 14]));
    assert_eq!(help["activeParameter"], 1);
    editor.finish();
}

#[test]
fn l140_tokens_come_whole_by_range_and_as_what_has_changed() {
    let requests = json!({ "full": { "delta": true }, "range": true });
    let lists =
        json!({ "requests": requests, "tokenTypes": [], "tokenModifiers": [], "formats": ["relative"] });
    let (mut editor, capabilities) = session(&json!({ "semanticTokens": lists }));
    let legend = &capabilities["semanticTokensProvider"]["legend"];
    assert_eq!(legend["tokenTypes"][1], "class");
    editor.open(URI, "enum E {\n  A\n}\n");
    let full = editor.ask("textDocument/semanticTokens/full", document(URI))["result"].clone();
    assert_eq!(full["data"], json!([0, 0, 4, 0, 0, 0, 5, 1, 4, 1, 1, 2, 1, 5, 1]));
    editor.write(&did_replace(URI, 2, "enum E {\n  A\n  BB\n}\n"));
    let mut params = document(URI);
    params["previousResultId"] = full["resultId"].clone();
    let delta = editor.ask("textDocument/semanticTokens/full/delta", params.clone())["result"].clone();
    assert_eq!(delta["edits"], json!([{ "start": 15, "deleteCount": 0, "data": [1, 2, 2, 5, 1] }]));
    params["range"] = json!({ "start": { "line": 2, "character": 0 }, "end": { "line": 3, "character": 0 } });
    let range = editor.ask("textDocument/semanticTokens/range", params)["result"].clone();
    assert_eq!(range["data"], json!([2, 2, 2, 5, 1]));
    editor.finish();
}

#[test]
fn links_lead_to_what_generators_write() {
    let text = "generator a {\n  provider = \"x\"\n  output   = \"../made\"\n}\n";
    let folder = Folder::new(&[("prisma/a.prisma", text)]);
    let (mut editor, capabilities) = session(&json!({ "documentLink": {} }));
    assert_eq!(capabilities["documentLinkProvider"], json!({}));
    let uri = folder.url("prisma/a.prisma");
    editor.open(&uri, text);
    let links = editor.ask("textDocument/documentLink", document(&uri))["result"].clone();
    assert_eq!(links[0]["target"], json!(folder.url("made")));
    assert_eq!(links[0]["range"]["start"], json!({ "line": 2, "character": 14 }));
    editor.open(URI, text);
    assert_eq!(editor.ask("textDocument/documentLink", document(URI))["result"], Value::Null);
    editor.finish();
}

#[test]
fn l131_symbols_of_all_open_schemas() {
    let capabilities = json!({ "workspace": { "symbol": {} } });
    let (mut editor, _) = Editor::initialized(&json!({ "capabilities": capabilities }));
    editor.open(URI, "model Room {\n  id Int @id\n}\n");
    editor.open("untitled:b", "model Ticket {\n  roomId Int @id\n}\n");
    let found = editor.ask("workspace/symbol", json!({ "query": "room" }))["result"].clone();
    let names: Vec<&Value> = found.as_array().unwrap().iter().map(|it| &it["name"]).collect();
    assert_eq!(names, ["Room", "roomId"]);
    assert_eq!(found[1]["containerName"], "Ticket");
    assert_eq!(found[1]["location"]["uri"], "untitled:b");
    editor.finish();
}

#[test]
fn l131_symbols_of_folders_without_an_open_document() {
    let folder = Folder::new(&[
        ("shop/schema.prisma", "model Lamp {\n  id Int @id\n}\n"),
        ("billing/schema.prisma", "model LampInvoice {\n  id Int @id\n}\n"),
        ("node_modules/x/schema.prisma", "model LampCopy {\n  id Int @id\n}\n"),
    ]);
    let (mut editor, _) = Editor::initialized(&json!({
        "workspaceFolders": [{ "uri": folder.url(""), "name": "test" }],
        "capabilities": { "workspace": { "symbol": {} } },
    }));
    let names = |editor: &mut Editor| -> Vec<String> {
        let found = editor.ask("workspace/symbol", json!({ "query": "lamp" }))["result"].clone();
        let names = found.as_array().unwrap().iter().map(|it| it["name"].as_str().unwrap().to_owned());
        names.collect()
    };
    assert_eq!(names(&mut editor), ["Lamp", "LampInvoice"]);

    // What is open counts as the editor has it, and once.
    let uri = folder.url("shop/schema.prisma");
    editor.open(&uri, "model Lamps {\n  id Int @id\n}\n");
    assert_eq!(names(&mut editor), ["Lamps", "LampInvoice"]);
    editor.write(&did_close(&uri));
    assert_eq!(names(&mut editor), ["Lamp", "LampInvoice"]);

    folder.write("shop/more.prisma", "model LampShade {\n  id Int @id\n}\n");
    let changes = json!([{ "uri": folder.url("shop/more.prisma"), "type": 1 }]);
    editor.notify("workspace/didChangeWatchedFiles", json!({ "changes": changes }));
    let start = Instant::now();
    let mut found = names(&mut editor);
    while found.len() < 3 && start.elapsed() < DEADLINE {
        found = names(&mut editor); // Events are collected for a moment.
    }
    assert_eq!(found, ["Lamp", "LampShade", "LampInvoice"]);
    editor.finish();
}

#[test]
fn l145_hints_and_lenses_follow_the_settings() {
    let capabilities = json!({
        "textDocument": { "inlayHint": {}, "codeLens": {} },
        "workspace": { "inlayHint": { "refreshSupport": true } },
    });
    let (mut editor, _) = Editor::initialized(&json!({ "capabilities": capabilities }));
    editor.open(URI, "model A {\n  id Int @id\n  bs B[]\n}\nmodel B {\n  id Int @id\n  as A[]\n}\n");
    let mut params = document(URI);
    params["range"] = json!({ "start": { "line": 0, "character": 0 }, "end": { "line": 3, "character": 0 } });
    assert_eq!(editor.ask("textDocument/inlayHint", params.clone())["result"], json!([]));
    assert_eq!(editor.ask("textDocument/codeLens", document(URI))["result"], Value::Null);
    let settings = json!({ "psl": { "inlayHints": { "joinTables": true }, "lens": { "references": true } } });
    editor.notify("workspace/didChangeConfiguration", json!({ "settings": settings }));
    editor.wait_for("a refresh", |it| it["method"] == "workspace/inlayHint/refresh");
    let hints = editor.ask("textDocument/inlayHint", params)["result"].clone();
    assert_eq!(hints[0]["position"], json!({ "line": 2, "character": 8 }));
    assert_eq!(hints[0]["label"][0]["value"], "_AToB");
    assert_eq!(hints[0]["label"][0]["location"]["range"]["start"]["line"], 6);
    let lenses = editor.ask("textDocument/codeLens", document(URI))["result"].clone();
    let lens = editor.ask("codeLens/resolve", lenses[1].clone())["result"].clone();
    assert_eq!(lens["command"]["title"], "used by 1 model");
    editor.finish();
}

#[test]
fn l145_lenses_open_the_list_of_uses_where_the_client_has_a_command() {
    let (mut editor, _) = Editor::initialized(&json!({
        "initializationOptions": { "settings": { "lens": { "references": true } } },
        "capabilities": {
            "general": { "positionEncodings": ["utf-8"] },
            "textDocument": { "codeLens": {} },
            "experimental": { "commands": { "commands": ["psl.showReferences"] } },
        },
    }));
    editor.open(URI, "model A {\n  id Int @id\n  bs B[]\n}\nmodel B {\n  id Int @id\n  as A[]\n}\n");
    let lenses = editor.ask("textDocument/codeLens", document(URI))["result"].clone();
    let lens = editor.ask("codeLens/resolve", lenses[0].clone())["result"].clone();
    assert_eq!(lens["command"]["command"], "psl.showReferences");
    let place = |line: u32, from: u32, to: u32| json!({ "start": { "line": line, "character": from }, "end": { "line": line, "character": to } });
    let uses = json!([{ "uri": URI, "range": place(6, 5, 6) }]);
    assert_eq!(lens["command"]["arguments"], json!([URI, { "line": 0, "character": 6 }, uses]));
    editor.finish();
}

#[test]
fn l12_what_a_client_does_not_know_is_not_announced() {
    let (editor, capabilities) = session(&json!({}));
    let keys = [
        "signatureHelpProvider",
        "semanticTokensProvider",
        "workspaceSymbolProvider",
        "documentLinkProvider",
    ];
    for key in keys {
        assert_eq!(capabilities[key], Value::Null, "{key}");
    }
    editor.finish();
}
