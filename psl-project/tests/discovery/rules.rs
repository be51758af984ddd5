//! Which rule set a project follows, and why.

use psl_project::{Options, RuleSet, Rules, alone, discover};

use crate::support::{DB, at, project, reasons, repository, tree};

const URL: &str = "datasource db {\n  provider = \"sqlite\"\n  url = \"file:x\"\n}\n";

#[test]
fn a_setting_beats_everything() {
    let files =
        repository(&[("db/a.prisma", URL), ("node_modules/prisma/package.json", r#"{"version":"6.0.0"}"#)]);
    for (rules, expected, reason) in
        [(Rules::V6, RuleSet::V6, "rules: \"6\""), (Rules::V7, RuleSet::V7, "rules: \"7\"")]
    {
        let found = discover(&files, &at("db/a.prisma"), &Options { rules, ..Options::default() });
        assert_eq!((found.rule_set, &*reasons(&found)[1]), (expected, reason));
    }
}

#[test]
fn the_nearest_installed_version_comes_first() {
    let rows = [
        (vec![("node_modules/prisma/package.json", "7.1.0")], RuleSet::V7),
        (vec![("node_modules/prisma/package.json", "6.19.0-dev.3")], RuleSet::V6),
        (vec![("node_modules/prisma/package.json", "5.0.0")], RuleSet::V6),
        (vec![("node_modules/prisma/package.json", "8.1.0-2")], RuleSet::V7),
        (vec![("node_modules/@prisma/client/package.json", "6.1.0")], RuleSet::V6),
        (
            vec![
                ("node_modules/prisma/package.json", "7.1.0"),
                ("node_modules/@prisma/client/package.json", "6.1.0"),
            ],
            RuleSet::V7,
        ),
        (
            vec![
                ("app/node_modules/@prisma/client/package.json", "6.1.0"),
                ("node_modules/prisma/package.json", "7.1.0"),
            ],
            RuleSet::V6,
        ),
        // Neither says anything, so the range in package.json does.
        (vec![("node_modules/prisma/package.json", "0.0.0")], RuleSet::V6),
        (vec![("node_modules/prisma/package.json", "what")], RuleSet::V6),
    ];
    for (installed, expected) in rows {
        let mut files = repository(&[
            ("app/package.json", r#"{ "dependencies": { "prisma": "6" } }"#),
            ("app/prisma/schema.prisma", DB),
        ]);
        for (path, version) in &installed {
            files.file(&format!("/r/{path}"), &format!("{{\n  \"version\": \"{version}\"\n}}"));
        }
        assert_eq!(project(&files, "app/prisma/schema.prisma").rule_set, expected, "{installed:?}");
    }
}

#[test]
fn says_where_the_version_was_found() {
    let files = repository(&[
        ("node_modules/prisma/package.json", "{\n  \"name\": \"prisma\",\n  \"version\": \"7.1.0\"\n}"),
        ("db/a.prisma", DB),
    ]);
    assert_eq!(
        reasons(&project(&files, "db/a.prisma"))[1],
        "node_modules/prisma/package.json:3 prisma 7.1.0 is installed"
    );
}

#[test]
fn follows_the_links_of_a_package_manager() {
    let files = repository(&[
        ("node_modules/.pnpm/prisma@6.1.0/node_modules/prisma/package.json", r#"{"version":"6.1.0"}"#),
        ("app/node_modules/prisma", "-> ../../node_modules/.pnpm/prisma@6.1.0/node_modules/prisma"),
        ("app/db/a.prisma", DB),
    ]);
    assert_eq!(project(&files, "app/db/a.prisma").rule_set, RuleSet::V6);
}

#[test]
fn looks_for_packages_above_the_workspace_folder() {
    let files = repository(&[
        ("node_modules/prisma/package.json", r#"{"version":"6.1.0"}"#),
        ("app/prisma/schema.prisma", DB),
    ]);
    let options = Options { workspace_folder: Some(at("app")), ..Options::default() };
    assert_eq!(discover(&files, &at("app/prisma/schema.prisma"), &options).rule_set, RuleSet::V6);
}

#[test]
fn reads_the_lower_bound_of_a_range() {
    let rows = [
        ("^6.2.0", Some(6)),
        ("~7", Some(7)),
        ("6", Some(6)),
        ("6.x", Some(6)),
        ("7.*", Some(7)),
        ("v6.1.0", Some(6)),
        ("=6.1.0", Some(6)),
        ("6.19.0-dev.1", Some(6)),
        (">=6 <8", Some(6)),
        ("<8 >=6", Some(6)),
        (">= 6.1 < 8", Some(6)),
        (">=7", Some(7)),
        (">6", Some(7)),
        (">6.x", Some(7)),
        (">6.1", Some(6)),
        ("6 - 7", Some(6)),
        ("6.1.0 - 7.2.0", Some(6)),
        ("^7 || ^6", Some(6)),
        ("6||7", Some(6)),
        ("8.1.0-2", Some(8)),
        ("npm:prisma@6.1", Some(6)),
        ("npm:@acme/prisma@^7.0.0", Some(7)),
        (" ^6 ", Some(6)),
        ("latest", None),
        ("next", None),
        ("*", None),
        ("x", None),
        ("", None),
        ("<8", None),
        ("catalog:", None),
        ("catalog:db", None),
        ("workspace:*", None),
        ("workspace:^6.0.0", None),
        ("file:../prisma", None),
        ("git+https://example.org/prisma.git#6.1", None),
        ("npm:prisma", None),
        ("99999999999999999999", None),
        ("^", None),
        ("||", None),
        ("0.0.0", None),
    ];
    for (range, major) in rows {
        // With a `url` the schema says 6, without 7: what the range says differs from that, or it says nothing.
        let (text, expected) = match major {
            Some(1..=6) => (DB, RuleSet::V6),
            Some(_) => (URL, RuleSet::V7),
            None => (URL, RuleSet::V6),
        };
        let package = format!("{{ \"devDependencies\": {{ \"prisma\": {range:?} }} }}");
        let files = repository(&[("package.json", &package), ("db/a.prisma", text)]);
        let found = project(&files, "db/a.prisma");
        assert_eq!(found.rule_set, expected, "{range}");
        assert_eq!(reasons(&found)[1].starts_with("package.json:1"), major.is_some(), "{range}");
    }
}

#[test]
fn takes_the_nearest_package_that_says_something() {
    let rows = [
        (r#"{"dependencies":{"@prisma/client":"6"}}"#, RuleSet::V6),
        (r#"{"peerDependencies":{"prisma":"6"}}"#, RuleSet::V6),
        (r#"{"optionalDependencies":{"prisma":"6"}}"#, RuleSet::V6),
        (r#"{"dependencies":{"prisma":"catalog:","@prisma/client":"6"}}"#, RuleSet::V6),
        (r#"{"dependencies":{"prisma":"catalog:"}}"#, RuleSet::V7),
        (r#"{"dependencies":{"prisma":1}}"#, RuleSet::V7),
        ("{}", RuleSet::V7),
    ];
    for (package, expected) in rows {
        let files = repository(&[
            ("package.json", r#"{ "dependencies": { "prisma": "7" } }"#),
            ("app/package.json", package),
            ("app/db/a.prisma", URL),
        ]);
        assert_eq!(project(&files, "app/db/a.prisma").rule_set, expected, "{package}");
    }
}

#[test]
fn the_schema_itself_decides_last() {
    let files = tree(&[("db/a.prisma", URL), ("db/b.prisma", "model A {\n}\n"), ("other/a.prisma", DB)]);
    let found = project(&files, "db/b.prisma");
    assert_eq!((found.rule_set, &*reasons(&found)[1]), (RuleSet::V6, "db/a.prisma:3 url in the datasource"));
    assert_eq!(project(&files, "other/a.prisma").rule_set, RuleSet::V7);
    assert_eq!(alone("x".as_ref(), URL.as_bytes(), &Options::default()).rule_set, RuleSet::V6);
    assert_eq!(alone("x".as_ref(), DB.as_bytes(), &Options::default()).rule_set, RuleSet::V7);
}

#[test]
fn one_repository_may_hold_both() {
    let files = repository(&[
        ("a/package.json", r#"{ "dependencies": { "prisma": "6" } }"#),
        ("a/prisma/schema.prisma", DB),
        ("b/package.json", r#"{ "dependencies": { "prisma": "7" } }"#),
        ("b/prisma/schema.prisma", DB),
    ]);
    assert_eq!(project(&files, "a/prisma/schema.prisma").rule_set, RuleSet::V6);
    assert_eq!(project(&files, "b/prisma/schema.prisma").rule_set, RuleSet::V7);
}
