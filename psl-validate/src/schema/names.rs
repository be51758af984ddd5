//! The name table of models, views, enums and types.

use rustc_hash::FxHashMap;

use super::{Schema, Span, Top, types::TopId};
use crate::lower::hash_name;

/// Names by hash; the last definition of a name wins, as in the reference.
#[derive(Debug, Default)]
pub(crate) struct NameTable {
    by_hash: FxHashMap<u64, Entry>,
}

#[derive(Debug)]
struct Entry {
    last: TopId,
    /// Where the name was given first.
    first: Span,
}

impl NameTable {
    pub(crate) fn with_capacity(capacity: usize) -> NameTable {
        NameTable { by_hash: FxHashMap::with_capacity_and_hasher(capacity, Default::default()) }
    }

    /// Enters a definition and returns where the name was given first, this time perhaps.
    pub(crate) fn insert(&mut self, hash: u64, id: TopId, span: Span) -> Span {
        let entry = self.by_hash.entry(hash).or_insert(Entry { last: id, first: span });
        entry.last = id;
        entry.first
    }

    pub(crate) fn get(&self, hash: u64) -> Option<TopId> {
        self.by_hash.get(&hash).map(|it| it.last)
    }

    pub(crate) fn find<'s>(&self, schema: &'s Schema, name: &str) -> Option<Top<'s>> {
        let top = Top::new(schema, self.get(hash_name(name))?);
        (top.name() == name).then_some(top)
    }
}
