//! Unified diffs that `git apply` accepts.

use similar::{Algorithm, udiff::unified_diff};

const CONTEXT_LINES: usize = 3;

/// What changes in a file, with `a/` and `b/` before its path; a path that starts with `/` goes without its first one.
pub(crate) fn unified(path: &str, old: &str, new: &str) -> String {
    let path = path.trim_start_matches('/');
    let header = (format!("a/{path}"), format!("b/{path}"));
    unified_diff(Algorithm::Myers, old, new, CONTEXT_LINES, Some((&header.0, &header.1)))
}
