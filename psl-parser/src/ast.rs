//! Typed views of the tree: thin, `Copy`, optional by default. They translate shape, not meaning.

mod attribute;
mod value;

use crate::{
    Segment,
    SyntaxKind::{self, *},
    TextRange,
    tree::{Node, Token},
};

pub use attribute::{Argument, Arguments, Attribute};
pub use value::{Call, Entry, List, Object, StringLiteral, StringProblem, Value};

/// Defines a view of the nodes of the given kinds.
macro_rules! ast_node {
    ($(#[$meta:meta])* $name:ident, $($kind:ident)|+) => {
        $(#[$meta])*
        #[derive(Clone, Copy, PartialEq, Eq, Debug)]
        pub struct $name<'t>($crate::tree::Node<'t>);

        impl<'t> $name<'t> {
            /// The view of `node`, if it is of this kind.
            pub fn cast(node: $crate::tree::Node<'t>) -> Option<$name<'t>> {
                matches!(node.kind(), $($crate::SyntaxKind::$kind)|+).then_some($name(node))
            }

            pub fn node(self) -> $crate::tree::Node<'t> {
                self.0
            }

            /// The bytes of the node, relative to its segment.
            pub fn range(self) -> $crate::TextRange {
                self.0.range()
            }

            pub fn text(self) -> &'t str {
                self.0.text()
            }
        }
    };
}
pub(crate) use ast_node;

ast_node!(
    /// A block of any of the six kinds.
    Block,
    MODEL | VIEW | COMPOSITE_TYPE | ENUM | DATASOURCE | GENERATOR
);

impl<'t> Block<'t> {
    pub fn of(segment: &'t Segment) -> Option<Block<'t>> {
        Block::cast(segment.root())
    }

    pub fn kind(self) -> SyntaxKind {
        self.0.kind()
    }

    pub fn keyword(self) -> Option<Token<'t>> {
        self.0.leading_token(KEYWORD)
    }

    pub fn name(self) -> Option<Token<'t>> {
        self.0.leading_token(WORD)
    }

    /// Keyword to `{`.
    pub fn header_range(self) -> TextRange {
        let end = self.0.leading_token(L_BRACE).map_or(self.range().start, |it| it.range().end);
        TextRange::new(self.range().start, end)
    }

    /// What follows `{` on the header line, a comment included.
    pub fn header_rest(self) -> Option<Token<'t>> {
        self.0.leading_token(HEADER_REST)
    }

    pub fn members(self) -> impl Iterator<Item = Member<'t>> {
        self.0.children().filter_map(Member::cast)
    }

    /// The fields of a model, view or type, broken ones included.
    pub fn fields(self) -> impl Iterator<Item = Field<'t>> {
        self.0.children().filter_map(Field::cast)
    }

    /// The values of an enum, broken ones included.
    pub fn values(self) -> impl Iterator<Item = EnumValue<'t>> {
        self.0.children().filter_map(EnumValue::cast)
    }

    /// The `key = value` lines of a configuration block, broken ones included.
    pub fn properties(self) -> impl Iterator<Item = Property<'t>> {
        self.0.children().filter_map(Property::cast)
    }

    /// The `@@` lines, broken ones included.
    pub fn attributes(self) -> impl Iterator<Item = Attribute<'t>> {
        self.0.children().filter_map(Attribute::cast)
    }
}

