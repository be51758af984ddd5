//! The states a text goes through: changes are derived from its bytes, so an input is a plain schema.

use psl_parser::{TextEdit, TextRange, TextSize};
use test_support::{Random, difference, mutate};

/// `text`, three states made from it, each from the one before, and `text` again.
pub(crate) fn states(text: &str) -> Vec<String> {
    let mut random = random(text);
    let mut states = vec![text.to_owned()];
    for _ in 0..3 {
        states.push(mutate(states.last().map_or("", |it| it), &mut random));
    }
    states.push(text.to_owned());
    states
}

/// The edit that turns one text into another.
pub(crate) fn edit_between(old: &str, new: &str) -> TextEdit {
    let (range, new_text) = difference(old, new);
    TextEdit::replace(TextRange::new(range.start as TextSize, range.end as TextSize), new_text)
}

/// Numbers that depend on the text alone.
fn random(text: &str) -> Random {
    let hash = text.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    Random(hash)
}
