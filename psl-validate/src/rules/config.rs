//! Rules about datasources, generators and `env()`.

pub(crate) mod config_value_missing;
pub(crate) mod datasource_multiple;
pub(crate) mod datasource_other_url_removed;
pub(crate) mod datasource_preview_features;
pub(crate) mod datasource_property_unknown;
pub(crate) mod datasource_provider_empty;
pub(crate) mod datasource_provider_env;
pub(crate) mod datasource_provider_missing;
pub(crate) mod datasource_provider_not_string;
pub(crate) mod datasource_provider_unknown;
pub(crate) mod datasource_url_missing;
pub(crate) mod datasource_url_removed;
pub(crate) mod env_argument_count;
pub(crate) mod env_argument_named;
pub(crate) mod env_argument_valueless;
pub(crate) mod extension_argument_duplicate;
pub(crate) mod extension_argument_not_string;
pub(crate) mod extension_argument_unknown;
pub(crate) mod extension_argument_unnamed;
pub(crate) mod generator_provider_missing;
pub(crate) mod preview_feature_deprecated;
pub(crate) mod preview_feature_renamed;
pub(crate) mod preview_feature_stabilized;
pub(crate) mod preview_feature_unknown;
pub(crate) mod referential_integrity_deprecated;
pub(crate) mod referential_integrity_with_relation_mode;
pub(crate) mod relation_mode_invalid;
pub(crate) mod relation_mode_unsupported;
pub(crate) mod schemas_duplicate;
pub(crate) mod schemas_empty;
pub(crate) mod schemas_unsupported;
pub(crate) mod shadow_url_equals_direct_url;
pub(crate) mod shadow_url_equals_url;

use psl_parser::{Node, TextRange};

use crate::{
    rule::SpanFix,
    rule_set::RuleSet,
    schema::{SegmentId, Span},
};

/// The values of `provider`, for help lines.
const PROVIDERS: &str = "providers are postgresql, mysql, sqlite, sqlserver, mongodb and cockroachdb";

/// The generator that most schemas of these rules have.
fn usual_generator(rules: RuleSet) -> &'static str {
    match rules {
        RuleSet::V6 => "prisma-client-js",
        RuleSet::V7 => "prisma-client",
    }
}

/// The repair that takes one item out of a list, its comma included; a value that is no list becomes an empty list.
fn remove_item(id: SegmentId, list: Node<'_>, item: TextRange, title: &str, is_safe: bool) -> SpanFix {
    let items: Vec<TextRange> = list.children().map(|it| it.range()).collect();
    let index = items.iter().position(|it| *it == item);
    let (range, text) = match index {
        Some(0) if items.len() > 1 => (TextRange::new(item.start, items[1].start), ""),
        Some(0) => (item, ""),
        Some(index) => (TextRange::new(items[index - 1].end, item.end), ""),
        None => (item, "[]"),
    };
    SpanFix { title: title.to_owned(), is_safe, edits: vec![(Span::new(id, range), text.to_owned())] }
}
