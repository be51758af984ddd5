//! Broken lines whose reading hangs on text further down.
//!
//! ```text
//!   id Int /* half a comment
//!   name String
//!   /* whole */ }
//! ```
//!
//! The first line is broken only because something follows the next `*/` on its line. A line break put in there would
//! make the line whole, and the field below it part of a comment. So everything up to there is copied. The same goes
//! for a broken line that ends with a backslash, which may be half a string.

use psl_parser::PlacedSegment;

use crate::{broken::broken_lines, items::ungrouped_items, regions::line_end};

/// Finds how far text has to be copied; remembers what it found, so that a file takes linear time.
#[derive(Default)]
pub(crate) struct StraySearch {
    /// A stretch of the file: from its start, the next `*/` is at its end.
    next_close: Option<(usize, Option<usize>)>,
}

impl StraySearch {
    /// The offset in the file up to which the block of `placed` and what follows must not change, if there is one.
    pub(crate) fn reach(&mut self, placed: &PlacedSegment, file: &str) -> Option<usize> {
        let segment = &placed.segment;
        if segment.tree().errors().is_empty() {
            return None;
        }
        let base = placed.start as usize;
        let text = segment.text();
        let mut reach = None;
        // Lines of a block without `}` are copied anyway, so what matters is what lies behind it.
        let mut keep_block = || {
            if segment.is_closed() {
                reach = reach.max(Some(line_end(file, base + text.len())));
            }
        };
        let mut further = None;
        let mut first_close = None;
        for lines in broken_lines(&ungrouped_items(segment), text) {
            if lines.ends_with_backslash || lines.range.end as usize == text.len() {
                keep_block();
            }
            let Some(open) = lines.open_comment else { continue };
            match self.close_after(base + open + 2, file) {
                Some(close) => further = further.max(Some(line_end(file, close + 2))),
                None => {
                    // A block attribute above may be moved below the line, and with it the `*/` of its comment.
                    let first_close =
                        *first_close.get_or_insert_with(|| text.find("*/").unwrap_or(text.len()));
                    if first_close < lines.range.start as usize {
                        keep_block();
                    }
                }
            }
        }
        reach.max(further)
    }

    /// The next `*/` at or after `pos`.
    fn close_after(&mut self, pos: usize, file: &str) -> Option<usize> {
        if let Some((from, close)) = self.next_close
            && from <= pos
            && close.is_none_or(|it| pos <= it)
        {
            return close;
        }
        let close = file.get(pos..).and_then(|it| it.find("*/")).map(|it| pos + it);
        self.next_close = Some((pos, close));
        close
    }
}
