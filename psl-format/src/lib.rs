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

use psl_parser::{Segment, SourceFile, TextEdit, TextRange};

use crate::{edits::Change, file::Piece, table::Table};

pub use line_break::LineBreak;
pub use on_type::format_on_type;

/// The edits that format `file`: whole lines, in text order, none when the file is formatted.
pub fn format(file: &SourceFile) -> Vec<TextEdit> {
    edits_of_pieces(file, |_| true)
}

/// The text of `file` with all edits of [`format`] applied.
pub fn format_text(file: &SourceFile) -> String {
    file::lay_out(file).text
}

/// The edits of [`format`] for the blocks that intersect `range`. What stands between blocks is left alone.
pub fn format_range(file: &SourceFile, range: TextRange) -> Vec<TextEdit> {
    format_blocks(file, &[range])
}

/// The edits of [`format`] for the blocks that intersect any of `ranges`, say the places another edit has touched.
pub fn format_blocks(file: &SourceFile, ranges: &[TextRange]) -> Vec<TextEdit> {
    edits_of_pieces(file, |piece| piece.is_block && ranges.iter().any(|it| piece.intersects(*it)))
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
    let mut out = String::with_capacity(segment.text().len() + segment.text().len() / 8);
    block::push_block(&mut out, segment, line_break, &mut Table::default());
    Some(out)
}

fn edits_of_pieces(file: &SourceFile, is_wanted: impl Fn(&Piece) -> bool) -> Vec<TextEdit> {
    let layout = file::lay_out(file);
    let wanted = layout.pieces.iter().filter(|it| is_wanted(it));
    let changes =
        wanted.map(|it| Change { old: it.old.clone(), new: layout.text.get(it.new.clone()).unwrap_or("") });
    edits::line_edits(file.text(), changes)
}
