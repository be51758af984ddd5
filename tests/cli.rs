//! The command line from outside: exit codes, streams, and what happens to files.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    unreachable_pub,
    reason = "tests fail loudly"
)]

mod cli {
    pub mod bench;
}

use std::fs;

use cli::bench::Bench;

const GOOD: &str =
    "datasource db {\n  provider = \"sqlite\"\n}\n\nmodel Room {\n  id   Int    @id\n  name String\n}\n";
const UNTIDY: &str = "model Room {\n  id Int @id\n  longer String\n}\n";
const TIDY: &str = "model Room {\n  id     Int    @id\n  longer String\n}\n";
const WRONG: &str = "model Room {\n  id int @id\n}\n";
const BROKEN: &str = "model Room {\n  id Int @id\n  name String @map(\"x\n}\n";

#[test]
fn validate_is_silent_and_fine_without_findings() {
    let bench = Bench::new().file("schema.prisma", GOOD);
    let run = bench.psl(&["validate"]);
    assert_eq!((run.code, run.stdout.as_str(), run.stderr.as_str()), (0, "", ""));
}

#[test]
fn validate_prints_findings_and_counts_them() {
    let bench = Bench::new().file("schema.prisma", WRONG);
    let run = bench.psl(&["validate", "--format", "short"]);
    assert_eq!(run.code, 1);
    assert_eq!(run.stdout, "schema.prisma:2:6: error: type `int` is written `Int` [type-unknown-case]\n");
    assert_eq!(run.stderr, "1 error in 1 file; 1 can be fixed with --fix\n");
}

#[test]
fn verbose_tells_the_reasons_and_the_time() {
    let bench = Bench::new().file("prisma/schema.prisma", WRONG);
    let stderr = bench.psl(&["-v", "validate"]).stderr;
    assert!(stderr.contains("prisma: all schema files below prisma\n"), "{stderr}");
    assert!(stderr.trim_end().ends_with(" ms)"), "{stderr}");
}

#[test]
fn quiet_keeps_findings_and_drops_the_summary() {
    let run = Bench::new().file("schema.prisma", WRONG).psl(&["validate", "-q", "--format", "short"]);
    assert_eq!((run.code, run.stderr.as_str()), (1, ""));
    assert!(run.stdout.contains("type-unknown-case"));
}

#[test]
fn a_file_stands_for_the_schema_it_belongs_to() {
    let bench = Bench::new()
        .file("prisma/a.prisma", "model Room {\n  id    Int    @id\n  doors Door[]\n}\n")
        .file("prisma/b.prisma", "model Door {\n  id     Int  @id\n  room   Room @relation(fields: [roomId], references: [id])\n  roomId Int\n}\n");
    assert_eq!(bench.psl(&["validate", "prisma/b.prisma"]).code, 0);
    let alone = bench.psl(&["validate", "--schema", "prisma/b.prisma", "--format", "short"]);
    assert_eq!(alone.code, 1);
    assert!(alone.stdout.contains("type-unknown"), "{}", alone.stdout);
}

