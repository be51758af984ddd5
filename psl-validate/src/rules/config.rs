//! Rules about datasources, generators and `env()`.

area! {
    datasource_provider_missing,
    datasource_provider_env,
    datasource_provider_not_string,
    datasource_provider_empty,
    datasource_provider_unknown,
    config_value_missing,
    datasource_url_missing,
    datasource_url_removed,
    datasource_other_url_removed,
    shadow_url_equals_url,
    shadow_url_equals_direct_url,
    relation_mode_invalid,
    relation_mode_unsupported,
    referential_integrity_deprecated,
    referential_integrity_with_relation_mode,
    datasource_preview_features,
    datasource_property_unknown,
    datasource_multiple,
    schemas_unsupported,
    schemas_empty,
    schemas_duplicate,
    extension_argument_unnamed,
    extension_argument_unknown,
    extension_argument_duplicate,
    extension_argument_not_string,
    env_argument_named,
    env_argument_valueless,
    env_argument_count,
    generator_provider_missing,
    preview_feature_unknown,
    preview_feature_stabilized,
    preview_feature_deprecated,
    preview_feature_renamed,
}

use psl_parser::{Node, TextRange};

use crate::{
    rule::SpanFix,
    schema::{SegmentId, Span},
};

/// The values of `provider`, for help lines.
const PROVIDERS: &str = "providers are postgresql, mysql, sqlite, sqlserver, mongodb and cockroachdb";

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
