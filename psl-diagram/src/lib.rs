//! Entity diagrams: what a schema declares and how it hangs together, as a picture or as input for other programs.
//!
//! A [`Graph`] is the content, without any places; each form of output is one function of it. Only [`svg()`] needs a
//! layout. Nothing here reads or writes files: whoever draws says how places in files are called.
//!
//! ```
//! use std::sync::Arc;
//! use psl_parser::SourceFile;
//! use psl_validate::{RuleSet, Schema};
//!
//! let file = SourceFile::parse("model Room {\n  id Int @id\n}\n");
//! let schema = Schema::resolve(&[Arc::new(file)], RuleSet::V7);
//! let text = psl_diagram::mermaid(&psl_diagram::diagram(&schema));
//! assert_eq!(text, "erDiagram\n  \"Room\" {\n    Int id PK\n  }\n");
//! ```

mod graph;

mod layout;
mod svg;

mod dot;
mod mermaid;

pub use dot::dot;
pub use graph::{Cardinality, Edge, EdgeKind, End, Entity, EntityKind, Graph, Row, diagram};
pub use mermaid::mermaid;
pub use svg::{Place, svg};
