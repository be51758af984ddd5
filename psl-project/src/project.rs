//! The answer of discovery, as plain data.

use std::fmt;
use std::ops::Range;
use std::path::{Path, PathBuf};

use crate::config;
use crate::files::{Files, Stamp};
use crate::path::{is_prisma, shown};
use crate::rule_set::RuleSet;

/// Files that are one schema, the rules they follow, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Project {
    /// The folder the project stands for; all files of a folder project lie below it.
    pub root: PathBuf,
    /// The files, sorted. The document is among them, under the path it was given as.
    pub files: Vec<PathBuf>,
    /// Whose rules apply.
    pub rule_set: RuleSet,
    /// What decided which files belong together.
    pub claimed_by: ClaimedBy,
    /// How much of the service the files get.
    pub standing: Standing,
    /// Why these files, then why this rule set.
    pub reasons: Vec<Reason>,
    /// What was met on the way and is not part of the project.
    pub skipped: Vec<Skipped>,
    /// What the config that claimed the project says beyond its schema.
    pub config: Option<ConfigFacts>,
    /// Configs met on the way that would have to be run to learn their schema.
    pub config_not_static: Vec<ConfigNotStatic>,
    /// Set when the folder was too big to be looked at completely.
    pub limit: Option<Limit>,
    /// The configs, packages and folders that were looked at, sorted; see [`Project::depends_on`].
    pub inputs: Vec<PathBuf>,
}

/// What decided which files belong together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ClaimedBy {
    /// The command line named the schema.
    Argument,
    /// The setting `psl.schemas`.
    Setting,
    /// A Prisma config.
    Config,
    /// `prisma.schema` or a script of a `package.json`.
    Package,
    /// The files that lie beside and below each other.
    Neighbours,
    /// Nothing: the file stands alone.
    Alone,
}

impl ClaimedBy {
    /// Tells whether Prisma itself would read this schema.
    pub fn is_hint(self) -> bool {
        matches!(self, ClaimedBy::Config | ClaimedBy::Package)
    }
}

/// How much of the service the files of a project get.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Standing {
    /// All of it.
    Schema,
    /// Navigation and hover, but no diagnostics: a copy inside `node_modules` or generated code.
    Ignored,
    /// Nothing: the document is in the language of Prisma 8.
    Prisma8,
}

/// Where a decision came from.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Reason {
    /// What was decided.
    pub about: About,
    /// The file that says so; `None` for a setting or the layout of the folders.
    pub file: Option<PathBuf>,
    /// The 1-based line in that file.
    pub line: Option<u32>,
    /// The words on that line, or a sentence.
    pub text: String,
}

/// What a [`Reason`] explains.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum About {
    /// Which files are one schema.
    Files,
    /// Which rule set applies.
    RuleSet,
    /// Why the document gets less than the full service.
    Standing,
}

impl Reason {
    pub(crate) fn new(about: About, text: impl fmt::Display) -> Reason {
        Reason { about, file: None, line: None, text: text.to_string() }
    }

    pub(crate) fn at(self, file: &Path, line: u32) -> Reason {
        Reason { file: Some(file.to_owned()), line: Some(line), ..self }
    }

    /// Shows the reason with its path relative to `base`: `prisma.config.ts:6 schema: "prisma/schema"`.
    pub fn show(&self, base: &Path) -> String {
        match (&self.file, self.line) {
            (Some(file), Some(line)) => format!("{}:{line} {}", shown(file, base), self.text),
            (Some(file), None) => format!("{} {}", shown(file, base), self.text),
            (None, _) => self.text.clone(),
        }
    }
}

/// A path that could have been part of a project and is not.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Skipped {
    /// The path as it was met.
    pub path: PathBuf,
    /// Why it is left out.
    pub why: SkippedBecause,
}

