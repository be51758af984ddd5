//! Which column each box stands in.

/// The column of each box, so that every link goes to a later column, or to an earlier one where there are cycles, and
/// no column is much higher than `limit`. Links are (left, right) pairs.
pub(super) fn assign(heights: &[f64], links: &[(usize, usize)], limit: f64) -> Vec<usize> {
    let mut left = vec![Vec::new(); heights.len()];
    let mut right = vec![Vec::new(); heights.len()];
    let order = order(heights.len(), links);
    let mut rank = vec![0; heights.len()];
    for (index, it) in order.iter().enumerate() {
        rank[*it] = index;
    }
    for (a, b) in links {
        let (a, b) = if rank[*a] < rank[*b] { (*a, *b) } else { (*b, *a) };
        left[b].push(a);
        right[a].push(b);
    }
    let mut columns = vec![0; heights.len()];
    let mut taken: Vec<f64> = Vec::new();
    let fits = |taken: &[f64], column: usize, height: f64| {
        taken.get(column).is_none_or(|it| *it == 0.0 || it + height <= limit)
    };
    for it in &order {
        let mut column = left[*it].iter().map(|it| columns[*it] + 1).max().unwrap_or(0);
        while !fits(&taken, column, heights[*it]) {
            column += 1;
        }
        taken.resize(taken.len().max(column + 1), 0.0);
        taken[column] += heights[*it];
        columns[*it] = column;
    }
    // What is mostly referred to moves close to those that do.
    for it in order.iter().rev().filter(|it| right[**it].len() > left[**it].len()) {
        let nearest = right[*it].iter().map(|it| columns[*it]).min().unwrap_or(0);
        let closer = (columns[*it] + 1..nearest).rev().find(|column| fits(&taken, *column, heights[*it]));
        if let Some(column) = closer {
            taken[columns[*it]] -= heights[*it];
            taken[column] += heights[*it];
            columns[*it] = column;
        }
    }
    columns
}

/// All boxes, so that few links go backwards: always one without links from those left, else the one with most to them.
fn order(boxes: usize, links: &[(usize, usize)]) -> Vec<usize> {
    let mut incoming = vec![0_i64; boxes];
    let mut outgoing = vec![0_i64; boxes];
    for (a, b) in links {
        outgoing[*a] += 1;
        incoming[*b] += 1;
    }
    let mut rest: Vec<usize> = (0..boxes).collect();
    let mut order = Vec::with_capacity(boxes);
    let mut neighbours = vec![Vec::new(); boxes];
    for (a, b) in links {
        neighbours[*a].push(*b);
    }
    while let Some((at, it)) =
        rest.iter().copied().enumerate().max_by_key(|(at, it)| {
            (incoming[*it] == 0, outgoing[*it] - incoming[*it], std::cmp::Reverse(*at))
        })
    {
        rest.remove(at);
        order.push(it);
        for other in &neighbours[it] {
            incoming[*other] -= 1;
        }
    }
    order
}
