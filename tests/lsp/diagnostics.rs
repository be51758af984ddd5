//! What findings carry, and clients that pull them.

use serde_json::{Value, json};

use super::editor::{Editor, Folder, did_replace, document, findings};

const URI: &str = "untitled:a";

#[test]
fn l50_l53_findings_carry_code_source_and_second_places() {
    let capabilities = json!({
        "general": { "positionEncodings": ["utf-8"] },
        "textDocument": { "publishDiagnostics": { "relatedInformation": true, "dataSupport": true } },
    });
    let (mut editor, _) = Editor::initialized(&json!({ "capabilities": capabilities }));
    editor.open(URI, "model A {\n  id Int @id\n}\nmodel A {\n  id Int @id\n}\n");
    let message = editor.wait_for("findings", |it| it["method"] == "textDocument/publishDiagnostics");
    let finding = &message["params"]["diagnostics"][0];
    assert_eq!(finding["source"], "psl");
    assert_eq!(finding["code"], "duplicate-top-level");
    assert_eq!(finding["data"]["code"], "duplicate-top-level");
    assert_eq!(finding["relatedInformation"][0]["location"]["uri"], URI);
    editor.finish();

    let mut editor = Editor::open_session();
    editor.open(URI, "model A {\n  id Int @id\n}\nmodel A {\n  id Int @id\n}\n");
    let message = editor.wait_for("findings", |it| it["method"] == "textDocument/publishDiagnostics");
    let finding = &message["params"]["diagnostics"][0];
    assert_eq!((finding.get("relatedInformation"), finding.get("data")), (None, None));
    editor.finish();
}

#[test]
fn l52_ignored_parts_are_greyed_for_clients_that_can() {
    let tags = json!({ "tagSupport": { "valueSet": [1, 2] } });
    let capabilities = json!({ "textDocument": { "publishDiagnostics": tags } });
    let (mut editor, _) = Editor::initialized(&json!({ "capabilities": capabilities }));
    editor.open(URI, "model A {\n  id Int @id\n  b  Int @ignore\n}\n");
    assert_eq!(editor.findings(URI, 1), ["2:2-2:16 hint -"]);
    editor.finish();
}

#[test]
fn l52_external_tables_and_enums_are_greyed() {
    let text = "model User {\n  id Int @id\n  @@map(\"users\")\n}\nenum Kind {\n  A\n}\nmodel Lamp {\n  id Int @id\n}\n";
    let config = "export default { tables: { external: ['users'] }, enums: { external: ['Kind'] } }";
    let folder = Folder::new(&[("prisma.config.ts", config), ("prisma/schema.prisma", text)]);
    let tags = json!({ "tagSupport": { "valueSet": [1, 2] } });
    let (mut editor, _) = Editor::initialized(&json!({
        "workspaceFolders": [{ "uri": folder.url(""), "name": "test" }],
        "capabilities": { "textDocument": { "publishDiagnostics": tags } },
    }));
    let uri = folder.url("prisma/schema.prisma");
    editor.open(&uri, text);
    let findings = editor.findings(&uri, 1);
    let hints: Vec<&String> = findings.iter().filter(|it| it.contains("hint")).collect();
    assert_eq!(hints, ["0:6-0:10 hint -", "4:5-4:9 hint -"]);
    editor.finish();
}

fn pulled(editor: &mut Editor, uri: &str, previous: Option<&str>) -> Value {
    let mut params = document(uri);
    if let Some(previous) = previous {
        params["previousResultId"] = json!(previous);
    }
    editor.ask("textDocument/diagnostic", params)["result"].clone()
}

#[test]
fn l58_l59_p9_a_client_that_pulls_gets_no_push() {
    let folder = Folder::new(&[
        ("prisma/a.prisma", "model A {\n  id Int @id\n  b  B?\n}\n"),
        ("prisma/b.prisma", "model B {\n  id Nope @id\n}\n"),
    ]);
    let (a, b) = (folder.url("prisma/a.prisma"), folder.url("prisma/b.prisma"));
    let (mut editor, result) = Editor::initialized(&json!({
        "workspaceFolders": [{ "uri": folder.url(""), "name": "test" }],
        "initializationOptions": { "diagnostics": "pull" },
        "capabilities": {
            "textDocument": { "publishDiagnostics": {}, "diagnostic": {} },
            "workspace": { "diagnostic": { "refreshSupport": true } },
        },
    }));
    assert_eq!(result["capabilities"]["diagnosticProvider"]["interFileDependencies"], true);
    editor.open(&b, "model B {\n  id Nope @id\n}\n");
    let first = pulled(&mut editor, &b, None);
    assert_eq!(first["kind"], "full");
    assert_eq!(findings(&first["items"]), ["1:5-1:9 error type-unknown"]);
    let id = first["resultId"].as_str().unwrap();
    assert_eq!(pulled(&mut editor, &b, Some(id))["kind"], "unchanged");
    editor.wait_for("a refresh", |it| it["method"] == "workspace/diagnostic/refresh");

    let everything = editor.ask("workspace/diagnostic", json!({ "previousResultIds": [] }))["result"].clone();
    let uris: Vec<&Value> = everything["items"].as_array().unwrap().iter().map(|it| &it["uri"]).collect();
    assert_eq!(uris, [&json!(a), &json!(b)]);

    editor.write(&did_replace(&b, 2, "model B {\n  id Int @id\n}\n"));
    let second = pulled(&mut editor, &b, Some(id));
    assert_eq!(second["kind"], "full");
    assert!(editor.unread().iter().all(|it| it["method"] != "textDocument/publishDiagnostics"));
    editor.finish();
}
