//! The nine scalar types of the language.

/// A built-in scalar type.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum ScalarType {
    String,
    Boolean,
    Int,
    BigInt,
    Float,
    Decimal,
    DateTime,
    Json,
    Bytes,
}

impl ScalarType {
    /// All of them, in the order they are listed to people.
    pub const ALL: [ScalarType; 9] = [
        ScalarType::String,
        ScalarType::Boolean,
        ScalarType::Int,
        ScalarType::BigInt,
        ScalarType::Float,
        ScalarType::Decimal,
        ScalarType::DateTime,
        ScalarType::Json,
        ScalarType::Bytes,
    ];

    pub fn name(self) -> &'static str {
        match self {
            ScalarType::String => "String",
            ScalarType::Boolean => "Boolean",
            ScalarType::Int => "Int",
            ScalarType::BigInt => "BigInt",
            ScalarType::Float => "Float",
            ScalarType::Decimal => "Decimal",
            ScalarType::DateTime => "DateTime",
            ScalarType::Json => "Json",
            ScalarType::Bytes => "Bytes",
        }
    }

    /// One line on what it holds.
    pub fn doc(self) -> &'static str {
        match self {
            ScalarType::String => "Text of any length.",
            ScalarType::Boolean => "`true` or `false`.",
            ScalarType::Int => "A whole number, 32 bits on most databases.",
            ScalarType::BigInt => "A whole number of 64 bits.",
            ScalarType::Float => "A floating point number.",
            ScalarType::Decimal => "A number with exact decimal digits.",
            ScalarType::DateTime => "A point in time.",
            ScalarType::Json => "A JSON document.",
            ScalarType::Bytes => "Binary data.",
        }
    }

    /// The scalar with exactly this name.
    pub fn named(name: &str) -> Option<ScalarType> {
        Some(match name {
            "String" => ScalarType::String,
            "Boolean" => ScalarType::Boolean,
            "Int" => ScalarType::Int,
            "BigInt" => ScalarType::BigInt,
            "Float" => ScalarType::Float,
            "Decimal" => ScalarType::Decimal,
            "DateTime" => ScalarType::DateTime,
            "Json" => ScalarType::Json,
            "Bytes" => ScalarType::Bytes,
            _ => return None,
        })
    }

    /// The scalar whose name differs from `name` at most in the case of ASCII letters.
    pub fn named_ignoring_case(name: &str) -> Option<ScalarType> {
        ScalarType::ALL.into_iter().find(|it| it.name().eq_ignore_ascii_case(name))
    }
}
