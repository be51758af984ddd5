//! Where everything goes: connected blocks in columns from left to right, then all such parts side by side.
//!
//! A table that others refer to stands left of them. Edges run through gaps between the tables of a column and through
//! the channels between columns, so they cross no table.

mod columns;
mod layers;
mod order;
mod pack;

use crate::graph::Graph;

/// Width by height that pictures aim at: between a screen and the half of one beside an editor.
const SHAPE: f64 = 1.25;

#[derive(Clone, Copy, PartialEq, Debug)]
pub(crate) struct Point {
    pub(crate) x: f64,
    pub(crate) y: f64,
}

#[derive(Clone, Copy, PartialEq, Debug)]
pub(crate) struct Size {
    pub(crate) width: f64,
    pub(crate) height: f64,
}

pub(crate) struct Layout {
    pub(crate) size: Size,
    /// The top left corner of each entity.
    pub(crate) corners: Vec<Point>,
    /// The corners of each edge's line, from its `from` to its `to`. Between corners at one height the line is straight.
    pub(crate) routes: Vec<Vec<Point>>,
}

/// What is connected, laid out by itself.
struct Part {
    size: Size,
    corners: Vec<(usize, Point)>,
    routes: Vec<(usize, Vec<Point>)>,
}

/// A connection of two boxes, at heights relative to their tops.
#[derive(Clone, Copy)]
struct Link {
    edge: usize,
    from: (usize, f64),
    to: (usize, f64),
}

/// Lays out tables of the given sizes. `port` is the height at which a row is connected.
pub(crate) fn layout(graph: &Graph<'_>, sizes: &[Size], port: impl Fn(Option<usize>) -> f64) -> Layout {
    let links = graph.edges.iter().enumerate().map(|(edge, it)| Link {
        edge,
        from: (it.from.entity, port(it.from.row)),
        to: (it.to.entity, port(it.to.row)),
    });
    let links: Vec<Link> = links.collect();
    let parts: Vec<Part> = components(sizes.len(), &links)
        .into_iter()
        .map(|(boxes, links)| columns::place(&boxes, &links, sizes))
        .collect();
    let (size, places) = pack::pack(&parts.iter().map(|it| it.size).collect::<Vec<_>>());
    let mut corners = vec![Point { x: 0.0, y: 0.0 }; sizes.len()];
    let mut routes = vec![Vec::new(); links.len()];
    for (part, at) in parts.into_iter().zip(places) {
        for (entity, corner) in part.corners {
            corners[entity] = shifted(corner, at);
        }
        for (edge, route) in part.routes {
            routes[edge] = route.into_iter().map(|it| shifted(it, at)).collect();
        }
    }
    Layout { size, corners, routes }
}

fn shifted(point: Point, by: Point) -> Point {
    Point { x: point.x + by.x, y: point.y + by.y }
}

/// What is connected, each with its boxes and links, in the order of the first box.
fn components(boxes: usize, links: &[Link]) -> Vec<(Vec<usize>, Vec<Link>)> {
    // The smallest box of each component stands for it.
    let mut parent: Vec<usize> = (0..boxes).collect();
    for link in links {
        let (a, b) = (root(&mut parent, link.from.0), root(&mut parent, link.to.0));
        parent[a.max(b)] = a.min(b);
    }
    let roots: Vec<usize> = (0..boxes).map(|it| root(&mut parent, it)).collect();
    let mut components = vec![(Vec::new(), Vec::new()); boxes];
    for (it, root) in roots.iter().enumerate() {
        components[*root].0.push(it);
    }
    for link in links {
        components[roots[link.from.0]].1.push(*link);
    }
    components.retain(|it| !it.0.is_empty());
    components
}

fn root(parent: &mut [usize], mut it: usize) -> usize {
    while parent[it] != it {
        parent[it] = parent[parent[it]];
        it = parent[it];
    }
    it
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use psl_parser::SourceFile;
    use psl_validate::{RuleSet, Schema};

    use super::*;

    /// A layout whose rows are 10 high, without headers.
    fn check(text: &str) {
        let schema = Schema::resolve(&[Arc::new(SourceFile::parse(text))], RuleSet::V7);
        let graph = crate::diagram(&schema);
        let size =
            |rows: usize| Size { width: 80.0 + 7.0 * (rows % 5) as f64, height: 10.0 * (rows + 1) as f64 };
        let sizes: Vec<Size> = graph.entities.iter().map(|it| size(it.rows.len())).collect();
        let layout = layout(&graph, &sizes, |row| 10.0 * row.unwrap_or(0) as f64 + 5.0);
        let boxes: Vec<(Point, Size)> = layout.corners.iter().copied().zip(sizes).collect();
        for (index, (a, a_size)) in boxes.iter().enumerate() {
            assert!(
                a.x + a_size.width <= layout.size.width + 1.0
                    && a.y + a_size.height <= layout.size.height + 1.0
            );
            for (b, b_size) in &boxes[index + 1..] {
                let is_beside = a.x + a_size.width <= b.x || b.x + b_size.width <= a.x;
                let is_above = a.y + a_size.height <= b.y || b.y + b_size.height <= a.y;
                assert!(is_beside || is_above, "boxes overlap");
            }
        }
        for (edge, route) in graph.edges.iter().zip(&layout.routes) {
            for (end, at) in [(&edge.from, route[0]), (&edge.to, route[route.len() - 1])] {
                let (corner, size) = boxes[end.entity];
                assert!(at.x == corner.x || at.x == corner.x + size.width, "a line ends beside its box");
                assert_eq!(at.y, corner.y + 10.0 * end.row.unwrap_or(0) as f64 + 5.0);
            }
            for pair in route.windows(2) {
                let (left, right) = (pair[0].x.min(pair[1].x), pair[0].x.max(pair[1].x));
                let (top, bottom) = (pair[0].y.min(pair[1].y), pair[0].y.max(pair[1].y));
                let is_free = |(at, size): &(Point, Size)| {
                    right <= at.x || at.x + size.width <= left || bottom < at.y || at.y + size.height < top
                };
                assert!(boxes.iter().all(is_free), "a line crosses a box");
            }
        }
    }

    #[test]
    fn boxes_keep_apart_and_lines_cross_none() {
        for (_, text) in test_support::all_schemas() {
            check(&text);
        }
        check(&test_support::generate(127, 1, "postgresql"));
    }

    #[test]
    fn cycles_and_several_relations_of_the_same_models() {
        let mut random = test_support::Random(3);
        for _ in 0..200 {
            let models = 1 + random.below(30);
            let mut text = String::new();
            for model in 0..models {
                text.push_str(&format!("model M{model} {{\n  id Int @id\n"));
                for field in 0..random.below(5) {
                    let modifier = random.pick(&["", "?", "[]"]);
                    text.push_str(&format!("  f{field} M{}{modifier}\n", random.below(models)));
                }
                text.push_str("}\n");
            }
            check(&text);
        }
    }

    #[test]
    fn a_thread_bears_long_chains_and_large_stars() {
        let end = "model M0 {\n  id Int @id\n}\n";
        for target in [|it: usize| it - 1, |_| 0, |it: usize| it / 2] {
            let model = |it: usize| format!("model M{it} {{\n  id Int @id\n  up M{}\n}}\n", target(it));
            check(&(end.to_owned() + &(1..800).map(model).collect::<String>()));
        }
    }
}
