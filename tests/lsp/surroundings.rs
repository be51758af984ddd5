//! What lies near a schema: `.env` files, packages, other files.

use std::time::Instant;

use serde_json::{Value, json};

use super::editor::{DEADLINE, Editor, Folder, document};

const SCHEMA: &str = "\
datasource db {
  provider = \"sqlite\"
  url      = env(\"SHOP_URL\")
}

generator docs {
  provider = \"\"
}

model Lamp {
  id   Int @id
  room 
}
";
const PACKAGE: &str = "{ \"devDependencies\": { \"prisma\": \"6.0.0\", \"prisma-docs\": \"1\" } }";

fn folder() -> Folder {
    Folder::new(&[
        ("package.json", PACKAGE),
        (".env", "# the shop\nexport SHOP_URL=\"file:secret.db\"\nOTHER=1\n"),
        ("prisma/.env", "OTHER=2\n"),
        ("prisma/schema.prisma", SCHEMA),
        ("prisma/room.prisma", "model Room {\n  id Int @id\n}\n"),
    ])
}

fn session(folder: &Folder) -> Editor {
    let item = json!({ "labelDetailsSupport": true });
    Editor::initialized(&json!({
        "workspaceFolders": [{ "uri": folder.url(""), "name": "test" }],
        "capabilities": {
            "general": { "positionEncodings": ["utf-8"] },
            "textDocument": { "completion": { "completionItem": item }, "definition": { "linkSupport": true } },
        },
    }))
    .0
}

fn ask(editor: &mut Editor, method: &str, uri: &str, line: u32, character: u32) -> Value {
    let mut params = document(uri);
    params["position"] = json!({ "line": line, "character": character });
    editor.ask(method, params)["result"].clone()
}

fn items(editor: &mut Editor, uri: &str, line: u32, character: u32) -> Vec<Value> {
    let list = ask(editor, "textDocument/completion", uri, line, character);
    list["items"].as_array().unwrap().clone()
}

fn labels(items: &[Value]) -> Vec<&str> {
    items.iter().map(|it| it["label"].as_str().unwrap()).collect()
}

#[test]
fn l100_variable_leads_to_its_line_in_the_nearest_env_file() {
    let folder = folder();
    let mut editor = session(&folder);
    let uri = folder.url("prisma/schema.prisma");
    editor.open(&uri, SCHEMA);
    let link = ask(&mut editor, "textDocument/definition", &uri, 2, 20)[0].clone();
    assert_eq!(link["targetUri"], folder.url(".env"));
    let name = json!({ "start": { "line": 1, "character": 7 }, "end": { "line": 1, "character": 15 } });
    assert_eq!(link["targetSelectionRange"], name);
    assert_eq!(link["originSelectionRange"]["start"]["character"], 18);

    let hover = ask(&mut editor, "textDocument/hover", &uri, 2, 20).to_string();
    assert!(hover.contains(".env") && !hover.contains("secret"), "{hover}");

    folder.write(".env", "A=1\nSHOP_URL=x\n");
    let changes = json!([{ "uri": folder.url(".env"), "type": 2 }]);
    editor.notify("workspace/didChangeWatchedFiles", json!({ "changes": changes }));
    let start = Instant::now();
    let line = |editor: &mut Editor| {
        let link = ask(editor, "textDocument/definition", &uri, 2, 20);
        link[0]["targetSelectionRange"]["start"]["character"].clone()
    };
    while line(&mut editor) != 0 {
        assert!(start.elapsed() < DEADLINE, "the change of .env is not seen");
    }
    editor.finish();
}

#[test]
fn l76_names_of_variables_and_generators_are_those_that_are_there() {
    let folder = folder();
    let mut editor = session(&folder);
    let uri = folder.url("prisma/schema.prisma");
    let text = SCHEMA.replace("SHOP_URL", "");
    editor.open(&uri, &text);
    let found = items(&mut editor, &uri, 2, 18);
    let names = ["OTHER", "SHOP_URL", "DATABASE_URL", "DIRECT_URL", "SHADOW_DATABASE_URL"];
    assert_eq!(labels(&found), names);
    assert_eq!(found[1]["detail"], "set in .env");
    assert!(!json!(found).to_string().contains("secret"));
    let found = items(&mut editor, &uri, 6, 14);
    assert_eq!(labels(&found), ["prisma-client", "prisma-client-js", "prisma-docs"]);
    editor.finish();
}

#[test]
fn l73_types_of_other_files_say_which_file() {
    let folder = folder();
    let mut editor = session(&folder);
    let uri = folder.url("prisma/schema.prisma");
    editor.open(&uri, SCHEMA);
    let found = items(&mut editor, &uri, 11, 7);
    let item = |name: &str| found.iter().find(|it| it["label"] == name).unwrap();
    assert_eq!(item("Room")["labelDetails"], json!({ "description": "room.prisma" }));
    assert_eq!(item("Lamp").get("labelDetails"), None);
    editor.finish();
}