#[test]
fn problems_of_the_run_are_code_2_and_say_what_and_why() {
    let bench = Bench::new()
        .file("empty/readme.txt", "")
        .file("next.prisma", "// use prisma-next\nmodel Room {\n}\n")
        .bytes("latin.prisma", b"model R\xe9sum\xe9 {\n}\n");
    for (args, part) in [
        (&["validate", "missing.prisma"][..], "`missing.prisma`: no such file or folder; paths start at `"),
        (&["fmt", "missing.prisma"], "`missing.prisma`: no such file or folder"),
        (&["validate", "empty"], "`empty`: no .prisma file in this folder; name a schema, or another folder"),
        (&["fmt", "empty"], "`empty`: no .prisma file in this folder"),
        (&["validate", "next.prisma"], "declares Prisma 8; without that line it is checked"),
        (&["validate", "latin.prisma"], "cannot read `latin.prisma`: not UTF-8 at byte 7"),
        (&["fmt", "latin.prisma"], "cannot read `latin.prisma`: not UTF-8 at byte 7"),
        (&["validate", "--format", "xml"], "there is no format `xml`"),
        (
            &["validate", "--allow", "type-unkown"],
            "there is no finding `type-unkown`; the nearest is `type-unknown`",
        ),
        (
            &["validate", "--allow", "type-unknown"],
            "is an error and cannot be allowed, only repaired: `psl explain",
        ),
        (&["validate", "--deny", "warning"], "`--deny warnings` means all of them"),
        (&["validate", "--format", "json="], "write `json=FILE`, or `json` for standard output"),
        (&["validate", "--unsafe"], "add `--fix` to make them, or `--diff` to see them"),
        (&["validate", "--stdin-filepath", "a.prisma"], "add `-` to read it"),
        (&["fmt", "--stdin-filepath", "a.prisma"], "add `-` to read it"),
        (&["fmt", "-", "a.prisma"], "give one or the other"),
        (&["explain", "P1012"], "that is a code of Prisma"),
        (&["lsp", "--log-file", "gone/log"], "there is no folder `gone`; make it first"),
        (&["explain", "nope-nope"], "there is no finding `nope-nope`"),
        (&["fmt", "--tabs"], "`psl fmt` has no flag `--tabs`; `psl fmt --help` lists its flags"),
        (&["fmt", "--chekc"], "the nearest is `--check`"),
        (&["fmt", "--fix"], "`psl fmt` has no flag `--fix`; `psl validate` has `--fix`"),
        (&["fmt", "-w"], "writes unless `--check` or `--diff` is there"),
        (&["validate", "--config", "x.ts"], "the nearest Prisma config is read"),
        (&["-x"], "`psl` has no flag `-x`; `psl --help` lists its flags"),
        (&["format"], "the command is called `fmt`"),
        (&["lint"], "the command is called `validate`"),
        (&["valdate"], "the command is called `validate`"),
        (&["frobnicate"], "commands are fmt, validate, explain, files, diagram, lsp"),
    ] {
        let run = bench.psl(args);
        assert_eq!(run.code, 2, "{args:?} {}", run.stderr);
        assert!(run.stderr.contains(part), "{args:?} {}", run.stderr);
        assert_eq!(run.stdout, "", "{args:?}");
    }
    assert_eq!(bench.read_bytes("latin.prisma"), b"model R\xe9sum\xe9 {\n}\n");
}

#[test]
fn a_file_that_cannot_be_read_hides_nothing_elsewhere() {
    let bench = Bench::new()
        .file("a.prisma", "model Room {\n  id int @id\n  door Door\n}\n")
        .bytes("b.prisma", b"\xff");
    let run = bench.psl(&["validate", "--format", "short"]);
    assert_eq!(run.code, 2);
    assert!(run.stdout.contains("type-unknown-case"), "{}", run.stdout);
    assert!(!run.stdout.contains("Door"), "its names may be in the other file: {}", run.stdout);
}

#[test]
fn json_is_a_document_also_when_nothing_could_be_read() {
    let bench = Bench::new();
    let run = bench.psl(&["validate", "missing.prisma", "--format", "json"]);
    assert_eq!(run.code, 2);
    let document: serde_json::Value = serde_json::from_str(&run.stdout).unwrap();
    assert_eq!(document["summary"]["errors"], 0);
}

#[test]
fn json_has_ranges_places_labels_and_fixes() {
    let bench = Bench::new()
        .file("schema.prisma", "enum E {\n  A\n  B\n  A\n}\n\nmodel R {\n  id int @id\n  e  E\n}\n");
    let document: serde_json::Value =
        serde_json::from_str(&bench.psl(&["validate", "--format", "json"]).stdout).unwrap();
    assert_eq!(document["version"], 1);
    assert_eq!(document["projects"][0]["ruleSet"], "7");
    let duplicate = &document["diagnostics"][0];
    assert_eq!(duplicate["code"], "duplicate-enum-value");
    assert_eq!(duplicate["range"]["start"], serde_json::json!({ "line": 4, "column": 3, "offset": 19 }));
    assert_eq!(duplicate["labels"][0]["range"]["start"]["line"], 2);
    let diagnostics = document["diagnostics"].as_array().unwrap();
    let wrong_case = diagnostics.iter().find(|it| it["code"] == "type-unknown-case").unwrap();
    let fix = &wrong_case["fixes"][0];
    assert_eq!((fix["title"].as_str(), fix["safe"].as_bool()), (Some("Use `Int`"), Some(true)));
    assert_eq!(fix["edits"][0]["newText"], "Int");
}

