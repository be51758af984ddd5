//! Standard output and error: colours, closed pipes, and what `-q` and `-v` say.

use std::{
    cell::Cell,
    env,
    io::{self, IsTerminal, Write},
};

use crate::args::ColorWhen;

/// Where a command writes.
pub(crate) struct Streams {
    pub(crate) quiet: bool,
    pub(crate) verbose: bool,
    pub(crate) stdout_has_color: bool,
    pub(crate) stderr_has_color: bool,
    pub(crate) stdout_is_terminal: bool,
    /// Nobody reads standard output any more.
    is_closed: Cell<bool>,
    /// Standard output could not be written for another reason.
    has_failed: Cell<bool>,
}

impl Streams {
    pub(crate) fn new(color: ColorWhen, quiet: bool, verbose: bool) -> Streams {
        let stdout_is_terminal = io::stdout().is_terminal();
        Streams {
            quiet,
            verbose,
            stdout_has_color: has_color(color, stdout_is_terminal),
            stderr_has_color: has_color(color, io::stderr().is_terminal()),
            stdout_is_terminal,
            is_closed: Cell::new(false),
            has_failed: Cell::new(false),
        }
    }

    /// Writes a result. A reader that went away is the end of it, not a mistake.
    pub(crate) fn print(&self, text: &str) {
        self.print_bytes(text.as_bytes());
    }

    pub(crate) fn print_bytes(&self, bytes: &[u8]) {
        if self.is_closed.get() || self.has_failed.get() {
            return;
        }
        let mut stdout = io::stdout().lock();
        if let Err(error) = stdout.write_all(bytes).and_then(|()| stdout.flush()) {
            if error.kind() == io::ErrorKind::BrokenPipe {
                self.is_closed.set(true);
            } else {
                self.has_failed.set(true);
                self.problem(&format!("cannot write to standard output: {error}"));
            }
        }
    }

    /// Whether standard output could not be written although somebody listens.
    pub(crate) fn has_failed(&self) -> bool {
        self.has_failed.get()
    }

    /// Says why something could not be done.
    pub(crate) fn problem(&self, text: &str) {
        let label = if self.stderr_has_color { "\u{1b}[1;31merror\u{1b}[0m" } else { "error" };
        to_stderr(&format!("{label}: {text}\n"));
    }

    /// Says something worth knowing, unless `-q`.
    pub(crate) fn note(&self, text: &str) {
        if !self.quiet {
            let label = if self.stderr_has_color { "\u{1b}[1;36mnote\u{1b}[0m" } else { "note" };
            to_stderr(&format!("{label}: {text}\n"));
        }
    }

    /// Says what `-v` asks for.
    pub(crate) fn detail(&self, text: &str) {
        if self.verbose {
            to_stderr(&format!("{text}\n"));
        }
    }

    /// The last line of a run, unless `-q`.
    pub(crate) fn summary(&self, text: &str) {
        if !self.quiet {
            to_stderr(&format!("{text}\n"));
        }
    }
}

/// Writes to standard error; there is nobody to tell when that fails.
pub(crate) fn to_stderr(text: &str) {
    let _ = io::stderr().lock().write_all(text.as_bytes());
}

/// `--color`, then `NO_COLOR`, then `CLICOLOR_FORCE` and `FORCE_COLOR`, then the terminal.
fn has_color(when: ColorWhen, is_terminal: bool) -> bool {
    let is_set = |name: &str| env::var_os(name).is_some_and(|it| !it.is_empty());
    let is_on = |name: &str| env::var_os(name).is_some_and(|it| !it.is_empty() && it != "0");
    match when {
        ColorWhen::Always => true,
        ColorWhen::Never => false,
        ColorWhen::Auto if is_set("NO_COLOR") => false,
        ColorWhen::Auto if is_on("CLICOLOR_FORCE") || is_on("FORCE_COLOR") => true,
        ColorWhen::Auto => is_terminal && env::var_os("TERM").is_none_or(|it| it != "dumb"),
    }
}

/// Whether box characters can be shown: the locale says UTF-8.
pub(crate) fn has_unicode() -> bool {
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"]
        .into_iter()
        .find_map(|it| env::var(it).ok().filter(|it| !it.is_empty()));
    cfg!(windows) || locale.is_none_or(|it| it.to_lowercase().replace('-', "").contains("utf8"))
}
