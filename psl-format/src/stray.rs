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

use crate::regions::{Stop, line_end, scan};

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
        // Lines of a block without `}` are copied anyway, so what matters is what lies behind it.
        let (body_end, block_end) = match segment.is_closed() {
            true => (base + text.len() - 1, Some(line_end(file, base + text.len()))),
            false => (base, None),
        };
        let mut first_close = None;
        let mut first_close =
            |text: &str| *first_close.get_or_insert_with(|| text.find("*/").unwrap_or(text.len()));
        let mut reach = None;
        for node in segment.root().children().filter(|it| it.has_error()) {
            let range = node.range();
            let line = range.slice(text);
            if line.ends_with('\\') {
                reach = reach.max(block_end);
            }
            let Stop::OpenComment(open) = scan(line, 0, line.len(), |_| {}) else { continue };
            match self.close_after(base + range.start as usize + open + 2, file) {
                Some(close) => {
                    let end = line_end(file, close + 2);
                    if body_end <= end {
                        reach = reach.max(Some(end));
                    }
                }
                // A block attribute above the line may take its comment, and with it a `*/`, below the line.
                None if first_close(text) < range.start as usize => reach = reach.max(block_end),
                None => {}
            }
        }
        reach
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
