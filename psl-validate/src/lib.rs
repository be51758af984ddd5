//! The meaning of a schema: the semantic model, the rules, and the tables both are built on.
//!
//! No I/O, no protocol, no rendering: what is found comes back as plain data.
//!
//! ```
//! use std::sync::Arc;
//! use psl_parser::SourceFile;
//! use psl_validate::{RuleSet, Schema, validate};
//!
//! let file = SourceFile::parse("model Room {\n  id int @id\n}\n");
//! let schema = Schema::resolve(&[Arc::new(file)], RuleSet::V7);
//! let diagnostics = validate(&schema);
//! assert_eq!(diagnostics[0].code().0, "type-unknown-case");
//! ```

mod allow;
pub mod attributes;
pub mod config;
pub mod connectors;
pub mod diagnostic;
mod lower;
mod plural;
mod read;
pub mod repair;
mod rule;
pub mod rule_set;
mod rules;
mod run;
pub mod scalar;
pub mod schema;
mod suggest;

pub use diagnostic::{Code, Diagnostic, FileEdit, Fix, Label, Severity};
pub use lower::Arity;
pub use rule::Rule;
pub use rule_set::{RuleSet, RuleSets};
pub use rules::{RULES, rule};
pub use run::validate;
pub use scalar::ScalarType;
pub use schema::Schema;

/// A list that mostly has one to four items.
pub(crate) type Few<T> = smallvec::SmallVec<[T; 4]>;
