//! Where one token ends: blanks, line breaks, words, strings, comments.
//!
//! The functions take a position in the text and know nothing of what came before, because the language has no
//! lexical modes. Positions are byte offsets that lie on character borders.

use unicode_properties::{GeneralCategoryGroup, UnicodeGeneralCategory};

/// The end of the run of blanks (tab, Unicode category Zs) at `pos`.
#[inline]
pub(crate) fn skip_blanks(bytes: &[u8], mut pos: usize) -> usize {
    while let Some(b' ' | b'\t') = bytes.get(pos) {
        pos += 1;
    }
    match bytes.get(pos) {
        Some(byte) if !byte.is_ascii() => skip_wide_blanks(bytes, pos),
        _ => pos,
    }
}

#[cold]
fn skip_wide_blanks(bytes: &[u8], mut pos: usize) -> usize {
    loop {
        match bytes.get(pos) {
            Some(b' ' | b'\t') => pos += 1,
            Some(_) => match wide_blank_len(&bytes[pos..]) {
                0 => return pos,
                len => pos += len,
            },
            None => return pos,
        }
    }
}

fn wide_blank_len(bytes: &[u8]) -> usize {
    match bytes {
        [0xC2, 0xA0, ..] => 2,
        [0xE1, 0x9A, 0x80, ..] => 3,
        [0xE2, 0x80, 0x80..=0x8A | 0xAF, ..] => 3,
        [0xE2, 0x81, 0x9F, ..] => 3,
        [0xE3, 0x80, 0x80, ..] => 3,
        _ => 0,
    }
}

/// The length of the line break at `pos`: CR LF, LF or CR; 0 when there is none.
pub(crate) fn newline_len(bytes: &[u8], pos: usize) -> usize {
    match bytes.get(pos) {
        Some(b'\n') => 1,
        Some(b'\r') if bytes.get(pos + 1) == Some(&b'\n') => 2,
        Some(b'\r') => 1,
        _ => 0,
    }
}

/// Where the line at `pos` ends: at its line break or at the end of the text.
pub(crate) fn line_end(bytes: &[u8], pos: usize) -> usize {
    memchr::memchr2(b'\n', b'\r', &bytes[pos..]).map_or(bytes.len(), |it| pos + it)
}

/// What may be done with a byte without a look at its neighbours, as bits.
const CLASSES: [u8; 256] = {
    let mut table = [0; 256];
    let mut byte = 0;
    while byte < table.len() {
        let it = byte as u8;
        if it.is_ascii_alphanumeric() || it == b'-' || it == b'_' {
            table[byte] |= IN_WORD;
        }
        if it >= b' ' && it != b'"' && it != b'\\' {
            table[byte] |= IN_STRING;
        }
        byte += 1;
    }
    table
};

/// The ASCII bytes that may stand in a word.
const IN_WORD: u8 = 1;
/// Bytes in a string that stand for themselves.
const IN_STRING: u8 = 2;

/// The end of the bytes of a class from `at` on.
#[inline]
fn class_end(bytes: &[u8], mut at: usize, class: u8) -> usize {
    while bytes.get(at).is_some_and(|it| CLASSES[*it as usize] & class != 0) {
        at += 1;
    }
    at
}

/// Whether a word starts at `pos`.
#[inline]
pub(crate) fn starts_word(text: &str, pos: usize) -> bool {
    match text.as_bytes().get(pos) {
        Some(byte) if byte.is_ascii() => byte.is_ascii_alphanumeric(),
        Some(_) => letter_len(text, pos) > 0,
        None => false,
    }
}

/// The end of the word at `pos`, or `pos` when no word starts there.
#[inline]
pub(crate) fn word_end(text: &str, pos: usize) -> usize {
    let bytes = text.as_bytes();
    match bytes.get(pos) {
        Some(b'-' | b'_') => pos,
        _ => match class_end(bytes, pos, IN_WORD) {
            end if bytes.get(end).is_some_and(|it| !it.is_ascii()) => wide_word_end(text, end),
            end => end,
        },
    }
}

/// The end of the word that has been read up to `at`, where a character outside of ASCII stands.
#[cold]
fn wide_word_end(text: &str, mut at: usize) -> usize {
    let bytes = text.as_bytes();
    while let len @ 1.. = letter_len(text, at) {
        at = class_end(bytes, at + len, IN_WORD);
    }
    at
}

fn letter_len(text: &str, pos: usize) -> usize {
    match text.get(pos..).and_then(|it| it.chars().next()) {
        Some(it) if it.general_category_group() == GeneralCategoryGroup::Letter => it.len_utf8(),
        _ => 0,
    }
}

/// The end of the path that goes on from the word that ends at `pos`: `.Text`, `.`, `..b`.
pub(crate) fn path_end(text: &str, mut pos: usize) -> usize {
    while text.as_bytes().get(pos) == Some(&b'.') {
        pos = word_end(text, pos + 1);
    }
    pos
}

/// The end of the digits at `pos`.
pub(crate) fn digits_end(bytes: &[u8], mut pos: usize) -> usize {
    while bytes.get(pos).is_some_and(u8::is_ascii_digit) {
        pos += 1;
    }
    pos
}

/// The end of the number at `pos` (`-12`, `3.50`), or `pos` when none starts there.
pub(crate) fn number_end(bytes: &[u8], pos: usize) -> usize {
    let first = if bytes.get(pos) == Some(&b'-') { pos + 1 } else { pos };
    let whole = digits_end(bytes, first);
    if whole == first {
        return pos;
    }
    if bytes.get(whole) != Some(&b'.') {
        return whole;
    }
    match digits_end(bytes, whole + 1) {
        fraction if fraction == whole + 1 => whole,
        fraction => fraction,
    }
}

/// The end of the string whose opening quote is at `pos`; `None` when a control character or the end comes first.
///
/// A backslash takes the next character with it, even a line break.
pub(crate) fn string_end(bytes: &[u8], pos: usize) -> Option<usize> {
    let mut at = pos + 1;
    loop {
        at = class_end(bytes, at, IN_STRING);
        match *bytes.get(at)? {
            b'"' => return Some(at + 1),
            b'\\' => {
                bytes.get(at + 1)?;
                at += 2;
            }
            _ => return None,
        }
    }
}

/// The end of the block comment whose `/*` is at `pos`; `None` without `*/`.
pub(crate) fn block_comment_end(bytes: &[u8], pos: usize) -> Option<usize> {
    memchr::memmem::find(&bytes[pos + 2..], b"*/").map(|it| pos + 2 + it + 2)
}

/// The end of what a reader would call one token at `pos`: for pointing at text that does not fit.
pub(crate) fn rough_token_end(text: &str, pos: usize) -> usize {
    match word_end(text, pos) {
        end if end > pos => end,
        _ => pos + text.get(pos..).and_then(|it| it.chars().next()).map_or(0, char::len_utf8),
    }
}
