//! Types of fields.

use psl_parser::{SyntaxKind, ast};
use psl_validate::{ScalarType, schema::Top};

use super::{CompletionKind, Cx};

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
        let mut tops: Vec<(bool, &str, Top<'_>)> =
            tops.into_iter().map(|it| (schema.absolute(it.span()).0 != cx.at.file, it.name(), it)).collect();
        tops.sort_by_key(|it| (it.0, it.1));
        tops.dedup_by_key(|it| it.1);
        for (_, name, top) in tops {
            let kind = match top {
                Top::Model(it) if it.is_view() => CompletionKind::View,
                Top::Model(_) => CompletionKind::Model,
                Top::CompositeType(_) => CompletionKind::CompositeType,
                Top::Enum(_) => CompletionKind::Enum,
            };
            cx.add(group, kind, name).detail(top.keyword());
        }
    }
    cx.add(4, CompletionKind::Scalar, "Unsupported")
        .snippet("Unsupported(\"${1:type}\")")
        .doc("A type of the database that the client does not know.");
}
