//! A diagram as `erDiagram` of Mermaid.
//!
//! A type may end with `[]` there, but not with `?`, which becomes a comment. Relation fields are left to the edges.

use std::fmt::Write;

use psl_validate::Arity;

use crate::graph::{Cardinality, Edge, EdgeKind, Entity, EntityKind, Graph, Row};

pub fn mermaid(graph: &Graph<'_>) -> String {
    let mut out = "erDiagram\n".to_owned();
    for entity in &graph.entities {
        write_entity(&mut out, entity);
    }
    for edge in &graph.edges {
        write_edge(&mut out, graph, edge);
    }
    out
}

fn write_entity(out: &mut String, entity: &Entity<'_>) {
    let _ = writeln!(out, "  \"{}\" {{", entity.name);
    for row in entity.rows.iter().filter(|it| !it.is_relation) {
        write_row(out, entity.kind, row);
    }
    out.push_str("  }\n");
}

fn write_row(out: &mut String, kind: EntityKind, row: &Row<'_>) {
    let type_name = if kind == EntityKind::Enum { "value" } else { row.type_name };
    let list = if row.arity == Arity::List { "[]" } else { "" };
    let _ = write!(out, "    {}{list} {}", word(type_name), word(row.name));
    if !row.marks().is_empty() {
        let _ = write!(out, " {}", row.marks().join(", "));
    }
    if row.arity == Arity::Optional {
        out.push_str(" \"optional\"");
    }
    out.push('\n');
}

/// A name that is none of the words of keys and has only characters the language takes.
fn word(name: &str) -> String {
    let is_key = ["PK", "FK", "UK"].iter().any(|it| it.eq_ignore_ascii_case(name));
    let is_taken =
        |it: char| it.is_ascii_alphanumeric() || "_-".contains(it) || ('À'..='\u{ffff}').contains(&it);
    let start = if is_key || !name.starts_with(|it: char| it.is_alphabetic()) { "_" } else { "" };
    start.chars().chain(name.chars().map(|it| if is_taken(it) { it } else { '_' })).collect()
}

fn write_edge(out: &mut String, graph: &Graph<'_>, edge: &Edge) {
    let (from, to) = (&graph.entities[edge.from.entity], &graph.entities[edge.to.entity]);
    let left = match edge.from.cardinality {
        Cardinality::One => "||",
        Cardinality::ZeroOrOne => "|o",
        Cardinality::Many => "}o",
    };
    let right = match edge.to.cardinality {
        Cardinality::One => "||",
        Cardinality::ZeroOrOne => "o|",
        Cardinality::Many => "o{",
    };
    let line = match edge.kind {
        EdgeKind::Relation => "--",
        EdgeKind::Embedded => "..",
    };
    let name = graph.field_name(&edge.from).or(graph.field_name(&edge.to)).unwrap_or("");
    let _ = writeln!(out, "  \"{}\" {left}{line}{right} \"{}\" : \"{name}\"", from.name, to.name);
}
