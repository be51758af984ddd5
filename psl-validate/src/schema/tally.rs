//! What has to be known of all blocks at once, as counts, so that an edit costs what the changed blocks count for.

use std::{hash::BuildHasher, sync::Arc};

use rustc_hash::{FxBuildHasher, FxHashMap, FxHashSet};

use super::{
    Actions, CompositeData, EnumData, EnumId, ModelData, ModelId, Schema,
    attributes::Mapping,
    types::{CompositeId, TopId},
};
use crate::lower::{Name, hash_name};

/// The counts of one schema.
#[derive(Clone, Debug, Default)]
pub(crate) struct Tally {
    /// Names of constraints, by hash of name and scope.
    pub(crate) constraints: Names,
    /// Names of tables, and those of enums, by hash of name, kind and database schema.
    pub(crate) tables: Names,
    /// How many blocks have an enum as the type of a field.
    enum_uses: Vec<u32>,
    /// How many blocks have a field whose type nothing declares.
    blocks_with_unknown_types: u32,
}

/// How often each name is given.
#[derive(Clone, Debug, Default)]
pub(crate) struct Names {
    /// Those of the schema that was counted from end to end, sorted.
    counted: Arc<[u64]>,
    /// How many more, or fewer, there are of a name since. No entry is 0.
    since: FxHashMap<u64, i32>,
    /// How many names are given more than once.
    clashes: u32,
}

impl Names {
    fn new(mut names: Vec<u64>) -> Names {
        names.sort_unstable();
        let clashes = names.chunk_by(|a, b| a == b).filter(|it| it.len() > 1).count() as u32;
        Names { counted: names.into(), since: FxHashMap::default(), clashes }
    }

    /// Whether two may be the same: no name is missed, and hashes alone are compared.
    pub(crate) fn may_clash(&self) -> bool {
        self.clashes > 0
    }

    fn count(&self, hash: u64) -> i32 {
        let first = self.counted.partition_point(|it| *it < hash);
        let behind = self.counted.partition_point(|it| *it <= hash);
        (behind - first) as i32 + self.since.get(&hash).copied().unwrap_or(0)
    }

    fn add(&mut self, hash: u64) {
        self.change(hash, 1);
        self.clashes += u32::from(self.count(hash) == 2);
    }

    fn remove(&mut self, hash: u64) {
        self.change(hash, -1);
        self.clashes -= u32::from(self.count(hash) == 1);
    }

    fn change(&mut self, hash: u64, by: i32) {
        let since = self.since.entry(hash).or_default();
        *since += by;
        if *since == 0 {
            self.since.remove(&hash);
        }
    }
}

impl Tally {
    /// Whether some field has the enum as its type.
    pub(crate) fn is_used(&self, id: EnumId) -> bool {
        self.enum_uses.get(id.0 as usize).is_some_and(|it| *it > 0)
    }

    pub(crate) fn has_unknown_types(&self) -> bool {
        self.blocks_with_unknown_types > 0
    }

    fn add(&mut self, facts: &Facts<'_>) {
        facts.constraints.iter().for_each(|it| self.constraints.add(*it));
        facts.table.into_iter().for_each(|it| self.tables.add(it));
        facts.enums().for_each(|it| self.enum_uses[it] += 1);
        self.blocks_with_unknown_types += u32::from(facts.has_unknown_types);
    }

    fn remove(&mut self, facts: &Facts<'_>) {
        facts.constraints.iter().for_each(|it| self.constraints.remove(*it));
        facts.table.into_iter().for_each(|it| self.tables.remove(it));
        facts.enums().for_each(|it| self.enum_uses[it] -= 1);
        self.blocks_with_unknown_types -= u32::from(facts.has_unknown_types);
    }
}

/// What a block counts for.
#[derive(PartialEq, Eq, Default)]
struct Facts<'a> {
    constraints: &'a [u64],
    table: Option<u64>,
    named: &'a [TopId],
    has_unknown_types: bool,
}

impl Facts<'_> {
    fn enums(&self) -> impl Iterator<Item = usize> {
        self.named.iter().filter_map(|it| match it {
            TopId::Enum(id) => Some(id.0 as usize),
            TopId::Model(_) | TopId::CompositeType(_) => None,
        })
    }
}

/// The hash of what two tables, or two enums, may not share.
fn table(is_enum: bool, schema: Option<&Mapping>, map: Option<&Mapping>, name: Name) -> u64 {
    let name = map.map_or(name.hash, |it| hash_name(&it.name));
    FxBuildHasher.hash_one((is_enum, schema.map(|it| hash_name(&it.name)), name))
}

/// A block as it was.
#[derive(Clone, Debug)]
enum Old {
    Model(ModelId, ModelData),
    CompositeType(CompositeId, CompositeData),
    Enum(EnumId, EnumData),
}

