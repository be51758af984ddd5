//! All uses of a name, in all files.

use psl_parser::{SyntaxKind, TextRange};
use psl_validate::{
    Schema,
    schema::{SegmentId, Top},
};

use crate::{
    FilePosition, FileRange, Snapshot,
    names::{self, Entity, Occurrence},
};

/// A use of a name.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Reference {
    pub at: FileRange,
    pub is_declaration: bool,
}

/// All places of the name at a position, its declarations included, by file and position.
pub fn references(snapshot: &Snapshot, at: FilePosition) -> Vec<Reference> {
    let schema = snapshot.schema();
    let Some((_, occurrence)) = names::occurrence_at(snapshot, at) else { return Vec::new() };
    occurrences_of(schema, &occurrence.entity).into_iter().map(|it| reference(schema, it)).collect()
}

/// The places of the name at a position in its own file; on a relation field both ends of the relation, on the keyword
/// or a brace of a block its partner.
pub fn highlights(snapshot: &Snapshot, at: FilePosition) -> Vec<Reference> {
    let schema = snapshot.schema();
    let Some((_, occurrence)) = names::occurrence_at(snapshot, at) else {
        return partners(snapshot, at).unwrap_or_default();
    };
    let own_file = occurrences_in(schema, schema.file_segments(at.file), &occurrence.entity);
    let mut found: Vec<_> = own_file.into_iter().map(|it| reference(schema, it)).collect();
    if let Entity::Member { block, name } = &occurrence.entity
        && let Some(other) = names::field_of(schema, *block, name).and_then(|it| it.opposite())
    {
        let (file, range) = schema.absolute(other.name_span());
        found.push(Reference { at: FileRange { file, range }, is_declaration: true });
    }
    found.retain(|it| it.at.file == at.file);
    found.sort_unstable();
    found.dedup();
    found
}

/// The keyword and the closing brace of a block, or both braces.
fn partners(snapshot: &Snapshot, at: FilePosition) -> Option<Vec<Reference>> {
    let file = snapshot.file(at.file)?;
    let before = at.offset.checked_sub(1).and_then(|it| file.segment_at(it));
    [file.segment_at(at.offset), before].into_iter().flatten().find_map(|placed| {
        let root = placed.segment.root();
        let local = at.offset.checked_sub(placed.start)?;
        let token = |kind| root.token(kind).map(|it| it.range());
        let (keyword, open) = (token(SyntaxKind::KEYWORD), token(SyntaxKind::L_BRACE)?);
        let close = token(SyntaxKind::R_BRACE)?;
        let touched =
            [keyword, Some(open), Some(close)].into_iter().flatten().find(|it| it.touches(local))?;
        let partner = if touched == close { keyword.unwrap_or(open) } else { close };
        let mut ranges = [touched, partner];
        ranges.sort_unstable();
        let reference = |it: TextRange| Reference {
            at: FileRange { file: at.file, range: it.shifted(placed.start) },
            is_declaration: false,
        };
        Some(ranges.map(reference).to_vec())
    })
}

fn reference(schema: &Schema, (id, it): (SegmentId, Occurrence)) -> Reference {
    Reference { at: names::file_range(schema, id, it.range), is_declaration: it.is_declaration }
}

/// All occurrences of an entity in the order of files and positions.
pub(crate) fn occurrences_of(schema: &Schema, entity: &Entity) -> Vec<(SegmentId, Occurrence)> {
    occurrences_in(schema, schema.segment_ids(), entity)
}

pub(crate) fn occurrences_in(
    schema: &Schema,
    segments: impl Iterator<Item = SegmentId>,
    entity: &Entity,
) -> Vec<(SegmentId, Occurrence)> {
    let text = entity.name();
    let block = block_named_with(schema, entity);
    // A string may spell its name with escapes; then the text does not tell.
    let may_be_escaped = entity.is_string();
    let mut found = Vec::new();
    for id in segments {
        let segment = schema.segment(id);
        let may_occur = segment.is_block()
            && (segment.text().contains(text) || (may_be_escaped && segment.text().contains('\\')));
        let has_block = block.is_none_or(|it| it.segment() == id || segment.text().contains(it.name()));
        if may_occur && has_block {
            let names = names::occurrences(schema, id).into_iter();
            found.extend(names.filter(|it| it.entity == *entity).map(|it| (id, it)));
        }
    }
    found
}

