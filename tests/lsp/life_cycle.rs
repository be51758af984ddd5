//! How a session starts and ends.

use std::process::{Command, Stdio};

use serde_json::{Value, json};

use super::editor::{Editor, document, error_code, findings, frame, is_publish};

#[test]
fn l12_initialize_tells_name_version_and_encoding() {
    let utf8 = json!({ "capabilities": { "general": { "positionEncodings": ["utf-16", "utf-8"] } } });
    let (editor, result) = Editor::initialized(&utf8);
    assert_eq!(result["serverInfo"]["name"], "psl");
    assert!(result["serverInfo"]["version"].is_string());
    assert_eq!(result["capabilities"]["positionEncoding"], "utf-8");
    assert_eq!(result["capabilities"]["textDocumentSync"]["change"], 2);
    editor.finish();

    let (editor, result) = Editor::initialized(&json!({ "capabilities": {} }));
    assert_eq!(result["capabilities"]["positionEncoding"], "utf-16");
    editor.finish();
}

#[test]
fn l12_initialize_survives_values_of_other_protocol_versions() {
    let (editor, result) = Editor::initialized(&json!({
        "trace": "compact",
        "rootUri": "not a uri",
        "capabilities": {
            "general": { "positionEncodings": ["utf-8"] },
            "textDocument": { "hover": { "contentFormat": ["html"] } },
        },
    }));
    assert_eq!(result["capabilities"]["positionEncoding"], "utf-8");
    editor.finish();
}

#[test]
fn l13_before_initialize_requests_are_refused_and_notifications_dropped() {
    let mut editor = Editor::start();
    assert_eq!(error_code(&editor.ask("textDocument/hover", document("file:///a.prisma"))), -32002);
    assert_eq!(error_code(&editor.ask("no/such", Value::Null)), -32002);
    assert_eq!(error_code(&editor.ask("shutdown", Value::Null)), -32002);
    editor.open("untitled:a", "model A {\n}\n");
    editor.ask("initialize", json!({ "capabilities": {} }));
    assert_eq!(error_code(&editor.ask("textDocument/foldingRange", document("untitled:a"))), -32602);
    editor.finish();
}

#[test]
fn l13_a_second_initialize_is_an_invalid_request() {
    let mut editor = Editor::open_session();
    assert_eq!(error_code(&editor.ask("initialize", json!({ "capabilities": {} }))), -32600);
    editor.finish();
}

#[test]
fn l13_after_shutdown_every_request_is_invalid() {
    let mut editor = Editor::open_session();
    assert_eq!(editor.ask("shutdown", Value::Null)["result"], Value::Null);
    assert_eq!(error_code(&editor.ask("shutdown", Value::Null)), -32600);
    assert_eq!(error_code(&editor.ask("textDocument/hover", document("file:///a.prisma"))), -32600);
    assert_eq!(error_code(&editor.ask("no/such", Value::Null)), -32600);
    editor.notify("exit", Value::Null);
    assert_eq!(editor.exit_code().0, 0);
}

#[test]
fn l13_unknown_requests_are_refused_and_unknown_notifications_ignored() {
    let mut editor = Editor::open_session();
    editor.notify("no/such", json!({}));
    editor.notify("$/no/such", json!({}));
    assert_eq!(error_code(&editor.ask("no/such", json!({}))), -32601);
    assert_eq!(error_code(&editor.ask("$/no/such", json!({}))), -32601);
    assert_eq!(error_code(&editor.ask("textDocument/prepareCallHierarchy", json!({}))), -32602);
    // A request the router knows and the server does not offer.
    let position = json!({ "line": 0, "character": 0 });
    let moniker = json!({ "textDocument": { "uri": "file:///a.prisma" }, "position": position });
    assert_eq!(error_code(&editor.ask("textDocument/moniker", moniker)), -32601);
    editor.finish();
}

#[test]
fn l14_exit_ends_the_process_although_the_input_stays_open() {
    let mut editor = Editor::open_session();
    editor.ask("shutdown", json!({}));
    editor.notify("exit", Value::Null);
    assert_eq!(editor.exit_code(), (0, String::new()));
}

#[test]
fn l14_exit_without_shutdown_gives_1() {
    let mut editor = Editor::open_session();
    editor.notify("exit", Value::Null);
    assert_eq!(editor.exit_code().0, 1);

    let mut editor = Editor::start();
    editor.notify("exit", Value::Null);
    assert_eq!(editor.exit_code().0, 1);
}

#[test]
fn l14_the_end_of_the_input_gives_1_and_0_after_shutdown() {
    let mut editor = Editor::open_session();
    editor.close_input();
    assert_eq!(editor.exit_code().0, 1);

    let mut editor = Editor::open_session();
    editor.ask("shutdown", Value::Null);
    editor.close_input();
    assert_eq!(editor.exit_code().0, 0);
}

