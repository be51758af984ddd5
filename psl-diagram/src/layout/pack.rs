//! Packs rectangles into a page.

use super::{Point, SHAPE, Size};

const GAP: f64 = 48.0;

/// A size for the page, and the top left corner of each rectangle.
///
/// The highest comes first; each goes where it comes to stand highest, the leftmost such place.
pub(super) fn pack(sizes: &[Size]) -> (Size, Vec<Point>) {
    let area: f64 = sizes.iter().map(|it| (it.width + GAP) * (it.height + GAP)).sum();
    let widest = sizes.iter().map(|it| it.width + GAP).fold(0.0, f64::max);
    let page = (area * SHAPE).sqrt().max(widest);
    let mut places = vec![Point { x: 0.0, y: 0.0 }; sizes.len()];
    let mut order: Vec<usize> = (0..sizes.len()).collect();
    order.sort_by(|a, b| sizes[*b].height.total_cmp(&sizes[*a].height));
    let mut skyline = vec![Step { x: 0.0, end: page, y: 0.0 }];
    let mut size = Size { width: 0.0, height: 0.0 };
    for index in order {
        let (width, height) = (sizes[index].width + GAP, sizes[index].height + GAP);
        let spots = skyline.iter().map(|it| it.x).filter(|x| x + width <= page + 0.5);
        let spots = spots.map(|x| Point { x, y: height_over(&skyline, x, x + width) });
        let Some(at) = spots.min_by(|a, b| a.y.total_cmp(&b.y)) else { continue };
        raise(&mut skyline, Step { x: at.x, end: at.x + width, y: at.y + height });
        places[index] = at;
        size.width = size.width.max(at.x + width - GAP);
        size.height = size.height.max(at.y + height - GAP);
    }
    (size, places)
}

/// How far down a stretch of the page is taken.
struct Step {
    x: f64,
    end: f64,
    y: f64,
}

fn height_over(skyline: &[Step], x: f64, end: f64) -> f64 {
    skyline.iter().filter(|it| it.x < end && x < it.end).map(|it| it.y).fold(0.0, f64::max)
}

fn raise(skyline: &mut Vec<Step>, new: Step) {
    let mut steps = Vec::with_capacity(skyline.len() + 2);
    for old in skyline.drain(..) {
        if old.x < new.x {
            steps.push(Step { end: old.end.min(new.x), ..old });
        }
        if new.end < old.end {
            steps.push(Step { x: old.x.max(new.end), ..old });
        }
    }
    steps.push(new);
    steps.sort_by(|a, b| a.x.total_cmp(&b.x));
    *skyline = steps;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_overlaps() {
        let sizes: Vec<Size> = (0..60_u32)
            .map(|it| Size { width: 50.0 + f64::from(it * 37 % 90), height: 40.0 + f64::from(it * 53 % 200) })
            .collect();
        let (page, places) = pack(&sizes);
        for (a, (at, size)) in places.iter().zip(&sizes).enumerate() {
            assert!(at.x + size.width <= page.width && at.y + size.height <= page.height);
            for (other, other_size) in places.iter().zip(&sizes).skip(a + 1) {
                let apart = at.x + size.width <= other.x
                    || other.x + other_size.width <= at.x
                    || at.y + size.height <= other.y
                    || other.y + other_size.height <= at.y;
                assert!(apart, "{at:?} {other:?}");
            }
        }
    }
}
