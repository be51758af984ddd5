//! Order, cancellation, and requests of our own.

use serde_json::{Value, json};

use super::editor::{Editor, Folder, did_replace, document, notification};

const URI: &str = "untitled:a";

#[test]
fn l34_a_request_sees_all_edits_before_it_and_none_behind_it() {
    let mut editor = Editor::open_session();
    editor.open(URI, "");
    for round in 0..20 {
        let mut input = Vec::new();
        for number in 1..=200 {
            let text = format!("enum E{number} {{\n  A\n}}\n");
            input.extend(did_replace(URI, 2 + round * 200 + number, &text));
        }
        let (id, request) = editor.request("textDocument/documentSymbol", document(URI));
        input.extend(request);
        editor.write(&input);
        assert_eq!(editor.answer(id)["result"][0]["name"], "E200");
    }
    editor.finish();
}

#[test]
fn l36_p5_every_cancelled_request_is_answered() {
    let mut editor = Editor::open_session();
    let text: String =
        (0..2000).map(|it| format!("model M{it} {{\n  id Int @id\n  a  String\n}}\n")).collect();
    editor.open(URI, &text);
    let mut input = Vec::new();
    let mut ids = Vec::new();
    for _ in 0..64 {
        let (id, request) = editor.request("textDocument/documentSymbol", document(URI));
        input.extend(request);
        ids.push(id);
    }
    for id in &ids {
        input.extend(notification("$/cancelRequest", json!({ "id": id })));
    }
    editor.write(&input);
    let mut cancelled = 0;
    for id in ids {
        let answer = editor.answer(id);
        match answer["error"]["code"].as_i64() {
            Some(-32800) => cancelled += 1,
            None => assert!(answer["result"].is_array()),
            Some(other) => panic!("{other}"),
        }
    }
    assert!(cancelled > 0);
    editor.notify("$/cancelRequest", json!({ "id": 99999 }));
    editor.finish();
}

#[test]
fn p4_a_hover_does_not_wait_for_what_was_asked_about_the_whole_document() {
    let mut editor = Editor::open_session();
    let text: String =
        (0..2000).map(|it| format!("model M{it} {{\n  id Int @id\n  a  String\n}}\n")).collect();
    editor.open(URI, &text);
    editor.findings(URI, 1);
    let mut input = Vec::new();
    let mut outlines = Vec::new();
    for _ in 0..20 {
        let (id, request) = editor.request("textDocument/documentSymbol", document(URI));
        input.extend(request);
        outlines.push(id);
    }
    let position = json!({ "line": 0, "character": 7 });
    let (hover, request) =
        editor.request("textDocument/hover", json!({ "textDocument": { "uri": URI }, "position": position }));
    input.extend(request);
    editor.write(&input);
    assert!(editor.answer(hover)["result"].is_object());
    let answered = editor.unread().iter().filter(|it| outlines.iter().any(|id| it["id"] == *id)).count();
    assert!(answered < outlines.len(), "the hover came last");
    editor.finish();
}

#[test]
fn an_id_that_is_in_use_is_refused() {
    let mut editor = Editor::open_session();
    editor.open(URI, "enum E {\n  A\n}\n");
    let (id, request) = editor.request("textDocument/documentSymbol", document(URI));
    editor.write(&[request.clone(), request].concat());
    let first = editor.answer(id);
    let second = editor.answer(id);
    let refused = [first, second].iter().filter(|it| it["error"]["code"] == -32600).count();
    assert_eq!(refused, 1);
    editor.finish();
}

#[test]
fn l42_psl_project_tells_files_rules_and_reasons() {
    let mut editor = Editor::open_session();
    editor.open(URI, "datasource db {\n  provider = \"sqlite\"\n  url = \"file:x\"\n}\n");
    let project = editor.ask("psl/project", document(URI))["result"].clone();
    assert_eq!(project["ruleSet"], "6");
    assert_eq!(project["provider"], "sqlite");
    assert_eq!(project["files"], json!([URI]));
    assert!(project["reasons"].as_array().is_some_and(|it| !it.is_empty()));
    assert_eq!(project["title"], "SQLite · Prisma 6");
    editor.finish();
}

