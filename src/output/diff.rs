//! Unified diffs that `git apply` accepts.

use similar::{Algorithm, udiff::unified_diff};

const CONTEXT_LINES: usize = 3;

/// What changes in a file, with `a/` and `b/` before its path.
pub(crate) fn unified(path: &str, old: &str, new: &str) -> String {
    let header = (format!("a/{path}"), format!("b/{path}"));
    unified_diff(Algorithm::Myers, old, new, CONTEXT_LINES, Some((&header.0, &header.1)))
}
