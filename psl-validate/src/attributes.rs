//! The table of attributes: where each may stand, and its arguments.
//!
//! Validation, completion, hover, signature help and the reference pages read the same rows. Native types (`@db.X`) have
//! tables of their own in [`crate::connectors`].

use crate::rule_set::RuleSets;

/// An attribute.
#[derive(Debug)]
pub struct AttributeRow {
    /// The name without `@`.
    pub name: &'static str,
    pub level: Level,
    /// Where it may stand; places where it is an error of its own are left out.
    pub places: &'static [Place],
    /// Whether it may occur several times on one element.
    pub is_repeatable: bool,
    pub arguments: &'static [ArgumentRow],
    pub doc: &'static str,
}

/// `@name` on a field or value, or `@@name` on a line of its own.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Level {
    Field,
    Block,
}

/// An element that can have attributes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Place {
    ScalarField,
    RelationField,
    CompositeField,
    EnumValue,
    Model,
    View,
    Enum,
}

/// An argument of an attribute.
#[derive(Debug)]
pub struct ArgumentRow {
    pub name: &'static str,
    /// It may be given without its name.
    pub is_default: bool,
    pub is_required: bool,
    pub rule_sets: RuleSets,
    pub kind: ArgumentKind,
    pub doc: &'static str,
}

/// What an argument takes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ArgumentKind {
    String,
    Boolean,
    Integer,
    /// `[a, b]`
    Fields,
    /// `[a(sort: Desc), b]`
    FieldsWithOptions,
    SortOrder,
    IndexType,
    ReferentialAction,
    /// `raw("…")` or `{ … }`
    Filter,
    /// A literal or a function.
    Default,
}

impl AttributeRow {
    /// `@id`, `@@index`.
    pub fn label(&self) -> String {
        match self.level {
            Level::Field => format!("@{}", self.name),
            Level::Block => format!("@@{}", self.name),
        }
    }

    pub fn argument(&self, name: &str) -> Option<&'static ArgumentRow> {
        self.arguments.iter().find(|it| it.name == name)
    }

    /// The argument that may be given without its name.
    pub fn default_argument(&self) -> Option<&'static ArgumentRow> {
        self.arguments.iter().find(|it| it.is_default)
    }
}

/// The attribute with exactly this name and number of `@`.
pub fn attribute(name: &str, level: Level) -> Option<&'static AttributeRow> {
    ATTRIBUTES.iter().find(|it| it.level == level && it.name == name)
}

const fn argument(name: &'static str, kind: ArgumentKind, doc: &'static str) -> ArgumentRow {
    ArgumentRow { name, is_default: false, is_required: false, rule_sets: RuleSets::ALL, kind, doc }
}

const fn required(name: &'static str, kind: ArgumentKind, doc: &'static str) -> ArgumentRow {
    ArgumentRow { name, is_default: true, is_required: true, rule_sets: RuleSets::ALL, kind, doc }
}

const MAP: ArgumentRow =
    argument("map", ArgumentKind::String, "The name of the constraint or index in the database.");
const CLUSTERED: ArgumentRow =
    argument("clustered", ArgumentKind::Boolean, "Whether rows are stored in this order.");
const LENGTH: ArgumentRow =
    argument("length", ArgumentKind::Integer, "How many characters or bytes of the value count.");
const SORT: ArgumentRow =
    argument("sort", ArgumentKind::SortOrder, "The order of the values: `Asc` or `Desc`.");
const KEY_NAME: ArgumentRow =
    argument("name", ArgumentKind::String, "The name of the compound key in the client.");
const WHERE: ArgumentRow = ArgumentRow {
    name: "where",
    is_default: false,
    is_required: false,
    rule_sets: RuleSets::V7,
    kind: ArgumentKind::Filter,
    doc: "Which rows the index holds.",
};
const DB_NAME: ArgumentRow = required("name", ArgumentKind::String, "The name in the database.");
const KEY_FIELDS: ArgumentRow = required("fields", ArgumentKind::FieldsWithOptions, "The fields, in order.");

use Place::{CompositeField, Enum, EnumValue, Model, RelationField, ScalarField, View};

