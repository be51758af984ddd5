//! MongoDB: what it can do, and its native types. Rows only.

use super::{Args, Autoincrement, Connector, Fulltext, Keys, NativeType};
use crate::{
    scalar::ScalarType,
    schema::{IndexType, ReferentialAction},
};

pub(crate) static MONGODB: Connector = Connector {
    name: "mongodb",
    aliases: &[],
    display_name: "MongoDB",
    has_enums: true,
    has_json: true,
    has_json_lists: true,
    has_scalar_lists: true,
    has_decimal: false,
    has_composite_types: true,
    has_named_ids: false,
    has_compound_ids: false,
    has_id_sort: false,
    has_key_length: false,
    has_clustering: false,
    fulltext: Fulltext::OneSorted,
    index_types: &[IndexType::BTree],
    has_partial_indexes: false,
    has_named_foreign_keys: false,
    has_named_defaults: false,
    has_references_in_any_order: true,
    has_implicit_many_to_many: false,
    has_embedded_many_to_many: true,
    autoincrement: Autoincrement::Never,
    has_auto: true,
    has_sequence: false,
    has_dbgenerated: false,
    has_schemas: false,
    has_extensions: false,
    has_shard_keys: false,
    has_foreign_keys: false,
    longest_name: Some(127),
    actions: &[],
    actions_in_prisma_mode: &[
        ReferentialAction::Cascade,
        ReferentialAction::Restrict,
        ReferentialAction::NoAction,
        ReferentialAction::SetNull,
    ],
    native_types: NATIVE_TYPES,
    default_types: DEFAULT_TYPES,
};

/// What a field without native type becomes in the database.
static DEFAULT_TYPES: &[(ScalarType, &str)] = &[
    (ScalarType::String, "String"),
    (ScalarType::Boolean, "Bool"),
    (ScalarType::Int, "Int"),
    (ScalarType::BigInt, "Long"),
    (ScalarType::Float, "Double"),
    (ScalarType::DateTime, "Timestamp"),
    (ScalarType::Json, "Json"),
    (ScalarType::Bytes, "BinData"),
];

#[rustfmt::skip]
static NATIVE_TYPES: &[NativeType] = &[
    NativeType { name: "String", scalars: &[ScalarType::String], args: Args::None, keys: Keys::All, doc: "Text." },
    NativeType { name: "Double", scalars: &[ScalarType::Float], args: Args::None, keys: Keys::All, doc: "A floating point number of 8 bytes." },
    NativeType { name: "BinData", scalars: &[ScalarType::Bytes], args: Args::None, keys: Keys::All, doc: "Binary data." },
    NativeType { name: "ObjectId", scalars: &[ScalarType::String, ScalarType::Bytes], args: Args::None, keys: Keys::All, doc: "The identifier MongoDB makes for documents." },
    NativeType { name: "Bool", scalars: &[ScalarType::Boolean], args: Args::None, keys: Keys::All, doc: "`true` or `false`." },
    NativeType { name: "Date", scalars: &[ScalarType::DateTime], args: Args::None, keys: Keys::All, doc: "A point in time, to the millisecond." },
    NativeType { name: "Int", scalars: &[ScalarType::Int], args: Args::None, keys: Keys::All, doc: "A whole number of 4 bytes." },
    NativeType { name: "Timestamp", scalars: &[ScalarType::DateTime], args: Args::None, keys: Keys::All, doc: "The server's own time stamp." },
    NativeType { name: "Long", scalars: &[ScalarType::Int, ScalarType::BigInt], args: Args::None, keys: Keys::All, doc: "A whole number of 8 bytes." },
    NativeType { name: "Json", scalars: &[ScalarType::Json], args: Args::None, keys: Keys::All, doc: "A document or list of any form." },
];
