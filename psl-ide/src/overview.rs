//! A schema as entities and the relations between them, for programs that draw or list it.

use psl_validate::{
    Arity,
    schema::{Field, Fields, RelationKind, Span, Top},
};

use crate::{FileRange, Snapshot, doc_comment, names};

/// What the files declare together, in the order of files and positions.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Overview {
    pub entities: Vec<Entity>,
    pub relations: Vec<RelationInfo>,
}

/// A model, view, type or enum.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Entity {
    pub name: String,
    /// `model`, `view`, `type` or `enum`.
    pub keyword: &'static str,
    pub database_name: String,
    pub database_schema: Option<String>,
    pub doc: Option<String>,
    pub is_ignored: bool,
    pub at: FileRange,
    pub name_at: FileRange,
    /// The values of an enum are fields without type.
    pub fields: Vec<FieldInfo>,
}

/// A field, or a value of an enum.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct FieldInfo {
    pub name: String,
    pub type_name: Option<String>,
    /// `required`, `optional` or `list`; `None` for values.
    pub arity: Option<&'static str>,
    pub database_name: String,
    pub is_id: bool,
    pub is_unique: bool,
    pub is_relation: bool,
    pub is_ignored: bool,
    pub doc: Option<String>,
    pub name_at: FileRange,
}

/// A relation.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct RelationInfo {
    /// As it is written.
    pub name: Option<String>,
    /// `one-to-one`, `one-to-many` or `many-to-many`.
    pub kind: &'static str,
    /// The side that holds the key, if one does.
    pub from: RelationEnd,
    pub to: RelationEnd,
}

/// An end of a relation.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct RelationEnd {
    pub entity: String,
    /// `None` where the field is missing.
    pub field: Option<String>,
    /// The key, or what it refers to.
    pub key: Vec<String>,
}

pub fn overview(snapshot: &Snapshot) -> Overview {
    let schema = snapshot.schema();
    let tops = schema.models().map(Top::Model);
    let tops =
        tops.chain(schema.composite_types().map(Top::CompositeType)).chain(schema.enums().map(Top::Enum));
    let mut entities: Vec<Entity> = tops.map(|it| entity(snapshot, it)).collect();
    entities.sort_by_key(|it| it.at);
    let relations = schema.relations().map(|relation| {
        let (forward, back) = (relation.forward(), relation.back());
        let names = |fields: Option<Fields<'_>>| -> Vec<String> {
            fields.unwrap_or_default().iter().map(|it| it.name().to_owned()).collect()
        };
        let end = |entity: &str, field: Option<Field<'_>>, key: Vec<String>| RelationEnd {
            entity: entity.to_owned(),
            field: field.map(|it| it.name().to_owned()),
            key,
        };
        let (own, other) = (forward.and_then(|it| it.key_fields()), forward.and_then(|it| it.references()));
        RelationInfo {
            name: forward.or(back).and_then(|it| it.relation_name()).map(str::to_owned),
            kind: match relation.kind() {
                RelationKind::OneToOne => "one-to-one",
                RelationKind::OneToMany => "one-to-many",
                RelationKind::ImplicitManyToMany | RelationKind::EmbeddedManyToMany => "many-to-many",
            },
            from: end(relation.referencing_model().name(), forward, names(own)),
            to: end(relation.referenced_model().name(), back, names(other)),
        }
    });
    Overview { entities, relations: relations.collect() }
}

