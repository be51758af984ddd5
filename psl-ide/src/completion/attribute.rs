//! Attributes of fields, values and blocks, and native types.

use psl_parser::{
    SyntaxKind,
    ast::{self, Member},
};
use psl_validate::{
    ScalarType,
    attributes::{ATTRIBUTES, AttributeRow, Level, Place},
    connectors::{Args, Connector, Fulltext, Keys, NativeType},
    schema::{FieldType, PreviewFeature, Top},
};

use super::{CompletionKind, Cx, WrittenType};
use crate::cursor::is_cursor_word;

/// At the start of a line: the attributes of the block.
pub(super) fn of_block(cx: &mut Cx<'_>, block: ast::Block<'_>) {
    let place = match block.kind() {
        SyntaxKind::MODEL => Place::Model,
        SyntaxKind::VIEW => Place::View,
        SyntaxKind::ENUM => Place::Enum,
        _ => return,
    };
    // In front of the rest of a field there is no place for an attribute.
    if cx.edited.signs() == 0 && cx.edited.behind.is_some() {
        return;
    }
    let used: Vec<&str> = block.attributes().filter_map(|it| Some(it.path()?.text())).collect();
    let has_id = used.contains(&"id")
        || block
            .fields()
            .flat_map(|it| it.attributes())
            .any(|it| it.path().is_some_and(|it| it.text() == "id"));
    let connector = cx.schema().capabilities();
    let signs = cx.edited.signs();
    for row in ATTRIBUTES.iter().filter(|it| it.level == Level::Block && it.places.contains(&place)) {
        let fits = match row.name {
            "id" => !has_id,
            "fulltext" => connector.fulltext != Fulltext::None,
            "schema" => cx.schema().datasource().is_some_and(|it| it.schemas().is_some()),
            "shardKey" => connector.has_shard_keys && cx.has_preview(PreviewFeature::ShardKeys),
            _ => true,
        };
        if fits && (row.is_repeatable || !used.contains(&row.name)) {
            add(cx, row, shape_of_block_attribute(row.name), signs);
        }
    }
}

fn shape_of_block_attribute(name: &str) -> &'static str {
    match name {
        "map" | "schema" => "(\"$1\")",
        "ignore" => "",
        _ => "([$1])",
    }
}

fn add(cx: &mut Cx<'_>, row: &AttributeRow, shape: &str, signs: u32) {
    let label = row.label();
    let item = cx.add(0, CompletionKind::Attribute, &label).doc(row.doc).with_signs(signs);
    if !shape.is_empty() {
        item.snippet(&format!("{label}{shape}")).continues();
    }
}

/// Behind the type of a field, or the name of a value.
pub(super) fn of_member(cx: &mut Cx<'_>, member: Member<'_>) {
    let signs = cx.edited.signs();
    if signs > 1 {
        return;
    }
    match member {
        Member::EnumValue(value) => {
            let used: Vec<&str> = value.attributes().filter_map(|it| Some(it.path()?.text())).collect();
            for row in ATTRIBUTES.iter().filter(|it| it.places.contains(&Place::EnumValue)) {
                if !used.contains(&row.name) {
                    add(cx, row, "(\"$1\")", signs);
                }
            }
        }
        Member::Field(field) => of_field(cx, field, signs),
        _ => {}
    }
}

fn of_field(cx: &mut Cx<'_>, field: ast::Field<'_>, signs: u32) {
    let schema = cx.schema();
    let connector = schema.capabilities();
    let written = WrittenType::of(schema, field);
    let kind = field.node().tree().root().kind();
    let place = match (kind, written.is_relation()) {
        (SyntaxKind::COMPOSITE_TYPE, _) => Place::CompositeField,
        (_, true) => Place::RelationField,
        (_, false) => Place::ScalarField,
    };
    let mut used: Vec<&str> = field.attributes().filter_map(|it| Some(it.path()?.text())).collect();
    used.extend(cx.written_attributes());
    let block_has_id = has_id(field);
    for row in ATTRIBUTES.iter().filter(|it| it.level == Level::Field && it.places.contains(&place)) {
        let is_single = !written.is_list;
        let fits = match row.name {
            "id" => {
                kind == SyntaxKind::MODEL
                    && is_single
                    && !written.is_optional
                    && !block_has_id
                    && can_be_key(written)
            }
            "unique" => {
                let is_id = connector.is("mongodb") && used.contains(&"id");
                can_be_key(written)
                    && !is_id
                    && (kind == SyntaxKind::VIEW || has_unique_type(connector, &used))
            }
            "ignore" => !is_in_ignored_block(field) && written.ty != FieldType::Unsupported,
            "updatedAt" => written.scalar() == Some(ScalarType::DateTime) && is_single,
            "shardKey" => {
                let has_feature = connector.has_shard_keys && cx.has_preview(PreviewFeature::ShardKeys);
                has_feature && is_single && !written.is_optional
            }
            "default" => !matches!(written.ty, FieldType::CompositeType(_)),
            _ => true,
        };
        if fits && !used.contains(&row.name) {
            let shape = match row.name {
                "map" => "(\"$1\")".to_owned(),
                "default" => "($1)".to_owned(),
                "relation" => shape_of_relation(written),
                _ => String::new(),
            };
            add(cx, row, &shape, signs);
        }
    }
    let has_native = used.iter().any(|it| it.contains('.') && !is_cursor_word(it));
    if let (Some(datasource), Some(scalar), false) = (schema.datasource(), written.scalar(), has_native)
        && connector.native_types.iter().any(|it| it.scalars.contains(&scalar))
    {
        let label = format!("@{}", datasource.name());
        let item = cx.add(1, CompletionKind::Attribute, &label);
        item.text(format!("{label}.")).doc("A type of the database.").with_signs(signs).continues();
    }
}

