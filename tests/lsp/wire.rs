//! Input that is no message, and messages that are no use.

use serde_json::{Value, json};
use test_support::{Random, mutate, workspace};

use super::editor::{Editor, document, error_code, frame, notification, raw_frame};

fn assert_alive(mut editor: Editor) {
    editor.open("untitled:alive", "model A {\n  id Int @id\n}\n");
    let folds = editor.ask("textDocument/foldingRange", document("untitled:alive"));
    assert_eq!(folds["result"][0]["endLine"], 2);
    editor.finish();
}

fn answer_without_id(editor: &mut Editor) -> i64 {
    error_code(&editor.wait_for("an error", |it| it["id"].is_null() && it.get("error").is_some()))
}

#[test]
fn l16_a_body_that_is_no_json_is_answered_and_survived() {
    let mut editor = Editor::open_session();
    for body in ["{", "", "nonsense", "\u{feff}{}"] {
        editor.write(&raw_frame(body.as_bytes()));
        assert_eq!(answer_without_id(&mut editor), -32700, "{body:?}");
    }
    editor.write(&raw_frame(b"{\"a\": \"\xff\xfe\"}"));
    assert_eq!(answer_without_id(&mut editor), -32700);
    assert_alive(editor);
}

#[test]
fn p19_json_that_is_no_message_is_an_invalid_request() {
    let mut editor = Editor::open_session();
    for body in [
        json!([]),
        json!([{ "jsonrpc": "2.0", "id": 1, "method": "shutdown" }]),
        json!(7),
        json!({ "jsonrpc": "2.0", "id": 1.5, "method": "shutdown" }),
        json!({ "jsonrpc": "1.0", "method": "shutdown" }),
    ] {
        editor.write(&frame(&body));
        assert_eq!(answer_without_id(&mut editor), -32600, "{body}");
    }
    editor.write(&frame(&json!({ "jsonrpc": "1.0", "id": 900, "method": "shutdown" })));
    assert_eq!(error_code(&editor.answer(900)), -32600);
    assert_alive(editor);
}

#[test]
fn l16_bad_headers_are_passed_over() {
    let mut editor = Editor::open_session();
    editor.write(b"Content-Length: many\r\n\r\n{}\r\n");
    editor.write(b"Content-Size: 2\r\n\r\n{}\r\n");
    editor.write(b"GET / HTTP/1.1\r\nHost: here\r\n\r\n");
    editor.write(&[b'x'; 1 << 20]);
    editor.write(b"\r\n");
    assert_alive(editor);
}

#[test]
fn l16_a_frame_above_the_limit_ends_the_session() {
    let mut editor = Editor::open_session();
    editor.write(b"Content-Length: 999999999999\r\n\r\n");
    assert_eq!(editor.exit_code().0, 1);
}

#[test]
fn l17_bad_parameters_are_refused_and_bad_notifications_dropped() {
    let mut editor = Editor::open_session();
    assert_eq!(error_code(&editor.ask("textDocument/foldingRange", json!({ "textDocument": 3 }))), -32602);
    assert_eq!(error_code(&editor.ask("textDocument/formatting", Value::Null)), -32602);
    editor.write(&notification("textDocument/didOpen", json!({ "textDocument": { "uri": 1 } })));
    editor.write(&notification("textDocument/didChange", json!("x")));
    assert_alive(editor);
}

#[test]
fn p19_ids_may_be_strings() {
    let mut editor = Editor::open_session();
    editor.write(&frame(&json!({ "jsonrpc": "2.0", "id": "a", "method": "no/such" })));
    let answer = editor.wait_for("the answer", |it| it["id"] == "a");
    assert_eq!(error_code(&answer), -32601);
    assert_alive(editor);
}

#[test]
fn answers_to_questions_nobody_asked_are_ignored() {
    let mut editor = Editor::open_session();
    editor.write(&frame(&json!({ "jsonrpc": "2.0", "id": "psl-9", "result": null })));
    editor.write(&frame(&json!({ "jsonrpc": "2.0", "id": 4, "error": { "code": 1, "message": "x" } })));
    editor.write(&frame(&json!({ "jsonrpc": "2.0", "id": "psl-9", "error": "odd" })));
    assert_alive(editor);
}

#[test]
fn frames_may_arrive_in_pieces() {
    let mut editor = Editor::open_session();
    let (id, request) = editor.request("no/such", Value::Null);
    for byte in request {
        editor.write(&[byte]);
    }
    assert_eq!(error_code(&editor.answer(id)), -32601);
    assert_alive(editor);
}

/// The messages that fuzzing starts from, broken at random.
#[test]
fn l17_whatever_messages_say_the_session_goes_on() {
    let seeds = std::fs::read_dir(workspace().join("fuzz/seeds/session")).unwrap();
    let mut seeds: Vec<_> = seeds.map(|it| it.unwrap().path()).collect();
    seeds.sort();
    let texts: Vec<String> = seeds.iter().map(|it| std::fs::read_to_string(it).unwrap()).collect();
    let messages: Vec<&str> =
        texts.iter().flat_map(|it| it.lines()).filter(|it| it.starts_with('{')).collect();
    let mut random = Random(1);
    let mut editor = Editor::open_session();
    editor.open("untitled:start", "model A {\n  id Int @id\n  bs B[]\n}\n\nmodel B {\n  id Int @id\n}\n");
    for _ in 0..2000 {
        let message = mutate(random.pick::<&str>(&messages), &mut random);
        let message = message.replace("\"id\":", "\"id\":900"); // Not an id of the driver's.
        // These end the session, as they should.
        if !message.contains("\"exit\"") && !message.contains("\"shutdown\"") {
            editor.write(&raw_frame(message.as_bytes()));
        }
    }
    assert_alive(editor);
}
