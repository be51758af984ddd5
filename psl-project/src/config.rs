//! What a Prisma config says, read without running it.
//!
//! A config is a program. Running it would be slow, would fail before an install, and would execute project
//! code because a folder was opened; nearly all of them hold a literal anyway. Whatever is not literal is
//! reported as unknown and never guessed.

mod source;
mod token;
mod value;

use std::ops::Range;
use std::path::{Path, PathBuf};

use crate::path::line_at;

use source::{Property, Source};

/// The names a config can have, in the order in which they are tried.
pub(crate) const NAMES: [&str; 6] = [
    "prisma.config.js",
    "prisma.config.ts",
    "prisma.config.mjs",
    "prisma.config.cjs",
    "prisma.config.mts",
    "prisma.config.cts",
];

/// The same inside the folder `.config`.
pub(crate) const NAMES_IN_DOT_CONFIG: [&str; 6] =
    ["prisma.js", "prisma.ts", "prisma.mjs", "prisma.cjs", "prisma.mts", "prisma.cts"];

/// The statically known part of a config.
#[derive(Debug, Clone)]
pub(crate) struct Config {
    pub(crate) schema: Schema,
    /// The config of Prisma 8, which uses the same file name.
    pub(crate) is_prisma_8: bool,
    /// The documents a Prisma 8 config names as its contract.
    pub(crate) contracts: Vec<PathBuf>,
    pub(crate) contract_line: u32,
    pub(crate) external_tables: Vec<String>,
    pub(crate) external_enums: Vec<String>,
    pub(crate) external_tables_enabled: bool,
    pub(crate) datasource_url: bool,
}

/// The property `schema` of a config.
#[derive(Debug, Clone)]
pub(crate) enum Schema {
    /// There is none.
    Absent,
    /// It is known without running the config.
    At { path: PathBuf, line: u32, text: String },
    /// It is or may be there, and only running the config would tell. The range is the expression; empty when
    /// there is none to point at.
    Unknown { range: Range<usize>, line: u32 },
}

/// Where a config stands, so that its paths can be resolved.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Place<'p> {
    /// `__dirname`: the folder of the file itself.
    pub(crate) folder: &'p Path,
    /// `process.cwd()`: where Prisma would be started, so for `.config/prisma.ts` the folder above.
    pub(crate) working: &'p Path,
}

/// A longer file is not a config someone wrote.
const LONGEST: usize = 1 << 20;

/// Reads the text of a config; any text will do.
pub(crate) fn read(text: &str, place: Place<'_>) -> Config {
    let source = Source::new(if text.len() > LONGEST { "" } else { text }, place);
    let is_prisma_8 = source.imports(is_prisma_8_module) || source.calls("definePrismaConfig");
    let unknown = |range: Range<usize>| Schema::Unknown { line: line_at(text, range.start), range };
    let mut config = Config {
        schema: unknown(0..0),
        is_prisma_8,
        contracts: Vec::new(),
        contract_line: 1,
        external_tables: Vec::new(),
        external_enums: Vec::new(),
        external_tables_enabled: false,
        datasource_url: false,
    };
    let Some(export) = source.default_export() else { return config };
    let Some(object) = source.object(export) else {
        config.schema = unknown(source.range(export));
        return config;
    };
    config.schema = match source.property(object, "schema") {
        Property::Absent => Schema::Absent,
        Property::Unclear(item) => unknown(source.range(item)),
        Property::Value { value, .. } if source.is_nothing(value) => Schema::Absent,
        Property::Value { item, value } => match source.schema_path(value) {
            Some(path) => {
                let range = source.range(item);
                let line = line_at(text, range.start);
                Schema::At { path, line, text: one_line(text.get(range).unwrap_or("schema")) }
            }
            None => unknown(source.range(value)),
        },
    };
    if let Property::Value { item, value } = source.property(object, "contract") {
        config.contracts = source.paths(value);
        config.contract_line = line_at(text, source.range(item).start);
    }
    let inside = |outer: &str, inner: &str| match source.property(object, outer) {
        Property::Value { value, .. } => match source.property(source.object(value)?, inner) {
            Property::Value { value, .. } => Some(value),
            _ => None,
        },
        _ => None,
    };
    config.external_tables = inside("tables", "external").map(|it| source.strings(it)).unwrap_or_default();
    config.external_enums = inside("enums", "external").map(|it| source.strings(it)).unwrap_or_default();
    config.external_tables_enabled =
        inside("experimental", "externalTables").is_some_and(|it| source.is_word(it, "true"));
    config.datasource_url = inside("datasource", "url").is_some();
    config
}

fn is_prisma_8_module(name: &str) -> bool {
    name == "@prisma/cli-engine" || (name.starts_with("@prisma/orm-") && name.ends_with("/config"))
}

/// Puts an expression on one line of bearable length.
fn one_line(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    let line = words.join(" ");
    match line.char_indices().nth(80) {
        Some((end, _)) => format!("{}…", line.get(..end).unwrap_or_default()),
        None => line,
    }
}