/// The counts of an earlier schema, and the blocks that have changed since.
#[derive(Clone, Debug)]
pub(crate) struct Before {
    tally: Arc<Tally>,
    /// `None` when no rule had asked.
    pub(super) actions: Option<Arc<Actions>>,
    changed: Vec<Old>,
    /// The blocks of `changed`.
    noted: FxHashSet<TopId>,
}

impl Before {
    /// What `previous` has counted. `None` when it has not.
    pub(crate) fn of(previous: &Schema) -> Option<Before> {
        match previous.tally.get() {
            Some(tally) => Some(Before {
                tally: Arc::clone(tally),
                actions: previous.actions.get().cloned(),
                changed: Vec::new(),
                noted: FxHashSet::default(),
            }),
            None => previous.before.clone(),
        }
    }

    pub(super) fn changed_blocks(&self) -> impl Iterator<Item = TopId> {
        self.noted.iter().copied()
    }

    /// Remembers what a block of `previous` was.
    pub(crate) fn note(&mut self, previous: &Schema, top: TopId) {
        if !self.noted.insert(top) {
            return;
        }
        self.changed.push(match top {
            TopId::Model(id) => Old::Model(id, previous.models[id.0 as usize].clone()),
            TopId::CompositeType(id) => Old::CompositeType(id, previous.composites[id.0 as usize].clone()),
            TopId::Enum(id) => Old::Enum(id, previous.enums[id.0 as usize].clone()),
        });
    }
}

fn of_model(data: &ModelData) -> Facts<'_> {
    let lines = data.body.lines.get();
    let named = lines.map_or(&[][..], |it| &it.named);
    let has_unknown_types = lines.is_some_and(|it| it.has_unknown_types);
    let block = data.body.attributes.get().map(|it| &it.block).filter(|_| !data.is_poisoned);
    let table = block.map(|it| table(false, it.schema.as_deref(), it.map.as_deref(), data.name));
    let constraints = data.body.names.get().map_or(&[][..], |it| it);
    Facts { constraints, table, named, has_unknown_types }
}

fn of_composite_type(data: &CompositeData) -> Facts<'_> {
    let lines = data.body.lines.get();
    let named = lines.map_or(&[][..], |it| &it.named);
    Facts { named, has_unknown_types: lines.is_some_and(|it| it.has_unknown_types), ..Facts::default() }
}

fn of_enum(data: &EnumData) -> Facts<'_> {
    let reading = data.body.attributes.get().filter(|_| !data.is_poisoned);
    let table = reading.map(|it| table(true, it.schema.as_ref(), it.map.as_ref(), data.name));
    Facts { table, ..Facts::default() }
}

impl Schema {
    /// The counts over all blocks.
    pub(crate) fn tally(&self) -> &Tally {
        self.tally.get_or_init(|| match &self.before {
            Some(before) => self.counted_on(before),
            None => Arc::new(self.counted()),
        })
    }

    fn facts(&self, top: TopId) -> Facts<'_> {
        match top {
            TopId::Model(id) => {
                let model = super::Model::new(self, id);
                model.lines();
                model.attributes();
                model.constraint_names();
                of_model(model.data())
            }
            TopId::CompositeType(id) => {
                let composite_type = super::CompositeType::new(self, id);
                composite_type.lines();
                of_composite_type(composite_type.data())
            }
            TopId::Enum(id) => {
                let enum_ = super::Enum::new(self, id);
                enum_.attributes();
                of_enum(enum_.data())
            }
        }
    }

    fn counted(&self) -> Tally {
        let mut enum_uses = vec![0; self.enums.len()];
        let mut blocks_with_unknown_types = 0;
        let (mut constraints, mut tables) = (Vec::new(), Vec::new());
        for facts in self.tops.iter().flatten().map(|it| self.facts(*it)) {
            constraints.extend_from_slice(facts.constraints);
            tables.extend(facts.table);
            facts.enums().for_each(|it| enum_uses[it] += 1);
            blocks_with_unknown_types += u32::from(facts.has_unknown_types);
        }
        let (constraints, tables) = (Names::new(constraints), Names::new(tables));
        Tally { constraints, tables, enum_uses, blocks_with_unknown_types }
    }

    fn counted_on(&self, before: &Before) -> Arc<Tally> {
        let pairs = before.changed.iter().map(|it| match it {
            Old::Model(id, old) => (of_model(old), self.facts(TopId::Model(*id))),
            Old::CompositeType(id, old) => (of_composite_type(old), self.facts(TopId::CompositeType(*id))),
            Old::Enum(id, old) => (of_enum(old), self.facts(TopId::Enum(*id))),
        });
        let different: Vec<_> = pairs.filter(|(old, new)| old != new).collect();
        if different.is_empty() {
            return Arc::clone(&before.tally);
        }
        let mut tally = Tally::clone(&before.tally);
        different.iter().for_each(|(old, _)| tally.remove(old));
        different.iter().for_each(|(_, new)| tally.add(new));
        Arc::new(tally)
    }
}
