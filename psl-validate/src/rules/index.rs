//! Rules about indexes.

pub(crate) mod composite_in_compound_unique;
pub(crate) mod fulltext_length;
pub(crate) mod fulltext_multiple;
pub(crate) mod fulltext_not_adjacent;
pub(crate) mod fulltext_sort_unsupported;
pub(crate) mod fulltext_unsupported;
pub(crate) mod gin_json_not_last;
pub(crate) mod hash_index_sort;
pub(crate) mod index_fields_empty;
pub(crate) mod index_length_unsupported;
pub(crate) mod index_ops_needs_array;
pub(crate) mod index_ops_needs_native_type;
pub(crate) mod index_ops_not_allowed;
pub(crate) mod index_ops_unsupported;
pub(crate) mod index_ops_wrong_index_type;
pub(crate) mod index_ops_wrong_native_type;
pub(crate) mod index_ops_wrong_scalar_type;
pub(crate) mod index_type_no_default_ops;
pub(crate) mod index_type_unsupported;
pub(crate) mod index_type_wrong_field_type;
pub(crate) mod partial_index_preview;
pub(crate) mod partial_index_unsupported;
pub(crate) mod spgist_multi_column;
pub(crate) mod unique_custom_name_is_field;
pub(crate) mod unique_name_clashes_with_field;

use super::key;
use crate::{
    connectors::{Fulltext, operator_class},
    rule::{Cx, Rule},
    scalar::ScalarType,
    schema::{Field, FieldType, Index, IndexField, IndexKind, IndexType, OperatorClass},
};

/// `@unique`, `@@index`.
fn label(index: Index<'_>) -> &str {
    index.name_range().slice(index.model().root().tree().text())
}

/// "a Gin", "an SpGist", for messages; without a type an index is a BTree.
fn with_article(index: Index<'_>) -> &'static str {
    match index.index_type().map_or(IndexType::BTree, |it| it.0) {
        IndexType::BTree => "a BTree",
        IndexType::Hash => "a Hash",
        IndexType::Gist => "a Gist",
        IndexType::Gin => "a Gin",
        IndexType::SpGist => "an SpGist",
        IndexType::Brin => "a Brin",
    }
}

/// Whether the index is one of a model on PostgreSQL.
fn is_postgresql(index: Index<'_>) -> bool {
    index.model().schema().connector().is_some_and(|it| it.is("postgresql")) && !index.model().is_view()
}

/// Whether the index is a full text index, of a model, on a database that has them.
fn is_fulltext(index: Index<'_>) -> bool {
    let fulltext = index.model().schema().connector().map_or(Fulltext::None, |it| it.fulltext);
    index.kind() == IndexKind::Fulltext && !index.model().is_view() && fulltext != Fulltext::None
}

/// Reports an option after a field that does not fit; takes it out as a repair.
fn report_option(cx: &mut Cx<'_>, rule: &'static Rule, index: Index<'_>, name: &str, message: String) {
    let (model, attribute) = (index.model(), index.data().attribute);
    let option = key::option(model, attribute, name);
    let range = option.map_or(index.name_range(), |it| it.range());
    let fix = key::remove_options(model, attribute, name);
    let finding = cx.report(rule, index.attribute_span(), range, message);
    finding.fixes.extend(fix);
}

/// Reports one of the fields of an index.
fn report_key(cx: &mut Cx<'_>, rule: &'static Rule, index: Index<'_>, key: &IndexField, message: String) {
    let field = Field::new(cx.schema, key.field());
    let is_own = key.node == index.data().attribute;
    let range = if is_own { index.name_range() } else { index.node_span(key.node).range };
    cx.report(rule, index.attribute_span(), range, message).label(field.type_name_span(), "this type");
}

/// Why a field does not fit its place in an index of PostgreSQL.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Problem {
    TypeNeedsOther,
    NoDefault,
    WrongIndexType,
    WrongNativeType,
    NeedsNativeType,
    WrongScalar,
    NeedsArray,
}

/// The fields that do not fit the type of the index or their operator class: PostgreSQL, and Gin on CockroachDB.
fn operator_problems(index: Index<'_>) -> Vec<(&IndexField, Problem)> {
    // Without a type it is a BTree, which takes everything.
    if index.index_type().is_none() && index.fields().iter().all(|it| it.ops().is_none()) {
        return Vec::new();
    }
    if let Some(fields) = gin_fields(index) {
        let wrong = fields.into_iter().filter(|it| it.1 == Gin::WrongType);
        return wrong.map(|it| (it.0, Problem::TypeNeedsOther)).collect();
    }
    if !is_postgresql(index) {
        return Vec::new();
    }
    let index_type = index.index_type().map_or(IndexType::BTree, |it| it.0);
    index.fields().iter().filter_map(|it| Some((it, operator_problem(index, it, index_type)?))).collect()
}

