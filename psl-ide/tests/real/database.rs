//! What a schema says about the database, without the names that only the client sees.

use psl_validate::{
    Schema,
    schema::{Field, Fields, Model, Relation, RelationKind, generated_relation_name},
};

/// Tables, columns, constraints, join tables and enums by their names in the database, in the order of the schema.
pub(crate) fn names(schema: &Schema) -> Vec<String> {
    let mut names = Vec::new();
    for model in schema.models() {
        let table = table(model);
        names.push(format!("{} {table}", model.keyword()));
        names.extend(model.primary_key_name().map(|it| format!("{table} primary key {it}")));
        for field in model.scalar_fields() {
            column(&table, field, &mut names);
        }
        for index in model.indexes() {
            let paths = index.fields().iter().map(|it| {
                let path = it.path().iter().map(|it| Field::new(schema, *it).database_name());
                path.collect::<Vec<_>>().join(".")
            });
            let columns: Vec<_> = paths.collect();
            names.push(format!("{table} {:?} {}: {columns:?}", index.kind(), index.database_name()));
        }
    }
    for type_ in schema.composite_types() {
        for field in type_.fields() {
            column("type", field, &mut names);
        }
    }
    for enum_ in schema.enums() {
        let schema = enum_.database_schema().map(|it| it.name.to_string());
        let values: Vec<_> = enum_.values().map(|it| it.database_name()).collect();
        names.push(format!("enum {schema:?} {}: {values:?}", enum_.database_name()));
    }
    // Relations are listed in an order that names of the client may change.
    let mut relations: Vec<_> = schema.relations().filter_map(relation).collect();
    relations.sort_unstable();
    names.extend(relations);
    names
}

fn table(model: Model<'_>) -> String {
    let schema = model.database_schema().map(|it| format!("{}.", it.name)).unwrap_or_default();
    schema + model.database_name()
}

fn column(table: &str, field: Field<'_>, names: &mut Vec<String>) {
    let kind = match (field.enum_type(), field.scalar_type()) {
        (Some(enum_), _) => enum_.database_name().to_owned(),
        (None, Some(scalar)) => format!("{scalar:?}"),
        (None, None) => String::new(),
    };
    names.push(format!("{table} column {} {kind}", field.database_name()));
    names.extend(field.default_name().map(|it| format!("{table} default {it}")));
}

fn relation(relation: Relation<'_>) -> Option<String> {
    let (forward, back) = (relation.forward()?, relation.back());
    if relation.kind() != RelationKind::ImplicitManyToMany {
        let columns = |fields: Option<Fields<'_>>| -> Vec<String> {
            fields.unwrap_or_default().iter().map(|it| it.database_name().to_owned()).collect()
        };
        let (from, to) = (table(relation.referencing_model()), table(relation.referenced_model()));
        let (own, other) = (columns(forward.key_fields()), columns(forward.references()));
        return Some(format!("{from}{own:?} {} {to}{other:?}", relation.foreign_key_name()));
    }
    // Columns A and B are in the order of the models' names; in a relation of a model with itself, of the fields' names.
    let mut ends = [forward, back?];
    ends.sort_by_key(|it| (it.model().map(|it| it.name()), it.name()));
    let generated = || {
        let [a, b] = ends.map(|it| it.model().map_or("", |it| it.name()));
        generated_relation_name(a, b)
    };
    let name = forward.relation_name().map_or_else(generated, str::to_owned);
    let [a, b] = ends.map(|it| {
        let fields = it.model().into_iter().flat_map(|it| it.all_fields());
        let place = fields.take_while(|other| *other != it).count();
        format!("{} by field {place}", it.related_model().map_or_else(String::new, table))
    });
    Some(format!("join table _{name}: A {a}, B {b}"))
}
