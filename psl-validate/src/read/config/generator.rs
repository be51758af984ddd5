//! `generator` blocks.

use psl_parser::{Node, SyntaxKind};

use super::{is_lost, properties, without_value};
use crate::{
    config::{self, PreviewState},
    lower,
    read::{
        environment::{StringOrEnv, check_free_value, string_or_env},
        values,
    },
    rule::Cx,
    rules::config as rules,
    schema::{GeneratorData, Mapping, PreviewFeature, PreviewFeatures, SegmentId},
};

pub(crate) fn read(cx: &mut Cx<'_>, id: SegmentId, datasource_provider: &str) -> GeneratorData {
    let mut data = GeneratorData {
        segment: id,
        name: lower::items(cx.schema.segment(id)).name,
        provider: None,
        output: None,
        preview_features: PreviewFeatures::default(),
        preview_features_value: None,
    };
    let properties = properties(cx, id);
    let find = |key: &str| properties.iter().find(|it| it.key == key).copied();
    if let Some(property) = without_value(cx, id) {
        rules::config_value_missing::report(cx, id, property);
        return data;
    }
    if let Some(value) = find("engineType").and_then(|it| it.value) {
        values::string(cx, id, value);
    }
    match find("provider").and_then(|it| it.value) {
        None => {
            if !is_lost(cx, id, "provider") {
                rules::generator_provider_missing::report(cx, id);
            }
            return data;
        }
        Some(value) => match string_or_env(cx, id, value) {
            Some(StringOrEnv::Literal(text)) => data.provider = Some(text),
            Some(StringOrEnv::Variable(_)) => {}
            None => return data,
        },
    }
    if let Some(property) = find("output")
        && let Some(value) = property.value
        && let Some(StringOrEnv::Literal(name)) = string_or_env(cx, id, value)
    {
        data.output = Some(Mapping {
            attribute: property.node.id(),
            argument: property.node.id(),
            value: value.range(),
            name: name.into(),
        });
    }
    if let Some(value) = find("binaryTargets").and_then(|it| it.value) {
        for item in values::item_nodes(value) {
            string_or_env(cx, id, item);
        }
    }
    if let Some(value) = find("previewFeatures").and_then(|it| it.value) {
        data.preview_features_value = Some(value.id());
        data.preview_features = preview_features(cx, id, value, datasource_provider);
    }
    let free = properties
        .iter()
        .filter(|it| !matches!(it.key, "provider" | "output" | "binaryTargets" | "previewFeatures"));
    for value in free.filter_map(|it| it.value) {
        if check_free_value(cx, id, value) {
            break;
        }
    }
    data
}

/// Whether the block switches `schemaEngineDriverAdapters` on. Looked at before datasources, so nothing is reported.
pub(crate) fn names_schema_engine_adapters(cx: &Cx<'_>, id: SegmentId) -> bool {
    let name = PreviewFeature::SchemaEngineDriverAdapters.name();
    properties(cx, id)
        .iter()
        .filter(|it| it.key == "previewFeatures")
        .filter_map(|it| it.value)
        .flat_map(values::item_nodes)
        .filter(|it| it.kind() == SyntaxKind::STRING_VALUE)
        .any(|it| it.text().trim_matches('"').eq_ignore_ascii_case(name))
}

fn preview_features(cx: &mut Cx<'_>, id: SegmentId, value: Node<'_>, provider: &str) -> PreviewFeatures {
    let mut features = PreviewFeatures::default();
    let Some(names) = values::strings(cx, id, value) else { return features };
    for name in &names {
        let row = config::preview_feature(&name.name);
        if let Some(row) = row
            && let Some(new_name) = row.renamed_on_postgresql
            && provider == "postgresql"
        {
            rules::preview_feature_renamed::report(cx, id, value, name, new_name);
            continue;
        }
        match row.and_then(|it| it.state(cx.schema.rules(), provider)) {
            None => rules::preview_feature_unknown::report(cx, id, value, name, provider),
            Some(PreviewState::Deprecated) => rules::preview_feature_deprecated::report(cx, id, value, name),
            Some(PreviewState::Stabilized) => rules::preview_feature_stabilized::report(cx, id, value, name),
            Some(PreviewState::Active | PreviewState::Hidden) => {
                let feature =
                    PreviewFeature::ALL.into_iter().find(|it| it.name().eq_ignore_ascii_case(&name.name));
                if let Some(feature) = feature {
                    features.insert(feature);
                }
            }
        }
    }
    features
}
