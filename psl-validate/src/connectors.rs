//! What the databases can do: one table per connector, data only.
//!
//! A schema without an understood datasource is judged by [`NONE`], which has a row of its own in the reference.

mod cockroachdb;
mod mongodb;
mod mysql;
mod operator_classes;
mod postgresql;
mod sqlite;
mod sqlserver;

use crate::{
    scalar::ScalarType,
    schema::{IndexType, ReferentialAction},
};

pub use operator_classes::{OPERATOR_CLASSES, OperatorClassRow, operator_class};

/// A database as the language sees it.
#[derive(Debug)]
pub struct Connector {
    /// The value of `provider`; empty for [`NONE`].
    pub name: &'static str,
    /// Other values of `provider` that mean the same.
    pub aliases: &'static [&'static str],
    /// How people call it.
    pub display_name: &'static str,
    pub has_enums: bool,
    pub has_json: bool,
    pub has_json_lists: bool,
    /// Lists of scalars, enums and `Unsupported`.
    pub has_scalar_lists: bool,
    pub has_decimal: bool,
    pub has_composite_types: bool,
    /// `map` on ids.
    pub has_named_ids: bool,
    /// `@@id` of several fields.
    pub has_compound_ids: bool,
    /// `sort` in ids.
    pub has_id_sort: bool,
    /// `length` in ids and indexes.
    pub has_key_length: bool,
    pub has_clustering: bool,
    pub fulltext: Fulltext,
    pub index_types: &'static [IndexType],
    /// `where` on indexes, under rules 7.
    pub has_partial_indexes: bool,
    /// `map` on `@relation`.
    pub has_named_foreign_keys: bool,
    /// `map` on `@default`.
    pub has_named_defaults: bool,
    /// Whether `references` may name a key's fields in another order than the key.
    pub has_references_in_any_order: bool,
    pub has_implicit_many_to_many: bool,
    pub has_embedded_many_to_many: bool,
    pub autoincrement: Autoincrement,
    /// `auto()`
    pub has_auto: bool,
    /// `sequence()`
    pub has_sequence: bool,
    /// `dbgenerated()`
    pub has_dbgenerated: bool,
    /// `schemas` and `@@schema`.
    pub has_schemas: bool,
    pub has_extensions: bool,
    pub has_shard_keys: bool,
    /// Whether relations are foreign keys unless `relationMode` says otherwise.
    pub has_foreign_keys: bool,
    /// The longest name of a constraint, in bytes.
    pub longest_name: Option<usize>,
    /// Referential actions with foreign keys.
    pub actions: &'static [ReferentialAction],
    /// Referential actions with `relationMode = "prisma"`.
    pub actions_in_prisma_mode: &'static [ReferentialAction],
    pub native_types: &'static [NativeType],
    /// What a field without native type becomes in the database.
    pub default_types: &'static [(ScalarType, &'static str)],
}

impl Connector {
    /// Whether this is one of the named connector.
    pub fn is(&self, name: &str) -> bool {
        self.name == name
    }

    /// The native type with exactly this name.
    pub fn native_type(&self, name: &str) -> Option<&'static NativeType> {
        self.native_types.iter().find(|it| it.name == name)
    }

    /// What a scalar without native type becomes in the database.
    pub fn default_type(&self, scalar: ScalarType) -> Option<&'static str> {
        self.default_types.iter().find(|it| it.0 == scalar).map(|it| it.1)
    }
}

/// `@@fulltext`
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Fulltext {
    None,
    /// Any number in a model, without `sort`.
    Unsorted,
    /// One in a model, with `sort`.
    OneSorted,
}

/// Where `autoincrement()` may stand.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Autoincrement {
    Never,
    Anywhere,
    /// On `BigInt` fields.
    BigIntOnly,
    /// On one field of a model, which leads a key or index.
    OneIndexed,
    /// On one field of a model, which is its whole id.
    WholeId,
}

