//! Bytes → bodies of messages, whatever comes.
//!
//! A bad header never ends the session: everything up to the next `Content-Length:` is passed over.

use std::mem;

/// Bodies above this size end the session.
pub(crate) const MAX_BODY: usize = 256 << 20;

/// A body above this size is not copied.
const LARGE_BODY: usize = 64 << 10;

/// Room is made at once for a body up to this size; what is announced beyond it has to come first.
const TRUSTED_BODY: usize = 16 << 20;

/// A header line above this size is no header.
const MAX_HEADER_LINE: usize = 16 << 10;

const LENGTH_HEADER: &[u8] = b"content-length:";

/// What was found in the input.
#[derive(PartialEq, Eq, Debug)]
pub(crate) enum Frame {
    Body(Vec<u8>),
    /// Text that is no frame was passed over; told once until the next body.
    Noise,
    /// A body above [`MAX_BODY`] is announced.
    TooBig,
}

/// Collects input and cuts it into frames.
#[derive(Default)]
pub(crate) struct Frames {
    buffer: Vec<u8>,
    /// Where the unread part of the buffer starts.
    at: usize,
    /// The length the header names, once read.
    length: Option<usize>,
    /// The header is complete; the body comes.
    in_body: bool,
    has_told_noise: bool,
}

impl Frames {
    pub(crate) fn push(&mut self, bytes: &[u8]) {
        self.buffer.drain(..self.at);
        self.at = 0;
        let missing = self.length.filter(|_| self.in_body).map(|it| it.saturating_sub(self.buffer.len()));
        if let Some(missing) = missing.filter(|it| (bytes.len()..=TRUSTED_BODY).contains(it)) {
            self.buffer.reserve_exact(missing);
        }
        self.buffer.extend_from_slice(bytes);
    }

    /// Whether a part of a further frame has arrived already.
    pub(crate) fn has_more(&self) -> bool {
        self.at < self.buffer.len() || self.in_body
    }

    /// The next frame, if it has arrived completely.
    pub(crate) fn next(&mut self) -> Option<Frame> {
        loop {
            if self.in_body {
                return self.body();
            }
            let rest = &self.buffer[self.at..];
            let Some(len) = rest.iter().position(|it| *it == b'\n') else {
                return self.long_line();
            };
            let line = rest[..len].trim_ascii();
            let header = header(line);
            self.at += len + 1;
            match header {
                Header::Length(length) if length > MAX_BODY => return Some(Frame::TooBig),
                Header::Length(length) => self.length = Some(length),
                Header::Other => {}
                Header::End if self.length.is_some() => self.in_body = true,
                Header::End => {}
                Header::Bad => {
                    self.length = None;
                    if let Some(noise) = self.noise() {
                        return Some(noise);
                    }
                }
            }
        }
    }

    fn body(&mut self) -> Option<Frame> {
        let length = self.length?;
        let end = self.at.checked_add(length).filter(|it| *it <= self.buffer.len())?;
        let body = if length > LARGE_BODY {
            // The room it came in goes with it.
            let rest = self.buffer.split_off(end);
            let mut body = mem::replace(&mut self.buffer, rest);
            body.drain(..mem::take(&mut self.at));
            body
        } else {
            let body = self.buffer.get(self.at..end)?.to_vec();
            self.at = end;
            body
        };
        self.length = None;
        self.in_body = false;
        self.has_told_noise = false;
        Some(Frame::Body(body))
    }

    /// A line without end: kept while it may become a header, else cut down to what may be the start of one.
    fn long_line(&mut self) -> Option<Frame> {
        if self.buffer.len() - self.at <= MAX_HEADER_LINE {
            return None;
        }
        let keep_from = match find_length_header(&self.buffer[self.at..]) {
            Some(start) => self.at + start,
            None => self.buffer.len() - LENGTH_HEADER.len(),
        };
        self.at = keep_from;
        self.noise()
    }

    fn noise(&mut self) -> Option<Frame> {
        let is_first = !self.has_told_noise;
        self.has_told_noise = true;
        is_first.then_some(Frame::Noise)
    }
}

enum Header {
    Length(usize),
    /// A header nobody needs.
    Other,
    /// The blank line.
    End,
    Bad,
}

