//! What stands in `@default(…)`.

use psl_parser::ast;
use psl_validate::{
    ScalarType,
    connectors::{Autoincrement, Connector},
    schema::{DefaultFunction, FieldType, Top},
};

use super::{CompletionKind, Cx, WrittenType};
use crate::cursor::is_cursor_word;

/// Values, then functions.
pub(super) fn complete(cx: &mut Cx<'_>, field: ast::Field<'_>) {
    let written = WrittenType::of(cx.schema(), field);
    if written.is_list {
        cx.add(0, CompletionKind::Value, "[]").snippet("[$1]");
    } else {
        values(cx, field);
    }
    let connector = cx.schema().capabilities();
    for function in DefaultFunction::ALL {
        if fits(function, written, connector, field) {
            function_items(cx, function);
        }
    }
}

/// The literals of a type.
pub(super) fn values(cx: &mut Cx<'_>, field: ast::Field<'_>) {
    let written = WrittenType::of(cx.schema(), field);
    match (written.top, written.scalar()) {
        (Some(Top::Enum(enum_)), _) => {
            for value in enum_.values() {
                cx.add(0, CompletionKind::EnumMember, value.name()).detail(enum_.name());
            }
        }
        (_, Some(ScalarType::Boolean)) => {
            cx.add(0, CompletionKind::Value, "true");
            cx.add(0, CompletionKind::Value, "false");
        }
        _ => {}
    }
}

fn fits(
    function: DefaultFunction,
    written: WrittenType<'_>,
    connector: &Connector,
    field: ast::Field<'_>,
) -> bool {
    let has_scalar = written.scalar().is_some_and(|it| function.scalars().contains(&it)) && !written.is_list;
    match function {
        DefaultFunction::DbGenerated => {
            connector.has_dbgenerated && !written.is_relation() && written.ty != FieldType::Unknown
        }
        DefaultFunction::Autoincrement => {
            let is_wide_enough = connector.autoincrement != Autoincrement::BigIntOnly
                || written.scalar() == Some(ScalarType::BigInt);
            has_scalar && is_wide_enough && connector.autoincrement != Autoincrement::Never
        }
        DefaultFunction::Sequence => {
            let is_whole = matches!(written.scalar(), Some(ScalarType::Int | ScalarType::BigInt));
            connector.has_sequence && is_whole && !written.is_list
        }
        DefaultFunction::Auto => {
            let is_object_id =
                |it: ast::Attribute<'_>| it.path().is_some_and(|it| it.text().ends_with(".ObjectId"));
            connector.has_auto && has_scalar && field.attributes().any(is_object_id)
        }
        _ => has_scalar,
    }
}

fn function_items(cx: &mut Cx<'_>, function: DefaultFunction) {
    let forms: &[(&str, &str)] = match function {
        DefaultFunction::Uuid => &[("uuid()", "uuid()"), ("uuid(7)", "uuid(7)")],
        DefaultFunction::Cuid => &[("cuid()", "cuid()"), ("cuid(2)", "cuid(2)")],
        DefaultFunction::DbGenerated => &[("dbgenerated()", "dbgenerated(\"$1\")")],
        DefaultFunction::Autoincrement => &[("autoincrement()", "autoincrement()")],
        DefaultFunction::Auto => &[("auto()", "auto()")],
        DefaultFunction::Nanoid => &[("nanoid()", "nanoid()")],
        DefaultFunction::Now => &[("now()", "now()")],
        DefaultFunction::Sequence => &[("sequence()", "sequence()")],
        DefaultFunction::Ulid => &[("ulid()", "ulid()")],
    };
    let group = if function == DefaultFunction::DbGenerated { 2 } else { 1 };
    for (label, insert) in forms {
        let item = cx.add(group, CompletionKind::Function, label).doc(function.doc());
        if insert.contains('$') {
            item.snippet(insert);
        }
    }
}

/// What `sequence` takes.
pub(crate) const SEQUENCE_ARGUMENTS: [(&str, &str); 6] = [
    ("virtual", "Numbers are made without a sequence of the database's own."),
    ("minValue", "The smallest number."),
    ("maxValue", "The largest number."),
    ("cache", "How many numbers are fetched at a time."),
    ("increment", "The step from one number to the next."),
    ("start", "The first number."),
];

/// `sequence(`
pub(super) fn arguments_of(cx: &mut Cx<'_>, call: ast::Call<'_>, inner: ast::Argument<'_>) {
    let is_sequence = call.path().is_some_and(|it| it.text() == "sequence");
    let is_name = inner.name().is_none_or(|it| is_cursor_word(it.text()));
    if is_sequence && inner.name().is_some_and(|it| it.text() == "virtual") {
        cx.add(0, CompletionKind::Value, "true");
        cx.add(0, CompletionKind::Value, "false");
    }
    if !is_sequence || !is_name || cx.edited.is_in_string {
        return;
    }
    let used: Vec<&str> = call
        .arguments()
        .into_iter()
        .flat_map(|it| it.iter())
        .filter_map(|it| Some(it.name()?.text()))
        .collect();
    for (name, doc) in SEQUENCE_ARGUMENTS {
        if used.contains(&name) {
            continue;
        }
        let item = cx.add(0, CompletionKind::Argument, name).doc(doc);
        match name {
            "virtual" => item.snippet("virtual: ${1:true}"),
            _ => item.snippet(&format!("{name}: $1")),
        };
    }
}
