//! Repairs of lines that end before their brackets and quotes do: what follows is joined to them, or they are closed.

use psl_parser::TextRange;

use super::is_member;
use crate::{
    rule::{Cx, SpanFix},
    schema::Span,
};

/// The first of the two that gives a member without mistakes.
pub(super) fn repair(cx: &Cx<'_>, line: Span) -> Option<SpanFix> {
    let segment = cx.schema.segment(line.segment);
    joined(segment.text(), line)
        .filter(|it| is_member(segment.kind(), &it.edits[0].1))
        .or_else(|| closed(cx.schema.text(line), line, |it| is_member(segment.kind(), it)))
}

/// The line and those after it that its brackets go over, as one.
fn joined(text: &str, line: Span) -> Option<SpanFix> {
    const LONGEST: usize = 200;
    let start = line.range.start as usize;
    let mut out = String::new();
    let mut open: Vec<char> = Vec::new();
    let mut end = start;
    for (index, part) in text[start..].split_inclusive('\n').take(LONGEST).enumerate() {
        let content = part.trim();
        if index > 0 && content.is_empty() {
            end += part.len();
            continue;
        }
        if !brackets(content, &mut open)? {
            return None;
        }
        let sticks = out.is_empty() || out.ends_with(['(', '[']) || content.starts_with([')', ']']);
        if content.starts_with([')', ']', '}']) && out.ends_with(',') {
            out.pop();
        }
        if !sticks {
            out.push(' ');
        }
        out.push_str(content);
        let content_end = end + part.trim_end().len();
        end += part.len();
        if index > 0 && open.is_empty() {
            let range = TextRange::new(line.range.start, content_end as u32);
            return Some(SpanFix::safe("Write it on one line", line.with(range), out));
        }
    }
    None
}

/// Follows the brackets of a line. `None` when they do not match; `false` when the line has a comment or an open string,
/// which cannot be joined.
fn brackets(line: &str, open: &mut Vec<char>) -> Option<bool> {
    let mut chars = line.chars().peekable();
    while let Some(it) = chars.next() {
        match it {
            '"' => loop {
                match chars.next() {
                    None => return Some(false),
                    Some('\\') => drop(chars.next()),
                    Some('"') => break,
                    Some(_) => {}
                }
            },
            '/' if matches!(chars.peek(), Some('/' | '*')) => return Some(false),
            '(' => open.push(')'),
            '[' => open.push(']'),
            '{' => open.push('}'),
            ')' | ']' | '}' if open.pop() != Some(it) => return None,
            _ => {}
        }
    }
    Some(true)
}

/// The line with the brackets and the quote that are missing at its end.
fn closed(text: &str, line: Span, is_member: impl Fn(&str) -> bool) -> Option<SpanFix> {
    let mut open: Vec<char> = Vec::new();
    let missing = match brackets(text, &mut open)? {
        true => {
            let closers: String = open.iter().rev().collect();
            vec![(text.len(), closers)]
        }
        // The brackets at the end of an open string belong behind its quote, unless some are missing too.
        false if !text.contains("//") => {
            let end = text.trim_end_matches([')', ']', '}']).len();
            vec![(end, "\"".to_owned()), (text.len(), "\")".to_owned()), (text.len(), "\"".to_owned())]
        }
        false => return None,
    };
    let found = missing.into_iter().find(|(at, closers)| {
        !closers.is_empty() && is_member(&format!("{}{closers}{}", &text[..*at], &text[*at..]))
    });
    let (at, closers) = found?;
    let at = TextRange::empty(line.range.start + at as u32);
    Some(SpanFix::unsafe_(format!("Add `{closers}`"), line.with(at), closers))
}
