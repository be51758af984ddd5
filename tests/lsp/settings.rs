//! Settings of every shape, and clients that answer strangely or not at all.

use serde_json::{Value, json};

use super::editor::{Editor, frame, is_publish};

const URI: &str = "untitled:a";
const BROKEN: &str = "model A {\n  id Nope @id\n}\n";

/// A session with a client that can be asked for settings, and the question.
fn asked() -> (Editor, Value) {
    let capabilities = json!({ "workspace": { "configuration": true } });
    let (mut editor, _) = Editor::initialized(&json!({ "capabilities": capabilities }));
    let question = editor.wait_for("the question", |it| it["method"] == "workspace/configuration");
    assert_eq!(question["params"]["items"][0]["section"], "psl");
    (editor, question["id"].clone())
}

#[test]
fn l19_p18_whatever_the_settings_are_the_server_works() {
    let answers = [
        json!(null),
        json!([null]),
        json!([]),
        json!([3]),
        json!({}),
        json!("x"),
        json!([{ "rules": 6, "diagnostics": "yes", "schemas": "x", "allow": {}, "colour": 1 }]),
    ];
    for answer in answers {
        let (mut editor, id) = asked();
        editor.write(&frame(&json!({ "jsonrpc": "2.0", "id": id, "result": answer })));
        editor.open(URI, BROKEN);
        assert_eq!(editor.findings(URI, 1), ["1:5-1:9 error type-unknown"], "{answer}");
        editor.finish();
    }
}

#[test]
fn p18_an_error_or_no_answer_leaves_the_defaults() {
    let (mut editor, id) = asked();
    let error = json!({ "code": -32601, "message": "no" });
    editor.write(&frame(&json!({ "jsonrpc": "2.0", "id": id, "error": error })));
    editor.open(URI, BROKEN);
    assert_eq!(editor.findings(URI, 1), ["1:5-1:9 error type-unknown"]);
    editor.finish();

    let (mut editor, _) = asked();
    editor.open(URI, BROKEN);
    assert_eq!(editor.findings(URI, 1), ["1:5-1:9 error type-unknown"]);
    editor.finish();
}

#[test]
fn l61_l162_findings_can_be_turned_off_and_on() {
    let mut editor = Editor::open_session();
    editor.open(URI, BROKEN);
    assert_eq!(editor.findings(URI, 1).len(), 1);
    let settings = |diagnostics: bool| json!({ "settings": { "psl": { "diagnostics": diagnostics } } });
    editor.notify("workspace/didChangeConfiguration", settings(false));
    editor.wait_for("an empty list", |it| is_publish(it, URI) && it["params"]["diagnostics"] == json!([]));
    editor.notify("workspace/didChangeConfiguration", settings(true));
    editor.wait_for("the list", |it| is_publish(it, URI) && it["params"]["diagnostics"] != json!([]));
    editor.notify("workspace/didChangeConfiguration", json!({ "settings": null }));
    editor.finish();
}

#[test]
fn the_rule_set_can_be_set() {
    let text = "datasource db {\n  provider = \"sqlite\"\n  url      = \"file:x\"\n}\n";
    let (mut editor, _) = Editor::initialized(&json!({
        "capabilities": {},
        "initializationOptions": { "settings": { "rules": "7" } },
    }));
    editor.open(URI, text);
    assert_eq!(editor.findings(URI, 1).len(), 1);
    editor.notify("workspace/didChangeConfiguration", json!({ "settings": { "psl": { "rules": "6" } } }));
    editor.wait_for("an empty list", |it| is_publish(it, URI) && it["params"]["diagnostics"] == json!([]));
    editor.finish();
}
