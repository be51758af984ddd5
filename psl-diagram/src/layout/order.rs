//! Who stands above whom, so that few lines cross.
//!
//! The library sorts the boxes; it knows nothing of rows. Rounds of our own take from there, with every line at the
//! height of its row.

use rust_sugiyama::configure::Config;

/// A piece of a line from a column to the next one: the vertices, and how far down each of them it is attached, from
/// 0 to 1.
#[derive(Clone, Copy)]
pub(super) struct Arc {
    pub(super) left: (usize, f64),
    pub(super) right: (usize, f64),
}

/// Sorts each column from top to bottom.
pub(super) fn sort(columns: &mut [Vec<usize>], heights: &[f64], arcs: &[Arc]) {
    if columns.len() < 2 {
        return;
    }
    // The library walks the graph by recursion, which a thread's stack must bear.
    if heights.len() <= 3000 {
        sort_by_library(columns, heights, arcs);
    }
    refine(columns, heights.len(), arcs);
}

fn sort_by_library(columns: &mut [Vec<usize>], heights: &[f64], arcs: &[Arc]) {
    // Its layers are rows, so our heights are its widths.
    let vertices: Vec<(u32, (f64, f64))> =
        heights.iter().enumerate().map(|(it, height)| (it as u32, (*height, 1.0))).collect();
    let mut pairs: Vec<(u32, u32)> = arcs.iter().map(|it| (it.left.0 as u32, it.right.0 as u32)).collect();
    pairs.sort_unstable();
    pairs.dedup();
    let mut across = vec![0.0; heights.len()];
    for (layout, _, _) in rust_sugiyama::from_vertices_and_edges(&vertices, &pairs, &Config::default()) {
        for (vertex, (x, _)) in layout {
            across[vertex] = x;
        }
    }
    for column in columns {
        column.sort_by(|a, b| across[*a].total_cmp(&across[*b]));
    }
}

/// Sorts columns by the middle of what their vertices are connected to, to and fro, as long as it helps.
fn refine(columns: &mut [Vec<usize>], vertices: usize, arcs: &[Arc]) {
    const PATIENCE: usize = 8;
    let mut to_left = vec![Vec::new(); vertices];
    let mut to_right = vec![Vec::new(); vertices];
    let mut arcs = arcs.to_vec();
    arcs.sort_by(|a, b| a.left.1.total_cmp(&b.left.1));
    for arc in arcs {
        to_left[arc.right.0].push(arc.left);
        to_right[arc.left.0].push(arc.right);
    }
    let mut places = places(columns, vertices);
    let mut best = columns.to_vec();
    let mut fewest = crossings(columns, &places, &to_right);
    let mut tries = 0;
    while fewest > 0 && tries < PATIENCE {
        match tries % 2 {
            0 => columns.iter_mut().skip(1).for_each(|it| sort_by_middle(it, &mut places, &to_left)),
            _ => columns.iter_mut().rev().skip(1).for_each(|it| sort_by_middle(it, &mut places, &to_right)),
        }
        tries += 1;
        let crossings = crossings(columns, &places, &to_right);
        if crossings < fewest {
            (fewest, tries) = (crossings, tries % 2);
            best.clone_from_slice(columns);
        }
    }
    columns.clone_from_slice(&best);
}

/// How many vertices stand above each one in its column.
fn places(columns: &[Vec<usize>], vertices: usize) -> Vec<f64> {
    let mut places = vec![0.0; vertices];
    for (place, it) in columns.iter().flat_map(|it| it.iter().enumerate()) {
        places[*it] = place as f64;
    }
    places
}

fn sort_by_middle(column: &mut [usize], places: &mut [f64], ends: &[Vec<(usize, f64)>]) {
    let middle = |it: usize| {
        let sum: f64 = ends[it].iter().map(|(other, port)| places[*other] + port).sum();
        if ends[it].is_empty() { places[it] } else { sum / ends[it].len() as f64 }
    };
    let mut wishes: Vec<(f64, usize)> = column.iter().map(|it| (middle(*it), *it)).collect();
    wishes.sort_by(|a, b| a.0.total_cmp(&b.0));
    for (place, (it, (_, vertex))) in column.iter_mut().zip(wishes).enumerate() {
        *it = vertex;
        places[vertex] = place as f64;
    }
}

fn crossings(columns: &[Vec<usize>], places: &[f64], to_right: &[Vec<(usize, f64)>]) -> usize {
    let mut crossings = 0;
    for column in columns {
        // The right ends of the lines above, sorted.
        let mut above: Vec<f64> = Vec::new();
        for it in column {
            let ends = to_right[*it].iter().map(|(other, port)| places[*other] + port);
            for end in ends.collect::<Vec<_>>() {
                let at = above.partition_point(|it| *it <= end);
                crossings += above.len() - at;
                above.insert(at, end);
            }
        }
    }
    crossings
}
