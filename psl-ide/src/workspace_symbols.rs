//! Symbols of a whole schema by a few letters of their names, or of their names in the database.

use psl_parser::{
    TextRange,
    ast::{self, Member},
};
use psl_validate::schema::{SegmentId, Top};

use crate::{
    FileRange, Snapshot, SymbolKind, names,
    symbols::{block_kind, has_attribute, string_argument},
};

/// A symbol whose name fits.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct FoundSymbol {
    pub name: String,
    pub kind: SymbolKind,
    /// The name.
    pub at: FileRange,
    /// The block a member belongs to.
    pub container: Option<String>,
    pub is_ignored: bool,
    /// Lower ones fit better.
    pub score: u32,
}

/// The blocks, fields and values of a schema whose names have the letters of `query` in this order, the best first.
pub fn workspace_symbols(snapshot: &Snapshot, query: &str) -> Vec<FoundSymbol> {
    let mut search = Search { snapshot, query: query.trim().to_lowercase(), found: Vec::new() };
    for id in snapshot.schema().segment_ids() {
        if let Some(block) = ast::Block::of(snapshot.schema().segment(id)) {
            search.block(id, block);
        }
    }
    let mut found = search.found;
    found.sort_by_key(|it| (it.score, it.at));
    found
}

struct Search<'a> {
    snapshot: &'a Snapshot,
    query: String,
    found: Vec<FoundSymbol>,
}

impl<'a> Search<'a> {
    fn block(&mut self, id: SegmentId, block: ast::Block<'a>) {
        let (Some(name), Some(kind)) = (block.name(), block_kind(block.kind())) else { return };
        let is_ignored = has_attribute(block.attributes(), "ignore");
        let map = string_argument(block.attributes(), "map");
        self.push(id, (name.text(), name.range()), map, kind, None, is_ignored);
        if block.kind().is_config_block() {
            return;
        }
        for member in block.members() {
            let (name, attributes, kind): (_, Vec<_>, _) = match member {
                Member::Field(it) => (it.name(), it.attributes().collect(), self.field_kind(it)),
                Member::EnumValue(it) => (it.name(), it.attributes().collect(), SymbolKind::EnumValue),
                _ => continue,
            };
            let Some(token) = name else { continue };
            let map = string_argument(attributes.iter().copied(), "map");
            let is_ignored = has_attribute(attributes.iter().copied(), "ignore");
            let container = block.name().map(|it| it.text());
            self.push(id, (token.text(), token.range()), map, kind, container, is_ignored);
        }
    }

    fn field_kind(&self, field: ast::Field<'_>) -> SymbolKind {
        let name = field.type_ref().and_then(|it| it.name());
        match name.and_then(|it| self.snapshot.schema().find(it.text())) {
            Some(Top::Model(_)) => SymbolKind::RelationField,
            _ => SymbolKind::ScalarField,
        }
    }

    fn push(
        &mut self,
        id: SegmentId,
        (name, range): (&str, TextRange),
        map: Option<String>,
        kind: SymbolKind,
        container: Option<&str>,
        is_ignored: bool,
    ) {
        let by_map = map.and_then(|it| score(&self.query, &it));
        let Some(score) = score(&self.query, name).into_iter().chain(by_map).min() else { return };
        self.found.push(FoundSymbol {
            name: name.to_owned(),
            kind,
            at: names::file_range(self.snapshot.schema(), id, range),
            container: container.map(str::to_owned),
            is_ignored,
            // Of names that fit alike, blocks come before what they hold.
            score: score * 2 + u32::from(container.is_some()),
        });
    }
}

/// How well a name fits: letters that are left out count, and letters that stand inside of words. `None` when the
/// letters of `query`, which are small ones, are not all there in this order.
fn score(query: &str, name: &str) -> Option<u32> {
    let mut wanted = query.chars().peekable();
    let (mut score, mut left_out, mut was_small) = (0, 0, false);
    let mut is_start = true;
    for char in name.chars() {
        let starts_word = is_start || (char.is_uppercase() && was_small);
        if wanted.peek().is_some_and(|it| char.to_lowercase().eq([*it])) {
            wanted.next();
            score += if starts_word || left_out == 0 { 0 } else { 4 };
            left_out = 0;
        } else {
            left_out += 1;
            score += 1;
        }
        was_small = char.is_lowercase();
        is_start = char == '_';
    }
    wanted.peek().is_none().then_some(score)
}

#[cfg(test)]
mod tests {
    use psl_validate::RuleSet;

    use super::*;
    use crate::test_fixture::fixture_with_rules;

    fn check(query: &str, expected: &[&str]) {
        let text = "//- a\nmodel Room {\n  id Int @id\n  roomNumber Int @map(\"door\")\n  tags RoomTag[]\n}\nenum Mood {\n  ROOMY\n}\n//- b\nmodel RoomTag {\n  id Int @id\n  @@map(\"labels\")\n  @@ignore\n}\ngenerator g {\n  provider = \"x\"\n}\n";
        let (snapshot, _) = fixture_with_rules(text, RuleSet::V7);
        let found = workspace_symbols(&snapshot, query);
        let show = |it: &FoundSymbol| match &it.container {
            Some(container) => format!("{container}.{}", it.name),
            None => it.name.clone(),
        };
        assert_eq!(found.iter().map(show).collect::<Vec<_>>(), expected, "{query}");
    }

    #[test]
    fn l131_better_names_come_first() {
        check("room", &["Room", "Mood.ROOMY", "RoomTag", "Room.roomNumber"]);
        check("rt", &["RoomTag"]);
        check("RNUM", &["Room.roomNumber"]);
        check("zzz", &[]);
    }

    #[test]
    fn l131_names_in_the_database_count() {
        check("door", &["Room.roomNumber"]);
        check("labels", &["RoomTag"]);
    }

    #[test]
    fn nothing_asked_for_is_everything() {
        let (snapshot, _) = fixture_with_rules("enum A {\n  B\n}\n", RuleSet::V7);
        assert_eq!(workspace_symbols(&snapshot, "").len(), 2);
    }
}
