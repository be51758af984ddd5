//! Hints between the words: what holds though it is not written.

use psl_parser::{FileId, SyntaxKind, TextEdit, TextSize};
use psl_validate::{
    Schema,
    schema::{SegmentId, Top},
};

use crate::{
    FileRange, Snapshot,
    implied::{self, Implied, ImpliedKind},
    names,
};

/// A hint.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct InlayHint {
    pub offset: TextSize,
    pub label: String,
    pub kind: ImpliedKind,
    /// What writes it into the text; none where that is impossible, or would have to change another file.
    pub edits: Vec<TextEdit>,
    /// Where it comes from.
    pub target: Option<FileRange>,
}

/// The hints of these kinds in a range of a file, in text order.
pub fn inlay_hints(snapshot: &Snapshot, at: FileRange, kinds: &[ImpliedKind]) -> Vec<InlayHint> {
    let schema = snapshot.schema();
    let mut hints = Vec::new();
    for id in schema.file_segments(at.file) {
        let range = names::whole(schema, id).1;
        if kinds.is_empty() || range.end < at.range.start || at.range.end < range.start {
            continue;
        }
        for implied in all_of(schema, id).into_iter().filter(|it| kinds.contains(&it.kind)) {
            let offset = range.start + implied.offset;
            if at.range.touches(offset) {
                hints.push(hint(schema, (id, at.file), offset, implied));
            }
        }
    }
    hints.sort_by_key(|it| it.offset);
    hints
}

fn all_of(schema: &Schema, id: SegmentId) -> Vec<Implied<'_>> {
    use SyntaxKind::{COMPOSITE_TYPE, MODEL, VIEW};
    if !matches!(schema.segment(id).kind(), MODEL | VIEW | COMPOSITE_TYPE) {
        return Vec::new();
    }
    let mut all = Vec::new();
    match schema.top(id) {
        Some(Top::Model(model)) => {
            all.extend(model.fields().flat_map(implied::of_field));
            all.extend(implied::of_keys(model));
        }
        Some(Top::CompositeType(composite)) => all.extend(composite.fields().flat_map(implied::of_field)),
        _ => {}
    }
    all
}

fn hint(
    schema: &Schema,
    (id, file): (SegmentId, FileId),
    offset: TextSize,
    implied: Implied<'_>,
) -> InlayHint {
    let mut edits: Vec<_> = implied.edit.into_iter().map(|it| (id, it)).collect();
    if implied.kind == ImpliedKind::RelationName
        && let Some(other) = implied.other.filter(|it| it.relation_name().is_none())
    {
        let own = implied::of_field(other).into_iter().find(|it| it.kind == ImpliedKind::RelationName);
        edits.extend(own.and_then(|it| it.edit).map(|it| (other.name_span().segment, it)));
    }
    let absolute = |(id, it): (SegmentId, TextEdit)| (names::file_range(schema, id, it.range), it.new_text);
    let edits: Vec<_> = edits.into_iter().map(absolute).collect();
    let is_here = edits.iter().all(|it| it.0.file == file);
    let target = implied.other.map(|it| schema.absolute(it.name_span()));
    InlayHint {
        offset,
        label: implied.label,
        kind: implied.kind,
        edits: edits
            .into_iter()
            .filter(|_| is_here)
            .map(|(at, text)| TextEdit::replace(at.range, text))
            .collect(),
        target: target.map(|(file, range)| FileRange { file, range }),
    }
}

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};
    use psl_parser::{TextRange, apply_edits};
    use psl_validate::RuleSet;

    use super::*;
    use crate::{diagnostics, test_fixture::fixture_with_rules};

    fn hints(input: &str, kinds: &[ImpliedKind]) -> (Snapshot, Vec<InlayHint>) {
        let (snapshot, _) = fixture_with_rules(input, RuleSet::V7);
        let range = TextRange::new(0, snapshot.text(FileId(0)).len() as TextSize);
        let hints = inlay_hints(&snapshot, FileRange { file: FileId(0), range }, kinds);
        (snapshot, hints)
    }

    fn check(input: &str, expected: Expect) {
        let (snapshot, hints) = hints(input, &ImpliedKind::ALL);
        let text: Vec<TextEdit> =
            hints.iter().map(|it| TextEdit::insert(it.offset, format!("‹{}›", it.label))).collect();
        expected.assert_eq(&apply_edits(snapshot.text(FileId(0)), &text));
    }

    const SHOP: &str = "datasource db {\n  provider = \"postgresql\"\n}\nmodel A {\n  id Int @id\n  b B @relation(fields: [bId], references: [id])\n  bId Int @db.SmallInt\n  @@index([bId])\n}\nmodel B {\n  id Int @id(map: \"x\")\n  as A[]\n  cs C[]\n  @@map(\"bs\")\n  @@unique([id, x])\n}\nmodel C {\n  id String @unique\n  bs B[]\n}\n";

    #[test]
    fn l145_shows_what_holds_by_default() {
        check(
            SHOP,
            expect![[r#"
            datasource db {
              provider = "postgresql"
            }
            model A {
              id Int‹@db.Integer› @id‹map: "A_pkey"›
              b B @relation(‹"AToB"›fields: [bId], references: [id]‹onDelete: Restrict›‹onUpdate: Cascade›‹map: "A_bId_fkey"›)
              bId Int @db.SmallInt
              @@index([bId]‹map: "A_bId_idx"›)
            }
            model B {
              id Int‹@db.Integer› @id(map: "x")
              as A[]‹"AToB"›
              cs C[]‹_BToC›‹"BToC"›
              @@map("bs")
              @@unique([id, x])
            }
            model C {
              id String‹@db.Text› @unique‹map: "C_id_key"›
              bs B[]‹_BToC›‹"BToC"›
            }
        "#]],
        );
        check(
            "datasource db {\n  provider = \"sqlite\"\n}\nmodel A {\n  id Int @id\n}\n",
            expect![[r#"
            datasource db {
              provider = "sqlite"
            }
            model A {
              id Int‹INTEGER› @id
            }
        "#]],
        );
        check(
            "model A {\n  id Int @id\n}\n",
            expect![[r#"
            model A {
              id Int @id
            }
        "#]],
        );
    }

    #[test]
    fn l145_each_hint_can_be_written_down_without_a_new_finding() {
        let (snapshot, hints) = hints(SHOP, &ImpliedKind::ALL);
        let codes = |it: &Snapshot| -> Vec<&str> { diagnostics(it).iter().map(|it| it.code().0).collect() };
        assert!(hints.iter().filter(|it| it.edits.is_empty()).all(|it| it.kind == ImpliedKind::JoinTable));
        for hint in hints {
            let text = apply_edits(snapshot.text(FileId(0)), &hint.edits);
            let (after, _) = fixture_with_rules(&text, RuleSet::V7);
            assert_eq!(codes(&after), codes(&snapshot), "{text}");
        }
    }

    #[test]
    fn l145_what_would_change_another_file_is_only_shown() {
        let (_, hints) = hints(
            "model A {\n  id Int @id\n  bs B[]\n}\n//- b\nmodel B {\n  id Int @id\n  as A[]\n}\n",
            &[ImpliedKind::RelationName],
        );
        assert_eq!(hints.len(), 1);
        assert!(hints[0].edits.is_empty() && hints[0].target.is_some_and(|it| it.file == FileId(1)));
    }
}
