//! Texts: edits, positions, versions, and URIs of every kind.

use serde_json::{Value, json};

use super::editor::{
    Editor, did_change, did_close, did_open, did_replace, document, error_code, findings, is_publish,
    notification,
};

const URI: &str = "untitled:Untitled-1";

/// What the server takes for the text of a document.
fn tree(editor: &mut Editor, uri: &str) -> Value {
    editor.ask("psl/syntaxTree", document(uri))["result"].clone()
}

#[test]
fn p3_two_thousand_edits_in_one_write_end_in_the_last_text() {
    let mut editor = Editor::open_session();
    let mut input = did_open(URI, 1, "model A {\n  id Int @id\n}\n");
    let mut lines = Vec::new();
    for number in 0..1000_u32 {
        // Two edits for each line: the line with a word too many, then without it.
        let version = i64::from(number) * 2 + 2;
        let line = format!("  f{number} Int\n");
        input.extend(did_change(URI, version, (2 + number, 0), (2 + number, 0), &format!("oops{line}")));
        input.extend(did_change(URI, version + 1, (2 + number, 0), (2 + number, 4), ""));
        lines.push(line);
    }
    input.extend(did_change(URI, 2002, (1001, 0), (1001, 0), "  last Nope\n"));
    editor.write(&input);
    assert_eq!(editor.findings(URI, 2002), ["1001:7-1001:11 error type-unknown"]);
    let last = lines.pop().unwrap();
    let text = format!("model A {{\n  id Int @id\n{}  last Nope\n{last}}}\n", lines.concat());
    editor.open("untitled:fresh", &text);
    assert_eq!(tree(&mut editor, URI), tree(&mut editor, "untitled:fresh"));
    editor.finish();
}

#[test]
fn p7_thirty_edits_in_one_write_give_at_most_three_reports() {
    for _ in 0..10 {
        let mut editor = Editor::open_session();
        editor.open(URI, "model A {\n  id Int @id\n}\n");
        editor.findings(URI, 1);
        let mut input = Vec::new();
        for version in 2..=31 {
            input.extend(did_change(URI, version, (1, 2), (1, 2), "x"));
        }
        editor.write(&input);
        editor.findings(URI, 31);
        let before = editor.unread().iter().filter(|it| is_publish(it, URI)).count();
        assert!(before < 3, "{before} reports before the last");
        editor.finish();
    }
}

#[test]
fn p1_columns_are_counted_in_the_unit_that_was_agreed_on() {
    for (encoding, column) in [("utf-8", 26), ("utf-16", 24)] {
        let capabilities = json!({ "general": { "positionEncodings": [encoding] } });
        let (mut editor, _) = Editor::initialized(&json!({ "capabilities": capabilities }));
        editor.open(URI, "model A {\n  id Int @id @map(\"🧱\") \n}\n");
        editor.findings(URI, 1);
        editor.write(&did_change(URI, 2, (1, column), (1, column), "@oops"));
        let expected = format!("1:{column}-1:{} error attribute-unknown", column + 5);
        assert_eq!(editor.findings(URI, 2), [expected]);
        editor.open("untitled:fresh", "model A {\n  id Int @id @map(\"🧱\") @oops\n}\n");
        assert_eq!(tree(&mut editor, URI), tree(&mut editor, "untitled:fresh"));
        editor.finish();
    }
}

#[test]
fn l32_a_position_inside_a_surrogate_pair_is_its_start() {
    let mut editor = Editor::initialized(&json!({ "capabilities": {} })).0;
    editor.open(URI, "// 🧱x\n");
    editor.write(&did_change(URI, 2, (0, 4), (0, 5), "y"));
    editor.open("untitled:fresh", "// yx\n");
    assert_eq!(tree(&mut editor, URI), tree(&mut editor, "untitled:fresh"));
    editor.finish();
}

