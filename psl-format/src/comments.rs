//! Comments on lines of their own. Their text is never touched, only where it stands.

use psl_parser::is_blank;

use crate::line_break::{LineBreak, lines, push_comment_text};

/// Writes a comment whose first line stands at `indent`, without a line break behind it.
///
/// When every further line of a block comment starts with a star, the stars go below the first one:
///
/// ```text
///   /**
///    * in line
///    */
/// ```
///
/// Otherwise the further lines are copied as they are.
pub(crate) fn push_comment(out: &mut String, text: &str, indent: &str, line_break: LineBreak) {
    out.push_str(indent);
    if !text.starts_with("/*") || !is_starred(text) {
        push_comment_text(out, text, line_break);
        return;
    }
    for (index, (line, _)) in lines(text).enumerate() {
        if index > 0 {
            out.push_str(line_break.as_str());
        }
        let content = line.trim_start_matches(is_blank);
        if index == 0 || content.is_empty() {
            out.push_str(line);
            continue;
        }
        out.push_str(indent);
        out.push(' ');
        out.push_str(content);
    }
}

/// Whether every further line that is not blank starts with a star.
fn is_starred(text: &str) -> bool {
    lines(text).skip(1).all(|(line, _)| {
        let content = line.trim_start_matches(is_blank);
        content.is_empty() || content.starts_with('*')
    })
}
