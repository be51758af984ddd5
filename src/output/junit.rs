//! JUnit's XML: a suite for each file, a case for each finding, and one that passes for files without any.

use psl_validate::Severity;

use super::finding::{Finding, findings, span_in_chars};
use crate::load::LoadedProject;

pub(crate) fn render(projects: &[LoadedProject]) -> String {
    let mut suites = String::new();
    let mut all = Count::default();
    for project in projects {
        for file in &project.files {
            let mut count = Count::default();
            let mut cases = String::new();
            let own = findings(std::slice::from_ref(project)).filter(|it| std::ptr::eq(it.file, file));
            for finding in own {
                cases.push_str(&case(finding));
                count.add(finding.diagnostic.severity);
            }
            let name = escaped(&file.shown);
            if count.tests == 0 {
                count.tests = 1;
                cases = format!("    <testcase classname=\"{name}\" name=\"valid\" time=\"0\"/>\n");
            }
            suites.push_str(&format!(
                "  <testsuite name=\"{name}\" {}>\n{cases}  </testsuite>\n",
                count.attributes()
            ));
            all.merge(count);
        }
    }
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"psl\" {}>\n{suites}</testsuites>\n",
        all.attributes()
    )
}

/// A case fails on an error; warnings and remarks count as skipped.
fn case(finding: Finding<'_>) -> String {
    let diagnostic = finding.diagnostic;
    let start = span_in_chars(finding.file, diagnostic.range).start;
    let (path, code) = (escaped(&finding.file.shown), finding.code());
    let at = format!("{}:{}", start.line, start.column);
    let message = escaped(&diagnostic.message);
    let help = diagnostic.help.as_ref().map_or_else(String::new, |it| format!("\nhelp: {}", escaped(it)));
    let result = match diagnostic.severity {
        Severity::Error => {
            format!("<failure message=\"{message}\" type=\"{code}\">{path}:{at}: {message}{help}</failure>")
        }
        Severity::Warning | Severity::Information => format!("<skipped message=\"{message}\"/>"),
    };
    format!(
        "    <testcase classname=\"{path}\" name=\"{code} {at}\" time=\"0\">\n      {result}\n    </testcase>\n"
    )
}

#[derive(Clone, Copy, Default)]
struct Count {
    tests: usize,
    failures: usize,
    skipped: usize,
}

impl Count {
    fn add(&mut self, severity: Severity) {
        self.tests += 1;
        match severity {
            Severity::Error => self.failures += 1,
            Severity::Warning | Severity::Information => self.skipped += 1,
        }
    }

    fn merge(&mut self, other: Count) {
        self.tests += other.tests;
        self.failures += other.failures;
        self.skipped += other.skipped;
    }

    fn attributes(self) -> String {
        format!(
            "tests=\"{}\" failures=\"{}\" errors=\"0\" skipped=\"{}\" time=\"0\"",
            self.tests, self.failures, self.skipped
        )
    }
}

/// Text for elements and attributes alike. Characters that XML has no place for become U+FFFD.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for char in text.chars() {
        match char {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&apos;"),
            '\t' | '\n' | '\r' => escaped.push_str(&format!("&#{};", char as u32)),
            '\0'..' ' | '\u{fffe}' | '\u{ffff}' => escaped.push('\u{fffd}'),
            _ => escaped.push(char),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_markup_blanks_and_what_xml_cannot_hold() {
        assert_eq!(
            escaped("a<b> & \"c\" 'd'\n\u{1}é"),
            "a&lt;b&gt; &amp; &quot;c&quot; &apos;d&apos;&#10;\u{fffd}é"
        );
    }
}