#[test]
fn fmt_writes_only_what_changes() {
    let bench = Bench::new().file("a.prisma", UNTIDY).file("b.prisma", TIDY);
    let before = fs::metadata(bench.path("b.prisma")).unwrap().modified().unwrap();
    let run = bench.psl(&["fmt"]);
    assert_eq!((run.code, run.stdout.as_str(), run.stderr.as_str()), (0, "", ""));
    assert_eq!(bench.read("a.prisma"), TIDY);
    assert_eq!(fs::metadata(bench.path("b.prisma")).unwrap().modified().unwrap(), before);
}

#[test]
fn fmt_check_lists_files_and_writes_nothing() {
    let bench = Bench::new().file("a.prisma", UNTIDY).file("b.prisma", TIDY);
    let run = bench.psl(&["fmt", "--check"]);
    assert_eq!((run.code, run.stdout.as_str()), (1, "a.prisma\n"));
    assert_eq!(bench.read("a.prisma"), UNTIDY);
}

#[test]
fn fmt_check_says_what_to_do_unless_it_is_quiet() {
    let bench = Bench::new().file("a.prisma", UNTIDY).file("b.prisma", TIDY).file("c.prisma", UNTIDY);
    assert_eq!(bench.psl(&["fmt", "--check"]).stderr, "2 files are not laid out; `psl fmt` does it\n");
    assert_eq!(bench.psl(&["fmt", "--check", "--quiet"]).stderr, "");
    assert_eq!(bench.psl(&["fmt", "--check", "b.prisma"]).stderr, "");
}

#[test]
fn help_has_what_the_short_help_leaves_out() {
    let bench = Bench::new();
    assert!(bench.psl(&["fmt", "--help"]).stdout.contains("Nothing is ever added or removed"));
    assert!(bench.psl(&["--help"]).stdout.contains("Exit codes: 0"));
}

#[test]
fn fmt_diff_can_be_applied() {
    let bench = Bench::new().file("prisma/a.prisma", UNTIDY);
    let run = bench.psl(&["fmt", "--diff"]);
    assert_eq!(run.code, 1);
    assert!(bench.apply_with_git(&run.stdout), "{}", run.stdout);
    assert_eq!(bench.read("prisma/a.prisma"), TIDY);
}

#[test]
fn fmt_lays_broken_files_out_and_says_so() {
    let bench = Bench::new().file("a.prisma", BROKEN);
    let run = bench.psl(&["fmt"]);
    assert_eq!(run.code, 1);
    assert_eq!(
        run.stderr,
        "a.prisma:3:20: error: the string has no closing quote on this line [syntax-model-junk]\n"
    );
    assert_eq!(bench.read("a.prisma"), BROKEN);
}

#[test]
fn fmt_of_standard_input_always_gives_the_text_back() {
    let bench = Bench::new();
    let run = bench.psl_with_input(&["fmt", "-"], UNTIDY);
    assert_eq!((run.code, run.stdout.as_str()), (0, TIDY));
    let run = bench.psl_with_input(&["fmt", "-"], BROKEN);
    assert_eq!((run.code, run.stdout.as_str()), (1, BROKEN));
    let run = bench.psl_with_input(&["fmt", "-", "--check", "--stdin-filepath", "x.prisma"], UNTIDY);
    assert_eq!((run.code, run.stdout.as_str()), (1, "x.prisma\n"));
}

#[test]
fn validate_of_standard_input_replaces_a_file_of_its_schema() {
    let bench = Bench::new()
        .file("prisma/a.prisma", "model Room {\n  id Int @id\n}\n")
        .file("prisma/b.prisma", "model Door {\n  id int @id\n}\n");
    let args = ["validate", "-", "--stdin-filepath", "prisma/b.prisma", "--format", "short"];
    assert_eq!(bench.psl_with_input(&args, "model Door {\n  id Int @id\n}\n").code, 0);
    let run = bench.psl_with_input(&args, "model Room {\n  id Int @id\n}\n");
    assert_eq!(
        run.stdout,
        "prisma/b.prisma:1:7: error: model `Room` is declared twice [duplicate-top-level]\n"
    );
}

