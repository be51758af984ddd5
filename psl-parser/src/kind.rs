//! The kinds of tokens and nodes a tree is made of.
//!
//! Names equal those of the rules in `grammar.pest`, in capitals.

/// What a token or a node is. Tokens come first, nodes after them.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
#[allow(non_camel_case_types, clippy::upper_case_acronyms)]
#[repr(u8)]
pub enum SyntaxKind {
    // ---- tokens ----
    /// Tabs and space separators (Unicode category Zs).
    BLANK,
    /// LF, CR LF or CR.
    NEWLINE,
    /// `// …` to the end of the line.
    LINE_COMMENT,
    /// `/// …` to the end of the line.
    DOC_COMMENT,
    /// `/* … */`, possibly over lines.
    BLOCK_COMMENT,
    /// `model`, `view`, `type`, `enum`, `datasource`, `generator` in a header.
    KEYWORD,
    /// A letter or digit, then letters, digits, `-`, `_`.
    WORD,
    /// Words with dots: `db.Text`, also `db.` and `a..b`.
    PATH,
    /// `-12`, `3.50`.
    NUMBER,
    /// `"…"`, quotes included.
    STRING,
    AT,
    AT_AT,
    COLON,
    COMMA,
    EQUALS,
    QUESTION,
    BANG,
    L_BRACE,
    R_BRACE,
    L_BRACKET,
    R_BRACKET,
    L_PAREN,
    R_PAREN,
    /// What follows `{` on a header line, comment included. The language ignores it.
    HEADER_REST,
    /// Text of an unknown block, from `{` on.
    UNKNOWN_TEXT,
    /// A byte order mark at the start of the file.
    BYTE_ORDER_MARK,
    /// Text that fits nowhere: the rest of a bad line.
    JUNK,

    // ---- nodes ----
    MODEL,
    VIEW,
    COMPOSITE_TYPE,
    ENUM,
    DATASOURCE,
    GENERATOR,
    /// What stands between blocks: comments, blank lines, junk.
    LOOSE,
    /// `type Name = Base @attribute`, no longer part of the language.
    TYPE_ALIAS,
    /// `word {` … `}` with a word that is no keyword.
    UNKNOWN_BLOCK,
    FIELD,
    ENUM_VALUE,
    /// `key = value` in a configuration block.
    PROPERTY,
    /// `@@index([a])` and its like, on their own line.
    BLOCK_ATTRIBUTE,
    /// A line that is no member; its name or attribute, if any, could not be read.
    JUNK_LINE,
    TYPE_REF,
    ATTRIBUTE,
    ARGUMENTS,
    ARGUMENT,
    CALL,
    LIST,
    OBJECT,
    ENTRY,
    /// A word or path as a value: `Cascade`, `true`, `author.name`.
    NAME_VALUE,
    NUMBER_VALUE,
    STRING_VALUE,
}

use SyntaxKind::*;

impl SyntaxKind {
    /// Blanks, line breaks and comments.
    pub fn is_trivia(self) -> bool {
        matches!(self, BLANK | NEWLINE | LINE_COMMENT | DOC_COMMENT | BLOCK_COMMENT)
    }

    pub fn is_comment(self) -> bool {
        matches!(self, LINE_COMMENT | DOC_COMMENT | BLOCK_COMMENT)
    }

    /// A block with a header and a body, configuration blocks included.
    pub fn is_block(self) -> bool {
        matches!(self, MODEL | VIEW | COMPOSITE_TYPE | ENUM | DATASOURCE | GENERATOR)
    }

    /// `datasource` or `generator`.
    pub fn is_config_block(self) -> bool {
        matches!(self, DATASOURCE | GENERATOR)
    }

    /// A line of a block: field, value, property, block attribute, or a broken one.
    pub fn is_member(self) -> bool {
        matches!(self, FIELD | ENUM_VALUE | PROPERTY | BLOCK_ATTRIBUTE | JUNK_LINE)
    }

    pub fn is_value(self) -> bool {
        matches!(self, CALL | LIST | OBJECT | NAME_VALUE | NUMBER_VALUE | STRING_VALUE)
    }

    /// The header word of a block kind; empty for every other kind.
    pub fn keyword(self) -> &'static str {
        match self {
            MODEL => "model",
            VIEW => "view",
            COMPOSITE_TYPE => "type",
            ENUM => "enum",
            DATASOURCE => "datasource",
            GENERATOR => "generator",
            _ => "",
        }
    }
}
