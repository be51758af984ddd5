//! Text outside blocks that leaves a brace open, with all that stands before the brace is closed: unknown blocks, blocks
//! inside blocks.
//!
//! ```text
//! namespace shop {
//!   model Lamp {
//!   }
//! }
//! ```

use std::ops::Range;

use crate::{
    regions::{Regions, scan},
    units::{TextSource, Unit},
};

/// Joins lines that leave a brace open with everything up to the line where it closes.
///
/// A block at column 0 is never part of such a region, nor is a block without `}`.
pub(crate) fn group_regions<'f>(units: Vec<Unit<'f>>, text: &str) -> Vec<Unit<'f>> {
    let slice = |range: &Range<usize>| text.get(range.clone()).unwrap_or("");
    let may_open = |it: &Unit<'_>| matches!(it, Unit::Text { range, source: TextSource::Loose } if slice(range).contains('{'));
    if !units.iter().any(may_open) {
        return units;
    }
    let mut regions = Regions::default();
    for unit in &units {
        match unit {
            Unit::Blank(_) | Unit::Comment { .. } => {}
            Unit::Text { source: TextSource::Block { .. }, .. } => regions.barrier(),
            Unit::Text { range, .. } => scan_braces(slice(range), &mut regions),
            Unit::Block { range, is_indented, .. } => {
                if !is_indented {
                    regions.barrier();
                }
                scan_braces(slice(range), &mut regions);
            }
        }
        regions.end_line();
    }
    let ends = regions.ends();
    let range_end = |index: usize| match &units[index] {
        Unit::Text { range, .. } | Unit::Block { range, .. } => range.end,
        Unit::Blank(_) | Unit::Comment { .. } => 0,
    };
    let range_ends: Vec<usize> = ends.iter().map(|end| end.map_or(0, range_end)).collect();
    let mut grouped = Vec::with_capacity(units.len());
    let mut skip_until = 0;
    for (index, unit) in units.into_iter().enumerate() {
        if index < skip_until {
            continue;
        }
        match (unit, ends[index]) {
            (Unit::Text { range, source: TextSource::Loose }, Some(last)) if index < last => {
                skip_until = last + 1;
                let range = range.start..range_ends[index];
                grouped.push(Unit::Text { range, source: TextSource::Loose });
            }
            (unit, _) => grouped.push(unit),
        }
    }
    grouped
}

fn scan_braces(text: &str, regions: &mut Regions) {
    scan(text, 0, text.len(), |bracket| match bracket {
        b'{' => regions.open(),
        b'}' => regions.close(),
        _ => {}
    });
}
