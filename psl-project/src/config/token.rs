//! JavaScript and TypeScript source → tokens, as far as a Prisma config needs them.
//!
//! Comments vanish, strings keep their text, brackets know their partner. Everything else is a word or a
//! punctuation mark. Any text gives some list of tokens; nothing is ever an error.

/// One token and where it stands.
#[derive(Debug, Clone, Copy)]
pub(super) struct Token<'t> {
    pub(super) kind: Kind,
    pub(super) text: &'t str,
    pub(super) start: usize,
    /// The first token of its line.
    pub(super) begins_line: bool,
}

impl Token<'_> {
    pub(super) fn end(&self) -> usize {
        self.start + self.text.len()
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// `schema`, `const`, `__dirname`
    Word,
    /// A string, or a template without substitution, quotes included.
    Text,
    /// `=>`, `{`, `...`
    Mark,
    /// A value this reader does not look into: number, regular expression, template with substitution.
    Opaque,
}

const MARKS: [&str; 12] = ["===", "!==", "...", "=>", "==", "!=", "<=", ">=", "?.", "??", "||", "&&"];

/// Splits `source` into tokens.
pub(super) fn tokens(source: &str) -> Vec<Token<'_>> {
    let bytes = source.as_bytes();
    let mut tokens: Vec<Token<'_>> = Vec::new();
    let mut at = 0;
    let mut begins_line = true;
    while let Some(next) = source[at..].chars().next() {
        if next.is_whitespace() || next == '\u{feff}' {
            begins_line |= next == '\n' || next == '\r';
            at += next.len_utf8();
            continue;
        }
        let rest = &source[at..];
        if rest.starts_with("//") || rest.starts_with("/*") || (at == 0 && rest.starts_with("#!")) {
            let end = comment_end(bytes, at);
            begins_line |= rest[..end - at].contains('\n');
            at = end;
            continue;
        }
        let (kind, end) = match next {
            '"' | '\'' => string_end(bytes, at),
            '`' => template_end(bytes, at),
            '/' if regex_may_follow(tokens.last()) => regex_end(bytes, at).unwrap_or((Kind::Mark, at + 1)),
            _ if is_word(next) => {
                let end = at + rest.find(|it: char| !is_word(it)).unwrap_or(rest.len());
                (if next.is_ascii_digit() { Kind::Opaque } else { Kind::Word }, end)
            }
            _ => {
                let mark = MARKS.iter().find(|it| rest.starts_with(**it));
                (Kind::Mark, at + mark.map_or(next.len_utf8(), |it| it.len()))
            }
        };
        tokens.push(Token { kind, text: &source[at..end], start: at, begins_line });
        begins_line = false;
        at = end;
    }
    tokens
}

/// For each token the index of the bracket that belongs to it; itself for anything but a matched bracket.
pub(super) fn partners(tokens: &[Token<'_>]) -> Vec<usize> {
    let mut partners: Vec<usize> = (0..tokens.len()).collect();
    let mut open: Vec<(usize, &str)> = Vec::new();
    for (idx, token) in tokens.iter().enumerate() {
        if token.kind != Kind::Mark {
            continue;
        }
        match token.text {
            "(" => open.push((idx, ")")),
            "[" => open.push((idx, "]")),
            "{" => open.push((idx, "}")),
            ")" | "]" | "}" => {
                if let Some((other, _)) = open.pop_if(|(_, close)| *close == token.text) {
                    partners[idx] = other;
                    partners[other] = idx;
                }
            }
            _ => {}
        }
    }
    partners
}

/// The value of a string or template token without substitution.
pub(super) fn string_value(token: &Token<'_>) -> Option<String> {
    let inside = token.text.get(1..token.text.len().checked_sub(1)?)?;
    let mut value = String::with_capacity(inside.len());
    let mut chars = inside.chars();
    while let Some(next) = chars.next() {
        if next != '\\' {
            value.push(next);
            continue;
        }
        match chars.next()? {
            '\n' | '\r' => {}
            'n' => value.push('\n'),
            't' => value.push('\t'),
            'u' | 'x' | '0'..='9' => return None, // Nobody writes a path like that.
            other => value.push(other),
        }
    }
    Some(value)
}

fn is_word(it: char) -> bool {
    it.is_alphanumeric() || it == '_' || it == '$'
}

/// The end of the comment at `at`: before the line break, or after `*/`.
fn comment_end(bytes: &[u8], at: usize) -> usize {
    let rest = &bytes[at..];
    let len = match rest.get(1) {
        Some(b'*') => rest.get(2..).and_then(|it| it.windows(2).position(|it| it == b"*/")).map(|it| it + 4),
        _ => rest.iter().position(|it| *it == b'\n' || *it == b'\r'),
    };
    at + len.unwrap_or(rest.len())
}

/// A string ends at its quote; one that is not closed ends with its line and has no value.
fn string_end(bytes: &[u8], start: usize) -> (Kind, usize) {
    let mut at = start + 1;
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'\\' => at += 1,
            b'\n' | b'\r' => return (Kind::Opaque, at),
            byte if *byte == bytes[start] => return (Kind::Text, at + 1),
            _ => {}
        }
        at += 1;
    }
    (Kind::Opaque, bytes.len())
}

/// A template may hold code that holds templates: `` `${a[`x`]}` ``.
fn template_end(bytes: &[u8], start: usize) -> (Kind, usize) {
    let mut kind = Kind::Text;
    let mut inside = vec![b'`'];
    let mut at = start + 1;
    while let Some(byte) = bytes.get(at) {
        let in_code = inside.last() == Some(&b'{');
        match byte {
            b'\\' => at += 1,
            b'`' if in_code => inside.push(b'`'),
            b'`' => {
                inside.pop();
                if inside.is_empty() {
                    return (kind, at + 1);
                }
            }
            b'$' if !in_code && bytes.get(at + 1) == Some(&b'{') => {
                kind = Kind::Opaque;
                inside.push(b'{');
                at += 1;
            }
            b'{' if in_code => inside.push(b'{'),
            b'}' if in_code => {
                inside.pop();
            }
            b'"' | b'\'' if in_code => at = string_end(bytes, at).1 - 1,
            b'/' if in_code && matches!(bytes.get(at + 1), Some(b'/' | b'*')) => {
                at = comment_end(bytes, at) - 1;
            }
            _ => {}
        }
        at += 1;
    }
    (Kind::Opaque, bytes.len())
}

/// After a value `/` divides; elsewhere it opens a regular expression.
fn regex_may_follow(previous: Option<&Token<'_>>) -> bool {
    match previous {
        None => true,
        Some(token) if token.kind == Kind::Mark => !matches!(token.text, ")" | "]" | "}"),
        Some(token) => token.kind == Kind::Word && matches!(token.text, "return" | "typeof" | "default"),
    }
}

fn regex_end(bytes: &[u8], start: usize) -> Option<(Kind, usize)> {
    let mut at = start + 1;
    let mut in_class = false;
    loop {
        match bytes.get(at)? {
            b'\n' | b'\r' => return None,
            b'\\' => at += 1,
            b'[' => in_class = true,
            b']' => in_class = false,
            b'/' if !in_class => return Some((Kind::Opaque, at + 1)),
            _ => {}
        }
        at += 1;
    }
}
