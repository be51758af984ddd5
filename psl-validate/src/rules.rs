//! The list of rules, one line each, by area.
//!
//! A rule is a file with a `RULE`, a page of the same name in `docs/rules`, and a line here.

/// Makes the `RULE` of a rule's file: code, severity, rule sets, check. The page is found by the code.
macro_rules! rule {
    ($code:literal, $severity:ident, $rule_sets:ident, $check:expr) => {
        rule!($code, $severity, $rule_sets, $check, when | _ | true);
    };
    ($code:literal, $severity:ident, $rule_sets:ident, $check:expr, when $applies:expr) => {
        pub(crate) static RULE: $crate::rule::Rule = $crate::rule::Rule {
            code: $crate::diagnostic::Code($code),
            severity: $crate::diagnostic::Severity::$severity,
            rule_sets: $crate::rule_set::RuleSets::$rule_sets,
            page: include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/../docs/rules/", $code, ".md")),
            check: $check,
            applies: $applies,
        };
    };
}

pub(crate) mod advice;
pub(crate) mod attributes;
pub(crate) mod config;
pub(crate) mod database;
pub(crate) mod default;
pub(crate) mod default_value;
pub(crate) mod field_type;
pub(crate) mod filter;
pub(crate) mod index;
pub(crate) mod key;
pub(crate) mod names;
pub(crate) mod native_type;
pub(crate) mod relation;
pub(crate) mod syntax;
pub(crate) mod types;
pub(crate) mod values;

use psl_parser::TextRange;

use crate::{
    rule::{Cx, Rule, SpanFix},
    schema::{PreviewFeature, Span},
};

