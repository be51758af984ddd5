//! SQLite: what it can do, and its native types. Rows only.

use super::{Autoincrement, Connector, Fulltext};
use crate::{
    scalar::ScalarType,
    schema::{IndexType, ReferentialAction},
};

pub(crate) static SQLITE: Connector = Connector {
    name: "sqlite",
    aliases: &[],
    display_name: "SQLite",
    has_enums: true,
    has_json: true,
    has_json_lists: false,
    has_scalar_lists: false,
    has_decimal: true,
    has_composite_types: false,
    has_named_ids: false,
    has_compound_ids: true,
    has_id_sort: false,
    has_key_length: false,
    has_clustering: false,
    fulltext: Fulltext::None,
    index_types: &[IndexType::BTree],
    has_partial_indexes: true,
    has_named_foreign_keys: false,
    has_named_defaults: false,
    has_references_in_any_order: true,
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
    longest_name: Some(10_000),
    actions: &[
        ReferentialAction::Cascade,
        ReferentialAction::Restrict,
        ReferentialAction::NoAction,
        ReferentialAction::SetNull,
        ReferentialAction::SetDefault,
    ],
    actions_in_prisma_mode: &[
        ReferentialAction::Cascade,
        ReferentialAction::Restrict,
        ReferentialAction::SetNull,
    ],
    native_types: &[],
    default_types: DEFAULT_TYPES,
};

/// What a field without native type becomes in the database.
static DEFAULT_TYPES: &[(ScalarType, &str)] = &[
    (ScalarType::String, "TEXT"),
    (ScalarType::Boolean, "BOOLEAN"),
    (ScalarType::Int, "INTEGER"),
    (ScalarType::BigInt, "INTEGER"),
    (ScalarType::Float, "REAL"),
    (ScalarType::Decimal, "DECIMAL"),
    (ScalarType::DateTime, "NUMERIC"),
    (ScalarType::Json, "JSONB"),
    (ScalarType::Bytes, "BLOB"),
];