#[test]
fn psl_project_says_in_words_what_it_found() {
    let folder = Folder::new(&[
        ("package.json", "{\n  \"dependencies\": { \"prisma\": \"^7.0.0\" }\n}\n"),
        ("prisma/base.prisma", "datasource db {\n  provider = \"postgresql\"\n}\n"),
        ("prisma/room.prisma", "model Room {\n  id Int @id\n}\n"),
    ]);
    let (base, room) = (folder.url("prisma/base.prisma"), folder.url("prisma/room.prisma"));
    let package = folder.url("package.json");
    let mut editor = Editor::in_folder(&folder);
    editor.open(&room, "model Room {\n  id Int @id\n}\n");
    let project = editor.ask("psl/project", document(&room))["result"].clone();
    assert_eq!(project["title"], "PostgreSQL · Prisma 7");
    assert_eq!(project["detail"], "2 files · package.json:2 \"prisma\": \"^7.0.0\"");
    assert_eq!(project["warnings"], json!([]));
    let page = project["page"].as_str().unwrap();
    let (_, lists) = page.split_once("## ").unwrap();
    assert_eq!(
        lists,
        format!(
            "Why\n\n- all schema files below prisma\n- [package.json:2]({package}#L2) \"prisma\": \"^7.0.0\"\n\n\
             ## Files\n\n- [prisma/base.prisma]({base})\n- [prisma/room.prisma]({room})\n"
        )
    );
    editor.finish();
}

#[test]
fn psl_schema_lists_entities_and_relations() {
    let mut editor = Editor::open_session();
    editor.open(URI, "model A {\n  id Int @id\n  bs B[]\n}\nmodel B {\n  id Int @id\n  as A[]\n}\n");
    let schema = editor.ask("psl/schema", document(URI))["result"].clone();
    assert_eq!(schema["version"], 1);
    let (a, relation) = (&schema["entities"][0], &schema["relations"][0]);
    assert_eq!((&a["name"], &a["kind"], &a["uri"]), (&json!("A"), &json!("model"), &json!(URI)));
    assert_eq!(a["nameRange"]["start"], json!({ "line": 0, "character": 6 }));
    assert_eq!((&a["fields"][0]["isId"], &a["fields"][1]["arity"]), (&json!(true), &json!("list")));
    assert_eq!(relation["kind"], "many-to-many");
    assert_eq!(relation["to"], json!({ "entity": "B", "field": "as", "key": [] }));
    editor.finish();
}

#[test]
fn psl_syntax_tree_shows_the_trees_of_a_document() {
    let mut editor = Editor::open_session();
    editor.open(URI, "model A {\n  id Int @id\n}\n");
    let tree = editor.ask("psl/syntaxTree", document(URI))["result"].as_str().unwrap().to_owned();
    assert!(tree.starts_with("-- at 0\nMODEL"), "{tree}");
    editor.finish();
}

#[test]
fn psl_diagram_draws_all_files_with_unsaved_text() {
    let folder = Folder::new(&[
        ("prisma/room.prisma", "model Room {\n  id Int @id\n}\n"),
        ("prisma/tag.prisma", "model Tag {\n  id Int @id\n}\n"),
    ]);
    let (room, tag) = (folder.url("prisma/room.prisma"), folder.url("prisma/tag.prisma"));
    let mut editor = Editor::in_folder(&folder);
    editor.open(&room, "\nmodel Office {\n  id Int @id\n}\n");
    let answer = editor.ask("psl/diagram", document(&room))["result"].clone();
    let block = |file: &str, line: u32, name: &str| {
        format!("data-file=\"{file}\" data-line=\"{line}\" data-name=\"{name}\"")
    };
    let svg = answer["svg"].as_str().unwrap();
    assert!(svg.contains(&block(&room, 1, "Office")) && svg.contains(&block(&tag, 0, "Tag")), "{svg}");
    assert_eq!(answer["version"], 1);
    editor.write(&did_replace(&room, 2, "model Room {\n  id Int @id\n"));
    let answer = editor.ask("psl/diagram", document(&room))["result"].clone();
    assert!(
        answer["svg"].as_str().unwrap().contains(&block(&room, 0, "Room")),
        "drawn although it is broken"
    );
    assert_eq!(answer["version"], 2);
    editor.finish();
}

