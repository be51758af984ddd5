//! The forms of strings that defaults hold: JSON, base64, dates, decimal numbers. Nothing is kept, only recognised.

/// An RFC 8259 document. Numbers are finite as 64-bit floats, surrogates come in pairs, and nesting stays below 128.
pub(crate) fn is_json(text: &str) -> bool {
    const DEEPEST: usize = 127;
    let mut reader = Json { bytes: text.as_bytes(), at: 0 };
    // Walks with a stack of its own, so that deep documents cost no call stack.
    let mut open: Vec<u8> = Vec::new();
    reader.blanks();
    loop {
        // A value is due here.
        match reader.peek() {
            Some(bracket @ (b'[' | b'{')) => {
                reader.at += 1;
                if open.len() == DEEPEST {
                    return false;
                }
                open.push(bracket);
                reader.blanks();
                let closing = if bracket == b'[' { b']' } else { b'}' };
                if reader.peek() != Some(closing) {
                    if bracket == b'{' && !reader.key() {
                        return false;
                    }
                    continue;
                }
            }
            _ => {
                if !reader.scalar() {
                    return false;
                }
            }
        }
        // A value has ended, or brackets that were opened hold nothing.
        loop {
            reader.blanks();
            let Some(bracket) = open.last().copied() else { return reader.at == reader.bytes.len() };
            match (bracket, reader.peek()) {
                (b'[', Some(b']')) | (b'{', Some(b'}')) => {
                    reader.at += 1;
                    open.pop();
                }
                (_, Some(b',')) => {
                    reader.at += 1;
                    reader.blanks();
                    if bracket == b'{' && !reader.key() {
                        return false;
                    }
                    break;
                }
                _ => return false,
            }
        }
    }
}

struct Json<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl Json<'_> {
    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    fn blanks(&mut self) {
        while matches!(self.peek(), Some(b' ' | b'\t' | b'\n' | b'\r')) {
            self.at += 1;
        }
    }

    fn key(&mut self) -> bool {
        if !self.string() {
            return false;
        }
        self.blanks();
        if self.peek() != Some(b':') {
            return false;
        }
        self.at += 1;
        self.blanks();
        true
    }

    fn scalar(&mut self) -> bool {
        match self.peek() {
            Some(b'"') => self.string(),
            Some(b't') => self.word(b"true"),
            Some(b'f') => self.word(b"false"),
            Some(b'n') => self.word(b"null"),
            Some(b'-' | b'0'..=b'9') => self.number(),
            _ => false,
        }
    }

    fn word(&mut self, word: &[u8]) -> bool {
        let fits = self.bytes[self.at..].starts_with(word);
        self.at += word.len();
        fits
    }

    fn digits(&mut self) -> bool {
        let start = self.at;
        while matches!(self.peek(), Some(b'0'..=b'9')) {
            self.at += 1;
        }
        self.at > start
    }

    fn number(&mut self) -> bool {
        let start = self.at;
        if self.peek() == Some(b'-') {
            self.at += 1;
        }
        let first = self.peek();
        let whole = self.at;
        if !self.digits() || (first == Some(b'0') && self.at > whole + 1) {
            return false;
        }
        if self.peek() == Some(b'.') {
            self.at += 1;
            if !self.digits() {
                return false;
            }
        }
        if matches!(self.peek(), Some(b'e' | b'E')) {
            self.at += 1;
            if matches!(self.peek(), Some(b'+' | b'-')) {
                self.at += 1;
            }
            if !self.digits() {
                return false;
            }
        }
        let number =
            std::str::from_utf8(&self.bytes[start..self.at]).ok().and_then(|it| it.parse::<f64>().ok());
        number.is_some_and(f64::is_finite)
    }

    fn string(&mut self) -> bool {
        if self.peek() != Some(b'"') {
            return false;
        }
        self.at += 1;
        loop {
            match self.peek() {
                None | Some(0..0x20) => return false,
                Some(b'"') => {
                    self.at += 1;
                    return true;
                }
                Some(b'\\') => {
                    self.at += 1;
                    match self.peek() {
                        Some(b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't') => self.at += 1,
                        Some(b'u') => {
                            if !self.surrogates() {
                                return false;
                            }
                        }
                        _ => return false,
                    }
                }
                Some(_) => self.at += 1,
            }
        }
    }

    /// `uXXXX`, and the second half when this is the first of a pair.
    fn surrogates(&mut self) -> bool {
        match self.unit() {
            Some(0xD800..=0xDBFF) => {
                if self.peek() != Some(b'\\') {
                    return false;
                }
                self.at += 1;
                matches!(self.unit(), Some(0xDC00..=0xDFFF))
            }
            Some(0xDC00..=0xDFFF) | None => false,
            Some(_) => true,
        }
    }

    fn unit(&mut self) -> Option<u16> {
        if self.peek() != Some(b'u') {
            return None;
        }
        let digits = self.bytes.get(self.at + 1..self.at + 5)?;
        if !digits.iter().all(u8::is_ascii_hexdigit) {
            return None;
        }
        self.at += 5;
        u16::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok()
    }
}

