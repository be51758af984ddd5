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

use psl_parser::{PlacedSegment, Segment};

use crate::{
    broken::broken_lines,
    items::ungrouped_items,
    regions::line_end,
    units::{TextSource, Unit},
};

/// Finds how far text has to be copied; remembers what it found, so that a file takes linear time.
#[derive(Default)]
pub(crate) struct StraySearch {
    /// A stretch of the file: from its start, the next `*/` is at its end.
    next_close: Option<(usize, Option<usize>)>,
}

impl StraySearch {
    /// The offset in the file up to which the block of `placed` and what follows must not change, if there is one.
    pub(crate) fn reach(&mut self, placed: PlacedSegment<'_>, file: &str) -> Option<usize> {
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

/// Text to be copied: from the unit of this index up to an offset in the file.
pub(crate) struct Stretch {
    pub(crate) first: usize,
    pub(crate) reach: usize,
}

/// Joins the units that start inside a stretch to one text. A unit that ends behind the stretch takes the rest of its line
/// along.
pub(crate) fn join_stretches<'f>(units: Vec<Unit<'f>>, stretches: &[Stretch], text: &str) -> Vec<Unit<'f>> {
    let mut stretches = stretches.iter().peekable();
    let mut joined: Vec<Unit<'f>> = Vec::with_capacity(units.len());
    let mut stretch_end = 0;
    for (index, unit) in units.into_iter().enumerate() {
        let reach = stretches.next_if(|it| it.first == index).map_or(0, |it| it.reach);
        let Some(range) = unit.range() else {
            joined.push(unit);
            continue;
        };
        let starts_inside = range.start < stretch_end;
        if reach > 0 || starts_inside {
            stretch_end = stretch_end.max(reach).max(line_end(text, range.end));
        }
        let is_closed = matches!(unit, Unit::Block { .. });
        if starts_inside {
            joined.pop_if(|it| matches!(it, Unit::Blank(_)));
            if let Some(Unit::Text { range: stretch, source }) = joined.last_mut() {
                stretch.end = range.end;
                *source = TextSource::Block { is_closed };
            }
        } else if reach > 0 {
            joined.push(Unit::Text { range, source: TextSource::Block { is_closed } });
        } else {
            joined.push(unit);
        }
    }
    joined
}

/// Whether the layout of a closed block hangs on the rest of its file.
pub(crate) fn hangs_on_rest(segment: &Segment) -> bool {
    let text = segment.text();
    !segment.tree().errors().is_empty()
        && broken_lines(&ungrouped_items(segment), text).iter().any(|it| {
            it.ends_with_backslash || it.open_comment.is_some() || it.range.end as usize == text.len()
        })
}
