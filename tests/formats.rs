//! Output formats from outside, each against a golden file; `UPDATE_EXPECT=1` rewrites them.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    unreachable_pub,
    dead_code,
    reason = "tests fail loudly; the bench is shared"
)]

#[path = "cli/bench.rs"]
mod bench;

use bench::{Bench, Run};
use expect_test::expect_file;
use serde_json::Value;

/// Errors, warnings and a remark in two files of one schema, with repairs, labels, and characters of several bytes.
const HALL: &str =
    "model Hall {\n  id    Int    @id\n  seats int\n  title String @default(\"<🎭é>\") @mapp(\"x\")\n}\n";
const SEAT: &str = "datasource db {\n  provider = \"postgresql\"\n  referentialIntegrity = \"prisma\"\n}\n\nenum Row {\n  A\n  B\n  C @map(\"A\")\n}\n\nmodel Seat {\n  id Int @id\n}\n";
const TIDY: &str = "model Aisle {\n  id Int @id\n}\n";

fn stage() -> Bench {
    Bench::new()
        .file("stage, left: 50%/hall.prisma", HALL)
        .file("stage, left: 50%/seat.prisma", SEAT)
        .file("stage, left: 50%/aisle.prisma", TIDY)
}

/// Runs outside of any service: the roots GitHub and GitLab name are not set.
fn validate(bench: &Bench, args: &[&str]) -> Run {
    let args: Vec<&str> = ["validate"].into_iter().chain(args.iter().copied()).collect();
    bench.psl_in(&args, &[("GITHUB_WORKSPACE", ""), ("CI_PROJECT_DIR", "")])
}

fn golden(name: &str, format: &str) {
    let run = validate(&stage(), &["--format", format]);
    assert_eq!(run.code, 1, "{}", run.stderr);
    let path = test_support::workspace().join("tests/formats").join(name);
    expect_file![path].assert_eq(&run.stdout);
}

#[test]
fn jsonl_is_one_finding_on_each_line() {
    golden("findings.jsonl", "jsonl");
    let whole: Value = serde_json::from_str(&validate(&stage(), &["--format", "json"]).stdout).unwrap();
    let lines = validate(&stage(), &["--format", "jsonl"]).stdout;
    let entries: Vec<Value> = lines.lines().map(|it| serde_json::from_str(it).unwrap()).collect();
    assert_eq!(Value::Array(entries), whole["diagnostics"]);
}

#[test]
fn github_has_errors_first_and_people_read_standard_error() {
    golden("findings.github.txt", "github");
    let run = validate(&stage(), &["--format", "github"]);
    let human = validate(&stage(), &[]);
    assert_eq!(run.stderr, human.stdout + &human.stderr);
}

#[test]
fn github_says_how_many_it_does_not_show() {
    let many: String = (0..13).map(|it| format!("model M{it} {{\n  id int @id\n}}\n")).collect();
    let run = validate(&Bench::new().file("schema.prisma", &many), &["--format", "github"]);
    let last = run.stdout.lines().last().unwrap();
    assert_eq!(last, "3 more findings are not shown beside the code; the log has all");
}

#[test]
fn services_get_paths_below_the_root_they_name() {
    let bench = Bench::new().file("shop/schema.prisma", "model Room {\n  id int @id\n}\n");
    let root = bench.path("").to_string_lossy().into_owned();
    for (variable, format, part) in [
        ("GITHUB_WORKSPACE", "github", "file=shop/schema.prisma,"),
        ("GITHUB_WORKSPACE", "sarif", "\"uri\": \"shop/schema.prisma\""),
        ("CI_PROJECT_DIR", "gitlab", "\"path\": \"shop/schema.prisma\""),
    ] {
        let line = format!("cd shop && {variable}=\"{root}\" \"$PSL\" validate --format {format}");
        let run = bench.shell(&line);
        assert!(run.stdout.contains(part), "{}", run.stdout);
        let line = format!("cd shop && {variable}=/nowhere \"$PSL\" validate --format {format}");
        let run = bench.shell(&line);
        assert!(run.stdout.contains(&part.replace("shop/", "")), "{}", run.stdout);
    }
}