/// One line of a block.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Member<'t> {
    Field(Field<'t>),
    EnumValue(EnumValue<'t>),
    Property(Property<'t>),
    Attribute(Attribute<'t>),
    Junk(Node<'t>),
}

impl<'t> Member<'t> {
    pub fn cast(node: Node<'t>) -> Option<Member<'t>> {
        match node.kind() {
            FIELD => Field::cast(node).map(Member::Field),
            ENUM_VALUE => EnumValue::cast(node).map(Member::EnumValue),
            PROPERTY => Property::cast(node).map(Member::Property),
            BLOCK_ATTRIBUTE => Attribute::cast(node).map(Member::Attribute),
            JUNK_LINE => Some(Member::Junk(node)),
            _ => None,
        }
    }

    pub fn node(self) -> Node<'t> {
        match self {
            Member::Field(it) => it.node(),
            Member::EnumValue(it) => it.node(),
            Member::Property(it) => it.node(),
            Member::Attribute(it) => it.node(),
            Member::Junk(node) => node,
        }
    }
}

ast_node!(
    /// `author User @relation(fields: [authorId], references: [id]) // who wrote it`
    Field,
    FIELD
);

impl<'t> Field<'t> {
    pub fn name(self) -> Option<Token<'t>> {
        self.0.own_first_token().filter(|it| it.kind() == WORD)
    }

    /// Its type and whether it has attributes, found at once.
    pub fn type_and_attributes(self) -> (Option<TypeRef<'t>>, bool) {
        let mut children = self.0.children();
        match children.next() {
            Some(first) if first.kind() == TYPE_REF => {
                (Some(TypeRef(first)), children.any(|it| it.kind() == ATTRIBUTE))
            }
            Some(first) => (None, first.kind() == ATTRIBUTE || children.any(|it| it.kind() == ATTRIBUTE)),
            None => (None, false),
        }
    }

    /// The `:` of an old form.
    pub fn colon(self) -> Option<Token<'t>> {
        let colon = self.0.first_token()?.next_behind_blank()?;
        (colon.kind() == COLON).then_some(colon)
    }

    pub fn type_ref(self) -> Option<TypeRef<'t>> {
        self.0.child(TYPE_REF).map(TypeRef)
    }

    pub fn attributes(self) -> impl Iterator<Item = Attribute<'t>> {
        self.0.children().filter_map(Attribute::cast)
    }

    /// The comment behind the field, on its line.
    pub fn comment(self) -> Option<Token<'t>> {
        self.0.own_tokens().find(|it| it.kind().is_comment())
    }
}

ast_node!(
    /// `String`, `Ticket[]`, `Unsupported("circle")?`
    TypeRef,
    TYPE_REF
);

/// What follows a type name, or stands around it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum TypeModifier {
    None,
    /// `T?`
    Optional,
    /// `T[]`
    List,
    /// `T[]?`, which is an error.
    OptionalList,
    /// `T!`, an old form.
    Bang,
    /// `[T]`, an old form.
    Brackets,
}

impl<'t> TypeRef<'t> {
    /// The base type: a name, or `Unsupported`.
    pub fn name(self) -> Option<Token<'t>> {
        // A type has no child nodes.
        self.0.descendant_tokens().find(|it| it.kind() == WORD)
    }

    /// Whether this is `Unsupported("…")`.
    pub fn is_unsupported(self) -> bool {
        self.0.leading_token(L_PAREN).is_some()
    }

    /// The text in `Unsupported("…")`.
    pub fn unsupported_text(self) -> Option<StringLiteral<'t>> {
        self.0.leading_token(STRING).map(StringLiteral)
    }

    pub fn modifier(self) -> TypeModifier {
        let mut modifier = TypeModifier::None;
        // A type has no child nodes.
        for (index, token) in self.0.descendant_tokens().enumerate() {
            modifier = match token.kind() {
                L_BRACKET if index == 0 => return TypeModifier::Brackets,
                L_BRACKET => TypeModifier::List,
                QUESTION if modifier == TypeModifier::List => TypeModifier::OptionalList,
                QUESTION => TypeModifier::Optional,
                BANG => TypeModifier::Bang,
                _ => modifier,
            };
        }
        modifier
    }

    /// The base type without modifiers: `Unsupported("circle")` of `Unsupported("circle")?`.
    pub fn base_range(self) -> TextRange {
        let Some(name) = self.name() else { return self.range() };
        let end = self.0.token(R_PAREN).map_or(name.range().end, |it| it.range().end);
        TextRange::new(name.range().start, end)
    }
}

ast_node!(
    /// `SILVER @map("silver")`
    EnumValue,
    ENUM_VALUE
);

impl<'t> EnumValue<'t> {
    pub fn name(self) -> Option<Token<'t>> {
        self.0.leading_token(WORD)
    }

    pub fn attributes(self) -> impl Iterator<Item = Attribute<'t>> {
        self.0.children().filter_map(Attribute::cast)
    }

    pub fn comment(self) -> Option<Token<'t>> {
        self.0.own_tokens().find(|it| it.kind().is_comment())
    }
}

ast_node!(
    /// `provider = "postgresql"`
    Property,
    PROPERTY
);

impl<'t> Property<'t> {
    pub fn key(self) -> Option<Token<'t>> {
        self.0.leading_token(WORD)
    }

    pub fn equals(self) -> Option<Token<'t>> {
        self.0.leading_token(EQUALS)
    }

    pub fn value(self) -> Option<Value<'t>> {
        self.0.children().find_map(Value::cast)
    }

    pub fn comment(self) -> Option<Token<'t>> {
        self.0.own_tokens().find(|it| it.kind().is_comment())
    }
}