#[test]
fn l30_a_change_of_the_whole_text_works_between_others() {
    let mut editor = Editor::open_session();
    editor.open(URI, "old\n");
    let params = json!({
        "textDocument": { "uri": URI, "version": 2 },
        "contentChanges": [
            { "range": { "start": { "line": 0, "character": 0 }, "end": { "line": 0, "character": 3 } }, "text": "x" },
            { "text": "enum E {\n}\n" },
            { "range": { "start": { "line": 1, "character": 0 }, "end": { "line": 1, "character": 0 } }, "text": "  A\n" },
        ],
    });
    editor.write(&notification("textDocument/didChange", params));
    editor.open("untitled:fresh", "enum E {\n  A\n}\n");
    assert_eq!(tree(&mut editor, URI), tree(&mut editor, "untitled:fresh"));
    editor.finish();
}

#[test]
fn l31_edits_of_the_past_and_of_the_unknown_are_ignored() {
    let mut editor = Editor::open_session();
    editor.write(&did_replace(URI, 1, "model Early {\n}\n"));
    editor.write(&did_open(URI, 5, "model E {\n  id Int @id\n}\n"));
    editor.write(&did_replace(URI, 4, "model Late {\n}\n"));
    assert_eq!(editor.findings(URI, 5), Vec::<String>::new());
    let symbols = editor.ask("textDocument/documentSymbol", document(URI));
    assert_eq!(symbols["result"][0]["name"], "E");
    editor.finish();
}

#[test]
fn p15_documents_that_are_no_files_get_everything() {
    let mut editor = Editor::open_session();
    for uri in ["untitled:Untitled-2", "vscode-vfs://github/a/b.prisma", "git:/x/y.prisma?ref=main"] {
        editor.open(uri, "model A {\n  id Nope @id\n}\n");
        assert_eq!(editor.findings(uri, 1), ["1:5-1:9 error type-unknown"], "{uri}");
        let project = &editor.ask("psl/project", document(uri))["result"];
        assert_eq!(project["files"], json!([uri]));
        editor.write(&did_close(uri));
        editor
            .wait_for("an empty list", |it| is_publish(it, uri) && it["params"]["diagnostics"] == json!([]));
    }
    editor.finish();
}

#[test]
fn p14_uris_come_back_as_they_were_written() {
    let mut editor = Editor::open_session();
    let uris = [
        "file:///C%3A/no/such/x.prisma",
        "file:///c:/no/such/y.prisma",
        "file:///no/such/a b.prisma",
        "file:///no/such/räume.prisma",
        "file:///no/such/ra\u{308}ume.prisma",
        "file:///no/such/%23.prisma",
    ];
    for (number, uri) in uris.into_iter().enumerate() {
        editor.open(uri, &format!("model A{number} {{\n  id Nope @id\n}}\n"));
        assert_eq!(editor.findings(uri, 1), ["1:5-1:9 error type-unknown"]);
        let symbols = editor.ask("textDocument/documentSymbol", document(uri));
        assert_eq!(symbols["result"][0]["location"]["uri"], uri);
    }
    editor.finish();
}

#[test]
fn p6_a_request_whose_document_changes_is_refused_or_answered_for_the_new_text() {
    let mut editor = Editor::open_session();
    editor.open(URI, "model A {\n  id Int @id\n}\n");
    editor.findings(URI, 1);
    let (folding, mut input) = editor.request("textDocument/foldingRange", document(URI));
    let options = json!({ "tabSize": 4, "insertSpaces": true });
    let (formatting, request) = editor
        .request("textDocument/formatting", json!({ "textDocument": { "uri": URI }, "options": options }));
    input.extend(request);
    input.extend(did_replace(URI, 2, "model E {\n id Int @id\n}\n"));
    editor.write(&input);
    assert_eq!(error_code(&editor.answer(folding)), -32801);
    let edits = editor.answer(formatting);
    assert_eq!(edits["result"][0]["newText"], "  id Int @id\n");
    assert_eq!(findings(&json!([])), editor.findings(URI, 2));
    editor.finish();
}

#[test]
fn l39_a_text_above_20_mb_is_told_and_not_analysed() {
    let mut editor = Editor::open_session();
    let text = format!("model A {{\n}}\n// {}\n", "x".repeat(21 << 20));
    editor.open(URI, &text);
    assert_eq!(editor.findings(URI, 1), ["0:0-0:1 error file-not-analysed"]);
    editor.write(&did_replace(URI, 2, "model E {\n  id Int @id\n}\n"));
    assert_eq!(editor.findings(URI, 2), Vec::<String>::new());
    editor.finish();
}