/// All rules, by area, in the order of the reference pages.
pub static RULES: &[&Rule] = &[
    // Form
    &syntax::syntax_toplevel_junk::RULE,
    &syntax::syntax_unknown_block::RULE,
    &syntax::syntax_model_junk::RULE,
    &syntax::syntax_enum_junk::RULE,
    &syntax::syntax_config_junk::RULE,
    &syntax::legacy_type_alias::RULE,
    &syntax::legacy_field_colon::RULE,
    &syntax::legacy_required_bang::RULE,
    &syntax::legacy_list_brackets::RULE,
    &syntax::optional_list::RULE,
    &syntax::field_type_missing::RULE,
    &syntax::string_escape_unknown::RULE,
    &syntax::string_escape_unicode::RULE,
    &syntax::nesting_too_deep::RULE,
    // Names
    &names::name_reserved_scalar::RULE,
    &names::name_reserved::RULE,
    &names::name_starts_with_digit::RULE,
    &names::name_has_dash::RULE,
    &names::duplicate_top_level::RULE,
    &names::duplicate_field::RULE,
    &names::duplicate_enum_value::RULE,
    &names::duplicate_config_key::RULE,
    // Types
    &types::type_unknown::RULE,
    &types::type_unknown_case::RULE,
    &types::enum_empty::RULE,
    &types::composite_relation_field::RULE,
    // Values
    &values::value_type_mismatch::RULE,
    // Configuration
    &config::datasource_provider_missing::RULE,
    &config::datasource_provider_env::RULE,
    &config::datasource_provider_not_string::RULE,
    &config::datasource_provider_empty::RULE,
    &config::datasource_provider_unknown::RULE,
    &config::config_value_missing::RULE,
    &config::datasource_url_missing::RULE,
    &config::datasource_url_removed::RULE,
    &config::datasource_other_url_removed::RULE,
    &config::shadow_url_equals_url::RULE,
    &config::shadow_url_equals_direct_url::RULE,
    &config::relation_mode_invalid::RULE,
    &config::relation_mode_unsupported::RULE,
    &config::referential_integrity_deprecated::RULE,
    &config::referential_integrity_with_relation_mode::RULE,
    &config::datasource_preview_features::RULE,
    &config::datasource_property_unknown::RULE,
    &config::datasource_multiple::RULE,
    &config::schemas_unsupported::RULE,
    &config::schemas_empty::RULE,
    &config::schemas_duplicate::RULE,
    &config::extension_argument_unnamed::RULE,
    &config::extension_argument_unknown::RULE,
    &config::extension_argument_duplicate::RULE,
    &config::extension_argument_not_string::RULE,
    &config::env_argument_named::RULE,
    &config::env_argument_valueless::RULE,
    &config::env_argument_count::RULE,
    &config::generator_provider_missing::RULE,
    &config::preview_feature_unknown::RULE,
    &config::preview_feature_stabilized::RULE,
    &config::preview_feature_deprecated::RULE,
    &config::preview_feature_renamed::RULE,
    // Attributes
    &attributes::attribute_unknown::RULE,
    &attributes::attribute_duplicate::RULE,
    &attributes::argument_value_missing::RULE,
    &attributes::argument_trailing_comma::RULE,
    &attributes::argument_duplicate::RULE,
    &attributes::argument_multiple_positional::RULE,
    &attributes::argument_positional_and_named::RULE,
    &attributes::argument_missing::RULE,
    &attributes::argument_unknown::RULE,
    &attributes::argument_map_empty::RULE,
    &attributes::argument_name_empty::RULE,
    &attributes::argument_name_characters::RULE,
    &attributes::sort_value_invalid::RULE,
    &attributes::field_list_duplicate::RULE,
    &attributes::id_multiple_fields::RULE,
    &attributes::id_field_and_block::RULE,
    &attributes::id_field_not_required::RULE,
    &attributes::id_block_not_required::RULE,
    &attributes::id_on_relation_field::RULE,
    &attributes::unique_on_relation_field::RULE,
    &attributes::default_on_relation_field::RULE,
    &attributes::map_on_relation_field::RULE,
    &attributes::id_fields_unknown::RULE,
    &attributes::id_fields_relation::RULE,
    &attributes::index_fields_unknown::RULE,
    &attributes::index_fields_relation::RULE,
    &attributes::index_name_and_map::RULE,
    &attributes::index_type_unknown::RULE,
    &attributes::index_ops_invalid::RULE,
    &attributes::duplicate_field_db_name::RULE,
    &attributes::updated_at_type::RULE,
    &attributes::updated_at_list::RULE,
    &attributes::ignore_on_unsupported_type::RULE,
    &attributes::ignore_in_ignored_model::RULE,
    &attributes::relation_on_scalar_field::RULE,
    &attributes::relation_fields_unknown::RULE,
    &attributes::relation_fields_not_scalar::RULE,
    &attributes::relation_references_unknown::RULE,
    &attributes::relation_references_not_scalar::RULE,
    &attributes::relation_name_empty::RULE,
    &attributes::referential_action_unknown::RULE,
    &attributes::shard_key_field_not_required::RULE,
    &attributes::shard_key_block_not_required::RULE,
    &attributes::shard_key_multiple_fields::RULE,
    &attributes::shard_key_field_and_block::RULE,
    &attributes::shard_key_fields_unknown::RULE,
    &attributes::shard_key_fields_relation::RULE,
    &attributes::composite_attribute::RULE,
    &attributes::composite_block_attribute::RULE,
    // Default
    &default::default_on_unsupported_type::RULE,
    &default::default_on_composite_type_field::RULE,
    &default::default_type_mismatch::RULE,
    &default::default_list_for_non_list::RULE,
    &default::default_non_list_for_list::RULE,
    &default::default_boolean_literal::RULE,
    &default::default_enum_value_unknown::RULE,
    &default::default_enum_expression::RULE,
    &default::default_function_wrong_type::RULE,
    &default::default_function_no_arguments::RULE,
    &default::default_function_int_argument::RULE,
    &default::default_uid_version::RULE,
    &default::default_nanoid_length::RULE,
    &default::default_dbgenerated_argument::RULE,
    &default::default_dbgenerated_empty::RULE,
    &default::default_map_on_autoincrement::RULE,
    &default::composite_default_function::RULE,
    &default::composite_default_dbgenerated::RULE,
    &default::composite_default_unsupported::RULE,
    &default::composite_default_map::RULE,
    // Filter
    &filter::where_not_raw_or_object::RULE,
    &filter::where_raw_argument::RULE,
    &filter::where_raw_empty::RULE,
    &filter::where_object_empty::RULE,
    &filter::where_field_unknown::RULE,
    &filter::where_field_relation::RULE,
    &filter::where_nested_key_count::RULE,
    &filter::where_nested_key_unknown::RULE,
    &filter::where_value_invalid::RULE,
    &filter::where_field_unsupported_type::RULE,
    &filter::where_type_mismatch::RULE,
    // Relation
    &relation::relation_ambiguous::RULE,
    &relation::relation_name_reused::RULE,
    &relation::relation_ambiguous_self::RULE,
    &relation::relation_unnamed_self::RULE,
    &relation::relation_name_reused_self::RULE,
    &relation::relation_missing_opposite::RULE,
    &relation::relation_to_ignored_model::RULE,
    &relation::referential_action_unsupported::RULE,
    &relation::mysql_set_default::RULE,
    &relation::relation_set_null_on_required::RULE,
    &relation::relation_set_null_on_required_warning::RULE,
    &relation::relation_self_cycle::RULE,
    &relation::relation_cycle::RULE,
    &relation::relation_multiple_cascade_paths::RULE,
    &relation::relation_missing_index::RULE,
    &relation::relation_references_not_unique::RULE,
    &relation::relation_references_wrong_order::RULE,
    &relation::relation_length_mismatch::RULE,
    &relation::relation_required_over_optional_fields::RULE,
    &relation::relation_type_mismatch::RULE,
    &relation::one_to_many_fields_missing::RULE,
    &relation::one_to_many_references_missing::RULE,
    &relation::one_to_many_arguments_on_list_side::RULE,
    &relation::one_to_many_actions_on_list_side::RULE,
    &relation::one_to_one_fields_missing::RULE,
    &relation::one_to_one_references_missing::RULE,
    &relation::one_to_one_references_on_both_sides::RULE,
    &relation::one_to_one_fields_on_both_sides::RULE,
    &relation::one_to_one_actions_on_both_sides::RULE,
    &relation::one_to_one_actions_on_back_side::RULE,
    &relation::one_to_one_fields_not_unique::RULE,
    &relation::one_to_one_arguments_split::RULE,
    &relation::one_to_one_back_side_required::RULE,
    &relation::one_to_one_arguments_on_wrong_side::RULE,
    &relation::many_to_many_view::RULE,
    &relation::many_to_many_implicit_unsupported::RULE,
    &relation::many_to_many_no_single_id::RULE,
    &relation::many_to_many_references_not_id::RULE,
    &relation::many_to_many_references_given::RULE,
    &relation::many_to_many_actions::RULE,
    &relation::embedded_many_to_many_unsupported::RULE,
    &relation::embedded_many_to_many_fields_missing::RULE,
    &relation::embedded_many_to_many_references_missing::RULE,
    &relation::embedded_many_to_many_references_not_id::RULE,
    &relation::embedded_many_to_many_fields_type::RULE,
    &relation::embedded_many_to_many_actions::RULE,
    &relation::mongodb_relation_native_type::RULE,
    &relation::relation_map_unsupported::RULE,
    // Field type
    &field_type::json_unsupported::RULE,
    &field_type::decimal_unsupported::RULE,
    &field_type::json_list_unsupported::RULE,
    &field_type::scalar_list_unsupported::RULE,
    &field_type::enum_unsupported::RULE,
    &field_type::composite_unsupported::RULE,
    &field_type::unsupported_type_is_native::RULE,
    // Key
    &key::model_without_unique_criteria::RULE,
    &key::id_fields_empty::RULE,
    &key::id_name_clashes_with_field::RULE,
    &key::id_custom_name_is_field::RULE,
    &key::custom_name_not_unique::RULE,
    &key::id_map_unsupported::RULE,
    &key::id_compound_unsupported::RULE,
    &key::id_length_unsupported::RULE,
    &key::id_sort_unsupported::RULE,
    &key::length_wrong_type::RULE,
    &key::clustering_unsupported::RULE,
    &key::clustering_multiple::RULE,
    // Index
    &index::index_fields_empty::RULE,
    &index::index_length_unsupported::RULE,
    &index::index_type_unsupported::RULE,
    &index::hash_index_sort::RULE,
    &index::spgist_multi_column::RULE,
    &index::index_type_wrong_field_type::RULE,
    &index::index_type_no_default_ops::RULE,
    &index::index_ops_wrong_index_type::RULE,
    &index::index_ops_wrong_native_type::RULE,
    &index::index_ops_needs_native_type::RULE,
    &index::index_ops_wrong_scalar_type::RULE,
    &index::index_ops_needs_array::RULE,
    &index::index_ops_not_allowed::RULE,
    &index::index_ops_unsupported::RULE,
    &index::gin_json_not_last::RULE,
    &index::unique_name_clashes_with_field::RULE,
    &index::unique_custom_name_is_field::RULE,
    &index::partial_index_preview::RULE,
    &index::partial_index_unsupported::RULE,
    &index::fulltext_unsupported::RULE,
    &index::fulltext_length::RULE,
    &index::fulltext_sort_unsupported::RULE,
    &index::fulltext_not_adjacent::RULE,
    &index::fulltext_multiple::RULE,
    &index::composite_in_compound_unique::RULE,
    // Native type
    &native_type::native_type_prefix::RULE,
    &native_type::native_type_unknown::RULE,
    &native_type::native_type_argument_count::RULE,
    &native_type::native_type_incompatible::RULE,
    &native_type::native_type_argument_invalid::RULE,
    &native_type::native_type_scale_exceeds_precision::RULE,
    &native_type::native_type_argument_out_of_range::RULE,
    &native_type::native_type_not_indexable::RULE,
    &native_type::native_type_not_unique::RULE,
    &native_type::native_type_not_id::RULE,
    &native_type::sqlserver_bytes_id::RULE,
    // Default value
    &default_value::default_function_unknown::RULE,
    &default_value::default_auto_unsupported::RULE,
    &default_value::default_json_invalid::RULE,
    &default_value::default_bytes_invalid::RULE,
    &default_value::default_datetime_invalid::RULE,
    &default_value::default_decimal_invalid::RULE,
    &default_value::default_int_invalid::RULE,
    &default_value::default_map_unsupported::RULE,
    &default_value::autoincrement_unsupported::RULE,
    &default_value::autoincrement_cockroach_bigint::RULE,
    &default_value::autoincrement_multiple::RULE,
    &default_value::autoincrement_non_id::RULE,
    &default_value::autoincrement_non_indexed::RULE,
    &default_value::sequence_argument_unknown::RULE,
    // Database
    &database::duplicate_model_db_name::RULE,
    &database::duplicate_enum_db_name::RULE,
    &database::constraint_name_too_long::RULE,
    &database::constraint_name_not_unique::RULE,
    &database::schema_attribute_unsupported::RULE,
    &database::schema_undefined::RULE,
    &database::schema_attribute_missing::RULE,
    &database::extensions_preview_required::RULE,
    &database::extension_name_invalid::RULE,
    &database::shard_key_preview::RULE,
    &database::shard_key_unsupported::RULE,
    &database::shard_key_fields_empty::RULE,
    &database::view_preview::RULE,
    &database::view_primary_key::RULE,
    &database::view_index::RULE,
    &database::view_unique_map::RULE,
    &database::view_unique_clustered::RULE,
    &database::view_unique_field_arguments::RULE,
    &database::mongodb_id_missing::RULE,
    &database::mongodb_id_map::RULE,
    &database::mongodb_auto_needs_objectid::RULE,
    &database::mongodb_auto_needs_id::RULE,
    &database::mongodb_dbgenerated::RULE,
    &database::mongodb_field_name_dollar::RULE,
    &database::mongodb_field_name_dot::RULE,
    &database::mongodb_index_duplicate::RULE,
    &database::mongodb_unique_on_id::RULE,
    &database::composite_empty::RULE,
    &database::composite_self_cycle::RULE,
    &database::composite_cycle::RULE,
    // Advice
    &advice::text_after_open_brace::RULE,
    &advice::keyword_glued_to_name::RULE,
    &advice::option_ignored::RULE,
    &advice::relation_name_lost::RULE,
    &advice::duplicate_enum_value_db_name::RULE,
    &advice::datasource_ignored::RULE,
    &advice::index_redundant::RULE,
    &advice::foreign_key_without_index::RULE,
    &advice::enum_unused::RULE,
    &advice::allow_unused::RULE,
    &advice::config_not_static::RULE,
    &advice::file_not_analysed::RULE,
];

