//! The name table of models, views, enums and types.

use rustc_hash::FxHashMap;

use super::{Schema, Top, types::TopId};
use crate::lower::hash_name;

/// Names by hash; the last definition of a name wins, as in the reference.
#[derive(Debug, Default)]
pub(crate) struct NameTable {
    by_hash: FxHashMap<u64, TopId>,
}

impl NameTable {
    pub(crate) fn with_capacity(capacity: usize) -> NameTable {
        NameTable { by_hash: FxHashMap::with_capacity_and_hasher(capacity, Default::default()) }
    }

    /// Enters a definition and returns the one it replaces.
    pub(crate) fn insert(&mut self, hash: u64, id: TopId) -> Option<TopId> {
        self.by_hash.insert(hash, id)
    }

    pub(crate) fn get(&self, hash: u64) -> Option<TopId> {
        self.by_hash.get(&hash).copied()
    }

    pub(crate) fn find<'s>(&self, schema: &'s Schema, name: &str) -> Option<Top<'s>> {
        let top = Top::new(schema, self.get(hash_name(name))?);
        (top.name() == name).then_some(top)
    }
}
