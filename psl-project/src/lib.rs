//! Which files are one schema, and whose rules they follow.
//!
//! Everything here is a function of a directory tree: the same tree gives the same answer in an editor and on the
//! command line. The tree comes through [`Files`], so unsaved text can lie on top of it. Nothing of a project is
//! ever run, and neither syntax trees nor diagnostics are known here.
//!
//! - [`discover`]: a document → its [`Project`]
//! - [`projects_of`]: paths from a command line → projects
//! - [`expand`]: paths from a command line → files
//! - [`schema_at`]: a path that is a schema because someone says so
//! - [`alone`]: a text without a place on disk
//! - [`surroundings`]: a project → what lies near it and helps to write it
//!
//! ```
//! use std::path::Path;
//! use psl_project::{Memory, Options, RuleSet, discover};
//!
//! let mut files = Memory::new();
//! files.file("/shop/package.json", r#"{ "devDependencies": { "prisma": "^6.2.0" } }"#);
//! files.file("/shop/prisma/schema.prisma", "datasource db {\n}\n");
//! files.file("/shop/prisma/room.prisma", "model Room {\n}\n");
//!
//! let project = discover(&files, Path::new("/shop/prisma/room.prisma"), &Options::default());
//! assert_eq!(project.root, Path::new("/shop/prisma"));
//! assert_eq!(project.files.len(), 2);
//! assert_eq!(project.rule_set, RuleSet::V6);
//! assert_eq!(project.reasons[1].show(Path::new("/shop")), r#"package.json:1 "prisma": "^6.2.0""#);
//! ```

mod discover;
mod select;

mod options;
mod project;
mod rule_set;

mod build;
mod claim;
mod cx;
mod expand;
mod hint;
mod neighbours;

mod config;
mod files;
mod package;
mod path;
mod scan;
mod surroundings;
mod version;

pub use discover::{alone, discover};
pub use files::{Access, Disk, Entry, Files, Hiding, Kind, Memory, Overlay, Stamp, reason};
pub use options::{Limits, Options};
pub use project::{
    About, ClaimedBy, ConfigFacts, ConfigNotStatic, Limit, Project, Reason, Skipped, SkippedBecause, Standing,
};
pub use rule_set::{RuleSet, Rules};
pub use scan::{Facts, Output, facts};
pub use select::{Expansion, Problem, Selection, Wrong, expand, projects_of, schema_at};
pub use surroundings::{Surroundings, Variable, surroundings};
