//! Another name for what has one that the language does not allow, everywhere, with the old one kept in the database.

use psl_validate::Diagnostic;

use super::{ActionKind, CodeAction};
use crate::{Confirmation, DatabaseNames, FilePosition, Snapshot, rename};

/// The findings that another name answers.
const CODES: [&str; 4] = ["name-starts-with-digit", "name-has-dash", "name-reserved", "name-reserved-scalar"];

const MOST_TRIES: u32 = 5;

pub(super) fn push(snapshot: &Snapshot, diagnostics: &[&Diagnostic], actions: &mut Vec<CodeAction>) {
    let about_names = diagnostics.iter().filter(|it| CODES.contains(&it.code().0));
    actions.extend(about_names.filter_map(|it| action(snapshot, it)));
}

fn action(snapshot: &Snapshot, diagnostic: &Diagnostic) -> Option<CodeAction> {
    let at = FilePosition { file: diagnostic.file, offset: diagnostic.range.start };
    let old = diagnostic.range.slice(snapshot.text(diagnostic.file));
    let allowed = allowed_name(old, diagnostic.code().0)?;
    // A name that is taken is refused, and then the next one is tried.
    let names = std::iter::once(allowed.clone()).chain((2..MOST_TRIES).map(|it| format!("{allowed}{it}")));
    let (new_name, edits) = names.into_iter().find_map(|it| {
        let renamed = rename(snapshot, at, &it, DatabaseNames::Keep, Confirmation::Impossible).ok()?;
        Some((it, renamed.edits))
    })?;
    let title = format!("Rename to `{new_name}` and keep the name in the database");
    Some(CodeAction::new(ActionKind::QuickFix, title, vec![diagnostic.clone()], edits))
}

/// The nearest name that is allowed: digits go from the start to the end, `_` stands for dashes, and what is reserved
/// says what it is.
fn allowed_name(old: &str, code: &str) -> Option<String> {
    let rest = old.trim_start_matches(|it: char| it.is_ascii_digit() || it == '-' || it == '_');
    let digits = &old[..old.len() - rest.len()];
    let name = match code {
        "name-reserved" | "name-reserved-scalar" => format!("{old}Model"),
        _ if rest.is_empty() => format!("value{digits}"),
        _ => format!("{rest}{digits}"),
    };
    Some(name.replace('-', "_")).filter(|it| it.starts_with(|it: char| it.is_ascii_alphabetic()))
}
