//! "Did you mean": the nearest of some names.

/// How many comparisons one run may make, so that thousands of misspelt names do not make it slow.
#[derive(Debug)]
pub(crate) struct Budget {
    comparisons_left: u32,
}

impl Default for Budget {
    fn default() -> Budget {
        Budget { comparisons_left: 100_000 }
    }
}

impl Budget {
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
        let mut best: Option<(usize, &str)> = None;
        for candidate in candidates {
            if candidate == word
                || candidate.len() > LONGEST
                || candidate.len().abs_diff(word.len()) > limit * 2
            {
                continue;
            }
            if self.comparisons_left == 0 {
                break;
            }
            self.comparisons_left -= 1;
            let distance = if candidate.eq_ignore_ascii_case(word) {
                0
            } else {
                strsim::damerau_levenshtein(&word.to_lowercase(), &candidate.to_lowercase()).max(1)
            };
            if distance <= limit && best.is_none_or(|it| distance < it.0) {
                best = Some((distance, candidate));
            }
        }
        best.map(|it| it.1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prefers_the_same_word_in_another_case() {
        assert_eq!(Budget::default().closest("string", ["Strong", "String"]), Some("String"));
    }

    #[test]
    fn is_silent_when_nothing_is_near() {
        assert_eq!(Budget::default().closest("titel", ["id", "body"]), None);
        assert_eq!(Budget::default().closest("titel", ["id", "title"]), Some("title"));
    }
}
