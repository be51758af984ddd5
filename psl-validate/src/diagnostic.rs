//! What is found in a schema: places, words and repairs, as plain data.

use psl_parser::{FileId, TextEdit, TextRange};

use crate::rule::Rule;

/// The name of a rule: kebab-case, stable, never used for something else.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Code(pub &'static str);

/// How much a finding matters.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Severity {
    /// Prisma would refuse the schema.
    Error,
    /// Accepted, but surely or probably a mistake, or deprecated.
    Warning,
    /// Advice.
    Information,
}

impl Severity {
    pub fn name(self) -> &'static str {
        match self {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Information => "information",
        }
    }
}

/// One finding. All ranges are bytes of the named file.
#[derive(Clone, Debug)]
pub struct Diagnostic {
    pub rule: &'static Rule,
    pub severity: Severity,
    pub file: FileId,
    /// What people see: the smallest wrong token, on the first line of `place`; never empty unless the file is.
    pub range: TextRange,
    /// The span the rule is defined for, without trailing blanks, line break and comment. Contains the start of `range`.
    pub place: TextRange,
    /// One clause that makes sense alone.
    pub message: String,
    pub labels: Vec<Label>,
    pub help: Option<String>,
    /// Repairs, the best first.
    pub fixes: Vec<Fix>,
}

impl Diagnostic {
    pub fn code(&self) -> Code {
        self.rule.code
    }

    pub fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }
}

/// A second place that explains a finding, possibly in another file.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Label {
    pub file: FileId,
    pub range: TextRange,
    pub message: String,
}

/// A repair.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Fix {
    /// Starts with a verb: "Add `@unique` to `ownerId`".
    pub title: String,
    /// What the schema means to the database cannot change, and the intent is certain.
    pub is_safe: bool,
    pub edits: Vec<FileEdit>,
}

/// An edit of one of the files.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct FileEdit {
    pub file: FileId,
    pub edit: TextEdit,
}
