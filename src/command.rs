//! One file per command, each with one `run`.

pub(crate) mod completions;
pub(crate) mod diagram;
pub(crate) mod explain;
pub(crate) mod files;
pub(crate) mod fmt;
pub(crate) mod lsp;
pub(crate) mod validate;
