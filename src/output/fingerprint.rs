//! Names for findings that stay the same when the finding moves: lines have no part in them.

use std::collections::BTreeMap;

/// Hands out fingerprints; equal findings of one file are told apart by their number.
#[derive(Default)]
pub(crate) struct Fingerprints {
    seen: BTreeMap<u64, u64>,
}

impl Fingerprints {
    pub(crate) fn next(&mut self, code: &str, path: &str, message: &str) -> String {
        let base = [code, path, message].into_iter().fold(FNV_START, |hash, part| {
            // Zero ends each part, so that moving a letter from one to the next is a change.
            fnv(fnv(hash, part.as_bytes()), &[0])
        });
        let number = self.seen.entry(base).or_default();
        let hash = fnv(base, &number.to_le_bytes());
        *number += 1;
        format!("{hash:016x}")
    }
}

const FNV_START: u64 = 0xcbf2_9ce4_8422_2325;

/// FNV-1a: short, and the same on every machine and in every version.
fn fnv(hash: u64, bytes: &[u8]) -> u64 {
    bytes.iter().fold(hash, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hashes_as_published() {
        assert_eq!(fnv(FNV_START, b""), 0xcbf2_9ce4_8422_2325);
        assert_eq!(fnv(FNV_START, b"a"), 0xaf63_dc4c_8601_ec8c);
    }

    #[test]
    fn equal_findings_differ_and_runs_agree() {
        let run = || {
            let mut fingerprints = Fingerprints::default();
            [("a", "b", "c"), ("a", "b", "c"), ("ab", "", "c")].map(|it| fingerprints.next(it.0, it.1, it.2))
        };
        let first = run();
        assert_ne!(first[0], first[1]);
        assert_ne!(first[0], first[2]);
        assert_eq!(first, run());
    }
}
