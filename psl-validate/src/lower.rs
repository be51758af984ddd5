//! Block → items: what a block declares and names, each with the node it came from.
//!
//! Pure, so it is computed once for a segment and kept with it ([`Segment::memo`]). Fields are the exception: the schema
//! keeps them with their resolved types, and one copy of the largest table is enough.

use std::{hash::BuildHasher, sync::LazyLock};

use psl_parser::{
    Node, NodeId, Segment, SyntaxKind, TextRange, Token,
    ast::{self, TypeModifier},
};
use rustc_hash::FxBuildHasher;

use crate::{Few, scalar::ScalarType};

/// A name as written: where, and its hash for look-ups.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Name {
    /// Relative to the segment.
    pub range: TextRange,
    pub(crate) hash: u64,
}

impl Name {
    fn new(range: TextRange, text: &str) -> Name {
        Name { range, hash: hash_name(text) }
    }
}

/// The hash names are looked up by; equal on every platform for one run of the program.
pub(crate) fn hash_name(text: &str) -> u64 {
    FxBuildHasher.hash_one(text)
}

/// The half of a hash that tells most names apart; equal ones need a look at the names.
pub(crate) fn short_hash(hash: u64) -> u32 {
    (hash >> 32) as u32
}

/// How many values a field holds.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Arity {
    Required,
    Optional,
    List,
}

/// The type a field is written with, before names are resolved.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum WrittenType {
    Scalar(ScalarType),
    Unsupported,
    /// By a name with this hash.
    Named(u64),
    Missing,
}

/// What is wrong with the form of a member; everything but `Good` takes it out of all later checks.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum MemberForm {
    Good,
    /// A syntax error.
    Broken,
    /// Well-formed, but with an object, which rules 6 do not know.
    HasObject,
    /// `name: Type`
    Colon,
    /// `Type!`
    Bang,
    /// `[Type]`
    Brackets,
    /// `Type[]?`
    OptionalList,
    /// A name without type.
    TypeMissing,
}

/// A field as written.
#[derive(Clone, Copy, Debug)]
pub(crate) struct FieldItem {
    pub(crate) node: NodeId,
    pub(crate) name: Name,
    pub(crate) written: WrittenType,
    pub(crate) arity: Arity,
    pub(crate) form: MemberForm,
    pub(crate) has_attributes: bool,
}

#[derive(Clone, Copy, Debug)]
pub(crate) struct ValueItem {
    pub(crate) node: NodeId,
    pub(crate) name: Name,
    pub(crate) form: MemberForm,
}

#[derive(Clone, Copy, Debug)]
pub(crate) struct PropertyItem {
    pub(crate) node: NodeId,
    pub(crate) key: Name,
    pub(crate) form: MemberForm,
}

#[derive(Clone, Copy, Debug)]
pub(crate) struct AttributeItem {
    pub(crate) node: NodeId,
    pub(crate) form: MemberForm,
}

/// Everything a block declares. Empty for loose segments.
#[derive(Debug, Default)]
pub(crate) struct BlockItems {
    pub(crate) name: Option<Name>,
    pub(crate) values: Box<[ValueItem]>,
    pub(crate) properties: Box<[PropertyItem]>,
    pub(crate) attributes: Box<[AttributeItem]>,
    /// Lines of which not even the beginning could be read.
    pub(crate) junk: Box<[NodeId]>,
    /// Whether any string has a backslash sequence without meaning.
    pub(crate) has_string_problem: bool,
    /// Some word may start with a digit or have a dash.
    pub(crate) has_odd_words: bool,
}

/// The items of `segment`, computed at most once.
pub(crate) fn items(segment: &Segment) -> &BlockItems {
    static EMPTY: LazyLock<BlockItems> = LazyLock::new(BlockItems::default);
    if segment.is_block() { segment.memo(lower) } else { &EMPTY }
}

