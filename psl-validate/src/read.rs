//! Text into the schema, stage by stage, and what is wrong on the way.
//!
//! The readers follow the order in which the reference evaluates things, because that order decides what is still
//! looked at after a first mistake. The words of each finding stand in the file of its rule.

pub(crate) mod attributes;
pub(crate) mod config;
pub(crate) mod environment;
pub(crate) mod names;
pub(crate) mod syntax;
pub(crate) mod types;
pub(crate) mod values;