/// The block of a field or value, when it has to be named where that is used. A path through types names only the first
/// type, so types do not count.
fn block_named_with<'s>(schema: &'s Schema, entity: &Entity) -> Option<Top<'s>> {
    let Entity::Member { block, .. } = entity else { return None };
    schema.top(*block).filter(|it| !matches!(it, Top::CompositeType(_)))
}

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};

    use super::*;
    use crate::test_fixture::fixture;

    fn show(snapshot: &Snapshot, found: &[Reference]) -> String {
        let line = |it: &Reference| {
            let lines = snapshot.lines(it.at.file).unwrap();
            let place = lines.line_column(it.at.range.start);
            let text = it.at.range.slice(snapshot.text(it.at.file));
            let mark = if it.is_declaration { " declared" } else { "" };
            format!("{}:{}:{} {text}{mark}\n", it.at.file.0, place.line, place.column)
        };
        found.iter().map(line).collect()
    }

    fn check(input: &str, expected: Expect) {
        let (snapshot, at) = fixture(input);
        expected.assert_eq(&show(&snapshot, &references(&snapshot, at)));
    }

    #[test]
    fn finds_a_field_in_every_list() {
        check(
            "//- a\nmodel Room {\n  id$0 Int @id\n  idB Int\n  tags Tag[]\n  @@index([idB, id(sort: Desc)])\n  @@unique(fields: [id, idB], name: \"id\")\n}\n//- b\nmodel Tag {\n  id Int @id\n  roomId Int\n  room Room @relation(fields: [roomId], references: [id])\n}\n",
            expect![[r#"
                0:1:2 id declared
                0:4:16 id
                0:5:20 id
                1:3:53 id
            "#]],
        );
    }

    #[test]
    fn finds_a_block_and_its_uses_and_nothing_called_alike() {
        check(
            "//- a\nmodel Tag {\n  Tag Tag$0[]\n  x String @map(\"Tag\") // Tag\n}\n//- b\nview V {\n  tag Tag?\n}\nenum Other {\n  Tag\n}\n",
            expect![[r#"
                0:0:6 Tag declared
                0:1:6 Tag
                1:1:6 Tag
            "#]],
        );
    }

    #[test]
    fn finds_the_name_of_a_relation_at_both_ends() {
        check(
            "model A {\n  id Int @id\n  b B @relation(\"x$0\", fields: [bId], references: [id])\n  bId Int\n  c C @relation(\"x\", fields: [bId], references: [id])\n}\nmodel B {\n  id Int @id\n  as A[] @relation(name: \"x\")\n}\nmodel C {\n  id Int @id\n  as A[] @relation(\"x\")\n}\n",
            expect![[r#"
                0:2:17 x
                0:8:26 x
            "#]],
        );
    }

    #[test]
    fn finds_values_of_an_enum_and_variables() {
        check(
            "enum E {\n  A$0\n}\nmodel M {\n  id Int @id\n  e E @default(A)\n  f E[] @default([A])\n}\n",
            expect![[r#"
                0:1:2 A declared
                0:5:15 A
                0:6:18 A
            "#]],
        );
        check(
            "datasource db {\n  url = env(\"U$0\")\n  directUrl = env(\"U\")\n}\n",
            expect![[r#"
            0:1:13 U
            0:2:19 U
        "#]],
        );
    }

    #[test]
    fn l106_highlights_the_partner_of_a_keyword_or_brace() {
        for input in ["mod$0el A {\n  id Int\n}", "model A {\n  id Int\n}$0"] {
            let (snapshot, at) = fixture(input);
            expect![[r#"
                0:0:0 model
                0:2:0 }
            "#]]
            .assert_eq(&show(&snapshot, &highlights(&snapshot, at)));
        }
    }

    #[test]
    fn highlights_both_ends_of_a_relation() {
        let (snapshot, at) = fixture(
            "model A {\n  id Int @id\n  b$0 B @relation(fields: [bId], references: [id])\n  bId Int\n}\nmodel B {\n  id Int @id\n  as A[]\n}\n",
        );
        expect![[r#"
            0:2:2 b declared
            0:7:2 as declared
        "#]]
        .assert_eq(&show(&snapshot, &highlights(&snapshot, at)));
    }
}