/// Why a path is left out.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SkippedBecause {
    /// A link that leads nowhere.
    BrokenLink,
    /// A second way to this file or folder.
    SameAs(PathBuf),
    /// A folder or config that cannot be read, in the words of the operating system.
    Unreadable(String),
    /// It lies in the folder a generator writes to.
    Generated(Reason),
    /// It is in the language of Prisma 8.
    Prisma8(Reason),
    /// A setting, config or package names it as part of another schema.
    Named(Reason),
    /// A hint names it and nothing is there.
    Missing(Reason),
}

impl SkippedBecause {
    /// Shows the cause as a clause, with paths relative to `base`.
    pub fn show(&self, base: &Path) -> String {
        match self {
            SkippedBecause::BrokenLink => "the link leads nowhere".to_owned(),
            SkippedBecause::SameAs(path) => format!("the same as {}", shown(path, base)),
            SkippedBecause::Unreadable(error) => error.clone(),
            SkippedBecause::Generated(reason) => format!("generated code, by {}", reason.show(base)),
            SkippedBecause::Prisma8(reason) => format!("written for Prisma 8, by {}", reason.show(base)),
            SkippedBecause::Named(reason) => format!("part of another schema, by {}", reason.show(base)),
            SkippedBecause::Missing(reason) => format!("nothing is there; named by {}", reason.show(base)),
        }
    }
}

/// What a config says besides `schema`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConfigFacts {
    /// The config.
    pub file: PathBuf,
    /// The literals of `tables.external`.
    pub external_tables: Vec<String>,
    /// The literals of `enums.external`.
    pub external_enums: Vec<String>,
    /// Whether `experimental.externalTables` is `true`.
    pub external_tables_enabled: bool,
    /// Whether there is a `datasource.url`.
    pub datasource_url: bool,
}

/// A config whose `schema` is computed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConfigNotStatic {
    /// The config.
    pub file: PathBuf,
    /// The bytes of the expression; empty when there is none to point at.
    pub range: Range<usize>,
    /// The 1-based line of the expression.
    pub line: u32,
}

/// Which limit ended an expansion early.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Limit {
    /// Too many folders.
    Folders,
    /// Too much time.
    Time,
}

impl Project {
    /// Stamps everything the answer was made from, for clients that do not watch files: where the stamps of two
    /// moments differ, discovery has to run again.
    pub fn stamps(&self, files: &dyn Files) -> Vec<Option<Stamp>> {
        self.inputs.iter().chain(&self.files).map(|it| files.stamp(it)).collect()
    }

    /// Tells whether creating, deleting or changing `path` on disk can change this answer.
    ///
    /// A change *inside* a schema file matters only when its [`Facts`](crate::Facts) no longer
    /// [decide alike](crate::Facts::decide_like); that is the caller's to ask, because a text changes with
    /// every keystroke and its facts hardly ever.
    pub fn depends_on(&self, path: &Path) -> bool {
        let looked_at = |it: Option<&Path>| {
            it.is_some_and(|it| self.inputs.binary_search_by(|own| own.as_path().cmp(it)).is_ok())
        };
        let Some(name) = path.file_name().and_then(|it| it.to_str()) else { return looked_at(Some(path)) };
        let folder = path.parent();
        if looked_at(Some(path)) {
            return true;
        }
        if is_prisma(path) {
            return path.starts_with(&self.root) || looked_at(folder);
        }
        if config::NAMES.contains(&name) || name == ".git" {
            return looked_at(folder);
        }
        if config::NAMES_IN_DOT_CONFIG.contains(&name) && folder.is_some_and(|it| it.ends_with(".config")) {
            return looked_at(folder.and_then(Path::parent));
        }
        if name == "package.json" {
            let installed = ["node_modules/prisma", "node_modules/@prisma/client"];
            let depth = installed.iter().find(|it| folder.is_some_and(|folder| folder.ends_with(it)));
            let above = depth.map_or(0, |it| it.split('/').count());
            return looked_at(path.ancestors().nth(above + 1));
        }
        false
    }
}
