//! A connected part: columns of boxes, with places between them where long lines pass.

use super::{Link, Part, Point, SHAPE, Size, layers, order};

/// Between two boxes of a column, from a box to a passing line, and between two such lines.
const BOX_GAP: f64 = 36.0;
const PASSING_GAP: f64 = 18.0;
const LINE_GAP: f64 = 10.0;
/// The straight bit of a line beside a box, with room for the mark of the cardinality.
const STUB: f64 = 24.0;
/// Between the straight bits of two columns: at least this, more with more lines, at most so much more.
const CHANNEL: f64 = 40.0;
const CHANNEL_FOR_LINE: f64 = 4.0;
const CHANNEL_EXTRA: f64 = 160.0;
/// With more vertices than this, long lines pass behind the boxes.
const MOST_VERTICES: usize = 30_000;

/// A box, or a place where a line passes a column.
struct Vertex {
    column: usize,
    height: f64,
    is_box: bool,
    /// The upper end.
    y: f64,
}

/// A piece of a line from one column to the next, at heights relative to the upper ends.
struct Arc {
    left: (usize, f64),
    right: (usize, f64),
    weight: f64,
}

pub(super) fn place(boxes: &[usize], links: &[Link], sizes: &[Size]) -> Part {
    let size = |it: usize| sizes[boxes[it]];
    let local = |entity: usize| boxes.binary_search(&entity).unwrap_or(0);
    let heights: Vec<f64> = (0..boxes.len()).map(|it| size(it).height + BOX_GAP).collect();
    let between = links.iter().filter(|it| it.from.0 != it.to.0);
    let pairs: Vec<(usize, usize)> = between.map(|it| (local(it.to.0), local(it.from.0))).collect();
    let column_of = layers::assign(&heights, &pairs, column_limit(&heights, boxes, sizes));

    let mut vertices: Vec<Vertex> = (0..boxes.len())
        .map(|it| Vertex { column: column_of[it], height: size(it).height, is_box: true, y: 0.0 })
        .collect();
    let mut arcs = Vec::new();
    let spans = pairs.iter().map(|(a, b)| column_of[*a].abs_diff(column_of[*b]));
    let has_passages = vertices.len() + spans.map(|it| it - 1).sum::<usize>() <= MOST_VERTICES;
    // The vertices each link passes, from left to right.
    let chains: Vec<Vec<(usize, f64)>> = links
        .iter()
        .map(|link| {
            let ends = [link.to, link.from].map(|(entity, port)| (local(entity), port));
            chain(ends, has_passages, &mut vertices, &mut arcs)
        })
        .collect();

    let mut columns = vec![Vec::new(); column_of.iter().max().map_or(0, |it| it + 1)];
    for (index, vertex) in vertices.iter().enumerate() {
        columns[vertex.column].push(index);
    }
    if has_passages {
        let heights: Vec<f64> = vertices.iter().map(|it| it.height).collect();
        let at = |(it, port): (usize, f64)| (it, port / heights[it].max(1.0));
        let arcs: Vec<_> =
            arcs.iter().map(|it: &Arc| order::Arc { left: at(it.left), right: at(it.right) }).collect();
        order::sort(&mut columns, &heights, &arcs);
    }
    settle(&columns, &mut vertices, &arcs);
    let xs = channels(&columns, boxes, sizes, &chains, &vertices);
    finish(boxes, links, sizes, &chains, &vertices, &xs)
}

/// How high columns may be, so that the whole gets its shape.
fn column_limit(heights: &[f64], boxes: &[usize], sizes: &[Size]) -> f64 {
    let total: f64 = heights.iter().sum();
    let width: f64 = boxes.iter().map(|it| sizes[*it].width).sum::<f64>() / boxes.len() as f64;
    let tallest = heights.iter().copied().fold(0.0, f64::max);
    (total * (width + 2.0 * STUB + 2.0 * CHANNEL) / SHAPE).sqrt().max(tallest)
}

