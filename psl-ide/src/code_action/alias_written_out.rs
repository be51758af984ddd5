//! A type alias of old written out at each field that has it.

use psl_parser::{TextEdit, TextRange, ast};
use psl_validate::{Diagnostic, schema::SegmentId};

use super::{ActionKind, CodeAction};
use crate::{Edits, Snapshot, change::Layout};

const CODE: &str = "legacy-type-alias";

pub(super) fn push(snapshot: &Snapshot, diagnostics: &[&Diagnostic], actions: &mut Vec<CodeAction>) {
    let aliases = diagnostics.iter().filter(|it| it.code().0 == CODE);
    actions.extend(aliases.filter_map(|it| action(snapshot, it)));
}

fn action(snapshot: &Snapshot, diagnostic: &Diagnostic) -> Option<CodeAction> {
    let schema = snapshot.schema();
    let name = diagnostic.range.slice(snapshot.text(diagnostic.file));
    let line = diagnostic.place.slice(snapshot.text(diagnostic.file));
    let (base, attributes) = meaning(line)?;
    let mut edits = Edits::new();
    let mut add = |id: SegmentId, range: TextRange, text: &str| {
        let (file, range) = schema.absolute(psl_validate::schema::Span::new(id, range));
        edits.entry(file).or_default().push(TextEdit::replace(range, text));
    };
    for id in schema.segment_ids() {
        let segment = schema.segment(id);
        if !segment.text().contains(name) {
            continue;
        }
        let fields = ast::Block::of(segment).into_iter().flat_map(|it| it.fields().collect::<Vec<_>>());
        for type_ref in fields.filter_map(|it| it.type_ref()) {
            if type_ref.name().is_some_and(|it| it.text() == name) {
                add(id, type_ref.base_range(), base);
                if !attributes.is_empty() {
                    add(id, TextRange::empty(type_ref.range().end), &format!(" {attributes}"));
                }
            }
        }
    }
    let text = snapshot.text(diagnostic.file);
    let rest = &text[diagnostic.place.end as usize..];
    let blanks = rest.len() - rest.trim_start_matches(['\r', '\n']).len();
    let end = diagnostic.place.end + blanks as u32;
    edits
        .entry(diagnostic.file)
        .or_default()
        .push(TextEdit::delete(TextRange::new(diagnostic.place.start, end)));
    let title = format!("Write `{base}` out at each field");
    Some(CodeAction {
        is_preferred: true,
        layout: Layout::Block,
        ..CodeAction::new(ActionKind::QuickFix, title, vec![diagnostic.clone()], edits)
    })
}

/// Base and attributes of `type Name = Base @attribute`; `None` for one with a comment.
fn meaning(line: &str) -> Option<(&str, &str)> {
    let meaning = line.split_once('=')?.1.trim();
    let end = meaning.find(|it: char| !it.is_alphanumeric() && it != '_').unwrap_or(meaning.len());
    let (base, attributes) = (&meaning[..end], meaning[end..].trim());
    let is_plain = attributes.is_empty() || attributes.starts_with('@');
    (!base.is_empty() && is_plain && !meaning.contains("//")).then_some((base, attributes))
}