fn header(line: &[u8]) -> Header {
    if line.is_empty() {
        return Header::End;
    }
    if let Some(start) = find_length_header(line) {
        let number = line[start + LENGTH_HEADER.len()..].trim_ascii();
        let is_number = !number.is_empty() && number.iter().all(u8::is_ascii_digit);
        return match std::str::from_utf8(number).ok().filter(|_| is_number) {
            Some(number) => Header::Length(number.parse().unwrap_or(usize::MAX)),
            None => Header::Bad,
        };
    }
    let name = line.split(|it| *it == b':').next().unwrap_or(line);
    let is_name = name.len() < line.len() && name.iter().all(|it| it.is_ascii_alphanumeric() || *it == b'-');
    if is_name { Header::Other } else { Header::Bad }
}

/// The last place of `Content-Length:` in a line; what stands before it is noise.
fn find_length_header(line: &[u8]) -> Option<usize> {
    let last = line.len().checked_sub(LENGTH_HEADER.len())?;
    (0..=last).rev().find(|it| line[*it..*it + LENGTH_HEADER.len()].eq_ignore_ascii_case(LENGTH_HEADER))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The bodies in `input`, with `!` for noise, whether it comes at once or byte by byte.
    fn check(input: &str, expected: &[&str]) {
        for size in [input.len().max(1), 1, 7] {
            let mut frames = Frames::default();
            let mut found = Vec::new();
            for chunk in input.as_bytes().chunks(size) {
                frames.push(chunk);
                while let Some(frame) = frames.next() {
                    found.push(match frame {
                        Frame::Body(body) => String::from_utf8(body).unwrap(),
                        Frame::Noise => "!".to_owned(),
                        Frame::TooBig => "too big".to_owned(),
                    });
                }
            }
            assert_eq!(found, expected, "in chunks of {size}");
        }
    }

    #[test]
    fn cuts_frames() {
        check("Content-Length: 2\r\n\r\n{}Content-Length: 3\r\n\r\n[1]", &["{}", "[1]"]);
        check("content-length:2\n\n{}", &["{}"]);
        check("Content-Type: x; charset=utf-8\r\nContent-Length: 2\r\n\r\n{}", &["{}"]);
        check("Content-Length: 0\r\n\r\nContent-Length: 2\r\n\r\n{}", &["", "{}"]);
    }

    #[test]
    fn a_large_body_takes_its_room_along() {
        let large = "x".repeat(LARGE_BODY + 1);
        let (length, mut frames) = (large.len(), Frames::default());
        let input = format!("Content-Length: {length}\r\n\r\n{large}Content-Length: 2\r\n\r\n{{}}");
        let mut found = Vec::new();
        for chunk in input.as_bytes().chunks(5000) {
            frames.push(chunk);
            found.extend(std::iter::from_fn(|| frames.next()));
        }
        assert_eq!(found, [Frame::Body(large.into_bytes()), Frame::Body(b"{}".to_vec())]);
        assert!(frames.buffer.capacity() < LARGE_BODY);
    }

    #[test]
    fn passes_over_noise_up_to_the_next_header() {
        check("hello\r\n\r\nContent-Length: 2\r\n\r\n{}", &["!", "{}"]);
        check("Content-Length: two\r\n\r\n{}\nContent-Length: 2\r\n\r\n[]", &["!", "[]"]);
        check("Content-Length: -2\r\n\r\n{}Content-Length: 2\r\n\r\n[]", &["!", "[]"]);
        check("Content-Length: 1\r\n\r\n{}Content-Length: 2\r\n\r\n[]", &["{", "[]"]);
    }

    #[test]
    fn a_flood_of_noise_is_not_kept() {
        let mut frames = Frames::default();
        for _ in 0..64 {
            frames.push(&[b'x'; 16 << 10]);
            while frames.next().is_some() {}
        }
        assert!(frames.buffer.len() < 64 << 10);
        frames.push(b"Content-Length: 2\r\n\r\n{}");
        assert_eq!(frames.next(), Some(Frame::Body(b"{}".to_vec())));
    }

    #[test]
    fn a_body_beyond_the_limit_is_told() {
        check("Content-Length: 99999999999999999999\r\n\r\n", &["too big"]);
    }
}
