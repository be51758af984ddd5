//! What a validated schema tells the next version about all its blocks, so that it need not look at each.

use std::sync::Arc;

use super::{Schema, SegmentId, TopId};

/// Made by [`crate::validate`], when every segment was looked at.
#[derive(Debug)]
pub(crate) struct Summary {
    /// The segments with something to report or to allow, rising.
    pub(crate) telling: Arc<[SegmentId]>,
    /// By model, the blocks its fields name, a bit each ([`TopId::bit`]).
    pub(crate) named: Arc<[u64]>,
}

/// The summary of an earlier version, and the segments that were read again since, rising.
#[derive(Clone, Debug)]
pub(crate) struct Since {
    summary: Arc<Summary>,
    read_again: Box<[SegmentId]>,
}

impl Since {
    /// For the version after `previous` in which `read_again` are read again. `None` when nothing is known.
    pub(crate) fn new(previous: &Schema, read_again: &[SegmentId]) -> Option<Since> {
        let (summary, earlier) = match (previous.summary.get(), &previous.since) {
            (Some(summary), _) => (summary, &[][..]),
            (None, Some(since)) => (&since.summary, &*since.read_again),
            (None, None) => return None,
        };
        Some(Since { summary: Arc::clone(summary), read_again: union(earlier, read_again).into() })
    }
}

/// The members of two rising lists, rising.
fn union(a: &[SegmentId], b: &[SegmentId]) -> Vec<SegmentId> {
    let mut all = [a, b].concat();
    all.sort_unstable();
    all.dedup();
    all
}

impl Schema {
    /// The segments that may have something to report, rising; `None` for all.
    pub(crate) fn may_tell(&self) -> Option<Vec<SegmentId>> {
        match (self.summary.get(), &self.since) {
            (Some(summary), _) => Some(summary.telling.to_vec()),
            (None, Some(since)) => Some(union(&since.summary.telling, &since.read_again)),
            (None, None) => None,
        }
    }

    /// Keeps what is known now that every segment was looked at.
    pub(crate) fn sum_up(&self, telling: Vec<SegmentId>) {
        self.summary.get_or_init(|| Arc::new(Summary { telling: telling.into(), named: self.named() }));
    }

    fn named(&self) -> Arc<[u64]> {
        const ANY: u64 = u64::MAX;
        let Some(since) = &self.since else {
            return self.models.iter().map(|it| it.gist.get().map_or(ANY, |it| it.named)).collect();
        };
        let model = |it: &SegmentId| match self.tops[it.0 as usize] {
            Some(TopId::Model(id)) => Some(id.0 as usize),
            _ => None,
        };
        let old = &since.summary.named;
        let again = since.read_again.iter().filter_map(model);
        let new = again.map(|it| (it, self.models[it].gist.get().map_or(ANY, |it| it.named)));
        let different: Vec<_> = new.filter(|(index, bits)| old[*index] != *bits).collect();
        if different.is_empty() {
            return Arc::clone(old);
        }
        let mut named = old.to_vec();
        different.into_iter().for_each(|(index, bits)| named[index] = bits);
        named.into()
    }
}