#[test]
fn l130_symbols_are_nested_only_for_clients_that_know_it() {
    let text = "/// Doc\nmodel A {\n  id Int @id\n}\n";
    let mut editor = Editor::open_session();
    editor.open(URI, text);
    let flat = editor.ask("textDocument/documentSymbol", document(URI))["result"].clone();
    let names: Vec<&Value> = flat.as_array().unwrap().iter().map(|it| &it["name"]).collect();
    assert_eq!(names, ["A", "id"]);
    assert_eq!(flat[1]["containerName"], "A");
    editor.finish();

    let symbols = json!({ "hierarchicalDocumentSymbolSupport": true });
    let capabilities = json!({ "textDocument": { "documentSymbol": symbols } });
    let (mut editor, _) = Editor::initialized(&json!({ "capabilities": capabilities }));
    editor.open(URI, text);
    let nested = editor.ask("textDocument/documentSymbol", document(URI))["result"].clone();
    assert_eq!(nested[0]["children"][0]["name"], "id");
    assert_eq!(nested[0]["range"]["start"]["line"], 0);
    assert_eq!(nested[0]["selectionRange"]["start"]["line"], 1);
    editor.finish();
}

#[test]
fn l136_selections_grow_from_word_to_file() {
    let mut editor = Editor::open_session();
    editor.open(URI, "model A {\n  id Int @id\n}\n");
    let params = json!({ "textDocument": { "uri": URI }, "positions": [{ "line": 1, "character": 6 }] });
    let mut selection = editor.ask("textDocument/selectionRange", params)["result"][0].clone();
    let mut ends = Vec::new();
    while selection.is_object() {
        ends.push((
            selection["range"]["end"]["line"].as_u64(),
            selection["range"]["end"]["character"].as_u64(),
        ));
        selection = selection["parent"].clone();
    }
    assert_eq!(ends.first(), Some(&(Some(1), Some(8))));
    assert_eq!(ends.last(), Some(&(Some(3), Some(0))));
    editor.finish();
}

/// `definition`, `references` and their like at a place.
fn at(line: u32, character: u32) -> Value {
    json!({ "textDocument": { "uri": URI }, "position": { "line": line, "character": character } })
}

#[test]
fn l100_l105_names_lead_to_declarations_and_uses_across_files() {
    let folder = Folder::new(&[
        ("prisma/room.prisma", "model Room {\n  id   Int   @id\n  tags Tag[]\n}\n"),
        ("prisma/tag.prisma", "model Tag {\n  id    Int    @id\n  rooms Room[]\n}\n"),
    ]);
    let (room, tag) = (folder.url("prisma/room.prisma"), folder.url("prisma/tag.prisma"));
    let mut editor = Editor::in_folder(&folder);
    editor.open(&room, "model Room {\n  id   Int   @id\n  tags Tag[]\n}\n");
    let mut params = at(2, 8);
    params["textDocument"]["uri"] = json!(room);
    let definition = editor.ask("textDocument/definition", params.clone())["result"].clone();
    assert_eq!(definition[0]["uri"], json!(tag));
    assert_eq!(definition[0]["range"]["start"], json!({ "line": 0, "character": 6 }));
    params["context"] = json!({ "includeDeclaration": false });
    let references = editor.ask("textDocument/references", params.clone())["result"].clone();
    assert_eq!(references.as_array().unwrap().len(), 1);
    params["context"] = json!({ "includeDeclaration": true });
    let references = editor.ask("textDocument/references", params)["result"].clone();
    assert_eq!(references.as_array().unwrap().len(), 2);
    editor.finish();
}