fn operator_problem(index: Index<'_>, key: &IndexField, index_type: IndexType) -> Option<Problem> {
    let class = match key.ops() {
        Some(OperatorClass::Raw(_)) => return None,
        Some(OperatorClass::Named(name)) => Some(operator_class(name)?),
        None => None,
    };
    if let Some(class) = class
        && !class.index_types.contains(&index_type)
    {
        return Some(Problem::WrongIndexType);
    }
    if matches!(index_type, IndexType::BTree | IndexType::Hash) {
        return None;
    }
    let field = Field::new(index.model().schema(), key.field());
    if field.is_poisoned() {
        return None;
    }
    let native = super::native_type::name_for_index(field);
    // An unknown one fits where none would.
    let known = native.filter(|_| super::native_type::row(field).is_some());
    let fits = match (class, known) {
        (Some(class), _) if class.name == "ArrayOps" => {
            return (!field.is_list()).then_some(Problem::NeedsArray);
        }
        (Some(class), Some(native)) => class.native_types.contains(&native),
        (Some(class), None) => class.bare_scalar.is_some() && class.bare_scalar == field.scalar_type(),
        // Gist takes no native type at all.
        (None, _) if index_type == IndexType::Gist => fits_without_class(field, native, index_type),
        (None, known) => fits_without_class(field, known, index_type),
    };
    if fits {
        return None;
    }
    match (class, native) {
        (Some(class), _) if class.bare_scalar.is_some() && known.is_none() => Some(Problem::WrongScalar),
        (Some(_), Some(_)) => Some(Problem::WrongNativeType),
        (Some(_), None) => Some(Problem::NeedsNativeType),
        (None, Some(_)) => Some(Problem::NoDefault),
        (None, None) if field.ty() == FieldType::Unsupported => None,
        (None, None) => Some(Problem::TypeNeedsOther),
    }
}

/// Whether an index of this type takes the field when no operator class is written.
fn fits_without_class(field: Field<'_>, native: Option<&str>, index_type: IndexType) -> bool {
    use ScalarType::{BigInt, Bytes, DateTime, Decimal, Float, Int, Json, String};
    let scalar = field.scalar_type();
    match (index_type, native) {
        (IndexType::Gist, None) => scalar == Some(String),
        (IndexType::Gist, Some(_)) => false,
        (IndexType::SpGist, None) => scalar == Some(String),
        (IndexType::SpGist, Some(native)) => matches!(native, "Inet" | "Text" | "VarChar" | "Char"),
        (IndexType::Gin, _) if field.is_list() => true,
        (IndexType::Gin, None) => scalar == Some(Json),
        (IndexType::Gin, Some(native)) => native == "JsonB",
        (IndexType::Brin, None) => {
            matches!(scalar, Some(String | Bytes | DateTime | Float | Int | BigInt | Decimal))
        }
        (IndexType::Brin, Some(native)) => {
            !matches!(native, "Money" | "Citext" | "Boolean" | "Json" | "JsonB" | "Xml")
        }
        (IndexType::BTree | IndexType::Hash, _) => true,
    }
}

/// What CockroachDB says of a field of a Gin index.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Gin {
    Fine,
    HasClass,
    WrongType,
    JsonNotLast,
}

/// The fields of a Gin index on CockroachDB, up to the first with an operator class; `None` for any other index.
fn gin_fields(index: Index<'_>) -> Option<Vec<(&IndexField, Gin)>> {
    let is_cockroachdb = index.model().schema().connector().is_some_and(|it| it.is("cockroachdb"));
    let is_gin = index.index_type().is_some_and(|it| it.0 == IndexType::Gin);
    if !is_cockroachdb || !is_gin || index.model().is_view() {
        return None;
    }
    let mut fields = Vec::new();
    for (at, key) in index.fields().iter().enumerate() {
        let field = Field::new(index.model().schema(), key.field());
        let is_json = field.scalar_type() == Some(ScalarType::Json);
        let is_last = at + 1 == index.fields().len();
        let gin = match () {
            () if key.ops().is_some() => Gin::HasClass,
            () if !field.is_list() && !is_json && field.ty() != FieldType::Unsupported => Gin::WrongType,
            () if is_json && !is_last => Gin::JsonNotLast,
            () => Gin::Fine,
        };
        fields.push((key, gin));
        if gin == Gin::HasClass {
            break;
        }
    }
    Some(fields)
}