/// Base64 of the standard alphabet, padded, with unused bits zero.
pub(crate) fn is_base64(text: &str) -> bool {
    let bytes = text.as_bytes();
    if !bytes.len().is_multiple_of(4) {
        return false;
    }
    let padding = bytes.iter().rev().take_while(|it| **it == b'=').count();
    if padding > 2 {
        return false;
    }
    let digits = &bytes[..bytes.len() - padding];
    let value = |byte: u8| match byte {
        b'A'..=b'Z' => Some(byte - b'A'),
        b'a'..=b'z' => Some(byte - b'a' + 26),
        b'0'..=b'9' => Some(byte - b'0' + 52),
        b'+' => Some(62),
        b'/' => Some(63),
        _ => None,
    };
    if !digits.iter().all(|it| value(*it).is_some()) {
        return false;
    }
    let unused = match padding {
        1 => 0b11,
        2 => 0b1111,
        _ => 0,
    };
    digits.last().and_then(|it| value(*it)).is_none_or(|it| it & unused == 0)
}

/// RFC 3339: date, `T`, `t` or a blank, time with seconds, and an offset.
pub(crate) fn is_date_time(text: &str) -> bool {
    date_time(text).is_some()
}

fn date_time(text: &str) -> Option<()> {
    let (date, rest) = text.split_at_checked(10)?;
    let number =
        |text: &str| if text.bytes().all(|it| it.is_ascii_digit()) { text.parse::<u32>().ok() } else { None };
    let (year, month, day) = (number(date.get(0..4)?)?, number(date.get(5..7)?)?, number(date.get(8..10)?)?);
    if date.as_bytes().get(4) != Some(&b'-') || date.as_bytes().get(7) != Some(&b'-') {
        return None;
    }
    let leap = (year.is_multiple_of(4) && !year.is_multiple_of(100)) || year.is_multiple_of(400);
    let days = match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 if leap => 29,
        2 => 28,
        _ => return None,
    };
    if !(1..=days).contains(&day) {
        return None;
    }
    let rest = rest.strip_prefix(['T', 't', ' '])?;
    let (time, rest) = rest.split_at_checked(8)?;
    let colons = time.as_bytes().get(2) == Some(&b':') && time.as_bytes().get(5) == Some(&b':');
    let (hour, minute, second) =
        (number(time.get(0..2)?)?, number(time.get(3..5)?)?, number(time.get(6..8)?)?);
    if !colons || hour > 23 || minute > 59 || second > 60 {
        return None;
    }
    let rest = match rest.strip_prefix('.') {
        Some(fraction) => {
            let after = fraction.trim_start_matches(|it: char| it.is_ascii_digit());
            if after.len() == fraction.len() {
                return None;
            }
            after
        }
        None => rest,
    };
    if matches!(rest, "Z" | "z") {
        return Some(());
    }
    let offset = rest.strip_prefix(['+', '-', '\u{2212}'])?;
    let (hour, minute) = (number(offset.get(0..2)?)?, number(offset.get(3..5)?)?);
    (offset.len() == 5 && offset.as_bytes().get(2) == Some(&b':') && hour <= 23 && minute <= 59).then_some(())
}

/// A decimal number as the reference reads it: `.5`, `5.`, `+1`, `1_000` and `1e3` are fine.
pub(crate) fn is_decimal(text: &str) -> bool {
    let (base, exponent) = match text.split_once(['e', 'E']) {
        Some((base, exponent)) => (base, Some(exponent)),
        None => (text, None),
    };
    if let Some(exponent) = exponent {
        // Oddly, one more `+` may stand before the exponent.
        let exponent = exponent.strip_prefix('+').unwrap_or(exponent);
        if exponent.parse::<i64>().is_err() {
            return false;
        }
    }
    let digits = base.replacen('.', "", 1);
    let digits = digits.strip_prefix(['+', '-']).unwrap_or(&digits);
    let mut bytes = digits.bytes();
    bytes.next().is_some_and(|it| it.is_ascii_digit()) && bytes.all(|it| it.is_ascii_digit() || it == b'_')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_json() {
        for text in [
            "{}",
            "[]",
            "0",
            "-1.5e3",
            "\"\\ud83d\\ude00\"",
            "{\"a\": [1, {\"b\": null}], \"c\": true}",
            " [ ] ",
        ] {
            assert!(is_json(text), "{text}");
        }
        for text in [
            "",
            "{oops",
            "01",
            "[1,]",
            "{\"a\"}",
            "\"\\ud83d\"",
            "1e999",
            "nul",
            "[1] 2",
            "{\"a\":1,}",
            "\"\u{1}\"",
        ] {
            assert!(!is_json(text), "{text}");
        }
        assert!(is_json(&format!("{}{}", "[".repeat(127), "]".repeat(127))));
        assert!(!is_json(&format!("{}{}", "[".repeat(128), "]".repeat(128))));
    }

    #[test]
    fn knows_base64() {
        assert!(["", "aGk=", "AAAA", "+/+/", "AA=="].into_iter().all(is_base64));
        assert!(!["a", "aGk", "aGl=", "not base64", "AB==", "A===", "AA=A"].into_iter().any(is_base64));
    }

    #[test]
    fn knows_dates() {
        assert!(
            ["2024-02-29T23:59:60Z", "2024-01-31 12:00:00.5+01:00", "2024-01-31t12:00:00z"]
                .into_iter()
                .all(is_date_time)
        );
        assert!(
            ![
                "2023-02-29T00:00:00Z",
                "2024-01-31",
                "2024-01-31T12:00Z",
                "2024-01-31T12:00:00",
                "today",
                "2024-01-31T12:00:00+24:00"
            ]
            .into_iter()
            .any(is_date_time)
        );
    }

    #[test]
    fn knows_decimals() {
        assert!([".5", "5.", "+1", "1_000", "1e3", "1e++3", "-0.10"].into_iter().all(is_decimal));
        assert!(!["", ".", "_1", "1,5", "abc", "1e", "--1"].into_iter().any(is_decimal));
    }
}