#[test]
fn p23_links_and_markdown_only_for_clients_that_know_them() {
    let text = "/// Doc\nmodel A {\n  id Int @id\n  a  A?\n}\n";
    let mut editor = Editor::open_session();
    editor.open(URI, text);
    let hover = editor.ask("textDocument/hover", at(3, 5))["result"].clone();
    assert_eq!(hover["contents"]["kind"], "plaintext");
    assert!(editor.ask("textDocument/definition", at(3, 5))["result"][0]["uri"].is_string());
    assert_eq!(editor.ask("textDocument/hover", at(0, 2))["result"], Value::Null);
    editor.finish();

    let text_document = json!({
        "definition": { "linkSupport": true },
        "hover": { "contentFormat": ["markdown", "plaintext"] },
    });
    let (mut editor, _) = Editor::initialized(&json!({ "capabilities": { "textDocument": text_document } }));
    editor.open(URI, text);
    let hover = editor.ask("textDocument/hover", at(3, 5))["result"].clone();
    assert_eq!(hover["contents"]["kind"], "markdown");
    let value = hover["contents"]["value"].as_str().unwrap();
    assert!(value.starts_with("```prisma\nmodel A\n```") && value.ends_with("Doc"), "{value}");
    let link = editor.ask("textDocument/definition", at(3, 5))["result"][0].clone();
    assert_eq!(link["targetRange"]["start"]["line"], 0);
    assert_eq!(link["targetSelectionRange"]["start"]["line"], 1);
    editor.finish();
}

#[test]
fn l74_snippets_are_turned_off_by_a_setting() {
    let text = "model A {\n  id Int @id\n  t\n}\n";
    let mut editor = Editor::open_session();
    editor.open(URI, text);
    let has = |editor: &mut Editor, label: &str| items(editor, 2, 3).iter().any(|it| it["label"] == label);
    assert!(has(&mut editor, "timestamps") && has(&mut editor, "@@index"));
    let settings = json!({ "psl": { "completion": { "snippets": false } } });
    editor.notify("workspace/didChangeConfiguration", json!({ "settings": settings }));
    assert!(!has(&mut editor, "timestamps") && has(&mut editor, "@@index"));
    editor.finish();
}

fn items(editor: &mut Editor, line: u32, character: u32) -> Vec<Value> {
    let list = editor.ask("textDocument/completion", at(line, character))["result"].clone();
    assert_eq!(list["isIncomplete"], false);
    list["items"].as_array().unwrap().clone()
}

#[test]
fn l70_l71_items_have_an_edit_range_and_snippets_only_where_they_are_known() {
    let text = "model A {\n  id Int @id\n  x String @defult\n}\n";
    let mut editor = Editor::open_session();
    editor.open(URI, text);
    let found = items(&mut editor, 2, 14);
    let item = found.iter().find(|it| it["label"] == "@default").unwrap();
    assert_eq!(item["textEdit"]["newText"], "@default()");
    let range = json!({ "start": { "line": 2, "character": 11 }, "end": { "line": 2, "character": 18 } });
    assert_eq!(item["textEdit"]["range"], range);
    assert_eq!(item.get("insertTextFormat"), None);
    let keyword = items(&mut editor, 0, 2).into_iter().find(|it| it["label"] == "model").unwrap();
    assert_eq!(keyword["textEdit"]["newText"], "model", "the header is there already");
    editor.finish();

    let item = json!({ "snippetSupport": true, "insertReplaceSupport": true });
    let capabilities = json!({
        "general": { "positionEncodings": ["utf-8"] },
        "textDocument": { "completion": { "completionItem": item } },
        "experimental": { "commands": { "commands": ["editor.action.triggerSuggest"] } },
    });
    let (mut editor, result) = Editor::initialized(&json!({ "capabilities": capabilities }));
    assert!(result["capabilities"]["completionProvider"]["triggerCharacters"].is_array());
    editor.open(URI, text);
    let found = items(&mut editor, 2, 14);
    let item = found.iter().find(|it| it["label"] == "@default").unwrap();
    assert_eq!(item["textEdit"]["newText"], "@default($1)");
    assert_eq!(item["insertTextFormat"], 2);
    assert_eq!(item["textEdit"]["insert"]["end"]["character"], 14);
    assert_eq!(item["textEdit"]["replace"]["end"]["character"], 18);
    assert_eq!(item["command"]["command"], "editor.action.triggerSuggest");
    editor.finish();
}
