//! Line breaks: which kind a file uses, and copying text so that it uses one kind only.
//!
//! LF, CR LF and CR are read; LF or CR LF is written.

/// The line break a formatted file is written with.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum LineBreak {
    /// Line feed.
    Lf,
    /// Carriage return and line feed.
    CrLf,
}

impl LineBreak {
    /// The line break of `text`: the first one decides.
    ///
    /// A break right behind a backslash has no vote, because it may belong to a string and is then kept as it is.
    pub fn of(text: &str) -> LineBreak {
        let mut start = 0;
        while let Some(at) = text.get(start..).and_then(|it| it.find(['\n', '\r'])) {
            let (before, rest) = text.split_at(start + at);
            let len = break_len(rest);
            if !before.ends_with('\\') {
                return if len == 2 { LineBreak::CrLf } else { LineBreak::Lf };
            }
            start += at + len;
        }
        LineBreak::Lf
    }

    /// The characters of the line break.
    pub fn as_str(self) -> &'static str {
        match self {
            LineBreak::Lf => "\n",
            LineBreak::CrLf => "\r\n",
        }
    }
}

/// The length of the line break that `text` starts with, 0 when it starts with none.
pub(crate) fn break_len(text: &str) -> usize {
    match text.as_bytes() {
        [b'\r', b'\n', ..] => 2,
        [b'\n' | b'\r', ..] => 1,
        _ => 0,
    }
}

/// The lines of `text`, each with its line break (empty for the last).
pub(crate) fn lines(text: &str) -> impl Iterator<Item = (&str, &str)> {
    let mut rest = Some(text);
    std::iter::from_fn(move || {
        let text = rest?;
        let Some(at) = text.find(['\n', '\r']) else {
            rest = None;
            return Some((text, ""));
        };
        let (line, tail) = text.split_at(at);
        let (line_break, tail) = tail.split_at(break_len(tail));
        rest = Some(tail);
        Some((line, line_break))
    })
}

/// Copies a comment.
pub(crate) fn push_comment_text(out: &mut String, text: &str, line_break: LineBreak) {
    if is_uniform(text, line_break) {
        out.push_str(text);
        return;
    }
    for (line, old_break) in lines(text) {
        out.push_str(line);
        if !old_break.is_empty() {
            out.push_str(line_break.as_str());
        }
    }
}

/// Copies text that does not fit. A line break behind a backslash is kept, because the text may be half a string, and
/// with another kind of break it could become a whole one.
pub(crate) fn push_broken_text(out: &mut String, text: &str, line_break: LineBreak) {
    if is_uniform(text, line_break) {
        out.push_str(text);
        return;
    }
    for (line, old_break) in lines(text) {
        out.push_str(line);
        if !old_break.is_empty() {
            out.push_str(if line.ends_with('\\') { old_break } else { line_break.as_str() });
        }
    }
}

/// Whether `text` surely has no other line breaks than `line_break`.
fn is_uniform(text: &str, line_break: LineBreak) -> bool {
    !text.contains('\r') && (line_break == LineBreak::Lf || !text.contains('\n'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_line_break_decides() {
        assert_eq!(LineBreak::of("a\nb\r\n"), LineBreak::Lf);
        assert_eq!(LineBreak::of("a\r\nb\n"), LineBreak::CrLf);
        assert_eq!(LineBreak::of("a\rb\r\n"), LineBreak::Lf);
        assert_eq!(LineBreak::of("\"\\\nb\r\n"), LineBreak::CrLf);
        assert_eq!(LineBreak::of("a"), LineBreak::Lf);
    }

    #[test]
    fn splits_at_all_three_breaks() {
        let all: Vec<_> = lines("a\nb\r\n\rc").collect();
        assert_eq!(all, [("a", "\n"), ("b", "\r\n"), ("", "\r"), ("c", "")]);
    }

    #[test]
    fn keeps_the_break_behind_a_backslash_of_broken_text() {
        let mut out = String::new();
        push_broken_text(&mut out, "a\\\r\nb\r\nc", LineBreak::Lf);
        assert_eq!(out, "a\\\r\nb\nc");
    }
}