/// The vertices a line between two boxes passes, from left to right, new ones included, each with the height of the line.
fn chain(
    ends: [(usize, f64); 2],
    has_passages: bool,
    vertices: &mut Vec<Vertex>,
    arcs: &mut Vec<Arc>,
) -> Vec<(usize, f64)> {
    let [mut left, mut right] = ends;
    if vertices[right.0].column < vertices[left.0].column {
        (left, right) = (right, left);
    }
    let mut chain = vec![left];
    if has_passages {
        for column in vertices[left.0].column + 1..vertices[right.0].column {
            chain.push((vertices.len(), 0.0));
            vertices.push(Vertex { column, height: 0.0, is_box: false, y: 0.0 });
        }
    }
    chain.push(right);
    if left.0 != right.0 {
        for pair in chain.windows(2) {
            let is_inner = !vertices[pair[0].0].is_box && !vertices[pair[1].0].is_box;
            arcs.push(Arc { left: pair[0], right: pair[1], weight: if is_inner { 8.0 } else { 1.0 } });
        }
    }
    chain
}

/// Moves the vertices of each column, without changing their order, to where their lines are short.
fn settle(columns: &[Vec<usize>], vertices: &mut [Vertex], arcs: &[Arc]) {
    const ROUNDS: usize = 12;
    /// How strongly a box is drawn to the middle, where a line to another box has 1.
    const DENSITY: f64 = 0.5;
    // For each vertex: the other end of an arc, how much higher or lower this end is, and the weight.
    let mut to_left = vec![Vec::new(); vertices.len()];
    let mut to_right = vec![Vec::new(); vertices.len()];
    for arc in arcs {
        let offset = arc.left.1 - arc.right.1;
        to_left[arc.right.0].push((arc.left.0, offset, arc.weight));
        to_right[arc.left.0].push((arc.right.0, -offset, arc.weight));
    }
    // Stacked without holes around one middle: where everything would be without lines.
    for column in columns {
        settle_column(column, vertices, |_, _| None);
        let height = column.last().map_or(0.0, |it| vertices[*it].y + vertices[*it].height);
        column.iter().for_each(|it| vertices[*it].y -= height / 2.0);
    }
    let dense: Vec<f64> = vertices.iter().map(|it| it.y).collect();
    for round in 0..ROUNDS {
        let (uses_left, uses_right) = match round {
            0 | 2 | 4 => (true, false),
            1 | 3 | 5 => (false, true),
            _ => (true, true),
        };
        let wish = |vertices: &[Vertex], it: usize| {
            let left = to_left[it].iter().filter(|_| uses_left);
            let neighbours = left.chain(to_right[it].iter().filter(|_| uses_right));
            let density = if vertices[it].is_box { DENSITY } else { 0.0 };
            let (mut sum, mut total) = (dense[it] * density, density);
            for (other, offset, weight) in neighbours {
                sum += (vertices[*other].y + offset) * weight;
                total += weight;
            }
            (total > 0.0).then(|| (sum / total, total))
        };
        match round % 2 {
            0 => columns.iter().for_each(|it| settle_column(it, vertices, wish)),
            _ => columns.iter().rev().for_each(|it| settle_column(it, vertices, wish)),
        }
    }
}

/// Puts the vertices of a column as close to their wishes as their order and the gaps between them allow: the least
/// squares, by pooling those that get in each other's way.
fn settle_column(
    column: &[usize],
    vertices: &mut [Vertex],
    wish: impl Fn(&[Vertex], usize) -> Option<(f64, f64)>,
) {
    let mut pools: Vec<Pool> = Vec::new();
    let mut offset = 0.0;
    let mut offsets = Vec::with_capacity(column.len());
    for (index, it) in column.iter().enumerate() {
        if let Some(above) = index.checked_sub(1).map(|it| &vertices[column[it]]) {
            offset += above.height + gap(above, &vertices[*it]);
        }
        offsets.push(offset);
        let (y, weight) = wish(vertices, *it).unwrap_or((vertices[*it].y, 0.01));
        let mut pool = Pool { y: y - offset, weight, count: 1 };
        while let Some(above) = pools.pop_if(|above| pool.y < above.y) {
            let weight = above.weight + pool.weight;
            let y = (above.y * above.weight + pool.y * pool.weight) / weight;
            pool = Pool { y, weight, count: above.count + pool.count };
        }
        pools.push(pool);
    }
    let ys = pools.iter().flat_map(|it| std::iter::repeat_n(it.y, it.count));
    for ((it, y), offset) in column.iter().zip(ys).zip(offsets) {
        vertices[*it].y = y + offset;
    }
}

