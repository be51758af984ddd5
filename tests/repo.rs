//! Rules about the repository itself.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    unreachable_pub,
    reason = "tests fail loudly"
)]

use std::{collections::BTreeMap, process::Command};

use serde_json::Value;

/// What each crate may depend on directly, development aside: the table of `docs/architecture.md`.
const ALLOWED: &[(&str, &[&str])] = &[
    ("psl-parser", &["memchr", "unicode-properties", "pest", "pest_derive"]),
    ("psl-validate", &["psl-parser", "memchr", "rustc-hash", "smallvec", "smol_str", "strsim", "cruet"]),
    ("psl-format", &["psl-parser", "unicode-width"]),
    ("psl-ide", &["psl-parser", "psl-validate", "psl-format", "similar"]),
    ("psl-diagram", &["psl-parser", "psl-validate", "rust-sugiyama", "unicode-width"]),
    ("psl-project", &["rustc-hash", "serde_json"]),
    (
        "lsp-server",
        &[
            "psl-diagram",
            "psl-ide",
            "psl-parser",
            "psl-project",
            "tower-lsp",
            "tower-service",
            "tower",
            "tokio",
            "futures",
            "ropey",
            "rustix",
            "serde",
            "serde_json",
            "tracing",
            "tracing-subscriber",
        ],
    ),
];

fn metadata() -> Value {
    let output = Command::new(env!("CARGO"))
        .args(["metadata", "--format-version", "1", "--no-deps", "--offline"])
        .current_dir(test_support::workspace())
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).unwrap()
}

#[test]
fn crates_depend_on_what_the_architecture_allows() {
    let allowed: BTreeMap<&str, &[&str]> = ALLOWED.iter().copied().collect();
    for package in metadata()["packages"].as_array().unwrap() {
        let name = package["name"].as_str().unwrap();
        if ["psl", "test-support"].contains(&name) {
            continue; // Nothing depends on them.
        }
        let allowed = allowed.get(name).unwrap_or_else(|| panic!("`{name}` is not in the table"));
        for dependency in package["dependencies"].as_array().unwrap() {
            let is_development = dependency["kind"] == "dev";
            let dependency = dependency["name"].as_str().unwrap();
            assert!(
                is_development || allowed.contains(&dependency),
                "`{name}` may not depend on `{dependency}`"
            );
        }
    }
}

#[test]
fn every_dependency_has_its_reason() {
    let page = std::fs::read_to_string(test_support::workspace().join("docs/dependencies.md")).unwrap();
    let own: Vec<String> = metadata()["packages"]
        .as_array()
        .unwrap()
        .iter()
        .map(|it| it["name"].as_str().unwrap().to_owned())
        .collect();
    for package in metadata()["packages"].as_array().unwrap() {
        for dependency in package["dependencies"].as_array().unwrap() {
            let name = dependency["name"].as_str().unwrap();
            if !own.iter().any(|it| it == name) {
                assert!(page.contains(name), "`docs/dependencies.md` does not say why `{name}` is used");
            }
        }
    }
}

#[test]
fn links_between_documents_lead_somewhere() {
    let root = test_support::workspace();
    let folders = ["", "docs", "docs/rules", "vscode-extension", "vscode-extension/e2e", "npm/psl"];
    let pages = folders.iter().flat_map(|it| std::fs::read_dir(root.join(it)).unwrap());
    let pages = pages.map(|it| it.unwrap().path()).filter(|it| it.extension().is_some_and(|it| it == "md"));
    let mut n_links = 0;
    for page in pages {
        let text = std::fs::read_to_string(&page).unwrap();
        for link in text.split("](").skip(1).filter_map(|it| it.split([')', '#']).next()) {
            if link.is_empty() || link.contains("://") || link.contains(' ') {
                continue;
            }
            n_links += 1;
            assert!(page.with_file_name(link).exists(), "{} links to `{link}`", page.display());
        }
    }
    assert!(n_links > 300, "{n_links}");
}
