//! Adds the times at which a row was made and last changed.

use psl_parser::TextEdit;

use super::{ActionKind, Cx, Draft, behind_fields};

const FIELDS: [(&str, &str); 2] =
    [("createdAt", "DateTime @default(now())"), ("updatedAt", "DateTime @updatedAt")];

pub(super) fn add(cx: &Cx<'_>) -> Vec<Draft> {
    let plan = || {
        let model = cx.model_of_header()?;
        let missing: Vec<_> = FIELDS.into_iter().filter(|it| model.find_field(it.0).is_none()).collect();
        let names: Vec<_> = missing.iter().map(|it| format!("`{}`", it.0)).collect();
        let lines: String =
            missing.iter().map(|it| format!("{}  {} {}", cx.line_break(), it.0, it.1)).collect();
        let edit = cx.edit(TextEdit::insert(behind_fields(model)?, lines));
        let title = format!("Add {}", names.join(" and "));
        (!missing.is_empty()).then(|| Draft::new(ActionKind::Rewrite, title, vec![edit]))
    };
    plan().into_iter().collect()
}
