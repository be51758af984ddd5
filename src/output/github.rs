//! Workflow commands, which GitHub shows beside the lines of a change.

use psl_validate::Severity;

use super::finding::{Finding, findings, path_below, span_in_chars};
use crate::load::LoadedProject;

/// GitHub shows this many errors, warnings and notices of one step.
const SHOWN: usize = 10;

pub(crate) fn render(projects: &[LoadedProject]) -> String {
    let mut text = String::new();
    let mut not_shown = 0;
    // Errors first, so that they are among those shown.
    for (severity, command) in
        [(Severity::Error, "error"), (Severity::Warning, "warning"), (Severity::Information, "notice")]
    {
        let mut count = 0;
        for finding in findings(projects).filter(|it| it.diagnostic.severity == severity) {
            text.push_str(&line(command, finding));
            count += 1;
        }
        not_shown += usize::saturating_sub(count, SHOWN);
    }
    if not_shown > 0 {
        let verb = if not_shown == 1 { "finding is" } else { "findings are" };
        text.push_str(&format!("{not_shown} more {verb} not shown beside the code; the log has all\n"));
    }
    text
}

fn line(command: &str, finding: Finding<'_>) -> String {
    let span = span_in_chars(finding.file, finding.diagnostic.range);
    let (start, end) = (span.start, span.end);
    let columns = match start.line == end.line {
        true => format!(",col={},endColumn={}", start.column, end.column),
        false => String::new(),
    };
    format!(
        "::{command} file={},line={},endLine={}{columns},title={}::{}\n",
        property(&path_below("GITHUB_WORKSPACE", finding.file)),
        start.line,
        end.line,
        property(&format!("psl {}", finding.code())),
        message(&finding.diagnostic.message)
    )
}

fn message(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    message(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_what_would_end_a_property_or_a_message() {
        assert_eq!(message("50%: a,b\r\n"), "50%25: a,b%0D%0A");
        assert_eq!(property("50%: a,b\r\n"), "50%25%3A a%2Cb%0D%0A");
    }
}
