//! Everything the session knows. One thread owns it; nobody else sees it but through snapshots.
//!
//! - [`Document`]: what is open, as the editor has it
//! - [`LoadedProject`]: files that are one schema, open or from the disk
//! - [`Loader`]: the thread that reads the disk
//! - [`Folders`]: workspace folders and their settings

mod document;
mod folders;
mod key;
mod loader;
mod project;
mod sent_tokens;

pub(crate) use document::Document;
pub(crate) use folders::Folders;
pub(crate) use key::Key;
pub(crate) use loader::{FoundProject, LoadAnswer, LoadRequest, Loader, Stamped, Text, Wanted};
pub(crate) use project::{LoadedProject, ProjectId};
pub(crate) use sent_tokens::{SentTokens, difference as token_difference};
