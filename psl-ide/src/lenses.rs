//! How often blocks are used, to be shown above them.

use psl_parser::{FileId, SyntaxKind, TextRange, ast};

use crate::{
    FilePosition, Snapshot,
    names::{self, Entity},
    references::occurrences_of,
};

/// The names of the blocks of a file that can be used as types.
pub fn lenses(snapshot: &Snapshot, file: FileId) -> Vec<TextRange> {
    use SyntaxKind::{COMPOSITE_TYPE, ENUM, MODEL, VIEW};
    let segments = snapshot.file(file).into_iter().flat_map(|it| it.segments().iter());
    let name = |placed: psl_parser::PlacedSegment<'_>| {
        let block = ast::Block::of(placed.segment)?;
        let is_type = matches!(block.kind(), MODEL | VIEW | COMPOSITE_TYPE | ENUM);
        Some(block.name().filter(|_| is_type)?.range().shifted(placed.start))
    };
    segments.filter_map(name).collect()
}

/// How many other blocks use the one whose name is at a position; `None` when there is no such name.
pub fn used_by(snapshot: &Snapshot, at: FilePosition) -> Option<usize> {
    let (own, occurrence) = names::occurrence_at(snapshot, at)?;
    if !matches!(occurrence.entity, Entity::Type(_)) {
        return None;
    }
    let uses = occurrences_of(snapshot.schema(), &occurrence.entity);
    let mut blocks: Vec<_> = uses.into_iter().map(|it| it.0).filter(|it| *it != own).collect();
    blocks.dedup();
    Some(blocks.len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::test_fixture::fixture_with_rules;

    #[test]
    fn l145_counts_the_other_blocks() {
        let text = "model A {\n  b B[]\n  c B?\n  e E\n}\nmodel B {\n  b B[]\n  a A[]\n}\nenum E {\n  X\n}\ngenerator g {\n}\n";
        let (snapshot, _) = fixture_with_rules(text, psl_validate::RuleSet::V7);
        let lenses = lenses(&snapshot, FileId(0));
        let counts = lenses.iter().map(|it| {
            let at = FilePosition { file: FileId(0), offset: it.start };
            (it.slice(text), used_by(&snapshot, at))
        });
        assert_eq!(counts.collect::<Vec<_>>(), [("A", Some(1)), ("B", Some(1)), ("E", Some(1))]);
    }
}
