//! A diagram as input for Graphviz.

use std::fmt::Write;

use crate::{
    graph::{Cardinality, Edge, EdgeKind, End, Entity, Graph},
    svg::escape,
};

pub fn dot(graph: &Graph<'_>) -> String {
    let mut out =
        "digraph schema {\n  rankdir=LR\n  node [shape=plain fontname=\"monospace\"]\n  edge [dir=both]\n"
            .to_owned();
    for (index, entity) in graph.entities.iter().enumerate() {
        write_entity(&mut out, index, entity);
    }
    for edge in &graph.edges {
        write_edge(&mut out, edge);
    }
    out.push_str("}\n");
    out
}

fn write_entity(out: &mut String, index: usize, entity: &Entity<'_>) {
    let (kind, name) = (entity.kind.name(), escape(entity.name));
    let _ = writeln!(
        out,
        "  e{index} [label=<<table border=\"0\" cellborder=\"1\" cellspacing=\"0\" cellpadding=\"4\">"
    );
    let _ = writeln!(out, "    <tr><td colspan=\"3\" port=\"h\"><b>{name}</b> {kind}</td></tr>");
    for (row, it) in entity.rows.iter().enumerate() {
        let (name, type_name) = (escape(it.name), escape(it.type_name));
        let (modifier, marks) = (it.modifier(), it.marks().join(" "));
        let _ = writeln!(
            out,
            "    <tr><td align=\"left\" port=\"r{row}\">{name}</td><td align=\"left\">{type_name}{modifier}</td><td port=\"s{row}\">{marks}</td></tr>"
        );
    }
    out.push_str("  </table>>]\n");
}

fn write_edge(out: &mut String, edge: &Edge) {
    let style = match edge.kind {
        EdgeKind::Relation => "",
        EdgeKind::Embedded => " style=dashed",
    };
    let (tail, head) = (arrow(edge.to.cardinality), arrow(edge.from.cardinality));
    // The side with the key comes later in reading order; a line back to the same table stays on one side of it.
    let (left, right) = if edge.from.entity == edge.to.entity { ("s", ":e") } else { ("r", "") };
    let (to, from) = (port(&edge.to, "s"), port(&edge.from, left));
    let _ = writeln!(out, "  {to}{right} -> {from}{right} [arrowtail={tail} arrowhead={head}{style}]");
}

/// Rows have a port on the left, called `r` and its number, and one on the right, called `s`.
fn port(end: &End, side: &str) -> String {
    match end.row {
        Some(row) => format!("e{}:{side}{row}", end.entity),
        None => format!("e{}:h", end.entity),
    }
}

fn arrow(cardinality: Cardinality) -> &'static str {
    match cardinality {
        Cardinality::One => "teetee",
        Cardinality::ZeroOrOne => "teeodot",
        Cardinality::Many => "crowodot",
    }
}
