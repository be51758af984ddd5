//! Tests of the formatter: pairs, recorded cases, real schemas, and what holds for every text.

mod checks;
mod corpus;
mod mutations;
mod page;
mod pairs;
mod ranges;
mod recorded;
mod sha256;
