//! Trees from tables, and projects as short text.

use std::path::{Path, PathBuf};

use psl_project::{Expansion, Memory, Options, Project, Selection, discover, expand, projects_of};

/// The text of a file with a datasource.
pub(crate) const DB: &str = "datasource db {\n  provider = \"postgresql\"\n}\n";
/// The text of a file without one.
pub(crate) const MODEL: &str = "model Room {\n  id Int @id\n}\n";

/// A tree below `/r`. A path that ends in `/` is a folder, a text that begins with `->` is a link.
pub(crate) fn tree(nodes: &[(&str, &str)]) -> Memory {
    let mut files = Memory::new();
    files.folder("/r");
    for (path, text) in nodes {
        let path = format!("/r/{path}");
        match (path.strip_suffix('/'), text.strip_prefix("->")) {
            (Some(folder), _) => files.folder(folder),
            (None, Some(target)) => files.link(&path, target.trim()),
            (None, None) => files.file(&path, text),
        }
    }
    files
}

/// The same with a repository at `/r`, so that looking upwards ends there.
pub(crate) fn repository(nodes: &[(&str, &str)]) -> Memory {
    let mut files = tree(nodes);
    files.folder("/r/.git");
    files
}

pub(crate) fn at(path: &str) -> PathBuf {
    Path::new("/r").join(path)
}

pub(crate) fn project(files: &Memory, document: &str) -> Project {
    discover(files, &at(document), &Options::default())
}

/// The names of files below `/r`, separated by blanks.
pub(crate) fn names(files: &[PathBuf]) -> String {
    let names = files.iter().map(|it| it.strip_prefix("/r").unwrap_or(it).display().to_string());
    names.collect::<Vec<_>>().join(" ")
}

/// The files of the project of a document.
pub(crate) fn files_of(files: &Memory, document: &str) -> String {
    names(&project(files, document).files)
}

/// The reasons of a project, one per line.
pub(crate) fn reasons(project: &Project) -> Vec<String> {
    project.reasons.iter().map(|it| it.show(Path::new("/r"))).collect()
}

/// What a project left out, by path.
pub(crate) fn skipped(project: &Project) -> String {
    let paths: Vec<PathBuf> = project.skipped.iter().map(|it| it.path.clone()).collect();
    names(&paths)
}

pub(crate) fn select(files: &Memory, paths: &[&str]) -> Selection {
    projects_of(files, Path::new("/r"), &to_paths(paths), &Options::default())
}

pub(crate) fn expanded(files: &Memory, paths: &[&str]) -> Expansion {
    expand(files, Path::new("/r"), &to_paths(paths), &Options::default())
}

/// The projects of a selection: files separated by blanks, projects by ` | `.
pub(crate) fn shown(selection: &Selection) -> String {
    let projects = selection.projects.iter().map(|it| names(&it.files));
    projects.collect::<Vec<_>>().join(" | ")
}

fn to_paths(paths: &[&str]) -> Vec<PathBuf> {
    paths.iter().map(PathBuf::from).collect()
}
