//! Lists of which versions share nearly everything.

use std::{ops::Index, sync::Arc};

/// A list that is cheap to copy with a few rows replaced: the copies share the list they started from.
///
/// Few rows that are replaced are kept beside the list; once there are more than a few dozen, a new list is made.
#[derive(Clone, Debug)]
pub struct Rows<T> {
    base: Arc<[T]>,
    /// By index, each at most once.
    replaced: Vec<(u32, T)>,
}

/// With more replaced rows than this, a new list is made.
const MOST_REPLACED: usize = 32;

impl<T> Default for Rows<T> {
    fn default() -> Self {
        Rows { base: Arc::new([]), replaced: Vec::new() }
    }
}

impl<T> From<Vec<T>> for Rows<T> {
    fn from(rows: Vec<T>) -> Self {
        Rows { base: rows.into(), replaced: Vec::new() }
    }
}

impl<T> Rows<T> {
    /// Kept apart, so that reading a list without replaced rows stays small.
    #[cold]
    fn newest(&self, index: usize) -> &T {
        match self.replaced.binary_search_by_key(&index, |it| it.0 as usize) {
            Ok(at) => &self.replaced[at].1,
            Err(_) => &self.base[index],
        }
    }

    pub fn len(&self) -> usize {
        self.base.len()
    }

    pub fn is_empty(&self) -> bool {
        self.base.is_empty()
    }

    #[inline]
    pub fn get(&self, index: usize) -> Option<&T> {
        (index < self.len()).then(|| &self[index])
    }

    /// All rows in order, without a search for each.
    pub fn iter(&self) -> impl Iterator<Item = &T> + Clone {
        let mut replaced = self.replaced.iter().peekable();
        self.base
            .iter()
            .enumerate()
            .map(move |(index, row)| replaced.next_if(|it| it.0 as usize == index).map_or(row, |it| &it.1))
    }

    /// The indexes at which two versions of one list may differ, rising; `None` when they do not come from one list.
    pub fn differences(&self, other: &Rows<T>) -> Option<Vec<usize>> {
        if !Arc::ptr_eq(&self.base, &other.base) {
            return None;
        }
        let mut indexes: Vec<usize> =
            self.replaced.iter().chain(&other.replaced).map(|it| it.0 as usize).collect();
        indexes.sort_unstable();
        indexes.dedup();
        Some(indexes)
    }
}

impl<T> Index<usize> for Rows<T> {
    type Output = T;

    #[inline]
    fn index(&self, index: usize) -> &T {
        if self.replaced.is_empty() { &self.base[index] } else { self.newest(index) }
    }
}

impl<T: Clone> Rows<T> {
    /// Puts each row at its index, which has to be in range. Of several with one index the last one stays.
    pub fn replace(&mut self, rows: Vec<(usize, T)>) {
        if self.replaced.len() + rows.len() > MOST_REPLACED {
            let mut all: Vec<T> = self.iter().cloned().collect();
            rows.into_iter().for_each(|(index, row)| all[index] = row);
            *self = all.into();
            return;
        }
        for (index, row) in rows {
            match self.replaced.binary_search_by_key(&index, |it| it.0 as usize) {
                Ok(at) => self.replaced[at].1 = row,
                Err(at) => self.replaced.insert(at, (index as u32, row)),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Rows;

    #[test]
    fn versions_differ_where_rows_were_replaced() {
        let first: Rows<u32> = (0..100).collect::<Vec<_>>().into();
        let mut second = first.clone();
        second.replace([70, 3, 70].map(|index| (index, index as u32 + 1000)).to_vec());
        assert_eq!(first.iter().sum::<u32>() + 2000, second.iter().sum());
        assert_eq!((second.get(3), second.get(4), second.get(100)), (Some(&1003), Some(&4), None));
        assert_eq!(first.differences(&second).unwrap(), [3, 70]);
        assert!((0..100).map(|it| &second[it]).eq(second.iter()));
    }

    #[test]
    fn many_replaced_rows_make_a_list_of_their_own() {
        let first: Rows<usize> = vec![0; 100].into();
        let mut second = first.clone();
        (0..60).for_each(|index| second.replace(vec![(index, 1)]));
        assert_eq!(second.iter().sum::<usize>(), 60);
        assert!(first.differences(&second).is_none());
        second.replace((20..100).map(|index| (index, 2)).collect());
        assert_eq!(second.iter().sum::<usize>(), 20 + 160);
    }
}