#[test]
fn gitlab_fingerprints_stay_when_findings_move() {
    golden("findings.gitlab.json", "gitlab");
    let fingerprints = |text: &str| -> Vec<String> {
        let run = validate(&Bench::new().file("schema.prisma", text), &["--format", "gitlab"]);
        let entries: Vec<Value> = serde_json::from_str(&run.stdout).unwrap();
        entries.iter().map(|it| it["fingerprint"].as_str().unwrap().to_owned()).collect()
    };
    let twice = "model Room {\n  id int @id\n  size int\n}\n";
    let first = fingerprints(twice);
    assert_eq!(first.len(), 2);
    assert_ne!(first[0], first[1], "GitLab drops entries with the same fingerprint");
    assert_eq!(first, fingerprints(&format!("// moved\n\n{twice}")));
}

#[test]
fn junit_counts_what_it_lists() {
    golden("findings.junit.xml", "junit");
    let run = validate(&stage(), &["--format", "junit"]);
    let count = |part: &str| run.stdout.matches(part).count();
    let total = format!(
        "<testsuites name=\"psl\" tests=\"{}\" failures=\"{}\" errors=\"0\" skipped=\"{}\"",
        count("<testcase "),
        count("<failure "),
        count("<skipped ")
    );
    assert!(run.stdout.contains(&total), "{total}\n{}", run.stdout);
    assert_eq!(count("name=\"valid\""), 1);
}

#[test]
fn rdjson_counts_bytes() {
    golden("findings.rdjson", "rdjson");
    let column = |format: &str, pointer: &str| {
        let run = validate(&stage(), &["--format", format]);
        let document: Value = serde_json::from_str(&run.stdout).unwrap();
        document.pointer(pointer).unwrap().as_u64().unwrap()
    };
    let bytes = column("rdjson", "/diagnostics/1/location/range/start/column");
    let chars = column("json", "/diagnostics/1/range/start/column");
    assert_eq!(bytes - chars, 4, "an emoji and an accent before it are two characters and six bytes");
}

#[test]
fn sarif_describes_the_rules_that_occur() {
    golden("findings.sarif", "sarif");
    let run = validate(&stage(), &["--format", "sarif"]);
    let document: Value = serde_json::from_str(&run.stdout).unwrap();
    let run = &document["runs"][0];
    assert_eq!(run["columnKind"], "unicodeCodePoints");
    let rules = run["tool"]["driver"]["rules"].as_array().unwrap();
    let results = run["results"].as_array().unwrap();
    for result in results {
        let rule = &rules[usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap()];
        assert_eq!(result["ruleId"], rule["id"]);
        let location = &result["locations"][0]["physicalLocation"];
        let uri = location["artifactLocation"]["uri"].as_str().unwrap();
        assert!(uri.starts_with("stage%2C%20left%3A%2050%25/"), "{uri}");
        assert!(location["region"]["startColumn"].as_u64().unwrap() >= 1);
    }
    for rule in rules {
        assert!(results.iter().any(|it| it["ruleId"] == rule["id"]), "{}", rule["id"]);
    }
}

#[test]
fn documents_are_whole_when_nothing_could_be_read() {
    for args in [&["missing.prisma"][..], &["--allow", "no-such-code"], &["-", "schema.prisma"]] {
        for (format, expected) in [
            ("jsonl", Some("")),
            ("github", Some("")),
            ("gitlab", Some("[]\n")),
            (
                "junit",
                Some(
                    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"psl\" tests=\"0\" failures=\"0\" errors=\"0\" skipped=\"0\" time=\"0\">\n</testsuites>\n",
                ),
            ),
            ("json", None),
            ("rdjson", None),
            ("sarif", None),
        ] {
            let args: Vec<&str> = args.iter().copied().chain(["--format", format]).collect();
            let run = validate(&Bench::new(), &args);
            assert_eq!(run.code, 2, "{args:?}");
            match expected {
                Some(expected) => assert_eq!(run.stdout, expected, "{args:?}"),
                None => assert!(serde_json::from_str::<Value>(&run.stdout).unwrap().is_object(), "{args:?}"),
            }
        }
    }
}

