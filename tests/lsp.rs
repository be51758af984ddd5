//! The language server over pipes, as an editor meets it: the real binary, real frames, real files.
//!
//! Nothing sleeps: every test waits for a message or runs into the deadline of the driver. The driver fails on anything
//! on standard output that is no frame.

// The helpers of tests may fail as loudly as the tests.
#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used)]

mod lsp {
    pub(crate) mod actions;
    pub(crate) mod assistance;
    pub(crate) mod diagnostics;
    pub(crate) mod documents;
    pub(crate) mod editor;
    pub(crate) mod formatting;
    pub(crate) mod life_cycle;
    pub(crate) mod projects;
    pub(crate) mod requests;
    pub(crate) mod settings;
    pub(crate) mod surroundings;
    pub(crate) mod wire;
}
