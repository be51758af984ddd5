//! `datasource` blocks. The order of checks is the reference's, which ends them at the address.

use psl_parser::{Node, SyntaxKind};

use super::{Property, extensions, is_lost, properties, without_value};
use crate::{
    connectors::{self, Connector},
    lower,
    read::{
        environment::{StringOrEnv, is_env, string_or_env},
        values::{self, ValueKind},
    },
    rule::Cx,
    rule_set::RuleSet,
    rules::{config as rules, values::value_type_mismatch},
    schema::{DatasourceData, Mapping, RelationMode, SegmentId},
};

pub(crate) fn read(cx: &mut Cx<'_>, id: SegmentId, has_adapters: bool) -> DatasourceData {
    let mut data = DatasourceData {
        segment: id,
        name: lower::items(cx.schema.segment(id)).name,
        connector: None,
        is_understood: false,
        relation_mode: None,
        schemas: None,
        extensions: None,
    };
    let properties = properties(cx, id);
    let find = |key: &str| properties.iter().find(|it| it.key == key).copied();
    if let Some(property) = without_value(cx, id) {
        rules::config_value_missing::report(cx, id, property);
        return data;
    }
    let Some(connector) = provider(cx, id, find("provider")) else { return data };
    data.connector = Some(connector);
    data.relation_mode = relation_mode(cx, id, connector, find("relationMode"), find("referentialIntegrity"));
    if connector.has_extensions
        && let Some(property) = find("extensions")
    {
        data.extensions = extensions::read(cx, id, property);
    }
    let urls = [find("url"), find("directUrl"), find("shadowDatabaseUrl")];
    data.is_understood = match cx.schema.rules() {
        RuleSet::V6 => read_urls(cx, id, connector, has_adapters, urls),
        RuleSet::V7 => {
            for property in urls.into_iter().flatten() {
                if property.key == "url" {
                    rules::datasource_url_removed::report(cx, id, property);
                } else {
                    rules::datasource_other_url_removed::report(cx, id, property);
                }
            }
            true
        }
    };
    if let Some(property) = find("previewFeatures") {
        rules::datasource_preview_features::report(cx, id, property);
    }
    if let Some(property) = find("schemas") {
        data.schemas = schemas(cx, id, connector, property);
    }
    for property in &properties {
        if !is_known(connector, property.key) {
            rules::datasource_property_unknown::report(cx, id, *property, connector);
        }
    }
    data
}

fn is_known(connector: &Connector, key: &str) -> bool {
    matches!(
        key,
        "provider"
            | "url"
            | "directUrl"
            | "shadowDatabaseUrl"
            | "relationMode"
            | "referentialIntegrity"
            | "previewFeatures"
            | "schemas"
    ) || (key == "extensions" && connector.has_extensions)
}

fn provider(cx: &mut Cx<'_>, id: SegmentId, property: Option<Property<'_>>) -> Option<&'static Connector> {
    let Some(Property { value: Some(value), .. }) = property else {
        if !is_lost(cx, id, "provider") {
            rules::datasource_provider_missing::report(cx, id);
        }
        return None;
    };
    if is_env(value) {
        rules::datasource_provider_env::report(cx, id, value);
        return None;
    }
    if value.kind() != SyntaxKind::STRING_VALUE {
        rules::datasource_provider_not_string::report(cx, id, value);
        return None;
    }
    let provider = values::string(cx, id, value)?;
    if provider.name.is_empty() {
        rules::datasource_provider_empty::report(cx, id, value);
        return None;
    }
    let connector = connectors::connector(&provider.name);
    if connector.is_none() {
        rules::datasource_provider_unknown::report(cx, id, value, &provider.name);
    }
    connector
}

fn relation_mode(
    cx: &mut Cx<'_>,
    id: SegmentId,
    connector: &Connector,
    property: Option<Property<'_>>,
    old: Option<Property<'_>>,
) -> Option<RelationMode> {
    if let Some(old) = old {
        rules::referential_integrity_deprecated::report(cx, id, old, property);
        if let Some(property) = property {
            rules::referential_integrity_with_relation_mode::report(cx, id, old, property);
            return None;
        }
    }
    let value = property.or(old)?.value?;
    let mode = values::string(cx, id, value)?;
    let Some(mode) = RelationMode::ALL.into_iter().find(|it| it.name() == &*mode.name) else {
        rules::relation_mode_invalid::report(cx, id, value, &mode.name);
        return None;
    };
    if mode == RelationMode::ForeignKeys && !connector.has_foreign_keys {
        rules::relation_mode_unsupported::report(cx, id, value, connector);
    }
    Some(mode)
}

/// Rules 6: the address has to be there. Returns whether the block is understood.
fn read_urls(
    cx: &mut Cx<'_>,
    id: SegmentId,
    connector: &Connector,
    has_adapters: bool,
    [url, direct, shadow]: [Option<Property<'_>>; 3],
) -> bool {
    let url_node = url.and_then(|it| it.value);
    let url = match url_node {
        None if connector.is("sqlite") && has_adapters => None,
        None => {
            if !is_lost(cx, id, "url") {
                rules::datasource_url_missing::report(cx, id);
            }
            return false;
        }
        Some(node) => match string_or_env(cx, id, node) {
            Some(url) => Some(url),
            None => return false,
        },
    };
    let shadow_node = shadow.and_then(|it| it.value);
    let direct_node = direct.and_then(|it| it.value);
    let direct = direct_node.and_then(|it| string_or_env(cx, id, it));
    let shadow = shadow_node.and_then(|it| string_or_env(cx, id, it));
    let Some(shadow) = shadow.filter(|it| *it != StringOrEnv::Literal("".into())) else { return true };
    let places = |node: Option<Node<'_>>| node.map(|it| it.range());
    if let Some(place) = places(direct_node)
        && direct.as_ref() == Some(&shadow)
    {
        rules::shadow_url_equals_direct_url::report(cx, id, place, places(shadow_node));
    }
    if let Some(place) = places(url_node)
        && url.as_ref() == Some(&shadow)
    {
        rules::shadow_url_equals_url::report(cx, id, place, places(shadow_node));
    }
    true
}

fn schemas(
    cx: &mut Cx<'_>,
    id: SegmentId,
    connector: &'static Connector,
    property: Property<'_>,
) -> Option<(psl_parser::NodeId, Vec<Mapping>)> {
    let value = property.value?;
    if !matches!(value.kind(), SyntaxKind::STRING_VALUE | SyntaxKind::LIST) {
        value_type_mismatch::report(cx, id, value, ValueKind::String);
        return None;
    }
    let schemas = values::strings(cx, id, value)?;
    if !connector.has_schemas {
        rules::schemas_unsupported::report(cx, id, value, property, connector);
        return None;
    }
    if schemas.is_empty() {
        rules::schemas_empty::report(cx, id, value);
    }
    for (index, schema) in schemas.iter().enumerate() {
        if let Some(later) = schemas[index + 1..].iter().find(|it| it.name == schema.name) {
            rules::schemas_duplicate::report(cx, id, value, schema, later.value);
        }
    }
    Some((property.node.id(), schemas))
}
