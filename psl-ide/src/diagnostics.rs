//! The findings of a snapshot.

use psl_validate::Diagnostic;

use crate::Snapshot;

/// All findings of all files, by file and position.
pub fn diagnostics(snapshot: &Snapshot) -> &[Diagnostic] {
    snapshot.all_diagnostics()
}
