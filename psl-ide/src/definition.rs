//! Where a name is declared, and where its type is.

use psl_parser::TextRange;
use psl_validate::{
    Schema,
    schema::{Field, FieldType, SegmentId, Span, Top, TopId},
};

use crate::{
    FilePosition, FileRange, Snapshot, doc_comment,
    names::{self, Entity, Occurrence},
};

/// A declaration.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Target {
    /// All of it, with the doc comment of a block.
    pub full: FileRange,
    /// The name.
    pub name: FileRange,
}

/// Where a word leads.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Definition {
    /// The word.
    pub origin: FileRange,
    pub targets: Vec<Target>,
}

/// The declarations of the name at a position: of a relation field its opposite field, of other fields themselves.
pub fn definition(snapshot: &Snapshot, at: FilePosition) -> Option<Definition> {
    let schema = snapshot.schema();
    let (id, occurrence) = names::occurrence_at(snapshot, at)?;
    let targets = match &occurrence.entity {
        Entity::Member { block, name } if occurrence.is_declaration => {
            let opposite = names::field_of(schema, *block, name).and_then(|it| it.opposite());
            match opposite {
                Some(field) => members(schema, field.name_span().segment, field.name()),
                None => declarations(schema, &occurrence.entity),
            }
        }
        entity => declarations(schema, entity),
    };
    found(schema, id, &occurrence, targets)
}

/// The block that is the type of the name at a position.
pub fn type_definition(snapshot: &Snapshot, at: FilePosition) -> Option<Definition> {
    let schema = snapshot.schema();
    let (id, occurrence) = names::occurrence_at(snapshot, at)?;
    let targets = match &occurrence.entity {
        Entity::Type(_) => declarations(schema, &occurrence.entity),
        Entity::Member { block, name } => match names::field_of(schema, *block, name) {
            Some(field) => type_of(schema, field).into_iter().collect(),
            // A value's type is its enum.
            None => vec![block_target(schema, *block)],
        },
        _ => Vec::new(),
    };
    found(schema, id, &occurrence, targets)
}

/// The variable of the environment whose name is at a position, and the name's place.
pub fn variable_at(snapshot: &Snapshot, at: FilePosition) -> Option<(String, FileRange)> {
    let (id, occurrence) = names::occurrence_at(snapshot, at)?;
    let at = names::file_range(snapshot.schema(), id, occurrence.range);
    match occurrence.entity {
        Entity::Variable(name) => Some((name, at)),
        _ => None,
    }
}

fn found(schema: &Schema, id: SegmentId, at: &Occurrence, targets: Vec<Target>) -> Option<Definition> {
    let origin = names::file_range(schema, id, at.range);
    (!targets.is_empty()).then_some(Definition { origin, targets })
}

fn type_of(schema: &Schema, field: Field<'_>) -> Option<Target> {
    let top = match field.ty() {
        FieldType::Model(id) => TopId::Model(id),
        FieldType::Enum(id) => TopId::Enum(id),
        FieldType::CompositeType(id) => TopId::CompositeType(id),
        FieldType::Scalar(_) | FieldType::Unsupported | FieldType::Unknown => return None,
    };
    Some(block_target(schema, Top::new(schema, top).segment()))
}

/// All declarations of an entity, in file order.
pub(crate) fn declarations(schema: &Schema, entity: &Entity) -> Vec<Target> {
    match entity {
        Entity::Member { block, name } => members(schema, *block, name),
        Entity::Variable(_) => Vec::new(),
        // Every field that has the name counts as a place of it.
        Entity::Relation { .. } => all(schema, entity, false),
        Entity::Type(_)
        | Entity::Key { .. }
        | Entity::DatabaseSchema(_)
        | Entity::Datasource(_)
        | Entity::Generator(_) => all(schema, entity, true),
    }
}

fn all(schema: &Schema, entity: &Entity, declarations_only: bool) -> Vec<Target> {
    let mut targets = Vec::new();
    let is_block = matches!(entity, Entity::Type(_) | Entity::Datasource(_) | Entity::Generator(_));
    // A block is declared by its header.
    let declares = |id: &SegmentId| {
        let name = psl_parser::ast::Block::of(schema.segment(*id)).and_then(|it| it.name());
        !is_block || name.is_some_and(|it| it.text() == entity.name())
    };
    let segments = schema.segment_ids().filter(|it| !declarations_only || declares(it));
    for (id, occurrence) in crate::references::occurrences_in(schema, segments, entity) {
        if declarations_only && !occurrence.is_declaration {
            continue;
        }
        let name = names::file_range(schema, id, occurrence.range);
        let full = if is_block { block_target(schema, id).full } else { name };
        targets.push(Target { full, name });
    }
    targets
}

fn members(schema: &Schema, block: SegmentId, name: &str) -> Vec<Target> {
    let members = names::members_called(schema.segment(block), name).into_iter();
    let target = |(node, token): (psl_parser::Node<'_>, psl_parser::Token<'_>)| Target {
        full: names::file_range(schema, block, node.range()),
        name: names::file_range(schema, block, token.range()),
    };
    members.map(target).collect()
}