/// Neighbours that touch and move as one.
struct Pool {
    y: f64,
    weight: f64,
    count: usize,
}

fn gap(above: &Vertex, below: &Vertex) -> f64 {
    match (above.is_box, below.is_box) {
        (true, true) => BOX_GAP,
        (false, false) => LINE_GAP,
        _ => PASSING_GAP,
    }
}

/// The left and right border of each column.
fn channels(
    columns: &[Vec<usize>],
    boxes: &[usize],
    sizes: &[Size],
    chains: &[Vec<(usize, f64)>],
    vertices: &[Vertex],
) -> Vec<(f64, f64)> {
    let mut lines = vec![0.0; columns.len()];
    for pair in chains.iter().flat_map(|it| it.windows(2)) {
        lines[vertices[pair[0].0].column] += 1.0;
    }
    let mut x = 0.0;
    let widths = columns.iter().map(|column| {
        column.iter().filter_map(|it| boxes.get(*it)).map(|it| sizes[*it].width).fold(0.0, f64::max)
    });
    let borders = widths.zip(lines).map(|(width, lines)| {
        let (left, right) = (x, x + width);
        x = right + 2.0 * STUB + CHANNEL + f64::min(lines * CHANNEL_FOR_LINE, CHANNEL_EXTRA);
        (left, right)
    });
    borders.collect()
}

fn finish(
    boxes: &[usize],
    links: &[Link],
    sizes: &[Size],
    chains: &[Vec<(usize, f64)>],
    vertices: &[Vertex],
    xs: &[(f64, f64)],
) -> Part {
    let top = vertices.iter().map(|it| it.y).fold(f64::INFINITY, f64::min);
    let bottom = vertices.iter().map(|it| it.y + it.height).fold(f64::NEG_INFINITY, f64::max);
    let borders = |it: usize| xs[vertices[it].column];
    let right_of_box = |it: usize| borders(it).0 + sizes[boxes[it]].width;
    let mut width = xs.last().map_or(0.0, |it| it.1);
    let mut routes = Vec::with_capacity(links.len());
    for (link, chain) in links.iter().zip(chains) {
        let at = |x: f64, (it, port): (usize, f64)| Point { x, y: (vertices[it].y + port - top).round() };
        let (Some(first), Some(last)) = (chain.first().copied(), chain.last().copied()) else { continue };
        let mut route = vec![at(right_of_box(first.0), first), at(borders(first.0).1 + STUB, first)];
        if first.0 == last.0 {
            width = f64::max(width, borders(last.0).1 + STUB);
            route.extend([at(borders(last.0).1 + STUB, last), at(right_of_box(last.0), last)]);
        } else {
            for it in chain.iter().filter(|it| !vertices[it.0].is_box) {
                route.extend([at(borders(it.0).0 - STUB, *it), at(borders(it.0).1 + STUB, *it)]);
            }
            route.extend([at(borders(last.0).0 - STUB, last), at(borders(last.0).0, last)]);
        }
        // Routes lead from `from` to `to`; chains from left to right, or from `to` to `from` of one box.
        if boxes[first.0] == link.to.0 {
            route.reverse();
        }
        routes.push((link.edge, route));
    }
    let corners = boxes.iter().enumerate().map(|(it, entity)| {
        let y = (vertices[it].y - top).round();
        (*entity, Point { x: borders(it).0, y })
    });
    Part { size: Size { width, height: bottom - top }, corners: corners.collect(), routes }
}
