//! What helps while reading and typing: signatures, colours, hints, lenses, links.

use serde_json::{Value, json};

use super::editor::{Editor, document};

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
fn l12_what_a_client_does_not_know_is_not_announced() {
    let (editor, capabilities) = session(&json!({}));
    for key in ["signatureHelpProvider"] {
        assert_eq!(capabilities[key], Value::Null, "{key}");
    }
    editor.finish();
}
