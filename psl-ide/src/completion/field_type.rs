//! Types of fields.

use psl_parser::{FileId, SyntaxKind, ast};
use psl_validate::{ScalarType, schema::Top};

use super::{CompletionKind, Cx};
use crate::words::lower_first;

pub(super) fn complete(cx: &mut Cx<'_>, block: ast::Block<'_>) {
    let schema = cx.schema();
    let connector = schema.capabilities();
    for scalar in ScalarType::ALL {
        let is_known = match scalar {
            ScalarType::Decimal => connector.has_decimal || schema.connector().is_none(),
            ScalarType::Json => connector.has_json,
            _ => true,
        };
        if is_known {
            let item = cx.add(0, CompletionKind::Scalar, scalar.name());
            item.doc(scalar.doc());
            if let Some(default) = connector.default_type(scalar) {
                item.detail(default);
            }
        }
    }
    let is_composite = block.kind() == SyntaxKind::COMPOSITE_TYPE;
    let enums = schema.enums().filter(|_| connector.has_enums).map(Top::Enum);
    let models = schema.models().filter(|_| !is_composite).map(Top::Model);
    let types = schema.composite_types().filter(|_| connector.has_composite_types).map(Top::CompositeType);
    for (group, tops) in [(1, enums.collect::<Vec<_>>()), (2, models.collect()), (3, types.collect())] {
        let file = |it: Top<'_>| Some(schema.absolute(it.span()).0).filter(|it| *it != cx.at.file);
        let mut tops: Vec<(Option<FileId>, &str, Top<'_>)> =
            tops.into_iter().map(|it| (file(it), it.name(), it)).collect();
        tops.sort_by_key(|it| (it.0.is_some(), it.1));
        tops.dedup_by_key(|it| it.1);
        for (file, name, top) in tops {
            let kind = match top {
                Top::Model(it) if it.is_view() => CompletionKind::View,
                Top::Model(_) => CompletionKind::Model,
                Top::CompositeType(_) => CompletionKind::CompositeType,
                Top::Enum(_) => CompletionKind::Enum,
            };
            cx.add(group, kind, name).detail(top.keyword()).file = file;
        }
    }
    cx.add(4, CompletionKind::Scalar, "Unsupported")
        .snippet("Unsupported(\"${1:type}\")")
        .doc("A type of the database that the client does not know.");
    modifiers(cx);
}

/// Behind a complete type: the same, optional or as a list.
fn modifiers(cx: &mut Cx<'_>) {
    let (schema, word) = (cx.schema(), cx.written_word());
    let connector = schema.capabilities();
    let has_lists = match (schema.find(word), ScalarType::named(word)) {
        (Some(Top::Enum(_)), _) => connector.has_scalar_lists,
        (Some(_), _) => true,
        (None, Some(ScalarType::Json)) => connector.has_json_lists,
        (None, Some(_)) => connector.has_scalar_lists,
        (None, None) => return,
    };
    if matches!(cx.edited.behind, Some('?' | '[')) {
        return;
    }
    cx.add(5, CompletionKind::Scalar, &format!("{word}?"));
    if has_lists {
        cx.add(5, CompletionKind::Scalar, &format!("{word}[]"));
    }
}

/// At the start of a line of a model, after two letters: fields called like models, one or many.
pub(super) fn names_like_models(cx: &mut Cx<'_>, block: ast::Block<'_>) {
    let (schema, word) = (cx.schema(), cx.written_word());
    let is_new = cx.edited.behind.is_none() && cx.edited.signs() == 0;
    if word.len() < 2 || !is_new || block.kind() != SyntaxKind::MODEL {
        return;
    }
    let is_free = |name: &str| block.fields().all(|it| it.name().is_none_or(|it| it.text() != name));
    for model in schema.models().filter(|it| it.name().to_lowercase().starts_with(&word.to_lowercase())) {
        let (one, many) = (lower_first(model.name()), format!("{}s", lower_first(model.name())));
        for (name, ty) in [(one, model.name().to_owned()), (many, format!("{}[]", model.name()))] {
            if is_free(&name) {
                cx.add(0, CompletionKind::Field, &name).text(format!("{name} {ty}")).detail(ty);
            }
        }
    }
}