/// Whether the block of a field has an id already.
fn has_id(field: ast::Field<'_>) -> bool {
    let Some(block) = ast::Block::cast(field.node().tree().root()) else { return false };
    let on_fields = block.fields().flat_map(|it| it.attributes());
    block.attributes().chain(on_fields).any(|it| it.path().is_some_and(|it| it.text() == "id"))
}

fn is_in_ignored_block(field: ast::Field<'_>) -> bool {
    let block = ast::Block::cast(field.node().tree().root());
    let mut attributes = block.into_iter().flat_map(|it| it.attributes());
    attributes.any(|it| it.path().is_some_and(|it| it.text() == "ignore"))
}

/// Whether the database compares all values of the native type among these attributes, if there is one.
fn has_unique_type(connector: &Connector, attributes: &[&str]) -> bool {
    let native_types = attributes.iter().filter_map(|it| connector.native_type(it.split_once('.')?.1));
    native_types.into_iter().all(|it| it.keys == Keys::All)
}

fn can_be_key(written: WrittenType<'_>) -> bool {
    !matches!(written.ty, FieldType::CompositeType(_) | FieldType::Unknown)
}

/// `@relation` with the key of the other model, when it is a single field.
fn shape_of_relation(written: WrittenType<'_>) -> String {
    let id = match written.top {
        Some(Top::Model(model)) if !written.is_list => model.single_id_field(),
        _ => None,
    };
    match id {
        Some(id) => format!("(fields: [$1], references: [{}])", id.name()),
        None => "($1)".to_owned(),
    }
}

/// Behind `@db.`
pub(super) fn native_types(cx: &mut Cx<'_>, field: ast::Field<'_>) {
    let schema = cx.schema();
    let Some(scalar) = WrittenType::of(schema, field).scalar() else { return };
    for native_type in schema.capabilities().native_types.iter().filter(|it| it.scalars.contains(&scalar)) {
        let (plain, with_arguments) = forms(native_type);
        if plain {
            cx.add(0, CompletionKind::NativeType, native_type.name).doc(native_type.doc);
        }
        if let Some((names, arguments)) = with_arguments {
            cx.add(0, CompletionKind::NativeType, &format!("{}({names})", native_type.name))
                .snippet(&format!("{}({arguments})", native_type.name))
                .doc(native_type.doc);
        }
    }
}

/// Whether a native type can stand alone, and its arguments: how they are called, and values that fit.
fn forms(native_type: &NativeType) -> (bool, Option<(&'static str, String)>) {
    const USUAL_LENGTH: u32 = 255;
    match native_type.args {
        Args::None => (true, None),
        Args::Number { is_required, min, max } => {
            (!is_required, Some(("n", format!("${{1:{}}}", USUAL_LENGTH.clamp(min, max)))))
        }
        Args::NumberOrMax { min, max } => {
            (true, Some(("n", format!("${{1:{}}}", USUAL_LENGTH.clamp(min, max)))))
        }
        Args::PrecisionScale { precision, scale } => {
            let (p, s) = (10.clamp(precision.0, precision.1), 2.clamp(scale.0, scale.1));
            (true, Some(("p, s", format!("${{1:{p}}}, ${{2:{s}}}"))))
        }
        Args::Bits => (false, Some(("n", "${1:1}".to_owned()))),
    }
}