fn entity(snapshot: &Snapshot, top: Top<'_>) -> Entity {
    let schema = snapshot.schema();
    let id = top.segment();
    let (database_name, database_schema, is_ignored) = match top {
        Top::Model(it) => (it.database_name(), it.database_schema(), it.is_ignored()),
        Top::Enum(it) => (it.database_name(), it.database_schema(), false),
        Top::CompositeType(it) => (it.name(), None, false),
    };
    let (file, range) = schema.absolute(top.span());
    let source = snapshot.file(file);
    let doc = source.and_then(|it| doc_comment::of_block(it, it.segment_index_at(range.start)?));
    let at = |span: Span| names::file_range(schema, span.segment, span.range);
    let fields = match top {
        Top::Model(it) => it.fields().map(|it| field(snapshot, it)).collect(),
        Top::CompositeType(it) => it.fields().map(|it| field(snapshot, it)).collect(),
        Top::Enum(it) => it
            .values()
            .map(|it| FieldInfo {
                name: it.name().to_owned(),
                type_name: None,
                arity: None,
                database_name: it.database_name().to_owned(),
                is_id: false,
                is_unique: false,
                is_relation: false,
                is_ignored: false,
                doc: doc_comment::of_member(it.node()).map(|it| it.text),
                name_at: at(it.name_span()),
            })
            .collect(),
    };
    Entity {
        name: top.name().to_owned(),
        keyword: top.keyword(),
        database_name: database_name.to_owned(),
        database_schema: database_schema.map(|it| it.name.to_string()),
        doc: doc.map(|it| it.text),
        is_ignored,
        at: names::file_range(schema, id, schema.segment(id).root().range()),
        name_at: at(top.name_span()),
        fields,
    }
}

fn field(snapshot: &Snapshot, field: Field<'_>) -> FieldInfo {
    let model = field.model();
    let id = model.and_then(|it| it.primary_key());
    let mut uniques = model.into_iter().flat_map(|it| it.indexes().filter(|it| it.is_unique()));
    let name = field.name_span();
    FieldInfo {
        name: field.name().to_owned(),
        type_name: Some(field.type_name().to_owned()),
        arity: Some(match field.arity() {
            Arity::Required => "required",
            Arity::Optional => "optional",
            Arity::List => "list",
        }),
        database_name: field.database_name().to_owned(),
        is_id: id.is_some_and(|it| it.fields().iter().any(|it| it.root() == field.id())),
        is_unique: uniques.any(|it| matches!(it.fields(), [key] if key.field() == field.id())),
        is_relation: field.is_relation(),
        is_ignored: field.is_ignored(),
        doc: doc_comment::of_member(field.node()).map(|it| it.text),
        name_at: names::file_range(snapshot.schema(), name.segment, name.range),
    }
}

#[cfg(test)]
mod tests {
    use expect_test::expect;
    use psl_validate::RuleSet;

    use super::*;
    use crate::test_fixture::fixture_with_rules;

    #[test]
    fn lists_entities_with_their_fields_and_relations() {
        let text = "/// Doc\nmodel A {\n  id Int @id\n  b B? @relation(\"x\", fields: [bId], references: [id])\n  bId Int? @unique @map(\"b\")\n}\nenum E {\n  X\n}\nmodel B {\n  id Int @id\n  a A? @relation(\"x\")\n  bs B[]\n}\n";
        let (snapshot, _) = fixture_with_rules(text, RuleSet::V7);
        let overview = overview(&snapshot);
        let mut out = String::new();
        for entity in &overview.entities {
            let doc = entity.doc.as_deref().unwrap_or("-");
            out += &format!("{} {} {doc}\n", entity.keyword, entity.name);
            for field in &entity.fields {
                assert_eq!(field.name_at.range.slice(text), field.name);
                let marks =
                    [(field.is_id, " id"), (field.is_unique, " unique"), (field.is_relation, " relation")];
                let marks: String = marks.into_iter().filter(|it| it.0).map(|it| it.1).collect();
                let ty = field.type_name.as_deref().unwrap_or("-");
                out += &format!("  {} {ty} {} {:?}{marks}\n", field.name, field.database_name, field.arity);
            }
        }
        for relation in &overview.relations {
            let end = |it: &RelationEnd| format!("{}.{:?}{:?}", it.entity, it.field.as_deref(), it.key);
            let (from, to) = (end(&relation.from), end(&relation.to));
            out += &format!("{:?} {} {from} -> {to}\n", relation.name, relation.kind);
        }
        expect![[r#"
            model A Doc
              id Int id Some("required") id
              b B b Some("optional") relation
              bId Int b Some("optional") unique
            enum E -
              X - X None
            model B -
              id Int id Some("required") id
              a A a Some("optional") relation
              bs B bs Some("list") relation
            Some("x") one-to-one A.Some("b")["bId"] -> B.Some("a")["id"]
            None one-to-many B.None[] -> B.Some("bs")[]
        "#]]
        .assert_eq(&out);
    }
}
