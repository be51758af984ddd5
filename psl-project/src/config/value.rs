//! What an expression evaluates to without running anything.
//!
//! Literals, the path functions of Node, and the few names for the folder of the config; nothing else.

use std::path::{Component, Path, PathBuf};

use crate::config::source::{Property, Source, Span};
use crate::config::token::{Kind, string_value};
use crate::path::{normal, resolve};

/// How deep `path.join(path.join(…))` is followed.
const DEEPEST: u32 = 16;

impl Source<'_> {
    /// A path, or the older `{ kind: "single", filePath: … }` and `{ kind: "multi", folderPath: … }`.
    pub(super) fn schema_path(&self, value: Span) -> Option<PathBuf> {
        if let Some(path) = self.path(value) {
            return Some(path);
        }
        let object = self.object(value)?;
        let Property::Value { value: kind, .. } = self.property(object, "kind") else { return None };
        let key = match self.string(kind)?.as_str() {
            "single" => "filePath",
            "multi" => "folderPath",
            _ => return None,
        };
        match self.property(object, key) {
            Property::Value { value, .. } => self.path(value),
            _ => None,
        }
    }

    /// One path or a list of them; what is not static is left out.
    pub(super) fn paths(&self, value: Span) -> Vec<PathBuf> {
        match self.list(value) {
            Some(items) => items.into_iter().filter_map(|it| self.path(it)).collect(),
            None => self.path(value).into_iter().collect(),
        }
    }

    /// The string literals of a list.
    pub(super) fn strings(&self, value: Span) -> Vec<String> {
        self.list(value).unwrap_or_default().into_iter().filter_map(|it| self.string(it)).collect()
    }

    /// `undefined`, `null` or an empty string: the same as leaving the property out.
    pub(super) fn is_nothing(&self, value: Span) -> bool {
        self.is_word(value, "undefined")
            || self.is_word(value, "null")
            || self.string(value).is_some_and(|it| it.is_empty())
    }

    fn list(&self, value: Span) -> Option<Vec<Span>> {
        let span = self.bare(value);
        let span = self.constant(span).map_or(span, |it| self.bare(it));
        Some(self.items(self.inside(span, "[")?))
    }

    fn string(&self, value: Span) -> Option<String> {
        match self.tokens(self.bare(value)) {
            [only] if only.kind == Kind::Text => string_value(only),
            _ => None,
        }
    }

    /// An absolute path, if the config stands at one.
    fn path(&self, value: Span) -> Option<PathBuf> {
        Some(resolve(self.place.folder, &self.path_value(value, DEEPEST, 1)?))
    }

    fn path_value(&self, value: Span, depth: u32, hops: u32) -> Option<PathBuf> {
        let depth = depth.checked_sub(1)?;
        self.fuel.set(self.fuel.get().checked_sub(1)?);
        let span = self.bare(value);
        if let Some(text) = self.string(span) {
            return Some(PathBuf::from(text));
        }
        if self.is(span, &["__dirname"]) || self.is(span, &["import", ".", "meta", ".", "dirname"]) {
            return Some(self.place.folder.to_owned());
        }
        if self.is(span, &["process", ".", "cwd", "(", ")"]) {
            return Some(self.place.working.to_owned());
        }
        if let (Some(target), 1) = (self.constant(span), hops) {
            return self.path_value(target, depth, 0);
        }
        let (callee, arguments) = self.call(span)?;
        let arguments = self.items(arguments).into_iter().map(|it| self.path_value(it, depth, hops));
        let arguments: Vec<PathBuf> = arguments.collect::<Option<_>>()?;
        let callee: Vec<&str> = self.tokens(callee).iter().map(|it| it.text).collect();
        match callee.as_slice() {
            ["join"] | ["path", ".", "join"] | ["path", ".", "posix", ".", "join"] => Some(join(&arguments)),
            ["resolve"] | ["path", ".", "resolve"] | ["path", ".", "posix", ".", "resolve"] => {
                let start = self.place.working.to_owned();
                Some(arguments.iter().fold(start, |folder, it| resolve(&folder, it)))
            }
            _ => None,
        }
    }
}

/// Node's `path.join`: unlike `path.resolve`, a later absolute part does not start afresh.
fn join(parts: &[PathBuf]) -> PathBuf {
    let mut out = PathBuf::new();
    for (idx, part) in parts.iter().enumerate() {
        let components = part.components().filter(|it| idx == 0 || *it != Component::RootDir);
        out.extend(components);
    }
    normal(Path::new(&out))
}
