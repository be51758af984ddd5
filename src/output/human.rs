//! Findings for people: source excerpts with the wrong token underlined, drawn by codespan-reporting.

use std::ops::Range;

use codespan_reporting::{
    diagnostic::{Diagnostic as Report, Label, Severity as ReportSeverity},
    files::{Error, Files},
    term::{self, Chars, Config, Styles, StylesWriter, termcolor::Buffer},
};
use psl_parser::TextRange;
use psl_validate::{Diagnostic, Severity};

use super::Look;
use crate::{load::LoadedProject, stream::has_unicode};

/// The widest line of source shown in full where no terminal says otherwise.
const WIDEST: usize = 200;

pub(crate) fn render(projects: &[LoadedProject], look: Look) -> String {
    let chars = if has_unicode() { Chars::box_drawing() } else { Chars::ascii() };
    let config = Config { chars, ..Config::default() };
    let styles = Styles::default();
    let mut buffer = if look.has_color { Buffer::ansi() } else { Buffer::no_color() };
    for project in projects {
        for diagnostic in &project.diagnostics {
            let files =
                Excerpts { project, cut: Cut::around(project, diagnostic, look.width.unwrap_or(WIDEST)) };
            let report = report(diagnostic, &files);
            let mut writer = StylesWriter::new(&mut buffer, &styles);
            // A buffer in memory takes everything; what cannot be drawn is left out.
            let _ = term::emit_to_write_style(&mut writer, &config, &files, &report);
        }
    }
    String::from_utf8_lossy(buffer.as_slice()).into_owned()
}

fn report(diagnostic: &Diagnostic, files: &Excerpts<'_>) -> Report<usize> {
    let severity = match diagnostic.severity {
        Severity::Error => ReportSeverity::Error,
        Severity::Warning => ReportSeverity::Warning,
        Severity::Information => ReportSeverity::Note,
    };
    let file = diagnostic.file.0 as usize;
    let mut labels = vec![Label::primary(file, files.shifted(file, diagnostic.range))];
    for label in &diagnostic.labels {
        let file = label.file.0 as usize;
        labels.push(Label::secondary(file, files.shifted(file, label.range)).with_message(&label.message));
    }
    let mut notes = Vec::new();
    if let Some(help) = &diagnostic.help {
        notes.push(format!("help: {help}"));
    }
    if let Some(fix) = diagnostic.fixes.first() {
        let how = if fix.is_safe { "run with --fix" } else { "run with --fix --unsafe" };
        notes.push(format!("fix: {} ({how})", fix.title));
    }
    Report::new(severity)
        .with_code(diagnostic.code().0)
        .with_message(&diagnostic.message)
        .with_labels(labels)
        .with_notes(notes)
}

/// A line that is too long to show: the part of it around the finding.
struct Cut {
    file: usize,
    line: usize,
    /// The part that is kept, in bytes of the file.
    kept: Range<usize>,
}

impl Cut {
    /// `None` when the line of the finding fits.
    fn around(project: &LoadedProject, diagnostic: &Diagnostic, width: usize) -> Option<Cut> {
        let file = diagnostic.file.0 as usize;
        let source = &project.files[file];
        let line = source.lines().line(diagnostic.range.start);
        let range = source.lines().line_range(line, source.text());
        if range.len() as usize <= width {
            return None;
        }
        let border = |at: usize| (0..=at).rev().find(|it| source.text().is_char_boundary(*it)).unwrap_or(0);
        let start = (diagnostic.range.start as usize).saturating_sub(width / 3).max(range.start as usize);
        let end = (start + width).min(range.end as usize);
        Some(Cut { file, line: line as usize, kept: border(start)..border(end) })
    }
}

/// The files of a project as codespan-reporting wants them; texts are borrowed.
struct Excerpts<'a> {
    project: &'a LoadedProject,
    cut: Option<Cut>,
}

impl Excerpts<'_> {
    /// A range inside the part of its line that is shown.
    fn shifted(&self, file: usize, range: TextRange) -> Range<usize> {
        let range = range.start as usize..range.end as usize;
        match &self.cut {
            Some(cut) if cut.file == file && cut.kept.start <= range.start && range.start <= cut.kept.end => {
                range.start..range.end.min(cut.kept.end).max(range.start)
            }
            _ => range,
        }
    }
}

impl<'a> Files<'a> for Excerpts<'_> {
    type FileId = usize;
    type Name = String;
    type Source = &'a str;

    fn name(&'a self, id: usize) -> Result<String, Error> {
        Ok(self.project.files.get(id).ok_or(Error::FileMissing)?.shown.clone())
    }

    fn source(&'a self, id: usize) -> Result<&'a str, Error> {
        Ok(self.project.files.get(id).ok_or(Error::FileMissing)?.text())
    }

    fn line_index(&'a self, id: usize, byte_index: usize) -> Result<usize, Error> {
        let file = self.project.files.get(id).ok_or(Error::FileMissing)?;
        Ok(file.lines().line(byte_index as u32) as usize)
    }

    fn line_range(&'a self, id: usize, line_index: usize) -> Result<Range<usize>, Error> {
        let file = self.project.files.get(id).ok_or(Error::FileMissing)?;
        if let Some(cut) = &self.cut
            && cut.file == id
            && cut.line == line_index
        {
            return Ok(cut.kept.clone());
        }
        let lines = file.lines();
        Ok(lines.line_start(line_index as u32) as usize..lines.line_start(line_index as u32 + 1) as usize)
    }

    fn column_number(&'a self, id: usize, line_index: usize, byte_index: usize) -> Result<usize, Error> {
        let file = self.project.files.get(id).ok_or(Error::FileMissing)?;
        let start = file.lines().line_start(line_index as u32);
        let prefix = TextRange::new(start, byte_index as u32).slice(file.text());
        Ok(prefix.chars().count() + 1)
    }
}
