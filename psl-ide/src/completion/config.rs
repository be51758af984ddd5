//! Keys and values of `datasource` and `generator`.

use std::collections::BTreeSet;

use psl_parser::{
    Node, SyntaxKind,
    ast::{self, Value},
};
use psl_validate::{
    config::{DATASOURCE_PROPERTIES, GENERATOR_PROPERTIES, PREVIEW_FEATURES, PreviewState, PropertyRow},
    connectors::CONNECTORS,
};

use super::{CompletionKind, Cx};
use crate::{cursor::is_cursor_word, names};

/// Keys of the generators of Prisma's own beyond those of the table, and the values they take.
const CLIENT_KEYS: &[(&str, &[&str])] = &[
    (
        "runtime",
        &["nodejs", "deno", "bun", "workerd", "cloudflare", "vercel-edge", "edge-light", "react-native"],
    ),
    ("moduleFormat", &["esm", "cjs"]),
    ("generatedFileExtension", &["ts", "mts", "cts"]),
    ("importFileExtension", &["ts", "mts", "cts", "js", "mjs", "cjs", ""]),
    ("compilerBuild", &["fast", "small"]),
];

pub(super) fn keys(cx: &mut Cx<'_>, block: ast::Block<'_>) {
    let used: BTreeSet<&str> = block.properties().filter_map(|it| Some(it.key()?.text())).collect();
    let is_free = |key: &str| !used.contains(key);
    let rules = cx.snapshot.rules();
    if block.kind() == SyntaxKind::DATASOURCE {
        let connector = cx.schema().connector().map(|it| it.name);
        for row in DATASOURCE_PROPERTIES {
            let fits = row.connectors.is_empty() || connector.is_some_and(|it| row.connectors.contains(&it));
            let needs_preview = row.key == "extensions"
                && !cx.has_preview(psl_validate::schema::PreviewFeature::PostgresqlExtensions);
            if is_free(row.key) && fits && row.rule_sets.contains(rules) && !needs_preview {
                key(cx, row);
            }
        }
        return;
    }
    let provider = provider(block);
    let is_new_client = provider.as_deref() == Some("prisma-client");
    for row in GENERATOR_PROPERTIES {
        let is_engine = matches!(row.key, "engineType" | "binaryTargets");
        let fits = !is_engine || (provider.as_deref() == Some("prisma-client-js") && rules.name() == "6");
        if is_free(row.key) && fits && row.rule_sets.contains(rules) {
            key(cx, row);
        }
    }
    for (name, _) in CLIENT_KEYS {
        let fits =
            is_new_client || (*name == "compilerBuild" && provider.as_deref() == Some("prisma-client-js"));
        if is_free(name) && fits {
            cx.add(0, CompletionKind::Argument, name).snippet(&format!("{name} = \"$1\"")).continues();
        }
    }
}

/// The literal `provider` of a block.
fn provider(block: ast::Block<'_>) -> Option<String> {
    let property = block.properties().find(|it| it.key().is_some_and(|it| it.text() == "provider"))?;
    Some(property.value()?.as_string()?.value().into_owned())
}

fn key(cx: &mut Cx<'_>, row: &PropertyRow) {
    let shape = match row.example.as_bytes().first() {
        Some(b'"') => "\"$1\"",
        Some(b'[') => "[$1]",
        _ => row.example,
    };
    let item = cx.add(0, CompletionKind::Argument, row.key);
    item.snippet(&format!("{} = {shape}", row.key)).doc(row.doc).continues();
}

pub(super) fn values(cx: &mut Cx<'_>, property: ast::Property<'_>, node: Node<'_>) {
    let Some(key) = property.key() else { return };
    let is_in_list = node.ancestors().any(|it| it.kind() == SyntaxKind::LIST);
    let call = node.ancestors().find_map(ast::Call::cast);
    if let Some(call) = call {
        let is_at_name = cx.edited.token().is_some_and(|it| it.parent() == call.node());
        if call.path().is_some_and(|it| it.text() == "env") {
            variables(cx);
        }
        if key.text() == "extensions" && !is_at_name {
            extension_arguments(cx, call);
        }
        if !is_at_name {
            return;
        }
    }
    let is_datasource = node.tree().root().kind() == SyntaxKind::DATASOURCE;
    match (key.text(), is_datasource) {
        ("provider", true) => {
            for connector in CONNECTORS {
                cx.add_string(0, CompletionKind::Constant, connector.name).detail(connector.display_name);
            }
        }
        ("relationMode", true) => {
            let has_foreign_keys = cx.schema().connector().is_none_or(|it| it.has_foreign_keys);
            if has_foreign_keys {
                cx.add_string(0, CompletionKind::Constant, "foreignKeys")
                    .doc("The database keeps relations intact.");
            }
            cx.add_string(0, CompletionKind::Constant, "prisma").doc("The client keeps relations intact.");
        }
        ("url" | "directUrl" | "shadowDatabaseUrl", true) if !cx.edited.is_in_string => {
            cx.add(0, CompletionKind::Function, "env(\"\")").snippet("env(\"$1\")").continues();
            cx.add(0, CompletionKind::Value, "\"\"").snippet("\"$1\"");
        }
        ("extensions", true) if !cx.edited.is_in_string => extensions(cx, property),
        ("schemas", true) if is_in_list => schemas(cx, property),
        ("provider", false) => {
            let known = ["prisma-client", "prisma-client-js"];
            let packages = cx.snapshot.surroundings().generators.iter().map(String::as_str);
            for name in known.into_iter().chain(packages.filter(|it| !known.contains(it))) {
                cx.add_string(0, CompletionKind::Constant, name);
            }
        }
        ("previewFeatures", false) if is_in_list => preview_features(cx, property),
        ("previewFeatures", false) => {
            cx.add(0, CompletionKind::Value, "[]").snippet("[\"$1\"]").continues();
        }
        ("engineType", false) if cx.snapshot.rules().name() == "6" => {
            for name in ["library", "binary", "client"] {
                cx.add_string(0, CompletionKind::Constant, name);
            }
        }
        (key, false) => {
            let values = CLIENT_KEYS.iter().find(|it| it.0 == key).map_or(&[][..], |it| it.1);
            for value in values {
                cx.add_string(0, CompletionKind::Constant, value);
            }
        }
        _ => {}
    }
}