#[test]
fn fix_repairs_what_is_safe_and_reports_the_rest() {
    let bench = Bench::new()
        .file("schema.prisma", "model Room {\n  id int @id\n  title String @map(\"a\", foo: 1)\n}\n");
    let run = bench.psl(&["validate", "--fix", "--format", "short"]);
    assert_eq!(run.code, 1);
    assert!(
        run.stdout.contains("argument-unknown") && !run.stdout.contains("type-unknown"),
        "{}",
        run.stdout
    );
    let repaired = bench.read("schema.prisma");
    assert_eq!(repaired, "model Room {\n  id    Int    @id\n  title String @map(\"a\", foo: 1)\n}\n");
    bench.psl(&["validate", "--fix"]);
    assert_eq!(bench.read("schema.prisma"), repaired, "a second run changes nothing");
    let all = bench.psl(&["validate", "--fix", "--unsafe"]);
    assert_eq!(all.code, 0, "{}", all.stdout);
}

#[test]
fn repairs_that_meet_at_one_place_are_all_made() {
    let rooms: String = (0..30)
        .map(|it| format!("model R{it} {{\n  id Int @id\n  u  Int\n  to User @relation(fields: [u], references: [id])\n}}\n"))
        .collect();
    let bench = Bench::new().file("schema.prisma", &format!("model User {{\n  id Int @id\n}}\n{rooms}"));
    let run = bench.psl(&["validate", "--fix", "--unsafe"]);
    assert_eq!(run.code, 0, "{}", run.stdout);
    assert_eq!(bench.read("schema.prisma").matches("[]\n").count(), 30);
}

#[test]
fn fix_as_a_diff_writes_nothing() {
    let bench = Bench::new().file("schema.prisma", WRONG);
    let run = bench.psl(&["validate", "--fix", "--diff"]);
    assert_eq!(run.code, 1);
    assert_eq!(bench.read("schema.prisma"), WRONG);
    assert!(!run.stdout.contains("a//"), "{}", run.stdout);
    assert!(bench.apply_with_git(&run.stdout), "{}", run.stdout);
    assert_eq!(bench.psl(&["validate"]).code, 0);
}

#[test]
fn line_ends_and_byte_order_marks_stay() {
    let crlf = UNTIDY.replace('\n', "\r\n");
    let bench = Bench::new()
        .file("a.prisma", &crlf)
        .file("b.prisma", &format!("\u{feff}{UNTIDY}"))
        .file("c.prisma", "");
    bench.psl(&["fmt"]);
    assert_eq!(bench.read("a.prisma"), TIDY.replace('\n', "\r\n"));
    assert_eq!(bench.read("b.prisma"), format!("\u{feff}{TIDY}"));
    assert_eq!(bench.read("c.prisma"), "");
}

#[cfg(unix)]
#[test]
fn permissions_and_links_survive_formatting() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let bench = Bench::new().file("real/a.prisma", UNTIDY);
    fs::set_permissions(bench.path("real/a.prisma"), fs::Permissions::from_mode(0o600)).unwrap();
    symlink("real/a.prisma", bench.path("link.prisma")).unwrap();
    assert_eq!(bench.psl(&["fmt", "link.prisma"]).code, 0);
    assert!(fs::symlink_metadata(bench.path("link.prisma")).unwrap().is_symlink());
    assert_eq!(bench.read("real/a.prisma"), TIDY);
    assert_eq!(fs::metadata(bench.path("real/a.prisma")).unwrap().permissions().mode() & 0o777, 0o600);
    assert_eq!(fs::read_dir(bench.path("real")).unwrap().count(), 1, "no file is left beside it");
}

