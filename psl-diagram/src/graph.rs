//! The content of a diagram: blocks with their rows, and the edges between them. No places, no colours.

use std::collections::HashMap;

use psl_parser::{FileId, TextSize};
use psl_validate::{
    Arity, Schema,
    schema::{Field, FieldId, IndexField, Model, Relation, RelationKind, Top, TopId},
};

/// Models, views, types and enums in source order of each kind, and what connects them.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Graph<'s> {
    pub entities: Vec<Entity<'s>>,
    pub edges: Vec<Edge>,
}

impl<'s> Graph<'s> {
    /// The name of the field at an end.
    pub fn field_name(&self, end: &End) -> Option<&'s str> {
        self.entities.get(end.entity)?.rows.get(end.row?).map(|it| it.name)
    }
}

/// A block that is drawn as a table.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Entity<'s> {
    pub kind: EntityKind,
    pub name: &'s str,
    /// Where its name is.
    pub file: FileId,
    pub offset: TextSize,
    pub rows: Vec<Row<'s>>,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum EntityKind {
    Model,
    View,
    Type,
    Enum,
}

impl EntityKind {
    /// Its keyword.
    pub fn name(self) -> &'static str {
        match self {
            EntityKind::Model => "model",
            EntityKind::View => "view",
            EntityKind::Type => "type",
            EntityKind::Enum => "enum",
        }
    }
}

/// A field, or a value of an enum.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Row<'s> {
    pub name: &'s str,
    /// The type without modifier; empty for values of enums.
    pub type_name: &'s str,
    pub arity: Arity,
    /// Its type is a model or view.
    pub is_relation: bool,
    pub is_id: bool,
    /// Unique by itself; fields of a compound unique are not.
    pub is_unique: bool,
    pub is_foreign_key: bool,
}

impl<'s> Row<'s> {
    /// A value of an enum.
    fn value(name: &'s str) -> Row<'s> {
        Row {
            name,
            type_name: "",
            arity: Arity::Required,
            is_relation: false,
            is_id: false,
            is_unique: false,
            is_foreign_key: false,
        }
    }

    /// `[]`, `?` or nothing.
    pub fn modifier(&self) -> &'static str {
        match self.arity {
            Arity::Required => "",
            Arity::Optional => "?",
            Arity::List => "[]",
        }
    }

    /// `PK`, `FK` and `UK`, in this order.
    pub fn marks(&self) -> Vec<&'static str> {
        let marks = [(self.is_id, "PK"), (self.is_foreign_key, "FK"), (self.is_unique, "UK")];
        marks.into_iter().filter(|it| it.0).map(|it| it.1).collect()
    }
}

#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Edge {
    pub kind: EdgeKind,
    /// The end with the foreign key; the first end of a many-to-many relation; the owner of an embedded type.
    pub from: End,
    pub to: End,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum EdgeKind {
    Relation,
    /// A field holds a value of a `type` block.
    Embedded,
}

/// An end of an edge: how many of `entity` belong to one of the other end.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct End {
    /// An index of [`Graph::entities`].
    pub entity: usize,
    /// The field, as an index of [`Entity::rows`]; `None` where the schema has no field.
    pub row: Option<usize>,
    pub cardinality: Cardinality,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Cardinality {
    One,
    ZeroOrOne,
    Many,
}

impl Cardinality {
    fn of(arity: Arity) -> Cardinality {
        match arity {
            Arity::Required => Cardinality::One,
            Arity::Optional => Cardinality::ZeroOrOne,
            Arity::List => Cardinality::Many,
        }
    }
}

/// The diagram of a schema. One with mistakes is drawn as far as it is understood.
pub fn diagram(schema: &Schema) -> Graph<'_> {
    let mut cx = Cx { schema, entities: Vec::new(), blocks: HashMap::new(), rows: HashMap::new() };
    for model in schema.models() {
        let kind = if model.is_view() { EntityKind::View } else { EntityKind::Model };
        cx.add(Top::Model(model), kind, model.fields(), &Keys::of(model));
    }
    for composite in schema.composite_types() {
        cx.add(Top::CompositeType(composite), EntityKind::Type, composite.fields(), &Keys::default());
    }
    for enum_ in schema.enums() {
        cx.add(Top::Enum(enum_), EntityKind::Enum, std::iter::empty(), &Keys::default());
        if let Some(entity) = cx.entities.last_mut() {
            entity.rows = enum_.values().map(|it| Row::value(it.name())).collect();
        }
    }
    let relations = schema.relations().filter_map(|it| cx.relation(it));
    let embedded = schema.fields().filter_map(|it| cx.embedded(it));
    let edges = relations.chain(embedded).collect();
    Graph { entities: cx.entities, edges }
}

struct Cx<'s> {
    schema: &'s Schema,
    entities: Vec<Entity<'s>>,
    blocks: HashMap<TopId, usize>,
    /// The entity and the row of each field that is drawn.
    rows: HashMap<FieldId, (usize, usize)>,
}

impl<'s> Cx<'s> {
    fn add(&mut self, top: Top<'s>, kind: EntityKind, fields: impl Iterator<Item = Field<'s>>, keys: &Keys) {
        let entity = self.entities.len();
        let rows = fields.enumerate().map(|(row, field)| {
            self.rows.insert(field.id(), (entity, row));
            Row {
                name: field.name(),
                type_name: field.type_name(),
                arity: field.arity(),
                is_relation: field.is_relation(),
                is_id: keys.id.contains(&field.id()),
                is_unique: keys.unique.contains(&field.id()),
                is_foreign_key: keys.foreign.contains(&field.id()),
            }
        });
        let rows = rows.collect();
        let (file, range) = self.schema.absolute(top.name_span());
        self.blocks.insert(id(top), entity);
        self.entities.push(Entity { kind, name: top.name(), file, offset: range.start, rows });
    }

