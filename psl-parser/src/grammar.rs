//! The grammar of record, compiled by pest: the judge of the parser. The only file that names pest.
//!
//! It is slower than the parser and knows no recovery; tests hold the two equal where the text is well-formed, and hold
//! that the parser reports an error where the grammar refuses.

use pest::{Parser, iterators::Pair};
use pest_derive::Parser;

use crate::{
    SyntaxKind::{self, *},
    TextRange,
};

#[derive(Parser)]
#[grammar = "grammar.pest"]
struct Grammar;

/// A node or token of a tree: how deep it lies, what it is, and its bytes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Entry {
    pub depth: u32,
    pub kind: SyntaxKind,
    pub range: TextRange,
}

/// The tree of a whole segment of the given kind, in pre-order; `None` when it is not well-formed.
pub fn segment(text: &str, kind: SyntaxKind) -> Option<Vec<Entry>> {
    let rule = match kind {
        MODEL => Rule::model_segment,
        VIEW => Rule::view_segment,
        COMPOSITE_TYPE => Rule::type_segment,
        ENUM => Rule::enum_segment,
        DATASOURCE => Rule::datasource_segment,
        GENERATOR => Rule::generator_segment,
        _ => Rule::loose_segment,
    };
    entries(text, rule)
}

/// The tree of a member of a block of the given kind, without its line break; `None` when it is not well-formed.
pub fn member(text: &str, block: SyntaxKind) -> Option<Vec<Entry>> {
    let rule = match block {
        ENUM => Rule::enum_member,
        DATASOURCE | GENERATOR => Rule::config_member,
        _ => Rule::model_member,
    };
    entries(text, rule)
}

fn entries(text: &str, rule: Rule) -> Option<Vec<Entry>> {
    let mut entries = Vec::new();
    for pair in Grammar::parse(rule, text).ok()? {
        if pair.as_rule() != Rule::EOI {
            enter(pair, 0, &mut entries);
        }
    }
    Some(entries)
}

fn enter(pair: Pair<'_, Rule>, depth: u32, entries: &mut Vec<Entry>) {
    let span = pair.as_span();
    let range = TextRange::new(span.start() as u32, span.end() as u32);
    entries.push(Entry { depth, kind: kind(pair.as_rule()), range });
    for inner in pair.into_inner() {
        enter(inner, depth + 1, entries);
    }
}

fn kind(rule: Rule) -> SyntaxKind {
    match rule {
        Rule::model => MODEL,
        Rule::view => VIEW,
        Rule::composite_type => COMPOSITE_TYPE,
        Rule::enum_ => ENUM,
        Rule::datasource => DATASOURCE,
        Rule::generator => GENERATOR,
        Rule::loose => LOOSE,
        Rule::type_alias => TYPE_ALIAS,
        Rule::field => FIELD,
        Rule::enum_value => ENUM_VALUE,
        Rule::property => PROPERTY,
        Rule::block_attribute => BLOCK_ATTRIBUTE,
        Rule::type_ref | Rule::alias_type => TYPE_REF,
        Rule::attribute => ATTRIBUTE,
        Rule::arguments => ARGUMENTS,
        Rule::argument => ARGUMENT,
        Rule::call => CALL,
        Rule::list => LIST,
        Rule::object => OBJECT,
        Rule::entry => ENTRY,
        Rule::number_value => NUMBER_VALUE,
        Rule::string_value => STRING_VALUE,
        Rule::name_value => NAME_VALUE,
        Rule::path => PATH,
        Rule::word | Rule::unsupported => WORD,
        Rule::number => NUMBER,
        Rule::string => STRING,
        Rule::doc_comment => DOC_COMMENT,
        Rule::line_comment => LINE_COMMENT,
        Rule::block_comment => BLOCK_COMMENT,
        Rule::blank => BLANK,
        Rule::newline => NEWLINE,
        Rule::header_rest => HEADER_REST,
        Rule::model_keyword
        | Rule::view_keyword
        | Rule::type_keyword
        | Rule::enum_keyword
        | Rule::datasource_keyword
        | Rule::generator_keyword => KEYWORD,
        Rule::at => AT,
        Rule::at_at => AT_AT,
        Rule::colon => COLON,
        Rule::comma => COMMA,
        Rule::equals => EQUALS,
        Rule::question => QUESTION,
        Rule::bang => BANG,
        Rule::l_brace => L_BRACE,
        Rule::r_brace => R_BRACE,
        Rule::l_bracket => L_BRACKET,
        Rule::r_bracket => R_BRACKET,
        Rule::l_paren => L_PAREN,
        Rule::r_paren => R_PAREN,
        // Silent rules and parts of tokens make no entry.
        _ => JUNK,
    }
}
