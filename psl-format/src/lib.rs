//! The formatter for the Prisma Schema Language: one layout, no options.
//!
//! Text that does not fit the language is kept, everything else is put in shape around it. Formatting looks at one file
//! and at the form of its text only; it adds no fields and repairs nothing.
//!
//! ```
//! use psl_parser::{SourceFile, apply_edits};
//!
//! let file = SourceFile::parse("model Room {\n  id Int @id\n  name String\n}\n");
//! let edits = psl_format::format(&file);
//! assert_eq!(edits.len(), 1); // one line changes
//! assert_eq!(apply_edits(file.text(), &edits), "model Room {\n  id   Int    @id\n  name String\n}\n");
//! assert_eq!(psl_format::format_text(&file), apply_edits(file.text(), &edits));
//! ```

mod block;
mod brace_regions;
mod broken;
mod comments;
mod edits;
mod file;
mod items;
mod line_break;
mod on_type;
mod regions;
mod rows;
mod stray;
mod table;
mod units;
mod values;

use std::borrow::Cow;

use psl_parser::{Segment, SourceFile, TextEdit, TextRange, TextSize};

use crate::{
    edits::Change,
    file::{OwnLines, Piece},
    table::Table,
};

pub use line_break::LineBreak;
pub use on_type::format_on_type;

/// The edits that format `file`: whole lines, in text order, none when the file is formatted.
///
/// Blocks keep what was found out about them, so that formatting the next version of the file costs what has changed.
pub fn format(file: &SourceFile) -> Vec<TextEdit> {
    collected(|tell| edits_of_pieces(file, |_| true, tell))
}

/// Tells the edits of [`format`] one by one, so that they need not all be in memory.
pub fn each_edit(file: &SourceFile, mut tell: impl FnMut(TextRange, &str)) {
    edits_of_pieces(file, |_| true, &mut tell);
}

/// The text of `file` with all edits of [`format`] applied.
pub fn format_text(file: &SourceFile) -> String {
    file::lay_out(file, OwnLines::Written).text
}

/// The edits of [`format`] for the blocks that intersect `range`. What stands between blocks is left alone.
pub fn format_range(file: &SourceFile, range: TextRange) -> Vec<TextEdit> {
    format_blocks(file, &[range])
}

/// The edits of [`format`] for the blocks that intersect any of `ranges`, say the places another edit has touched.
pub fn format_blocks(file: &SourceFile, ranges: &[TextRange]) -> Vec<TextEdit> {
    let is_wanted = |piece: &Piece<'_>| piece.is_block && ranges.iter().any(|it| piece.intersects(*it));
    collected(|tell| edits_of_pieces(file, is_wanted, tell))
}

/// The text of one block from its keyword to its `}`, as it stands in the formatted file.
///
/// Depends on nothing but the arguments, so the result may be kept for as long as the segment is. `None` when `segment`
/// is no block with a `}`, or when a broken line in it makes its layout hang on the rest of the file. A block inside a
/// region of braces (`namespace x {` … `}`) is copied, not laid out; that cannot be seen here.
pub fn format_segment(segment: &Segment, line_break: LineBreak) -> Option<String> {
    if !segment.is_closed() || stray::hangs_on_rest(segment) {
        return None;
    }
    Some(laid_out(segment, line_break))
}

fn collected(edits: impl FnOnce(&mut dyn FnMut(TextRange, &str))) -> Vec<TextEdit> {
    let mut collected = Vec::new();
    edits(&mut |range, new_text| collected.push(TextEdit::replace(range, new_text)));
    collected
}

fn edits_of_pieces(
    file: &SourceFile,
    is_wanted: impl Fn(&Piece<'_>) -> bool,
    mut tell: &mut dyn FnMut(TextRange, &str),
) {
    let layout = file::lay_out(file, OwnLines::LeftOut);
    let text = file.text();
    let new_text = |it: &Piece<'_>| match it.left_out {
        Some(segment) => Cow::Owned(laid_out(segment, layout.line_break)),
        None => Cow::Borrowed(layout.text.get(it.new.clone()).unwrap_or("")),
    };
    let stays = |it: &Piece<'_>| it.left_out.is_none() && text.get(it.old.clone()) == Some(&new_text(it));
    let wanted = layout.pieces.iter().filter(|it| is_wanted(it));
    let pieces: Vec<&Piece<'_>> = wanted.filter(|it| !stays(it)).collect();
    let touches = |one: Option<&&Piece<'_>>, other: Option<&&Piece<'_>>| {
        one.zip(other).is_some_and(|(one, other)| one.old.end == other.old.start)
    };
    // Changes that may share lines.
    let mut group = Vec::new();
    for (index, piece) in pieces.iter().enumerate() {
        let (before, after) = (index.checked_sub(1).and_then(|it| pieces.get(it)), pieces.get(index + 1));
        let is_alone = !touches(before, Some(piece)) && !touches(Some(piece), after);
        match piece.left_out.filter(|_| is_alone).and_then(|it| edits::of_block(it, layout.line_break)) {
            Some(of_block) => {
                edits::line_edits(text, group.drain(..), &mut tell);
                let start = piece.old.start as TextSize;
                of_block.iter().for_each(|(range, new_text)| tell(range.shifted(start), new_text));
            }
            None => group.push(Change { old: piece.old.clone(), new: new_text(piece) }),
        }
    }
    edits::line_edits(text, group, &mut tell);
}

/// The text of a closed block whose layout does not hang on the rest of the file.
fn laid_out(segment: &Segment, line_break: LineBreak) -> String {
    let mut out = String::with_capacity(segment.text().len() + segment.text().len() / 8);
    block::push_block(&mut out, segment, line_break, &mut Table::default());
    out
}