fn variables(cx: &mut Cx<'_>) {
    let set = &cx.snapshot.surroundings().variables;
    for (name, file) in set {
        cx.add_string(0, CompletionKind::Constant, name).detail(format!("set in {file}"));
    }
    let usual = ["DATABASE_URL", "DIRECT_URL", "SHADOW_DATABASE_URL"];
    for name in usual.into_iter().filter(|it| !set.iter().any(|set| set.0 == *it)) {
        cx.add_string(0, CompletionKind::Constant, name);
    }
}

/// PostgreSQL extensions that many schemas use; others can be named as well.
const EXTENSIONS: [&str; 16] = [
    "citext",
    "pgcrypto",
    "uuid_ossp",
    "postgis",
    "pg_trgm",
    "hstore",
    "ltree",
    "vector",
    "unaccent",
    "fuzzystrmatch",
    "intarray",
    "btree_gin",
    "btree_gist",
    "tablefunc",
    "pg_stat_statements",
    "cube",
];

fn extensions(cx: &mut Cx<'_>, property: ast::Property<'_>) {
    let name = |it: Value<'_>| match it {
        Value::Name(name) => Some(name.text().to_owned()),
        Value::Call(call) => Some(call.path()?.text().to_owned()),
        _ => None,
    };
    let items = property.value().map_or_else(Vec::new, Value::items);
    let listed: BTreeSet<String> = items.into_iter().filter_map(name).collect();
    for extension in EXTENSIONS.into_iter().filter(|it| !listed.contains(*it)) {
        cx.add(0, CompletionKind::Constant, extension);
    }
}

/// `citext(`
fn extension_arguments(cx: &mut Cx<'_>, call: ast::Call<'_>) {
    let arguments = call.arguments().into_iter().flat_map(|it| it.iter());
    let written: Vec<&str> = arguments.filter_map(|it| Some(it.name()?.text())).collect();
    let all = [
        ("map", "The name of the extension in the database."),
        ("schema", "The database schema it is installed in."),
        ("version", "The version to install."),
    ];
    for (name, doc) in all.into_iter().filter(|it| !written.contains(&it.0) && !cx.edited.is_in_string) {
        let item = cx.add(0, CompletionKind::Argument, &format!("{name}:"));
        item.snippet(&format!("{name}: \"$1\"")).doc(doc);
    }
}

/// The strings a list has already.
fn listed(property: ast::Property<'_>) -> BTreeSet<String> {
    let items = property.value().map_or_else(Vec::new, Value::items);
    let strings = items.into_iter().filter_map(|it| Some(it.as_string()?.value().into_owned()));
    strings.filter(|it| !is_cursor_word(it)).collect()
}

fn preview_features(cx: &mut Cx<'_>, property: ast::Property<'_>) {
    let listed = listed(property);
    let provider = cx.schema().connector().map_or("", |it| it.name);
    let rules = cx.snapshot.rules();
    for row in PREVIEW_FEATURES {
        let is_offered = row.state(rules, provider) == Some(PreviewState::Active);
        if is_offered && !listed.contains(row.name) {
            cx.add_string(0, CompletionKind::Constant, row.name).doc(row.doc);
        }
    }
}

/// Schemas that blocks name and the list lacks.
fn schemas(cx: &mut Cx<'_>, property: ast::Property<'_>) {
    let listed = listed(property);
    let schema = cx.schema();
    let mut missing = BTreeSet::new();
    for id in schema.segment_ids() {
        for name in names::occurrences(schema, id) {
            if let names::Entity::DatabaseSchema(name) = name.entity
                && !listed.contains(&name)
            {
                missing.insert(name);
            }
        }
    }
    for name in missing {
        cx.add_string(0, CompletionKind::Constant, &name).detail("used, not listed");
    }
}