#[cfg(unix)]
#[test]
fn l15_the_server_ends_with_the_process_it_was_given() {
    let parent = || Command::new("sleep").arg("600").stdin(Stdio::null()).spawn().expect("sleep exists");

    let mut process = parent();
    let editor = Editor::start_with(&[&format!("--clientProcessId={}", process.id())]);
    process.kill().expect("it runs");
    // Nobody has waited for it yet, so it still has an entry in the table of processes.
    assert_eq!(editor.exit_code().0, 1);
    process.wait().expect("it has ended");

    let mut process = parent();
    let params = json!({ "processId": process.id(), "capabilities": {} });
    let (editor, _) = Editor::initialized(&params);
    process.kill().and_then(|()| process.wait()).expect("it runs");
    assert_eq!(editor.exit_code().0, 1);
}

#[test]
fn l10_unknown_flags_are_an_error() {
    let editor = Editor::start_with(&["--no-such-flag"]);
    assert_eq!(editor.exit_code().0, 2);
}

#[test]
fn l18_a_panic_costs_one_answer_and_nothing_else() {
    let mut editor = Editor::open_session();
    editor.open("untitled:a", "model A {\n  id Int @id\n}\n");
    assert_eq!(error_code(&editor.ask("psl/panic", document("untitled:a"))), -32603);
    assert_eq!(error_code(&editor.ask("psl/panic", document("untitled:a"))), -32603);
    let symbols = editor.ask("textDocument/documentSymbol", document("untitled:a"));
    assert_eq!(symbols["result"][0]["name"], "A");
    editor.ask("shutdown", Value::Null);
    editor.notify("exit", Value::Null);
    let (code, log) = editor.exit_code();
    assert_eq!(code, 0);
    assert!(log.contains("psl/panic"), "{log}");
}

#[test]
fn l11_p35_the_message_log_holds_every_message() {
    let file = std::env::temp_dir().join(format!("psl-messages-{}.jsonl", std::process::id()));
    let path = file.to_str().expect("text").to_owned();
    let mut editor = Editor::start_with(&["--log-file", &path, "--log", "messages"]);
    editor.ask("initialize", json!({ "capabilities": {} }));
    editor.notify("initialized", json!({}));
    editor.open("untitled:a", "model A {\n}\n");
    editor.findings("untitled:a", 1);
    editor.finish();
    let log = std::fs::read_to_string(&file).expect("the log is there");
    std::fs::remove_file(&file).expect("the log is there");
    let lines: Vec<Value> = log.lines().map(|it| serde_json::from_str(it).expect("JSON lines")).collect();
    let shown: Vec<String> = lines
        .iter()
        .map(|it| {
            format!("{} {}", it["dir"].as_str().unwrap(), it["message"]["method"].as_str().unwrap_or("-"))
        })
        .collect();
    assert_eq!(
        shown,
        [
            "in initialize",
            "out -",
            "in initialized",
            "in textDocument/didOpen",
            "out textDocument/publishDiagnostics",
            "in shutdown",
            "out -",
            "in exit"
        ]
    );

    // Another server that is told the same says the same.
    let mut replayed = Editor::start();
    for line in &lines[..5] {
        let message = &line["message"];
        match line["dir"].as_str() {
            Some("in") => replayed.write(&frame(message)),
            _ => assert_eq!(replayed.wait_for("what the log has", |_| true), *message),
        }
    }
    replayed.finish();
}

#[test]
fn p24_a_client_that_announced_nothing_is_asked_nothing() {
    let mut editor = Editor::initialized(&json!({ "capabilities": {} })).0;
    editor.open("untitled:a", "model A {\n  id Int @id\n}\n");
    let message = editor.wait_for("a message", |_| true);
    assert!(is_publish(&message, "untitled:a"), "{message}");
    assert_eq!(findings(&message["params"]["diagnostics"]), Vec::<String>::new());
    editor.ask("textDocument/foldingRange", document("untitled:a"));
    assert_eq!(editor.unread(), Vec::<Value>::new());
    editor.finish();
}

#[test]
fn p27_trace_messages_only_when_asked_for() {
    let mut editor = Editor::open_session();
    editor.open("untitled:a", "model A {\n  id Int @id\n}\n");
    editor.findings("untitled:a", 1);
    editor.notify("$/setTrace", json!({ "value": "verbose" }));
    editor.ask("textDocument/foldingRange", document("untitled:a"));
    editor.wait_for("a trace", |it| it["method"] == "$/logTrace");
    editor.notify("$/setTrace", json!({ "value": "off" }));
    editor.ask("textDocument/foldingRange", document("untitled:a"));
    assert_eq!(editor.unread(), Vec::<Value>::new());
    editor.finish();
}
