//! What lies near a schema and helps to write it: names of variables, and packages that are generators.

use std::path::{Path, PathBuf};

use crate::files::Files;
use crate::package;
use crate::path::folder_of;
use crate::project::Project;

/// What is near a project. Made for people who type; nothing is decided by it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Surroundings {
    /// The variables of the `.env` files, the nearest file first.
    pub variables: Vec<Variable>,
    /// Names of packages that are generators by their name, sorted.
    pub generators: Vec<String>,
}

/// The name of a variable and where it is set. What it is set to is never kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Variable {
    /// The name.
    pub name: String,
    /// The `.env` file.
    pub file: PathBuf,
    /// The line, from 0.
    pub line: u32,
    /// What stands before the name on its line, which is ASCII.
    pub column: u32,
}

/// Reads what is near a project: the `.env` beside the schema, beside its config and beside its package.
pub fn surroundings(files: &dyn Files, project: &Project) -> Surroundings {
    let mut variables: Vec<Variable> = Vec::new();
    for path in env_files(&project.root, project.config.as_ref().map(|it| &*it.file), &project.inputs) {
        let Ok(bytes) = files.read(&path) else { continue };
        for variable in variables_of(&path, &String::from_utf8_lossy(&bytes)) {
            if !variables.iter().any(|it| it.name == variable.name) {
                variables.push(variable);
            }
        }
    }
    let package = package_folder(&project.root, &project.inputs).map(|it| it.join("package.json"));
    let package = package.and_then(|it| files.read(&it).ok());
    Surroundings { variables, generators: package.map_or_else(Vec::new, |it| package::generators(&it)) }
}

/// Where the `.env` files of a project would be, the nearest first.
pub(crate) fn env_files<'a>(
    root: &Path,
    config: Option<&Path>,
    inputs: impl IntoIterator<Item = &'a PathBuf>,
) -> Vec<PathBuf> {
    let package = package_folder(root, inputs);
    let mut folders = vec![root];
    for folder in [config.map(folder_of), package].into_iter().flatten() {
        if !folders.contains(&folder) {
            folders.push(folder);
        }
    }
    folders.into_iter().map(|it| it.join(".env")).collect()
}

/// The folder of the nearest `package.json` that was read.
fn package_folder<'a>(root: &Path, inputs: impl IntoIterator<Item = &'a PathBuf>) -> Option<&'a Path> {
    let packages = inputs.into_iter().filter(|it| it.ends_with("package.json"));
    let folders = packages.map(|it| folder_of(it)).filter(|it| root.starts_with(it));
    folders.max_by_key(|it| it.components().count())
}

/// The names that the lines `NAME=` set. A value in quotes may go over lines.
fn variables_of(file: &Path, text: &str) -> Vec<Variable> {
    let mut variables = Vec::new();
    let mut open_quote: Option<char> = None;
    for (line, content) in (0..).zip(text.lines()) {
        if let Some(quote) = open_quote {
            if content.contains(quote) {
                open_quote = None;
            }
            continue;
        }
        let Some((name, column, value)) = assignment(content) else { continue };
        variables.push(Variable { name: name.to_owned(), file: file.to_owned(), line, column });
        let value = value.trim_start();
        open_quote = value.chars().next().filter(|it| {
            matches!(it, '"' | '\'' | '`') && !value.get(1..).is_some_and(|rest| rest.contains(*it))
        });
    }
    variables
}

/// `export NAME = value`: the name, where it starts, and what follows `=`.
fn assignment(line: &str) -> Option<(&str, u32, &str)> {
    let line_start = line.trim_start_matches('\u{feff}');
    let trimmed = line_start.trim_start();
    let trimmed = trimmed.strip_prefix("export ").map_or(trimmed, str::trim_start);
    let (name, value) = trimmed.split_once('=')?;
    let name = name.trim_end();
    let is_name = name.starts_with(|it: char| it.is_ascii_alphabetic() || it == '_')
        && name.chars().all(|it| it.is_ascii_alphanumeric() || matches!(it, '_' | '.' | '-'));
    let column = line_start.len() - trimmed.len();
    let is_ascii = line_start.get(..column).is_some_and(str::is_ascii);
    (is_name && is_ascii).then_some((name, column as u32, value))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_names_and_no_values() {
        let text = "# A=1\nA=1\n export  B = \"x\nC=2\n\"\nD='y'\n9E=1\nF G=1\n";
        let found = variables_of(Path::new("/.env"), text);
        let found: Vec<_> = found.iter().map(|it| (it.name.as_str(), it.line, it.column)).collect();
        assert_eq!(found, [("A", 1, 0), ("B", 2, 9), ("D", 5, 0)]);
    }
}