#[test]
fn help_lists_the_formats() {
    let bench = Bench::new();
    let problem = validate(&bench, &["--format", "xml"]).stderr;
    let names = problem.trim_end().rsplit_once("formats are ").unwrap().1.to_owned();
    let help: Vec<String> =
        validate(&bench, &["--help"]).stdout.split_whitespace().map(str::to_owned).collect();
    assert!(help.join(" ").contains(&names), "{names}");
}

#[test]
fn completions_offer_codes_and_formats_in_every_shell() {
    let bench = Bench::new();
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let run = bench.psl(&["completions", shell]);
        assert_eq!((run.code, run.stderr.as_str()), (0, ""), "{shell}");
        for part in ["validate", "explain", "errors-only"] {
            assert!(run.stdout.contains(part), "{shell} {part}");
        }
        // The scripts for PowerShell and elvish complete commands and flags only.
        let has_values = !matches!(shell, "powershell" | "elvish");
        for value in ["type-unknown-case", "rdjson"] {
            assert_eq!(run.stdout.contains(value), has_values, "{shell} {value}");
        }
    }
    let help = bench.psl(&["completions", "--help"]).stdout;
    assert!(help.lines().all(|it| it.chars().count() <= 80), "{help}");
    let run = bench.psl(&["completions", "tcsh"]);
    assert_eq!((run.code, run.stdout.as_str()), (2, ""));
}

#[test]
fn completions_load_in_the_shells_that_are_there() {
    let bench = Bench::new();
    for (shell, flags) in [("bash", "-n"), ("zsh", "-n"), ("fish", "--no-execute")] {
        let line = format!(
            "command -v {shell} > /dev/null || exit 0; \"$PSL\" completions {shell} > script && {shell} {flags} script"
        );
        let run = bench.shell(&line);
        assert_eq!((run.code, run.stderr.as_str()), (0, ""), "{shell}");
    }
}

#[test]
fn bash_completes_codes_where_codes_are_meant() {
    let bench = Bench::new();
    for (words, index, expected) in [
        ("psl explain type-unknown-c", 2, "type-unknown-case"),
        ("psl validate --deny warn", 3, "warnings"),
        ("psl validate --format rd", 3, "rdjson"),
    ] {
        let line = format!(
            "command -v bash > /dev/null || exit 0; \"$PSL\" completions bash > script && bash -c 'source ./script; \
             COMP_WORDS=({words}); COMP_CWORD={index}; _psl psl \"${{COMP_WORDS[COMP_CWORD]}}\" \"${{COMP_WORDS[COMP_CWORD-1]}}\"; \
             echo \"${{COMPREPLY[@]}}\"'; command -v bash > /dev/null"
        );
        let run = bench.shell(&line);
        if run.code == 0 {
            assert!(
                run.stdout.split_whitespace().any(|it| it == expected),
                "{words}: {}{}",
                run.stdout,
                run.stderr
            );
        }
    }
}

#[test]
fn the_page_on_continuous_integration_knows_every_format() {
    let page = std::fs::read_to_string(test_support::workspace().join("docs/ci.md")).unwrap();
    let problem = validate(&Bench::new(), &["--format", "xml"]).stderr;
    for name in problem.trim_end().rsplit_once("formats are ").unwrap().1.split(", ") {
        assert!(page.contains(&format!("| `{name}` |")), "{name}");
    }
}

#[test]
fn hooks_run_commands_that_exist() {
    let hooks = std::fs::read_to_string(test_support::workspace().join(".pre-commit-hooks.yaml")).unwrap();
    let tidy = Bench::new().file("schema.prisma", TIDY);
    let entries: Vec<&str> = hooks.lines().filter_map(|it| it.trim().strip_prefix("entry: psl ")).collect();
    assert_eq!(entries, ["fmt", "fmt --check", "validate"]);
    for entry in entries {
        let args: Vec<&str> = entry.split(' ').collect();
        assert_eq!(tidy.psl(&args).code, 0, "{entry}");
    }
}
