//! Lines that belong together because a bracket stays open at the end of the first.
//!
//! The brackets of all lines are fed in once; then every line knows where its region ends, in linear time however the
//! brackets are nested. Kinds of brackets are not compared: what does not fit together will not parse.

use psl_parser::string_end;

/// Collects the brackets of lines, which are numbered from 0 in the order they end.
#[derive(Default)]
pub(crate) struct Regions {
    /// Brackets by order of opening.
    opened: Vec<Opened>,
    /// The open brackets, as indexes into `opened`.
    stack: Vec<usize>,
    /// For each line the first of its brackets that is open at its end.
    left_open: Vec<Option<usize>>,
}

struct Opened {
    line: usize,
    closed_in: Option<usize>,
}

impl Regions {
    pub(crate) fn open(&mut self) {
        self.stack.push(self.opened.len());
        self.opened.push(Opened { line: self.left_open.len(), closed_in: None });
    }

    pub(crate) fn close(&mut self) {
        let line = self.left_open.len();
        if let Some(opened) = self.stack.pop().and_then(|it| self.opened.get_mut(it)) {
            opened.closed_in = Some(line);
        }
    }

    pub(crate) fn end_line(&mut self) {
        let line = self.left_open.len();
        let of_line = |it: &&usize| self.opened.get(**it).is_some_and(|it| it.line == line);
        self.left_open.push(self.stack.iter().rev().take_while(of_line).last().copied());
    }

    /// No region goes over this place.
    pub(crate) fn barrier(&mut self) {
        self.stack.clear();
    }

    /// For each line the last line of the region it starts: itself when it leaves nothing open, `None` when what it
    /// leaves open is never closed.
    pub(crate) fn ends(&self) -> Vec<Option<usize>> {
        let mut ends = vec![None; self.left_open.len()];
        for line in (0..ends.len()).rev() {
            ends[line] = match self.left_open[line] {
                None => Some(line),
                Some(bracket) => self.opened[bracket].closed_in.and_then(|it| ends[it]),
            };
        }
        ends
    }
}

/// What [`scan`] came to.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Stop {
    End,
    /// `/*` at this place does not close before the end.
    OpenComment(usize),
}

/// Gives each bracket between `pos` and `end` to `bracket`; strings and comments are stepped over.
///
/// A quote that opens no string makes the later quotes of its line plain text; a comment that does not close ends the
/// scan.
pub(crate) fn scan(text: &str, pos: usize, end: usize, mut bracket: impl FnMut(u8)) -> Stop {
    let Some(text) = text.get(..end) else { return Stop::End };
    let bytes = text.as_bytes();
    let mut pos = pos;
    let mut no_string_before = 0;
    while let Some(&byte) = bytes.get(pos) {
        match byte {
            b'"' if no_string_before <= pos => match string_end(text, pos) {
                Some(end) => {
                    pos = end;
                    continue;
                }
                None => no_string_before = continued_line_end(text, pos),
            },
            b'/' if bytes.get(pos + 1) == Some(&b'/') => {
                pos = line_end(text, pos);
                continue;
            }
            b'/' if bytes.get(pos + 1) == Some(&b'*') => {
                match text.get(pos + 2..).and_then(|it| it.find("*/")) {
                    Some(len) => {
                        pos += len + 4;
                        continue;
                    }
                    None => return Stop::OpenComment(pos),
                }
            }
            b'(' | b')' | b'[' | b']' | b'{' | b'}' => bracket(byte),
            _ => {}
        }
        pos += 1;
    }
    Stop::End
}

/// The end of the line of `pos`, or of the first later line that does not follow a backslash.
fn continued_line_end(text: &str, pos: usize) -> usize {
    let mut end = line_end(text, pos);
    while end < text.len() && text.as_bytes().get(end - 1) == Some(&b'\\') {
        end = line_end(text, end + 1);
    }
    end
}

/// The position of the line break that ends the line of `pos`, or the end of the text.
pub(crate) fn line_end(text: &str, pos: usize) -> usize {
    text.get(pos..).and_then(|it| it.find(['\n', '\r'])).map_or(text.len(), |it| pos + it)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ends(lines: &[&str]) -> Vec<Option<usize>> {
        let mut regions = Regions::default();
        for line in lines {
            scan(
                line,
                0,
                line.len(),
                |it| if b"([{".contains(&it) { regions.open() } else { regions.close() },
            );
            regions.end_line();
        }
        regions.ends()
    }

    #[test]
    fn a_region_ends_where_its_first_bracket_closes() {
        assert_eq!(ends(&["a(", "b[", "]", ")"]), [Some(3), Some(2), Some(2), Some(3)]);
    }

    #[test]
    fn a_region_goes_on_when_its_last_line_opens_again() {
        assert_eq!(ends(&["a(", ") (", ")"]), [Some(2), Some(2), Some(2)]);
        assert_eq!(ends(&["a(", ") (", "b"]), [None, None, Some(2)]);
    }

    #[test]
    fn brackets_in_strings_and_comments_do_not_count() {
        assert_eq!(ends(&["a \"(\" /* ( */ // ("]), [Some(0)]);
        assert_eq!(ends(&["a \"(", ")"]), [Some(1), Some(1)]);
    }
}
