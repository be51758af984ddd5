//! A key of one field, on the field or on a line of its own.

use psl_parser::{TextEdit, ast};

use super::{ActionKind, Cx, Draft, argument};
use crate::edit;

/// What belongs to the field in the list of a key rather than to the key.
const OPTIONS: [&str; 2] = ["length", "sort"];

/// `@unique(map: "x", sort: Desc)` → `@@unique([a(sort: Desc)], map: "x")`
pub(super) fn to_block(cx: &Cx<'_>) -> Vec<Draft> {
    let plan = || {
        let (field, attribute) = (cx.field()?, cx.attribute()?);
        let name = attribute.path()?.text();
        cx.model()?;
        if attribute.is_block_level() || !matches!(name, "id" | "unique") || field.is_list() {
            return None;
        }
        let (options, rest): (Vec<_>, Vec<_>) =
            arguments(attribute).partition(|it| it.name().is_some_and(|it| OPTIONS.contains(&it.text())));
        let options = join(options.into_iter());
        let options = if options.is_empty() { options } else { format!("({options})") };
        let rest = std::iter::once(format!("[{}{options}]", field.name()))
            .chain(rest.iter().map(|it| it.text().trim().to_owned()));
        let text = format!("@@{name}({})", rest.collect::<Vec<_>>().join(", "));
        let line = edit::last_block_attribute(cx.segment(), &text)?;
        let edits = vec![cx.edit(edit::without_attribute(attribute)), cx.edit(line)];
        Some(Draft::new(ActionKind::Rewrite, format!("Move `@{name}` to a line of its own"), edits))
    };
    plan().into_iter().collect()
}

/// `@@unique([a(sort: Desc)], map: "x")` → `@unique(map: "x", sort: Desc)`
pub(super) fn to_field(cx: &Cx<'_>) -> Vec<Draft> {
    let plan = || {
        let (model, attribute) = (cx.model()?, cx.attribute().filter(|it| it.is_block_level())?);
        let name = attribute.path().map(|it| it.text()).filter(|it| matches!(*it, "id" | "unique"))?;
        let list =
            argument(attribute, "fields").or_else(|| arguments(attribute).find(|it| it.name().is_none()))?;
        let [item] = list.value()?.items()[..] else { return None };
        let (path, options) = match item {
            ast::Value::Name(name) => (name.text(), String::new()),
            ast::Value::Call(call) => {
                (call.path()?.text(), join(call.arguments().into_iter().flat_map(|it| it.iter())))
            }
            _ => return None,
        };
        let field = model.find_field(path)?;
        let title = format!("Move `@@{name}` to `{path}`");
        if argument(attribute, "name").is_some() {
            let reason = "a key on a field has no `name`";
            return Some(Draft::refused(ActionKind::Rewrite, title, reason));
        }
        let rest = join(arguments(attribute).filter(|it| *it != list));
        let all: Vec<_> = [rest, options].into_iter().filter(|it| !it.is_empty()).collect();
        let all = if all.is_empty() { String::new() } else { format!("({})", all.join(", ")) };
        let type_ref = field.ast()?.type_ref()?;
        let behind_type = edit::trimmed_end(type_ref.range(), type_ref.text());
        let edits = vec![
            cx.edit(TextEdit::insert(behind_type, format!(" @{name}{all}"))),
            cx.edit(edit::without_block_attribute(attribute)),
        ];
        Some(Draft::new(ActionKind::Rewrite, title, edits))
    };
    plan().into_iter().collect()
}

fn arguments<'s>(attribute: ast::Attribute<'s>) -> impl Iterator<Item = ast::Argument<'s>> {
    attribute.arguments().into_iter().flat_map(|it| it.iter())
}

fn join<'s>(arguments: impl Iterator<Item = ast::Argument<'s>>) -> String {
    arguments.map(|it| it.text().trim()).collect::<Vec<_>>().join(", ")
}
