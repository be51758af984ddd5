//! What the line scanner sees in the text of a schema file.

use psl_project::facts;

/// The lines of the datasource and of the url, and the outputs.
fn scan(text: &str) -> (Option<u32>, Option<u32>, String) {
    let found = facts(text.as_bytes());
    let outputs: Vec<_> = found.outputs.iter().map(|it| format!("{}:{}", it.line, it.path)).collect();
    (found.datasource, found.url, outputs.join(" "))
}

#[test]
fn sees_datasources() {
    let rows = [
        ("datasource db {\n}\n", Some(1)),
        ("  datasource\tdb{ anything\n}", Some(1)),
        ("datasourcedb {\n}", Some(1)),
        ("datasource 1-db {\n}", Some(1)),
        ("datasource datenquellé {\n}", Some(1)),
        ("/* c */ datasource db {\n}", Some(1)),
        ("/* c\n c */ datasource db {\n}", Some(2)),
        ("model A {\n}\ndatasource db {\n}", Some(3)),
        ("model A {\n} datasource db {\n}", Some(2)),
        ("model A {\n/* c\n*/ } datasource db {\n}", Some(3)),
        ("model A {\r\n}\r\ndatasource db {\r\n}", Some(3)),
        ("model A {\r}\rdatasource db {\r}", Some(3)),
        ("model A {\n  id Int\ndatasource db {\n}", Some(3)), // a brace is missing
        ("datasource db {", Some(1)),
        ("\u{feff}datasource db {\n}", Some(1)),
        ("\u{a0}datasource\u{3000}db {\n}", Some(1)),
        // Not a datasource.
        ("// datasource db {\n}", None),
        ("/// datasource db {\n}", None),
        ("/* datasource db {\n} */", None),
        ("/*\ndatasource db {\n}\n*/", None),
        ("model A {\n  x String @default(\"*/\") /* c\n}\ndatasource db {\n} */\n}", None),
        ("model A {\n  datasource db {\n}", None),
        ("model A {\n  datasource String\n}", None),
        ("Datasource db {\n}", None),
        ("datasource {\n}", None),
        ("datasource _db {\n}", None),
        ("datasource\ndb {\n}", None),
        ("", None),
    ];
    for (text, expected) in rows {
        assert_eq!(scan(text).0, expected, "{text:?}");
    }
}

#[test]
fn sees_urls_in_datasources_only() {
    let rows = [
        ("datasource db {\n  url = env(\"X\")\n}", Some(2)),
        ("datasource db {\n  url=\"x\"\n}", Some(2)),
        ("datasource db {\n\n\turl   = \n}", Some(3)),
        ("datasource db {\n  /* c */ url = \"x\"\n}", Some(2)),
        ("datasource db {\n  // url = \"x\"\n}", None),
        ("datasource db {\n  /* url = \"x\" */\n}", None),
        ("datasource db {\n  provider = \"url = x\"\n}", None),
        ("datasource db {\n  directUrl = \"x\"\n  urls = \"x\"\n  url \"x\"\n}", None),
        ("datasource db {\n}\ngenerator g {\n  url = \"x\"\n}", None),
        ("model A {\n  url = \"x\"\n}", None),
        ("datasource db {\n}\nurl = \"x\"\n", None),
        ("datasource db { url = \"x\"\n}", None), // what follows the brace is ignored
    ];
    for (text, expected) in rows {
        assert_eq!(scan(text).1, expected, "{text:?}");
    }
}

#[test]
fn sees_literal_outputs_of_generators() {
    let rows = [
        ("generator g {\n  output = \"../x\"\n}", "2:../x"),
        ("generator g {\n  output=\"a b\" // c\n}", "2:a b"),
        ("generator g {\n  output = \"a//b\"\n}\ngenerator h {\n  output = \"c\"\n}", "2:a//b 5:c"),
        ("generator g {\n  output = \"..\\\\x\\/y\"\n}", "2:..\\x/y"),
        ("generator g {\n  output = \"a\\\"b\"\n}", "2:a\\\"b"),
        ("generator g {\n  output = env(\"X\")\n}", ""),
        ("generator g {\n  output = \"open\n}", ""),
        ("generator g {\n  // output = \"x\"\n}", ""),
        ("generator g {\n  outputs = \"x\"\n}", ""),
        ("datasource db {\n  output = \"x\"\n}", ""),
    ];
    for (text, expected) in rows {
        assert_eq!(scan(text).2, expected, "{text:?}");
    }
}

#[test]
fn reads_bytes_that_are_not_text() {
    let found = facts(b"\xff\xfe\ndatasource db {\n  url = \"\xe4\"\n}\n");
    assert_eq!((found.datasource, found.url), (Some(2), Some(3)));
}
