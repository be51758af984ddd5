//! Text → tree for the Prisma Schema Language: lossless, total, incremental.
//!
//! Any UTF-8 text parses; what is wrong with it is a list of [`SyntaxError`]s beside the tree. This crate knows the form
//! of the language and nothing of its meaning: `@id` is an attribute called "id".
//!
//! ```
//! use psl_parser::{SourceFile, ast};
//!
//! let file = SourceFile::parse("model Room {\n  id Int @id\n}\n");
//! let block = ast::Block::of(file.segment(0)).unwrap();
//! assert_eq!(block.name().unwrap().text(), "Room");
//! let field = block.fields().next().unwrap();
//! assert_eq!(field.type_ref().unwrap().text(), "Int");
//!
//! // The next version of the file shares what did not change.
//! let edited = file.edited("model Room {\n  id Int @id\n}\nmodel Door {\n}\n");
//! assert!(std::sync::Arc::ptr_eq(file.segment(0), edited.segment(0)));
//! ```

pub mod ast;
mod error;
#[cfg(feature = "grammar")]
pub mod grammar;
mod kind;
mod lexer;
mod parse;
mod rows;
mod source;
mod split;
mod text;
mod tree;

pub use error::{SyntaxError, SyntaxErrorKind};
pub use kind::SyntaxKind;
pub use rows::Rows;
pub use source::{PlacedSegment, Segment, Segments, SourceFile};
pub use text::{
    FileId, LineColumn, LineIndex, TextEdit, TextRange, TextSize, apply_edits, fitting_edits, ranges_after,
};
pub use tree::{Children, Element, Node, NodeId, Token, Tree};

/// How many brackets may be open at one place of a line. The reference accepts a few thousand and then crashes.
pub const MAX_NESTING: u32 = 256;

/// Whether `text` is one word of the language: a letter or digit, then letters, digits, `-`, `_`.
pub fn is_word(text: &str) -> bool {
    !text.is_empty() && lexer::word_end(text, 0) == text.len()
}

/// Whether `char` is a blank of the language: a tab or a space separator (Unicode category Zs).
pub fn is_blank(char: char) -> bool {
    lexer::skip_blanks(char.encode_utf8(&mut [0; 4]).as_bytes(), 0) > 0
}

/// The end of the string whose opening quote is at `pos` of `text`; `None` when it does not close.
pub fn string_end(text: &str, pos: usize) -> Option<usize> {
    lexer::string_end(text.as_bytes(), pos)
}

#[cfg(test)]
mod tests {
    #[test]
    fn names_blanks_and_ends_of_strings_as_the_lexer_does() {
        let blanks: Vec<char> =
            (0..=0x3000).filter_map(char::from_u32).filter(|it| super::is_blank(*it)).collect();
        assert_eq!(blanks.len(), 18);
        assert!(!super::is_blank('\u{feff}') && !super::is_blank('\n'));
        assert_eq!(super::string_end(r#"x "a\"b" c"#, 2), Some(8));
        assert_eq!(super::string_end("\"a\tb\"", 0), None);
    }
}
