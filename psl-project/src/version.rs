//! The major version a range of versions starts at.

/// Returns the lowest major version `range` allows, if the text tells: `>=6 <8` starts at 6.
///
/// Tags (`latest`), protocols (`catalog:`, `workspace:`, `file:`) and ranges without a lower bound do not tell.
pub(crate) fn lowest_major(range: &str) -> Option<u32> {
    let range = match range.split_once(':') {
        // An alias names the package first: `npm:prisma@6.1`, `npm:@acme/prisma@6.1`.
        Some(("npm", aliased)) => aliased.rsplit_once('@')?.1,
        Some(_) => return None,
        None => range,
    };
    let mut lowest: Option<u32> = None;
    for alternative in range.split("||") {
        let start = start_of(alternative)?;
        lowest = Some(lowest.map_or(start, |it| it.min(start)));
    }
    lowest
}

/// Returns the major version of an installed package.
pub(crate) fn major(version: &str) -> Option<u32> {
    version.split(['.', '-', '+']).next()?.parse().ok()
}

/// The lower bound of comparators that all hold: `>=6.1 <8`, `^6`, `6 - 7`.
fn start_of(comparators: &str) -> Option<u32> {
    let comparators = comparators.split_once(" - ").map_or(comparators, |(lower, _)| lower);
    let mut highest: Option<u32> = None;
    let mut operator = "";
    for word in comparators.split([' ', '\t', ',']).filter(|it| !it.is_empty()) {
        let version = word.trim_start_matches(['^', '~', '<', '>', '=', 'v']);
        let own = &word[..word.len() - version.len()];
        let before = std::mem::replace(&mut operator, own);
        if version.is_empty() {
            continue; // `>= 6`: the operator stands alone, its version follows.
        }
        let effective = if own.trim_end_matches('v').is_empty() { before } else { own };
        operator = "";
        if effective.starts_with('<') {
            continue;
        }
        let start = bound(effective, version)?;
        highest = Some(highest.map_or(start, |it| it.max(start)));
    }
    highest
}

fn bound(operator: &str, version: &str) -> Option<u32> {
    let mut parts = version.split('.');
    let first = major(parts.next()?)?;
    let minor = parts.next().unwrap_or("x");
    let whole_major = matches!(minor, "x" | "X" | "*");
    // `>6` leaves all of 6 out, `>6.1` does not.
    if operator.trim_end_matches('v') == ">" && whole_major { first.checked_add(1) } else { Some(first) }
}