/// The rule with exactly this code.
pub fn rule(code: &str) -> Option<&'static Rule> {
    RULES.iter().copied().find(|it| it.code.0 == code)
}

/// Reports something that needs a preview feature, with the repair that switches it on in the first generator.
fn report_preview(
    cx: &mut Cx<'_>,
    rule: &'static Rule,
    place: Span,
    range: TextRange,
    message: &str,
    feature: PreviewFeature,
) {
    let name = feature.name();
    // What a generator says counts only when it is one.
    let generator = cx
        .schema
        .generators()
        .next()
        .filter(|it| it.provider().is_some() && cx.schema.segment(it.span().segment).is_closed());
    let fix = generator.and_then(|generator| {
        let title = format!("Switch `{name}` on");
        match generator.preview_features_span() {
            Some(span) => {
                let text = cx.schema.text(span);
                let inner = text.strip_prefix('[')?.strip_suffix(']')?;
                let at = TextRange::empty(span.range.end - 1);
                let comma = if inner.trim().is_empty() { "" } else { ", " };
                Some(SpanFix::unsafe_(title, span.with(at), format!("{comma}\"{name}\"")))
            }
            None => {
                let end = generator.span().range.end.checked_sub(1)?;
                let line = format!("  previewFeatures = [\"{name}\"]\n");
                Some(SpanFix::unsafe_(title, generator.span().with(TextRange::empty(end)), line))
            }
        }
    });
    let finding = cx.report(rule, place, range, message);
    finding.fixes.extend(fix);
}
