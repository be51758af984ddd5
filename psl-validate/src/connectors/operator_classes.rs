//! Operator classes of PostgreSQL indexes. Rows only.

use crate::{scalar::ScalarType, schema::IndexType};

/// An operator class: how an index compares values of a type.
#[derive(Debug)]
pub struct OperatorClassRow {
    pub name: &'static str,
    /// The index types it is made for.
    pub index_types: &'static [IndexType],
    /// The native types it takes. `ArrayOps` takes any list instead.
    pub native_types: &'static [&'static str],
    /// The scalar it takes when the field has no native type.
    pub bare_scalar: Option<ScalarType>,
}

/// The operator class with exactly this name.
pub fn operator_class(name: &str) -> Option<&'static OperatorClassRow> {
    OPERATOR_CLASSES.iter().find(|it| it.name == name)
}

/// All operator classes that have a name of their own in the language.
#[rustfmt::skip]
pub static OPERATOR_CLASSES: &[OperatorClassRow] = &[
    OperatorClassRow { name: "InetOps", index_types: &[IndexType::Gist, IndexType::SpGist], native_types: &["Inet"], bare_scalar: None },
    OperatorClassRow { name: "TextOps", index_types: &[IndexType::SpGist], native_types: &["Text", "VarChar", "Char"], bare_scalar: Some(ScalarType::String) },
    OperatorClassRow { name: "JsonbOps", index_types: &[IndexType::Gin], native_types: &["JsonB"], bare_scalar: Some(ScalarType::Json) },
    OperatorClassRow { name: "JsonbPathOps", index_types: &[IndexType::Gin], native_types: &["JsonB"], bare_scalar: Some(ScalarType::Json) },
    OperatorClassRow { name: "ArrayOps", index_types: &[IndexType::Gin], native_types: &[], bare_scalar: None },
    OperatorClassRow { name: "BitMinMaxOps", index_types: &[IndexType::Brin], native_types: &["Bit"], bare_scalar: None },
    OperatorClassRow { name: "VarBitMinMaxOps", index_types: &[IndexType::Brin], native_types: &["VarBit"], bare_scalar: None },
    OperatorClassRow { name: "BpcharBloomOps", index_types: &[IndexType::Brin], native_types: &["Char"], bare_scalar: None },
    OperatorClassRow { name: "BpcharMinMaxOps", index_types: &[IndexType::Brin], native_types: &["Char"], bare_scalar: None },
    OperatorClassRow { name: "ByteaBloomOps", index_types: &[IndexType::Brin], native_types: &["ByteA"], bare_scalar: Some(ScalarType::Bytes) },
    OperatorClassRow { name: "ByteaMinMaxOps", index_types: &[IndexType::Brin], native_types: &["ByteA"], bare_scalar: Some(ScalarType::Bytes) },
    OperatorClassRow { name: "TextBloomOps", index_types: &[IndexType::Brin], native_types: &["Text", "VarChar"], bare_scalar: Some(ScalarType::String) },
    OperatorClassRow { name: "TextMinMaxOps", index_types: &[IndexType::Brin], native_types: &["Text", "VarChar"], bare_scalar: Some(ScalarType::String) },
    OperatorClassRow { name: "DateBloomOps", index_types: &[IndexType::Brin], native_types: &["Date"], bare_scalar: None },
    OperatorClassRow { name: "DateMinMaxOps", index_types: &[IndexType::Brin], native_types: &["Date"], bare_scalar: None },
    OperatorClassRow { name: "DateMinMaxMultiOps", index_types: &[IndexType::Brin], native_types: &["Date"], bare_scalar: None },
    OperatorClassRow { name: "Float4BloomOps", index_types: &[IndexType::Brin], native_types: &["Real"], bare_scalar: None },
    OperatorClassRow { name: "Float4MinMaxOps", index_types: &[IndexType::Brin], native_types: &["Real"], bare_scalar: None },
    OperatorClassRow { name: "Float4MinMaxMultiOps", index_types: &[IndexType::Brin], native_types: &["Real"], bare_scalar: None },
    OperatorClassRow { name: "Float8BloomOps", index_types: &[IndexType::Brin], native_types: &["DoublePrecision"], bare_scalar: Some(ScalarType::Float) },
    OperatorClassRow { name: "Float8MinMaxOps", index_types: &[IndexType::Brin], native_types: &["DoublePrecision"], bare_scalar: Some(ScalarType::Float) },
    OperatorClassRow { name: "Float8MinMaxMultiOps", index_types: &[IndexType::Brin], native_types: &["DoublePrecision"], bare_scalar: Some(ScalarType::Float) },
    OperatorClassRow { name: "InetInclusionOps", index_types: &[IndexType::Brin], native_types: &["Inet"], bare_scalar: None },
    OperatorClassRow { name: "InetBloomOps", index_types: &[IndexType::Brin], native_types: &["Inet"], bare_scalar: None },
    OperatorClassRow { name: "InetMinMaxOps", index_types: &[IndexType::Brin], native_types: &["Inet"], bare_scalar: None },
    OperatorClassRow { name: "InetMinMaxMultiOps", index_types: &[IndexType::Brin], native_types: &["Inet"], bare_scalar: None },
    OperatorClassRow { name: "Int2BloomOps", index_types: &[IndexType::Brin], native_types: &["SmallInt"], bare_scalar: None },
    OperatorClassRow { name: "Int2MinMaxOps", index_types: &[IndexType::Brin], native_types: &["SmallInt"], bare_scalar: None },
    OperatorClassRow { name: "Int2MinMaxMultiOps", index_types: &[IndexType::Brin], native_types: &["SmallInt"], bare_scalar: None },
    OperatorClassRow { name: "Int4BloomOps", index_types: &[IndexType::Brin], native_types: &["Integer"], bare_scalar: Some(ScalarType::Int) },
    OperatorClassRow { name: "Int4MinMaxOps", index_types: &[IndexType::Brin], native_types: &["Integer"], bare_scalar: Some(ScalarType::Int) },
    OperatorClassRow { name: "Int4MinMaxMultiOps", index_types: &[IndexType::Brin], native_types: &["Integer"], bare_scalar: Some(ScalarType::Int) },
    OperatorClassRow { name: "Int8BloomOps", index_types: &[IndexType::Brin], native_types: &["BigInt"], bare_scalar: Some(ScalarType::BigInt) },
    OperatorClassRow { name: "Int8MinMaxOps", index_types: &[IndexType::Brin], native_types: &["BigInt"], bare_scalar: Some(ScalarType::BigInt) },
    OperatorClassRow { name: "Int8MinMaxMultiOps", index_types: &[IndexType::Brin], native_types: &["BigInt"], bare_scalar: Some(ScalarType::BigInt) },
    OperatorClassRow { name: "NumericBloomOps", index_types: &[IndexType::Brin], native_types: &["Decimal"], bare_scalar: Some(ScalarType::Decimal) },
    OperatorClassRow { name: "NumericMinMaxOps", index_types: &[IndexType::Brin], native_types: &["Decimal"], bare_scalar: Some(ScalarType::Decimal) },
    OperatorClassRow { name: "NumericMinMaxMultiOps", index_types: &[IndexType::Brin], native_types: &["Decimal"], bare_scalar: Some(ScalarType::Decimal) },
    OperatorClassRow { name: "OidBloomOps", index_types: &[IndexType::Brin], native_types: &["Oid"], bare_scalar: None },
    OperatorClassRow { name: "OidMinMaxOps", index_types: &[IndexType::Brin], native_types: &["Oid"], bare_scalar: None },
    OperatorClassRow { name: "OidMinMaxMultiOps", index_types: &[IndexType::Brin], native_types: &["Oid"], bare_scalar: None },
    OperatorClassRow { name: "TimestampBloomOps", index_types: &[IndexType::Brin], native_types: &["Timestamp"], bare_scalar: Some(ScalarType::DateTime) },
    OperatorClassRow { name: "TimestampMinMaxOps", index_types: &[IndexType::Brin], native_types: &["Timestamp"], bare_scalar: Some(ScalarType::DateTime) },
    OperatorClassRow { name: "TimestampMinMaxMultiOps", index_types: &[IndexType::Brin], native_types: &["Timestamp"], bare_scalar: Some(ScalarType::DateTime) },
    OperatorClassRow { name: "TimestampTzBloomOps", index_types: &[IndexType::Brin], native_types: &["Timestamptz"], bare_scalar: None },
    OperatorClassRow { name: "TimestampTzMinMaxOps", index_types: &[IndexType::Brin], native_types: &["Timestamptz"], bare_scalar: None },
    OperatorClassRow { name: "TimestampTzMinMaxMultiOps", index_types: &[IndexType::Brin], native_types: &["Timestamptz"], bare_scalar: None },
    OperatorClassRow { name: "TimeBloomOps", index_types: &[IndexType::Brin], native_types: &["Time"], bare_scalar: None },
    OperatorClassRow { name: "TimeMinMaxOps", index_types: &[IndexType::Brin], native_types: &["Time"], bare_scalar: None },
    OperatorClassRow { name: "TimeMinMaxMultiOps", index_types: &[IndexType::Brin], native_types: &["Time"], bare_scalar: None },
    OperatorClassRow { name: "TimeTzBloomOps", index_types: &[IndexType::Brin], native_types: &["Timetz"], bare_scalar: None },
    OperatorClassRow { name: "TimeTzMinMaxOps", index_types: &[IndexType::Brin], native_types: &["Timetz"], bare_scalar: None },
    OperatorClassRow { name: "TimeTzMinMaxMultiOps", index_types: &[IndexType::Brin], native_types: &["Timetz"], bare_scalar: None },
    OperatorClassRow { name: "UuidBloomOps", index_types: &[IndexType::Brin], native_types: &["Uuid"], bare_scalar: None },
    OperatorClassRow { name: "UuidMinMaxOps", index_types: &[IndexType::Brin], native_types: &["Uuid"], bare_scalar: None },
    OperatorClassRow { name: "UuidMinMaxMultiOps", index_types: &[IndexType::Brin], native_types: &["Uuid"], bare_scalar: None },
];
