//! What is wrong with the form of a text: kinds and places, no words.

use crate::{SyntaxKind, TextRange};

/// One mistake in the form of a text. At most one is recorded for a line.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct SyntaxError {
    pub kind: SyntaxErrorKind,
    /// The smallest wrong token, relative to the segment. Never empty unless the line ends too early; then it is the
    /// end of what is there.
    pub range: TextRange,
    /// The line, or the region, that is lost by it, relative to the segment; blanks around it are left out.
    pub place: TextRange,
}

/// Why a piece of text does not fit.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum SyntaxErrorKind {
    /// Text that can neither start a member nor go on with what stands before it.
    UnexpectedText,
    /// The line ends, or something else comes, where `)` is due.
    UnclosedArguments,
    /// The line ends, or something else comes, where `]` is due.
    UnclosedList,
    /// The line ends, or something else comes, where the `}` of an object is due.
    UnclosedObject,
    /// A string without closing quote, or with a control character in it.
    UnclosedString,
    /// `/*` without `*/`.
    UnclosedComment,
    /// `@` or `@@` without a name.
    AttributeNameMissing,
    /// `,` before `]` or before the `}` of an object.
    TrailingComma,
    /// A comma or colon after which a value is due and none comes.
    ValueMissing,
    /// More than [`MAX_NESTING`](crate::MAX_NESTING) open brackets; the range is the first bracket too many.
    NestingTooDeep,
    /// A block whose `}` does not come before the end of the file; the place is its header line.
    UnclosedBlock,
    /// A header inside a block of the given kind, which therefore lacks its `}`; the place is the header line.
    HeaderInsideBlock(SyntaxKind),
    /// A line outside blocks that starts nothing.
    TopLevelText,
    /// A block whose first word is no keyword followed by a name.
    UnknownBlock,
    /// A byte order mark, which the reference does not skip.
    ByteOrderMark,
}
