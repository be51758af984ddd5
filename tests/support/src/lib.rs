//! Test fixtures shared by the crates of the workspace.
