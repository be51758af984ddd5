//! Moves a block, with its doc comment, to another file of the schema.

use psl_parser::{FileId, TextEdit, TextRange, TextSize, ast};
use psl_validate::FileEdit;

use super::{ActionKind, Cx, Destination, Draft};
use crate::{change::Layout, doc_comment, words::snake_case};

/// More files than these are not offered; a list of all helps nobody.
const MOST_FILES: usize = 8;

pub(super) struct Moved {
    name: String,
    text: String,
    /// Takes it away from where it is.
    pub(super) removal: FileEdit,
}

pub(super) fn moved(cx: &Cx<'_>) -> Option<Moved> {
    let block = ast::Block::of(cx.segment()).filter(|_| cx.is_on_header() && cx.segment().is_closed())?;
    let source = cx.snapshot.file(cx.at.file)?;
    let index = source.segment_index_at(cx.at.range.start)?;
    let own = source.segments().get(index)?.range();
    let range = doc_comment::of_block(source, index).map_or(own, |it| it.range.cover(own));
    let text = source.text();
    let before = text.get(..range.start as usize)?;
    let behind = text.get(range.end as usize..)?;
    // The line of the brace goes as a whole, and one of two blank lines that would meet.
    let rest = behind.trim_start_matches([' ', '\t']);
    let rest = rest.strip_prefix("\r\n").or_else(|| rest.strip_prefix('\n')).unwrap_or(rest);
    let rest = match before.is_empty() || before.ends_with("\n\n") || before.ends_with("\r\n\r\n") {
        true => rest.strip_prefix("\r\n").or_else(|| rest.strip_prefix('\n')).unwrap_or(rest),
        false => rest,
    };
    let end = (text.len() - rest.len()) as TextSize;
    Some(Moved {
        name: block.name()?.text().to_owned(),
        text: range.slice(text).to_owned(),
        removal: FileEdit { file: cx.at.file, edit: TextEdit::delete(TextRange::new(range.start, end)) },
    })
}

pub(super) fn to_file(cx: &Cx<'_>) -> Vec<Draft> {
    let others: Vec<FileId> = cx.snapshot.file_ids().filter(|it| *it != cx.at.file).collect();
    if others.is_empty() || others.len() > MOST_FILES {
        return Vec::new();
    }
    let Some(moved) = moved(cx) else { return Vec::new() };
    let draft = |file: FileId| {
        let text = cx.snapshot.text(file);
        let separation = match text {
            "" => "",
            it if it.ends_with("\n\n") => "",
            it if it.ends_with('\n') => "\n",
            _ => "\n\n",
        };
        let added = format!("{separation}{}\n", moved.text).replace("\r\n", "\n");
        let added = added.replace('\n', crate::edit::line_break(text));
        let insertion = FileEdit { file, edit: TextEdit::insert(text.len() as TextSize, added) };
        let title = format!("Move `{}` to", moved.name);
        Draft {
            layout: Layout::Nothing,
            destination: Some(Destination::File(file)),
            ..Draft::new(ActionKind::Rewrite, title, vec![moved.removal.clone(), insertion])
        }
    };
    others.into_iter().map(draft).collect()
}

pub(super) fn to_new_file(cx: &Cx<'_>) -> Vec<Draft> {
    // A file beside the only one may be no part of the schema.
    let Some(moved) = moved(cx).filter(|_| cx.snapshot.files().len() > 1) else { return Vec::new() };
    let name = format!("{}.prisma", snake_case(&moved.name));
    let text = format!("{}{}", moved.text, cx.line_break());
    vec![Draft {
        layout: Layout::Nothing,
        destination: Some(Destination::NewFile { name, text }),
        ..Draft::new(
            ActionKind::Extract,
            format!("Move `{}` to the new file", moved.name),
            vec![moved.removal],
        )
    }]
}