fn lower(segment: &Segment) -> BlockItems {
    let Some(block) = ast::Block::of(segment) else { return BlockItems::default() };
    let forms = Forms::of(segment);
    let mut values = Vec::new();
    let mut properties = Vec::new();
    let mut attributes: Few<AttributeItem> = Few::new();
    let mut junk = Vec::new();
    for member in block.members() {
        let node = member.node();
        match member {
            ast::Member::Field(_) => {}
            ast::Member::EnumValue(value) => values.extend(value.name().map(|name| ValueItem {
                node: node.id(),
                name: Name::new(name.range(), name.text()),
                form: forms.form(node),
            })),
            ast::Member::Property(property) => properties.extend(property.key().map(|key| PropertyItem {
                node: node.id(),
                key: Name::new(key.range(), key.text()),
                form: forms.form(node),
            })),
            ast::Member::Attribute(_) => {
                attributes.push(AttributeItem { node: node.id(), form: forms.form(node) });
            }
            ast::Member::Junk(node) => junk.push(node.id()),
        }
    }
    BlockItems {
        name: block.name().map(|it| Name::new(it.range(), it.text())),
        values: values.into(),
        properties: properties.into(),
        attributes: attributes.into_boxed_slice(),
        junk: junk.into(),
        has_string_problem: has_string_problem(segment),
        has_odd_words: has_odd_words(segment),
    }
}

/// The fields of a block in source order.
pub(crate) fn fields(segment: &Segment) -> impl Iterator<Item = FieldItem> {
    let forms = Forms::of(segment);
    let members = segment.root().children().filter_map(ast::Field::cast);
    members.filter_map(move |it| lower_field(it, forms.form(it.node())))
}

/// What can be wrong with the members of a segment.
#[derive(Clone, Copy)]
struct Forms {
    has_errors: bool,
    may_have_objects: bool,
}

impl Forms {
    fn of(segment: &Segment) -> Forms {
        Forms {
            has_errors: !segment.tree().errors().is_empty(),
            may_have_objects: memchr::memchr_iter(b'{', segment.text().as_bytes()).nth(1).is_some(),
        }
    }

    fn form(self, member: Node<'_>) -> MemberForm {
        if self.has_errors && member.has_error() {
            MemberForm::Broken
        } else if self.may_have_objects && member.descendants().any(|it| it.kind() == SyntaxKind::OBJECT) {
            MemberForm::HasObject
        } else {
            MemberForm::Good
        }
    }
}

/// Digits at the start and dashes are fine for the grammar and not for names. Any dash in the block counts.
fn has_odd_words(segment: &Segment) -> bool {
    memchr::memchr(b'-', segment.text().as_bytes()).is_some() || segment.tree().has_words_with_digit_first()
}

fn lower_field(field: ast::Field<'_>, form: MemberForm) -> Option<FieldItem> {
    let name = field.name()?;
    let name = Name::new(name.range(), name.text());
    let (type_ref, has_attributes) = field.type_and_attributes();
    let type_name = type_ref.and_then(ast::TypeRef::name);
    let modifier = type_ref.map_or(TypeModifier::None, ast::TypeRef::modifier);
    let written = match (type_ref, type_name.map(Token::text)) {
        (Some(type_ref), Some(text)) => match ScalarType::named(text) {
            Some(scalar) => WrittenType::Scalar(scalar),
            None if text == "Unsupported" && type_ref.is_unsupported() => WrittenType::Unsupported,
            None => WrittenType::Named(hash_name(text)),
        },
        _ => WrittenType::Missing,
    };
    let old_form = match modifier {
        _ if field.colon().is_some() => MemberForm::Colon,
        TypeModifier::Bang => MemberForm::Bang,
        TypeModifier::Brackets => MemberForm::Brackets,
        TypeModifier::OptionalList => MemberForm::OptionalList,
        _ if written == WrittenType::Missing => MemberForm::TypeMissing,
        _ => form,
    };
    Some(FieldItem {
        node: field.node().id(),
        name,
        written,
        arity: match modifier {
            TypeModifier::Optional => Arity::Optional,
            TypeModifier::List | TypeModifier::OptionalList | TypeModifier::Brackets => Arity::List,
            TypeModifier::None | TypeModifier::Bang => Arity::Required,
        },
        form: if form == MemberForm::Broken { form } else { old_form },
        has_attributes,
    })
}

fn has_string_problem(segment: &Segment) -> bool {
    memchr::memchr(b'\\', segment.text().as_bytes()).is_some()
        && segment
            .tree()
            .tokens()
            .filter(|it| it.kind() == SyntaxKind::STRING)
            .any(|it| !ast::StringLiteral(it).problems().is_empty())
}
