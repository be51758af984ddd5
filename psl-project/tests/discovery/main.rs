//! Discovery through its public surface, on trees in memory (and, once, on disk).

mod support;

mod config;
mod cost;
mod disk;
mod hints;
mod ignored;
mod inputs;
mod layouts;
mod limits;
mod links;
mod neighbours;
mod prisma_8;
mod rules;
mod scanner;
mod select;
mod settings;
mod total;
