//! Stage C: datasources and generators, file by file.

mod datasource;
mod extensions;
mod generator;

use psl_parser::{FileId, Node, SyntaxKind, TextRange, ast};

use crate::{
    lower,
    rule::{Cx, Finding, Rule},
    rules::config as rules,
    schema::{DatasourceData, GeneratorData, PreviewFeatures, SegmentId, Span},
};

/// The configuration of a schema.
#[derive(Default)]
pub(crate) struct Configuration {
    pub(crate) datasources: Vec<DatasourceData>,
    pub(crate) generators: Vec<GeneratorData>,
    /// The first understood datasource, else the first whose provider is known.
    pub(crate) datasource: Option<usize>,
    pub(crate) preview_features: PreviewFeatures,
}

pub(crate) fn read(cx: &mut Cx<'_>) -> Configuration {
    let mut configuration = Configuration::default();
    for file in 0..cx.schema.files().len() as u32 {
        read_file(cx, FileId(file), &mut configuration);
    }
    // A block that is understood but for its address still says which database it is.
    configuration.datasource = (configuration.datasources.iter().position(|it| it.is_understood))
        .or_else(|| configuration.datasources.iter().position(|it| it.connector.is_some()));
    configuration.preview_features = configuration
        .generators
        .iter()
        .fold(PreviewFeatures::default(), |all, it| all.union(it.preview_features));
    configuration
}

fn read_file(cx: &mut Cx<'_>, file: FileId, configuration: &mut Configuration) {
    let blocks = |kind: SyntaxKind| {
        let schema = cx.schema;
        schema
            .file_segments(file)
            .filter(move |it| schema.segment(*it).kind() == kind)
            .collect::<Vec<SegmentId>>()
    };
    let datasource_blocks = blocks(SyntaxKind::DATASOURCE);
    let generator_blocks = blocks(SyntaxKind::GENERATOR);
    let has_adapters = generator_blocks.iter().any(|it| generator::names_schema_engine_adapters(cx, *it));
    let first = configuration.datasources.len();
    for id in datasource_blocks {
        let data = datasource::read(cx, id, has_adapters);
        configuration.datasources.push(data);
    }
    let understood: Vec<&DatasourceData> =
        configuration.datasources[first..].iter().filter(|it| it.is_understood).collect();
    if understood.len() > 1 {
        for data in &understood {
            let others =
                understood.iter().filter(|it| it.segment != data.segment).map(|it| it.segment).collect();
            rules::datasource_multiple::report(cx, data.segment, others);
        }
    }
    let provider = understood.first().and_then(|it| it.connector).map_or("", |it| it.name);
    for id in generator_blocks {
        let data = generator::read(cx, id, provider);
        configuration.generators.push(data);
    }
}

/// A property of a configuration block.
#[derive(Clone, Copy)]
pub(crate) struct Property<'s> {
    pub(crate) key: &'s str,
    pub(crate) node: Node<'s>,
    /// `None` while the value is missing.
    pub(crate) value: Option<Node<'s>>,
}

impl Property<'_> {
    /// Key to value.
    pub(crate) fn place(self, segment: SegmentId) -> Span {
        let end = self.value.map_or(self.node.range().end, |it| it.range().end);
        Span::new(segment, TextRange::new(self.node.range().start, end))
    }

    pub(crate) fn key_range(self) -> TextRange {
        let start = self.node.range().start;
        TextRange::new(start, start + self.key.len() as u32)
    }
}

/// The well-formed properties of a block in source order. Of several with one key the last one counts, at its place.
pub(crate) fn properties<'s>(cx: &Cx<'s>, id: SegmentId) -> Vec<Property<'s>> {
    let mut properties: Vec<Property<'s>> = Vec::new();
    for property in all_properties(cx, id) {
        properties.retain(|it| it.key != property.key);
        properties.push(property);
    }
    properties
}

/// The first property without a value, also when a later one of its key has one.
pub(crate) fn without_value<'s>(cx: &Cx<'s>, id: SegmentId) -> Option<Property<'s>> {
    all_properties(cx, id).find(|it| it.value.is_none())
}

fn all_properties<'s>(cx: &Cx<'s>, id: SegmentId) -> impl Iterator<Item = Property<'s>> {
    let segment = cx.schema.segment(id);
    let items = lower::items(segment).properties.iter().filter(|it| !cx.schema.is_lost(it.form));
    items.filter_map(|it| {
        let node = segment.tree().node(it.node);
        let key = ast::Property::cast(node)?.key()?.text();
        Some(Property { key, node, value: super::values::value_node(node) })
    })
}

/// The first line of a block, for findings about the whole of it: the place is the block, the range its header.
pub(crate) fn block_places(cx: &Cx<'_>, id: SegmentId) -> (Span, TextRange) {
    let segment = cx.schema.segment(id);
    let header = ast::Block::of(segment).map_or(segment.root().range(), |it| it.header_range());
    (Span::new(id, segment.root().range()), header)
}

/// Whether the block is unclosed, or a line of it that was lost to a syntax error starts with `key`: then the property is
/// not missing.
pub(crate) fn is_lost(cx: &Cx<'_>, id: SegmentId, key: &str) -> bool {
    let segment = cx.schema.segment(id);
    let items = lower::items(segment);
    let lost = items.properties.iter().filter(|it| cx.schema.is_lost(it.form)).map(|it| it.node);
    let mut lost = lost.chain(items.junk.iter().copied());
    !segment.is_closed() || lost.any(|it| segment.tree().node(it).text().trim_start().starts_with(key))
}

/// Reports something about a whole block: the place is the block, the range its header.
pub(crate) fn report_block<'c>(
    cx: &'c mut Cx<'_>,
    id: SegmentId,
    rule: &'static Rule,
    message: &str,
) -> &'c mut Finding {
    let (place, header) = block_places(cx, id);
    cx.report(rule, place, header, message)
}

/// `range` when it lies on the first line of `place`, else the part of `place` on its first line.
pub(crate) fn first_line(place: Span, range: TextRange, cx: &Cx<'_>) -> TextRange {
    let text = cx.schema.text(place);
    let line_end = text.find(['\n', '\r']).unwrap_or(text.len());
    let end = place.range.start + text[..line_end].trim_end().len() as u32;
    if range.end <= end { range } else { TextRange::new(place.range.start, end) }
}

/// Behind the `{` of a block, or behind what else stands on that line.
pub(crate) fn end_of_header(cx: &Cx<'_>, id: SegmentId) -> Span {
    let segment = cx.schema.segment(id);
    let text = segment.text();
    let end = text.find(['\n', '\r']).unwrap_or(text.len());
    Span::new(id, TextRange::empty(end as u32))
}

/// The whole line of a property, its line break included.
pub(crate) fn line_of(cx: &Cx<'_>, id: SegmentId, property: Property<'_>) -> Span {
    let text = cx.schema.segment(id).text();
    let range = property.node.range();
    let before = text[..range.start as usize].rfind(['\n', '\r']).map_or(0, |it| it + 1);
    let rest = &text[range.end as usize..];
    let after = match rest.find(['\n', '\r']) {
        Some(at) if rest[at..].starts_with("\r\n") => at + 2,
        Some(at) => at + 1,
        None => rest.len(),
    };
    Span::new(id, TextRange::new(before as u32, range.end + after as u32))
}
