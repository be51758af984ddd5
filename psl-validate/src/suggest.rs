//! "Did you mean": the nearest of some names.

/// How much the reading or the checks of one block may spend on comparisons, so that thousands of misspelt names do not make it slow. Looking at a name
/// takes 1, computing a distance [`DISTANCE`].
#[derive(Debug)]
pub(crate) struct Budget {
    left: u32,
}

/// What a distance costs beside a look at the letters.
const DISTANCE: u32 = 8;

impl Budget {
    /// The budget of one block of a schema with that many segments.
    pub(crate) fn new(segments: usize) -> Budget {
        const OF_A_SCHEMA: u32 = 150_000;
        const OF_A_BLOCK: u32 = 5_000;
        let segments = u32::try_from(segments).unwrap_or(u32::MAX).max(1);
        Budget { left: (OF_A_SCHEMA / segments).max(OF_A_BLOCK) }
    }

    /// The candidate nearest to `word`: equal but for case, or within a third of its letters; the first of equals.
    pub(crate) fn closest<'a>(
        &mut self,
        word: &str,
        candidates: impl IntoIterator<Item = &'a str>,
    ) -> Option<&'a str> {
        const LONGEST: usize = 64;
        if word.is_empty() || word.len() > LONGEST {
            return None;
        }
        let limit = (word.chars().count() / 3).max(1);
        let lower_case = word.to_lowercase();
        let letters = word.is_ascii().then(|| letters(word));
        let mut best: Option<(usize, &str)> = None;
        for candidate in candidates {
            if candidate == word
                || candidate.len() > LONGEST
                || candidate.len().abs_diff(word.len()) > limit * 2
            {
                continue;
            }
            let Some(left) = self.left.checked_sub(1) else { break };
            self.left = left;
            if letters.is_some_and(|it| candidate.is_ascii() && fewest_edits(it, candidate) > limit) {
                continue;
            }
            let Some(left) = self.left.checked_sub(DISTANCE) else { break };
            self.left = left;
            let distance = if candidate.eq_ignore_ascii_case(word) {
                0
            } else {
                strsim::damerau_levenshtein(&lower_case, &candidate.to_lowercase()).max(1)
            };
            if distance <= limit && best.is_none_or(|it| distance < it.0) {
                best = Some((distance, candidate));
            }
        }
        best.map(|it| it.1)
    }
}

/// How often each letter occurs, whatever its case. Some signs share a place.
fn letters(ascii: &str) -> [i8; 32] {
    let mut counts = [0; 32];
    for byte in ascii.bytes() {
        counts[usize::from(byte & 31)] += 1;
    }
    counts
}

/// A lower bound of the distance to `candidate`: letters that only one of the two has.
fn fewest_edits(mut letters: [i8; 32], candidate: &str) -> usize {
    for byte in candidate.bytes() {
        letters[usize::from(byte & 31)] -= 1;
    }
    let missing: i32 = letters.iter().map(|it| i32::from((*it).max(0))).sum();
    let surplus: i32 = letters.iter().map(|it| i32::from((-*it).max(0))).sum();
    missing.max(surplus) as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prefers_the_same_word_in_another_case() {
        assert_eq!(Budget::new(1).closest("string", ["Strong", "String"]), Some("String"));
    }

    #[test]
    fn letters_never_hide_a_near_word() {
        let words =
            ["string", "Strnig", "title", "Title_1", "emailAddress", "e-mail", "ID", "createdAt", "at", "a1"];
        for (a, b) in words.iter().flat_map(|a| words.iter().map(move |b| (*a, *b))) {
            let distance = strsim::damerau_levenshtein(&a.to_lowercase(), &b.to_lowercase());
            assert!(fewest_edits(letters(a), b) <= distance, "{a} {b}");
        }
    }

    #[test]
    fn is_silent_when_nothing_is_near() {
        assert_eq!(Budget::new(1).closest("titel", ["id", "body"]), None);
        assert_eq!(Budget::new(1).closest("titel", ["id", "title"]), Some("title"));
    }
}
