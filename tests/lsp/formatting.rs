//! Formatting over the wire.

use serde_json::{Value, json};

use super::editor::{Editor, did_change};

const URI: &str = "untitled:a";

fn params(extra: Value) -> Value {
    let mut params =
        json!({ "textDocument": { "uri": URI }, "options": { "tabSize": 8, "insertSpaces": false } });
    params.as_object_mut().unwrap().extend(extra.as_object().unwrap().clone());
    params
}

#[test]
fn p28_formatting_touches_only_lines_that_need_it() {
    let mut editor = Editor::open_session();
    editor.open(URI, "model A {\n  id   Int    @id\n name String\n}\n");
    let edits = editor.ask("textDocument/formatting", params(json!({})))["result"].clone();
    assert_eq!(edits.as_array().unwrap().len(), 1);
    let range = &edits[0]["range"];
    assert_eq!((&range["start"]["line"], &edits[0]["newText"]), (&json!(2), &json!("  name String\n")));
    editor.write(&did_change(URI, 2, (2, 0), (3, 0), "  name String\n"));
    assert_eq!(editor.ask("textDocument/formatting", params(json!({})))["result"], json!([]));
    editor.finish();
}

#[test]
fn many_edits_are_sent_as_fewer_that_do_the_same() {
    let text = test_support::generate(400, 7, "postgresql");
    let one_by_one = psl_format::format(&psl_parser::SourceFile::parse(text.as_str())).len();
    let mut editor = Editor::open_session();
    editor.open(URI, &text);
    let edits = editor.ask("textDocument/formatting", params(json!({})))["result"].clone();
    let edits = edits.as_array().unwrap();
    assert!(256 < one_by_one && edits.len() < one_by_one / 2, "{} of {one_by_one}", edits.len());
    let starts: Vec<usize> = std::iter::once(0).chain(text.match_indices('\n').map(|it| it.0 + 1)).collect();
    // Edits are whole lines.
    let offset = |it: &Value| starts[it["line"].as_u64().unwrap() as usize];
    let mut formatted = text.clone();
    for edit in edits.iter().rev() {
        let range = offset(&edit["range"]["start"])..offset(&edit["range"]["end"]);
        formatted.replace_range(range, edit["newText"].as_str().unwrap());
    }
    assert_eq!(formatted, psl_format::format_text(&psl_parser::SourceFile::parse(text)));
    editor.finish();
}

#[test]
fn l151_range_formatting_touches_blocks_in_the_range() {
    let mut editor = Editor::open_session();
    editor.open(URI, "enum A {\n X\n}\n\nenum B {\n Y\n}\n");
    let range = json!({ "start": { "line": 5, "character": 0 }, "end": { "line": 5, "character": 1 } });
    let edits =
        editor.ask("textDocument/rangeFormatting", params(json!({ "range": range })))["result"].clone();
    assert_eq!(edits.as_array().unwrap().len(), 1);
    assert_eq!(edits[0]["newText"], "  Y\n");
    editor.finish();
}

#[test]
fn l152_a_closing_brace_formats_its_block() {
    let mut editor = Editor::open_session();
    editor.open(URI, "enum A {\n X\n}\n\nenum B {\n Y\n}");
    let extra = json!({ "position": { "line": 6, "character": 1 }, "ch": "}" });
    let edits = editor.ask("textDocument/onTypeFormatting", params(extra))["result"].clone();
    let lines: Vec<&Value> =
        edits.as_array().unwrap().iter().map(|it| &it["range"]["start"]["line"]).collect();
    assert!(lines.iter().all(|it| it.as_u64() >= Some(4)), "{edits}");
    editor.finish();
}

#[test]
fn l151_several_ranges_are_formatted_at_once_for_clients_that_do_that() {
    let text = "model A {\n id Int @id\n}\n\nmodel B {\n id Int @id\n}\n\nmodel C {\n id Int @id\n}\n";
    let capabilities = json!({
        "general": { "positionEncodings": ["utf-8"] },
        "textDocument": { "rangeFormatting": { "rangesSupport": true } },
    });
    let (mut editor, result) = Editor::initialized(&json!({ "capabilities": capabilities }));
    let provider = &result["capabilities"]["documentRangeFormattingProvider"];
    assert_eq!(*provider, json!({ "rangesSupport": true }));
    editor.open(URI, text);
    let range = |line: u32| json!({ "start": { "line": line, "character": 0 }, "end": { "line": line, "character": 1 } });
    let params = params(json!({ "ranges": [range(9), range(1), range(2)] }));
    let edits = editor.ask("textDocument/rangesFormatting", params)["result"].clone();
    let lines: Vec<_> =
        edits.as_array().unwrap().iter().map(|it| it["range"]["start"]["line"].clone()).collect();
    assert_eq!(lines, [1, 9]);
    editor.finish();

    let (editor, result) = Editor::initialized(&json!({ "capabilities": {} }));
    assert_eq!(result["capabilities"]["documentRangeFormattingProvider"], true);
    editor.finish();
}