#[test]
fn a_read_only_file_stays_whole() {
    let bench = Bench::new().file("a.prisma", UNTIDY);
    let path = bench.path("a.prisma");
    let mut permissions = fs::metadata(&path).unwrap().permissions();
    permissions.set_readonly(true);
    fs::set_permissions(&path, permissions).unwrap();
    let run = bench.psl(&["fmt"]);
    assert_eq!(run.code, 2);
    assert!(
        run.stderr.contains("cannot write `a.prisma`") && run.stderr.contains("unchanged"),
        "{}",
        run.stderr
    );
    assert_eq!(bench.read("a.prisma"), UNTIDY);
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_and_a_closed_pipe_end_without_noise() {
    let bench = Bench::new().file("schema.prisma", WRONG);
    let full = bench.shell("\"$PSL\" validate > /dev/full");
    assert_eq!(full.code, 2);
    assert!(full.stderr.contains("cannot write to standard output"), "{}", full.stderr);
    for command in ["explain", "--version", "--help", "completions bash"] {
        assert_eq!(bench.shell(&format!("\"$PSL\" {command} > /dev/full")).code, 2, "{command}");
    }
    let many: String = (0..5000).map(|it| format!("model M{it} {{\n  id int @id\n}}\n")).collect();
    let bench = Bench::new().file("schema.prisma", &many);
    let piped = bench.shell("\"$PSL\" -q validate --format short | head -1");
    assert_eq!(piped.stdout.lines().count(), 1);
    assert_eq!(piped.stderr, "");
}

#[test]
fn large_and_odd_texts_are_answered() {
    let block = |it: usize| {
        format!("model M{it} {{\n  id Int @id\n  text String @default(\"{}\")\n}}\n\n", "x".repeat(900))
    };
    let large: String = (0..10_500).map(block).collect();
    assert!(large.len() > 10_000_000);
    let nested = format!("model A {{\n  id Int @id\n  a Int @default({})\n}}\n", "[".repeat(100_000));
    let unclosed = "model A {\n  id Int @id\n";
    for (name, text, code, part) in [
        ("large", large.as_str(), 0, ""),
        ("nested", nested.as_str(), 1, "nesting-too-deep"),
        ("unclosed", unclosed, 1, "schema.prisma:1:1: error: `A` has no closing `}` before the file ends"),
        ("comments", "// only\n/* comments */\n", 0, ""),
        ("mark", "\u{feff}model A {\n  id Int @id\n}\n", 1, "byte order mark"),
    ] {
        let bench = Bench::new().file("schema.prisma", text);
        let run = bench.psl(&["validate", "--format", "short"]);
        assert_eq!(run.code, code, "{name}: {}", &run.stderr);
        assert!(run.stdout.contains(part), "{name}: {}", &run.stdout);
        assert_eq!(bench.read("schema.prisma"), text, "{name}");
    }
}

#[test]
fn excluded_files_are_left_out() {
    let bench = Bench::new().file("a/schema.prisma", WRONG).file("b/schema.prisma", GOOD);
    assert_eq!(bench.psl(&["validate", "--exclude", "a"]).code, 0);
    assert_eq!(bench.psl(&["fmt", "--check", "--exclude", "*/schema.prisma", "a/schema.prisma"]).code, 0);
    // A folder of which nothing is left was not checked, and that is no success.
    for command in ["validate", "fmt"] {
        let run = bench.psl(&[command, "--exclude", "*", "a", "b"]);
        assert_eq!(run.code, 2, "{command}");
        assert_eq!(run.stderr, "error: `a`: --exclude leaves nothing to look at\n");
    }
    assert_eq!(bench.psl(&["validate", "--exclude", "a", "a", "b"]).code, 0);
}

#[test]
fn a_schema_that_is_named_and_gone_is_noted() {
    let config = "export default {\n  schema: \"db/schema.prisma\",\n};\n";
    let bench = Bench::new().file("prisma.config.ts", config).file("prisma/schema.prisma", GOOD);
    let run = bench.psl(&["validate"]);
    let note = "note: `prisma.config.ts:2` names `db/schema.prisma`, where nothing is, so the schema was looked \
                for elsewhere\n";
    assert_eq!((run.code, run.stderr.as_str()), (0, note));
    assert_eq!(bench.psl(&["validate", "-q"]).stderr, "");
}

#[test]
fn warnings_can_be_hidden_and_made_errors() {
    let schema = "datasource db {\n  provider = \"postgresql\"\n  referentialIntegrity = \"prisma\"\n}\n";
    let bench = Bench::new().file("schema.prisma", schema);
    assert_eq!(bench.psl(&["validate"]).code, 0);
    assert!(bench.psl(&["validate", "--format", "short"]).stdout.contains("warning"));
    assert_eq!(bench.psl(&["validate", "--errors-only", "--format", "short"]).stdout, "");
    assert_eq!(
        bench.psl(&["validate", "--allow", "referential-integrity-deprecated", "--format", "short"]).stdout,
        ""
    );
    assert_eq!(bench.psl(&["validate", "--deny", "warnings"]).code, 1);
    assert_eq!(bench.psl(&["validate", "--deny", "referential-integrity-deprecated"]).code, 1);
}

#[test]
fn standard_input_without_a_path_is_a_schema_by_itself() {
    let run = Bench::new().psl_with_input(&["validate", "-", "--format", "short"], WRONG);
    assert_eq!(run.code, 1);
    assert!(run.stdout.starts_with("<stdin>:2:6: error: "), "{} {}", run.stdout, run.stderr);
}

#[test]
fn several_formats_go_to_several_places() {
    let bench = Bench::new().file("schema.prisma", WRONG);
    let run = bench.psl(&["validate", "--format", "short", "--format", "json=report.json"]);
    assert!(run.stdout.starts_with("schema.prisma:2:6"));
    assert!(bench.read("report.json").contains("\"type-unknown-case\""));
    assert_eq!(bench.psl(&["validate", "--format", "short", "--format", "json"]).code, 2);
}

#[test]
fn files_says_what_belongs_together_and_why() {
    let bench = Bench::new()
        .file("package.json", "{ \"prisma\": { \"schema\": \"db/main.prisma\" }, \"devDependencies\": { \"prisma\": \"^6.2.0\" } }")
        .file("db/main.prisma", GOOD)
        .file("old/main.prisma", "model Desk {\n  id Int @id\n}\n");
    let human = bench.psl(&["files"]);
    assert!(human.stdout.starts_with("db (Prisma 6, sqlite)\n  because package.json:1 "), "{}", human.stdout);
    assert!(human.stderr.contains("no project names it: old/main.prisma"), "{}", human.stderr);
    assert!(bench.psl(&["files", "old"]).stdout.starts_with("old (Prisma 6)\n"));
    let run = bench.psl(&["files", "--format", "json"]);
    let document: serde_json::Value = serde_json::from_str(&run.stdout).unwrap();
    assert_eq!(document["projects"][0]["ruleSet"], "6");
    assert_eq!(document["projects"][0]["files"], serde_json::json!(["db/main.prisma"]));
    assert_eq!(document["projects"][0]["provider"], "sqlite");
    assert_eq!(document["leftOut"], serde_json::json!(["old/main.prisma"]));
}

#[test]
fn help_fits_a_narrow_terminal() {
    let bench = Bench::new();
    for command in ["", "fmt", "validate", "explain", "files", "diagram", "lsp", "completions"] {
        for flag in ["-h", "--help"] {
            let args: Vec<&str> = [command, flag].into_iter().filter(|it| !it.is_empty()).collect();
            let run = bench.psl_in(&args, &[("COLUMNS", "200")]);
            assert_eq!(run.code, 0);
            let widest = run.stdout.lines().map(|it| it.chars().count()).max().unwrap_or(0);
            assert!(widest <= 80, "{command}: {widest}\n{}", run.stdout);
        }
    }
}

#[test]
fn colours_follow_the_flag_and_the_environment() {
    let bench = Bench::new().file("schema.prisma", WRONG);
    let has_color =
        |args: &[&str], variables: &[(&str, &str)]| bench.psl_in(args, variables).stdout.contains('\u{1b}');
    assert!(!has_color(&["validate"], &[]));
    assert!(has_color(&["validate", "--color", "always"], &[("NO_COLOR", "1")]));
    assert!(has_color(&["validate"], &[("FORCE_COLOR", "1")]));
    assert!(!has_color(&["validate"], &[("FORCE_COLOR", "1"), ("NO_COLOR", "1")]));
    assert!(!has_color(&["validate"], &[("FORCE_COLOR", "0")]));
    assert!(!has_color(&["validate", "--color", "never"], &[("FORCE_COLOR", "1")]));
}

#[cfg(target_os = "linux")]
#[test]
fn a_terminal_gets_colours_and_a_summary() {
    let bench = Bench::new().file("schema.prisma", GOOD).file("wrong.prisma", WRONG);
    let on_terminal = |before: &str, command: &str| {
        let line = format!("{before} script -qec '\"$PSL\" {command}' /dev/null");
        bench.shell(&format!("command -v script > /dev/null || exit 99; {line}"))
    };
    let silent = on_terminal("", "validate --schema schema.prisma");
    if silent.code == 99 {
        return; // Nothing here makes a terminal.
    }
    assert!(silent.stdout.starts_with("1 file, 1 model: no findings ("), "{}", silent.stdout);
    for (before, flags, has_color) in [
        ("TERM=xterm", "", true),
        ("TERM=xterm", "--color never", false),
        ("TERM=xterm NO_COLOR=1", "", false),
        ("TERM=xterm NO_COLOR=", "", true),
        ("TERM=xterm NO_COLOR=1", "--color always", true),
        ("TERM=dumb", "", false),
        ("TERM=dumb FORCE_COLOR=1", "", true),
    ] {
        let run = on_terminal(before, &format!("validate --schema wrong.prisma {flags}"));
        assert_eq!(run.code, 1, "{}", run.stdout);
        assert_eq!(run.stdout.contains('\u{1b}'), has_color, "{before} {flags}\n{}", run.stdout);
    }
}

#[cfg(target_os = "linux")]
#[test]
fn needs_no_network_no_path_and_no_home() {
    let bench = Bench::new().file("schema.prisma", WRONG);
    let run = bench.shell(
        "apart=; unshare -rn true 2> /dev/null && apart=\"$(command -v unshare) -rn\"; \
         exec $apart \"$(command -v env)\" -i \"$PSL\" validate",
    );
    let usual = bench.psl(&["validate"]);
    assert_eq!((run.code, run.stdout, run.stderr), (usual.code, usual.stdout, usual.stderr));
}

#[test]
fn fmt_reads_no_neighbours() {
    let bench = Bench::new().file("a.prisma", UNTIDY).bytes("b.prisma", b"model R\xe9sum\xe9 {\n}\n");
    let run = bench.psl(&["fmt", "a.prisma"]);
    assert_eq!((run.code, run.stderr.as_str()), (0, ""));
}

#[test]
fn the_same_input_gives_the_same_output() {
    let bench =
        Bench::new().file("a.prisma", WRONG).file("b.prisma", "model Room {\n  id Int @id\n  x Nope\n}\n");
    let first = bench.psl(&["validate", "a.prisma", "b.prisma"]);
    let second = bench.psl_in(&["validate", "b.prisma", "a.prisma", "b.prisma"], &[("LANG", "de_DE.UTF-8")]);
    assert_eq!(first.stdout, second.stdout);
}

/// The schema and the commands of the page, run one after the other; after each stands what it prints.
#[test]
fn getting_started_is_what_happens() {
    let page = fs::read_to_string(test_support::workspace().join("docs/getting-started.md")).unwrap();
    let blocks = |language: &str| -> Vec<String> {
        let fence = format!("```{language}\n");
        page.split(&fence).skip(1).map(|it| it.split("```").next().unwrap().to_owned()).collect()
    };
    let bench = Bench::new().file("prisma/schema.prisma", &blocks("prisma")[0]);
    for block in blocks("console") {
        for step in format!("\n{block}").split("\n$ ").skip(1) {
            let (command, expected) = step.split_once('\n').unwrap_or((step, ""));
            let args: Vec<&str> = command.split(' ').skip(1).collect();
            let run = bench.psl(&args);
            let printed = run.stdout + &run.stderr;
            assert_eq!(printed.trim_end(), expected.trim_end(), "{command}");
        }
    }
}

/// `node docs/images/terminal.mjs` draws it anew.
#[test]
fn the_picture_in_the_readme_shows_what_is_printed() {
    let root = test_support::workspace();
    let picture = fs::read_to_string(root.join("docs/images/terminal.svg")).unwrap();
    let mistakes = fs::read_to_string(root.join("examples/mistakes.prisma")).unwrap();
    let run = Bench::new()
        .file("examples/mistakes.prisma", &mistakes)
        .psl(&["validate", "examples/mistakes.prisma"]);
    let printed = run.stdout + &run.stderr;
    for piece in picture.split("<text ").skip(1) {
        let piece = piece.split_once('>').unwrap().1.split("</text>").next().unwrap();
        let piece =
            piece.replace('\u{a0}', " ").replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
        let is_frame = ["$", "psl validate examples/mistakes.prisma", "⋮"].contains(&piece.trim());
        assert!(is_frame || printed.contains(piece.trim()), "`{piece}` is not printed any more");
    }
}
