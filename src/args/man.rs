//! The manual pages in `packaging/man`, from the same definitions as the help.

use std::path::Path;

use clap::{Command, CommandFactory};
use clap_mangen::Man;
use expect_test::expect_file;

use super::Args;

/// `UPDATE_EXPECT=1 cargo test manual_pages` writes them.
#[test]
fn manual_pages_say_what_the_help_says() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("packaging/man");
    let mut root = Args::command().disable_help_subcommand(true);
    root.set_bin_name("psl");
    root.build();
    let commands = root.get_subcommands().cloned();
    let mut expected = Vec::new();
    for command in std::iter::once(root.clone()).chain(commands) {
        // `psl-fmt` is the page of `psl fmt`.
        let name = command.get_bin_name().unwrap_or_default().replace(' ', "-");
        expected.push(format!("{name}.1"));
        expect_file![folder.join(format!("{name}.1"))].assert_eq(&page(command, name));
    }
    let mut present: Vec<String> =
        folder.read_dir().unwrap().map(|it| it.unwrap().file_name().into_string().unwrap()).collect();
    expected.sort();
    present.sort();
    assert_eq!(present, expected);
}

/// Without a version, so that pages change only when the command line does.
fn page(command: Command, name: String) -> String {
    let mut page = Vec::new();
    let examples = command.get_after_help().map(ToString::to_string).unwrap_or_default();
    let has_commands = command.has_subcommands();
    let man = Man::new(command).title(name).source("psl").manual("Prisma schemas");
    man.render_title(&mut page).unwrap();
    man.render_name_section(&mut page).unwrap();
    man.render_synopsis_section(&mut page).unwrap();
    man.render_description_section(&mut page).unwrap();
    man.render_options_section(&mut page).unwrap();
    if has_commands {
        man.render_subcommands_section(&mut page).unwrap();
    }
    let mut page = String::from_utf8(page).unwrap();
    if let Some(examples) = examples.strip_prefix("Examples:\n") {
        page.push_str(&format!(".SH EXAMPLES\n.nf\n{}\n.fi\n", examples.replace('-', "\\-")));
    }
    page + END
}

const END: &str = r#".SH "EXIT STATUS"
.TP
0
There is nothing to report.
.TP
1
There are findings, or files that are not laid out.
.TP
2
Something could not be done.
.SH ENVIRONMENT
.TP
NO_COLOR, FORCE_COLOR, CLICOLOR_FORCE
Whether there are colours, unless \-\-color says so.
.TP
PSL_FORMAT
The default of \-\-format of psl validate.
.TP
PSL_LOG
How much psl lsp logs: error, warn, info, debug or trace.
"#;