    fn relation(&self, relation: Relation<'s>) -> Option<Edge> {
        use RelationKind::{EmbeddedManyToMany, ImplicitManyToMany, OneToMany, OneToOne};
        let (forward, back) = (relation.forward(), relation.back());
        let from = match relation.kind() {
            OneToOne => Cardinality::ZeroOrOne,
            OneToMany | ImplicitManyToMany | EmbeddedManyToMany => Cardinality::Many,
        };
        // A list without an opposite says nothing about the other direction.
        let to = forward.map_or(Cardinality::One, |it| Cardinality::of(it.arity()));
        Some(Edge {
            kind: EdgeKind::Relation,
            from: self.end(TopId::Model(relation.referencing_model().id()), forward, from)?,
            to: self.end(TopId::Model(relation.referenced_model().id()), back, to)?,
        })
    }

    /// An edge for each field that holds values of a `type` block.
    fn embedded(&self, field: Field<'s>) -> Option<Edge> {
        let target = TopId::CompositeType(field.composite_type()?.id());
        let (entity, row) = *self.rows.get(&field.id())?;
        Some(Edge {
            kind: EdgeKind::Embedded,
            from: End { entity, row: Some(row), cardinality: Cardinality::One },
            to: self.end(target, None, Cardinality::of(field.arity()))?,
        })
    }

    fn end(&self, block: TopId, field: Option<Field<'s>>, cardinality: Cardinality) -> Option<End> {
        let row = field.and_then(|it| self.rows.get(&it.id())).map(|it| it.1);
        Some(End { entity: *self.blocks.get(&block)?, row, cardinality })
    }
}

fn id(top: Top<'_>) -> TopId {
    match top {
        Top::Model(it) => TopId::Model(it.id()),
        Top::CompositeType(it) => TopId::CompositeType(it.id()),
        Top::Enum(it) => TopId::Enum(it.id()),
    }
}

/// The fields of a model that are keys.
#[derive(Default)]
struct Keys {
    id: Vec<FieldId>,
    unique: Vec<FieldId>,
    foreign: Vec<FieldId>,
}

impl Keys {
    fn of(model: Model<'_>) -> Keys {
        let id = model.primary_key().map_or(&[][..], |it| it.fields());
        let unique = model.indexes().filter(|it| it.is_unique());
        let foreign = model.relation_fields().filter_map(Field::key_fields);
        Keys {
            id: id.iter().map(IndexField::root).collect(),
            unique: unique
                .filter_map(|it| match it.fields() {
                    [field] => Some(field.root()),
                    _ => None,
                })
                .collect(),
            foreign: foreign.flatten().map(Field::id).collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use expect_test::{Expect, expect};
    use psl_parser::SourceFile;
    use psl_validate::RuleSet;

    use super::*;

    fn check(text: &str, expected: Expect) {
        let schema = Schema::resolve(&[Arc::new(SourceFile::parse(text))], RuleSet::V7);
        let graph = diagram(&schema);
        let end = |it: &End| {
            format!(
                "{}.{} {:?}",
                graph.entities[it.entity].name,
                graph.field_name(it).unwrap_or("-"),
                it.cardinality
            )
        };
        let edges = graph.edges.iter().map(|it| format!("{} / {}\n", end(&it.from), end(&it.to)));
        expected.assert_eq(&edges.collect::<String>());
    }

    #[test]
    fn many_to_many_is_one_edge() {
        check(
            "model A {\n  id Int @id\n  bs B[]\n}\nmodel B {\n  id Int @id\n  as A[]\n}\n",
            expect![[r#"
            A.bs Many / B.as Many
        "#]],
        );
    }

    #[test]
    fn several_relations_of_the_same_models_and_of_one_with_itself() {
        check(
            "model A {\n  id Int @id\n  b B @relation(\"x\", fields: [bid], references: [id])\n  bid Int @unique\n  c B? @relation(\"y\", fields: [cid], references: [id])\n  cid Int?\n  next A? @relation(\"next\", fields: [nid], references: [id])\n  nid Int? @unique\n  last A? @relation(\"next\")\n}\nmodel B {\n  id Int @id\n  x A? @relation(\"x\")\n  y A[] @relation(\"y\")\n}\n",
            expect![[r#"
                A.b ZeroOrOne / B.x One
                A.c Many / B.y ZeroOrOne
                A.next ZeroOrOne / A.last ZeroOrOne
            "#]],
        );
    }

    #[test]
    fn a_field_without_an_opposite_is_an_edge_too() {
        check(
            "model A {\n  id Int @id\n  b B?\n  cs C[]\n  lost Nowhere\n}\nmodel B {\n  id Int @id\n}\nmodel C {\n  id Int @id\n}\n",
            expect![[r#"
                A.b Many / B.- ZeroOrOne
                C.- Many / A.cs One
            "#]],
        );
    }

    #[test]
    fn types_belong_to_the_fields_that_hold_them() {
        check(
            "datasource db {\n  provider = \"mongodb\"\n}\nmodel A {\n  id String @id @map(\"_id\")\n  at Place\n  all Place[]\n}\ntype Place {\n  name String\n  near Spot?\n}\ntype Spot {\n  x Int\n}\n",
            expect![[r#"
                A.at One / Place.- One
                A.all One / Place.- Many
                Place.near One / Spot.- ZeroOrOne
            "#]],
        );
    }
}