/// A type of the database, written `@db.Name`.
#[derive(Debug)]
pub struct NativeType {
    pub name: &'static str,
    /// The scalars it can hold.
    pub scalars: &'static [ScalarType],
    pub args: Args,
    pub keys: Keys,
    pub doc: &'static str,
}

/// The arguments of a native type.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Args {
    None,
    Number {
        is_required: bool,
        min: u32,
        max: u32,
    },
    /// Optional: a number below 2^16, or `Max` in any case.
    NumberOrMax {
        min: u32,
        max: u32,
    },
    /// None or both, with scale at most precision.
    PrecisionScale {
        precision: (u32, u32),
        scale: (u32, u32),
    },
    /// Required: 1 for Boolean, 1 to 64 for Bytes.
    Bits,
}

/// In which keys a field of a native type may stand.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Keys {
    All,
    /// In ids, not in uniques and indexes.
    IdOnly,
    /// With a `length` only.
    WithLength,
    /// In all, unless its argument is `Max`.
    ExceptMax,
    Never,
}

/// All connectors, in the order they are listed to people.
pub static CONNECTORS: [&Connector; 6] = [
    &postgresql::POSTGRESQL,
    &mysql::MYSQL,
    &sqlite::SQLITE,
    &sqlserver::SQLSERVER,
    &mongodb::MONGODB,
    &cockroachdb::COCKROACHDB,
];

/// The connector for a value of `provider`.
pub fn connector(provider: &str) -> Option<&'static Connector> {
    CONNECTORS.into_iter().find(|it| it.name == provider || it.aliases.contains(&provider))
}

/// What holds while no datasource says otherwise.
pub static NONE: Connector = Connector {
    name: "",
    aliases: &[],
    display_name: "no datasource",
    has_enums: true,
    has_json: true,
    has_json_lists: false,
    has_scalar_lists: false,
    has_decimal: false,
    has_composite_types: false,
    has_named_ids: false,
    has_compound_ids: true,
    has_id_sort: false,
    has_key_length: false,
    has_clustering: false,
    fulltext: Fulltext::None,
    index_types: &[IndexType::BTree],
    has_partial_indexes: false,
    has_named_foreign_keys: false,
    has_named_defaults: false,
    has_references_in_any_order: false,
    has_implicit_many_to_many: true,
    has_embedded_many_to_many: false,
    autoincrement: Autoincrement::WholeId,
    has_auto: false,
    has_sequence: false,
    has_dbgenerated: true,
    has_schemas: false,
    has_extensions: false,
    has_shard_keys: false,
    has_foreign_keys: true,
    longest_name: None,
    actions: &ReferentialAction::ALL,
    actions_in_prisma_mode: &[],
    native_types: &[],
    default_types: &[],
};

/// What holds while the datasource names no known database: everything is possible, so nothing is reported.
pub static ANY: Connector = Connector {
    name: "",
    aliases: &[],
    display_name: "an unknown database",
    has_enums: true,
    has_json: true,
    has_json_lists: true,
    has_scalar_lists: true,
    has_decimal: true,
    has_composite_types: true,
    has_named_ids: true,
    has_compound_ids: true,
    has_id_sort: true,
    has_key_length: true,
    has_clustering: true,
    fulltext: Fulltext::Unsorted,
    index_types: &IndexType::ALL,
    has_partial_indexes: true,
    has_named_foreign_keys: true,
    has_named_defaults: true,
    has_references_in_any_order: true,
    has_implicit_many_to_many: true,
    has_embedded_many_to_many: true,
    autoincrement: Autoincrement::Anywhere,
    has_auto: true,
    has_sequence: true,
    has_dbgenerated: true,
    has_schemas: true,
    has_extensions: true,
    has_shard_keys: true,
    has_foreign_keys: true,
    longest_name: None,
    actions: &ReferentialAction::ALL,
    actions_in_prisma_mode: &ReferentialAction::ALL,
    native_types: &[],
    default_types: &[],
};