fn block_target(schema: &Schema, block: SegmentId) -> Target {
    let segment = schema.segment(block);
    let name = psl_parser::ast::Block::of(segment).and_then(|it| it.name());
    let name = name.map_or(TextRange::empty(0), |it| it.range());
    let (file, mut full) = schema.absolute(Span::new(block, segment.root().range()));
    let source = schema.files().get(file.0 as usize);
    let doc = source.and_then(|it| doc_comment::of_block(it, it.segment_index_at(full.start)?));
    if let Some(doc) = doc {
        full = doc.range.cover(full);
    }
    Target { full: FileRange { file, range: full }, name: names::file_range(schema, block, name) }
}

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};

    use super::*;
    use crate::test_fixture::fixture;

    fn check(input: &str, expected: Expect) {
        let (snapshot, at) = fixture(input);
        let show = |it: Option<Definition>| match it {
            None => "nothing\n".to_owned(),
            Some(it) => {
                let line = |it: &Target| {
                    let text = snapshot.text(it.full.file);
                    let full = it.full.range.slice(text).lines().next().unwrap_or("");
                    format!("{}: {} | {full}\n", it.full.file.0, it.name.range.slice(text))
                };
                let origin = it.origin.range.slice(snapshot.text(it.origin.file));
                format!("{origin} ->\n{}", it.targets.iter().map(line).collect::<String>())
            }
        };
        let both =
            format!("{}type {}", show(definition(&snapshot, at)), show(type_definition(&snapshot, at)));
        expected.assert_eq(&both);
    }

    const ROOM: &str = "//- b\n/// Where\nmodel Room {\n  id Int @id\n  tickets Ticket[]\n}\n";

    #[test]
    fn type_name_leads_to_its_block_in_another_file() {
        let ticket = "model Ticket {\n  id Int @id\n  room Room$0 @relation(fields: [roomId], references: [id])\n  roomId Int\n}\n";
        check(
            &format!("//- a\n{ticket}{ROOM}"),
            expect![[r#"
            Room ->
            1: Room | /// Where
            type Room ->
            1: Room | /// Where
        "#]],
        );
    }

    #[test]
    fn relation_field_leads_to_its_opposite() {
        let ticket = "model Ticket {\n  id Int @id\n  $0room Room @relation(fields: [roomId], references: [id])\n  roomId Int\n}\n";
        check(
            &format!("//- a\n{ticket}{ROOM}"),
            expect![[r#"
            room ->
            1: tickets | tickets Ticket[]
            type room ->
            1: Room | /// Where
        "#]],
        );
    }

    #[test]
    fn names_in_lists_lead_to_fields() {
        let own = "model Ticket {\n  id Int @id\n  room Room @relation(fields: [room$0Id], references: [id])\n  roomId Int\n}\n";
        check(
            &format!("//- a\n{own}{ROOM}"),
            expect![[r#"
            roomId ->
            0: roomId | roomId Int
            type nothing
        "#]],
        );
        let other = "model Ticket {\n  id Int @id\n  room Room @relation(fields: [roomId], references: [id$0])\n  roomId Int\n}\n";
        check(
            &format!("//- a\n{other}{ROOM}"),
            expect![[r#"
            id ->
            1: id | id Int @id
            type nothing
        "#]],
        );
        check(
            "model A {\n  a Int\n  b Int\n  @@unique([a, b(sort: Desc)])\n  @@index([$0b(sort: Desc)])\n}\n",
            expect![[r#"
                b ->
                0: b | b Int
                type nothing
            "#]],
        );
    }

    #[test]
    fn default_value_leads_to_the_enum_value() {
        check(
            "enum E {\n  A\n  B\n}\nmodel M {\n  id Int @id\n  e E? @default(B$0)\n}\n",
            expect![[r#"
            B ->
            0: B | B
            type B ->
            0: E | enum E {
        "#]],
        );
    }

    #[test]
    fn all_declarations_of_a_name_are_found() {
        check(
            "model A {\n  b B$0\n}\nenum B {\n}\nmodel B {\n}\n",
            expect![[r#"
            B ->
            0: B | enum B {
            0: B | model B {
            type B ->
            0: B | enum B {
            0: B | model B {
        "#]],
        );
    }

    #[test]
    fn scalars_and_comments_lead_nowhere() {
        check(
            "model A {\n  id Int$0 @id\n}\n",
            expect![[r#"
            nothing
            type nothing
        "#]],
        );
        check(
            "model A {\n  id Int @id // A$0\n}\n",
            expect![[r#"
            nothing
            type nothing
        "#]],
        );
    }

    #[test]
    fn schema_name_leads_to_the_datasource() {
        check(
            "datasource db {\n  provider = \"postgresql\"\n  schemas = [\"base\"]\n}\nmodel A {\n  id Int @id\n  @@schema(\"ba$0se\")\n}\n",
            expect![[r#"
                base ->
                0: base | base
                type nothing
            "#]],
        );
    }

    #[test]
    fn composite_paths_lead_step_by_step() {
        check(
            "datasource db {\n  provider = \"mongodb\"\n}\ntype Place {\n  city String\n}\nmodel A {\n  id Int @id\n  place Place\n  @@index([place.ci$0ty])\n}\n",
            expect![[r#"
                city ->
                0: city | city String
                type nothing
            "#]],
        );
    }
}