/// All attributes with a fixed name, in the order they are offered.
pub static ATTRIBUTES: &[AttributeRow] = &[
    AttributeRow {
        name: "id",
        level: Level::Field,
        places: &[ScalarField],
        is_repeatable: false,
        arguments: &[MAP, LENGTH, SORT, CLUSTERED],
        doc: "Marks the field that identifies a row.",
    },
    AttributeRow {
        name: "unique",
        level: Level::Field,
        places: &[ScalarField],
        is_repeatable: false,
        arguments: &[MAP, LENGTH, SORT, CLUSTERED, WHERE],
        doc: "No two rows have the same value here.",
    },
    AttributeRow {
        name: "default",
        level: Level::Field,
        places: &[ScalarField, CompositeField],
        is_repeatable: false,
        arguments: &[
            required(
                "value",
                ArgumentKind::Default,
                "The value: a literal, an enum value, a list or a function.",
            ),
            argument("map", ArgumentKind::String, "The name of the default constraint in the database."),
        ],
        doc: "The value a new row gets when none is given.",
    },
    AttributeRow {
        name: "relation",
        level: Level::Field,
        places: &[RelationField],
        is_repeatable: false,
        arguments: &[
            ArgumentRow {
                name: "name",
                is_default: true,
                is_required: false,
                rule_sets: RuleSets::ALL,
                kind: ArgumentKind::String,
                doc: "The name of the relation; needed when two models have several relations.",
            },
            argument(
                "fields",
                ArgumentKind::Fields,
                "The fields of this model that hold the key of the other.",
            ),
            argument("references", ArgumentKind::Fields, "The fields of the other model that they point at."),
            argument(
                "onDelete",
                ArgumentKind::ReferentialAction,
                "What happens here when the other row is deleted.",
            ),
            argument(
                "onUpdate",
                ArgumentKind::ReferentialAction,
                "What happens here when the other row's key changes.",
            ),
            argument("map", ArgumentKind::String, "The name of the foreign key in the database."),
        ],
        doc: "How a field is related to another model.",
    },
    AttributeRow {
        name: "map",
        level: Level::Field,
        places: &[ScalarField, CompositeField, EnumValue],
        is_repeatable: false,
        arguments: &[DB_NAME],
        doc: "The name of the column, or of the enum value, in the database.",
    },
    AttributeRow {
        name: "updatedAt",
        level: Level::Field,
        places: &[ScalarField],
        is_repeatable: false,
        arguments: &[],
        doc: "Is set to the current time whenever the row changes.",
    },
    AttributeRow {
        name: "ignore",
        level: Level::Field,
        places: &[ScalarField, RelationField],
        is_repeatable: false,
        arguments: &[],
        doc: "Leaves the field out of the generated client.",
    },
    AttributeRow {
        name: "shardKey",
        level: Level::Field,
        places: &[ScalarField],
        is_repeatable: false,
        arguments: &[],
        doc: "Marks the field that decides on which shard a row lives.",
    },
    AttributeRow {
        name: "id",
        level: Level::Block,
        places: &[Model],
        is_repeatable: false,
        arguments: &[KEY_FIELDS, KEY_NAME, MAP, CLUSTERED],
        doc: "The fields that identify a row together.",
    },
    AttributeRow {
        name: "unique",
        level: Level::Block,
        places: &[Model, View],
        is_repeatable: true,
        arguments: &[KEY_FIELDS, KEY_NAME, MAP, CLUSTERED, WHERE],
        doc: "No two rows have the same values in these fields.",
    },
    AttributeRow {
        name: "index",
        level: Level::Block,
        places: &[Model],
        is_repeatable: true,
        arguments: &[
            KEY_FIELDS,
            argument("name", ArgumentKind::String, "The old spelling of `map`."),
            MAP,
            argument("type", ArgumentKind::IndexType, "The access method of the index."),
            CLUSTERED,
            WHERE,
        ],
        doc: "An index that makes look-ups by these fields fast.",
    },
    AttributeRow {
        name: "fulltext",
        level: Level::Block,
        places: &[Model],
        is_repeatable: true,
        arguments: &[KEY_FIELDS, MAP],
        doc: "An index for searching words in these fields.",
    },
    AttributeRow {
        name: "map",
        level: Level::Block,
        places: &[Model, View, Enum],
        is_repeatable: false,
        arguments: &[DB_NAME],
        doc: "The name of the table, view or enum in the database.",
    },
    AttributeRow {
        name: "ignore",
        level: Level::Block,
        places: &[Model, View],
        is_repeatable: false,
        arguments: &[],
        doc: "Leaves the model out of the generated client.",
    },
    AttributeRow {
        name: "schema",
        level: Level::Block,
        places: &[Model, View, Enum],
        is_repeatable: false,
        arguments: &[required(
            "map",
            ArgumentKind::String,
            "The database schema, one of the datasource's `schemas`.",
        )],
        doc: "The database schema the table or enum lives in.",
    },
    AttributeRow {
        name: "shardKey",
        level: Level::Block,
        places: &[Model],
        is_repeatable: false,
        arguments: &[required("fields", ArgumentKind::Fields, "The fields, in order.")],
        doc: "The fields that decide on which shard a row lives.",
    },
];
