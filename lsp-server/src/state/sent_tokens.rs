//! The semantic tokens a client was sent last for a document: what a delta is made against.

use std::sync::{Mutex, PoisonError};

use tower_lsp::lsp_types::{SemanticToken, SemanticTokensEdit};

/// Shared between the document and the workers that answer about it. The lock is held for a swap only.
#[derive(Default)]
pub(crate) struct SentTokens(Mutex<Sent>);

#[derive(Default)]
struct Sent {
    number: u64,
    tokens: Vec<SemanticToken>,
}

impl SentTokens {
    /// Keeps `tokens` in place of the last ones. Returns their id, and the last ones if they had the id `previous`.
    pub(crate) fn replace(
        &self,
        tokens: Vec<SemanticToken>,
        previous: Option<&str>,
    ) -> (String, Option<Vec<SemanticToken>>) {
        let mut sent = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let is_known = previous.is_some_and(|it| it == sent.number.to_string());
        let old = std::mem::replace(&mut sent.tokens, tokens);
        sent.number += 1;
        (sent.number.to_string(), is_known.then_some(old))
    }
}

/// The edits that make `new` of `old`: the part between what is the same at the start and at the end. They count
/// numbers, of which a token has five.
pub(crate) fn difference(old: &[SemanticToken], new: &[SemanticToken]) -> Vec<SemanticTokensEdit> {
    let before = old.iter().zip(new).take_while(|(a, b)| a == b).count();
    let (old, new) = (&old[before..], &new[before..]);
    let behind = old.iter().rev().zip(new.iter().rev()).take_while(|(a, b)| a == b).count();
    let (deleted, data) = (old.len() - behind, new[..new.len() - behind].to_vec());
    if deleted == 0 && data.is_empty() {
        return Vec::new();
    }
    vec![SemanticTokensEdit { start: before as u32 * 5, delete_count: deleted as u32 * 5, data: Some(data) }]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tokens(lengths: &[u32]) -> Vec<SemanticToken> {
        let token = |length: &u32| SemanticToken {
            delta_line: 1,
            delta_start: 0,
            length: *length,
            token_type: 0,
            token_modifiers_bitset: 0,
        };
        lengths.iter().map(token).collect()
    }

    #[test]
    fn l140_a_delta_is_the_part_in_the_middle() {
        let edits = |old: &[u32], new: &[u32]| -> Vec<(u32, u32, usize)> {
            let edits = difference(&tokens(old), &tokens(new));
            edits.iter().map(|it| (it.start, it.delete_count, it.data.as_ref().map_or(0, Vec::len))).collect()
        };
        assert_eq!(edits(&[1, 2, 3], &[1, 2, 3]), []);
        assert_eq!(edits(&[1, 2, 3], &[1, 9, 9, 3]), [(5, 5, 2)]);
        assert_eq!(edits(&[1, 1, 1], &[1, 1]), [(10, 5, 0)]);
        assert_eq!(edits(&[], &[1]), [(0, 0, 1)]);
    }

    #[test]
    fn only_the_last_ones_are_known() {
        let sent = SentTokens::default();
        let (first, _) = sent.replace(tokens(&[1]), None);
        let (second, old) = sent.replace(tokens(&[2]), Some(&first));
        assert_eq!(old, Some(tokens(&[1])));
        assert_ne!(first, second);
        assert_eq!(sent.replace(tokens(&[3]), Some(&first)).1, None);
    }
}
