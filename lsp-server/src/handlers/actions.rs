//! Code actions.

use psl_ide::{ActionFilter, ActionKind, FileRange};
use psl_project::Standing;
use tower_lsp::{
    jsonrpc::Result,
    lsp_types::{CodeActionKind, CodeActionOrCommand, CodeActionResponse, Range},
};

use crate::{convert, query::Cx};

pub(crate) fn code_action(
    cx: &Cx,
    range: Range,
    only: Option<&[CodeActionKind]>,
) -> Result<Option<CodeActionResponse>> {
    let settings = &cx.view.settings;
    if cx.view.project.standing != Standing::Schema || !settings.diagnostics || !cx.client().code_actions {
        return Ok(None);
    }
    let at = FileRange { file: cx.file, range: cx.lines()?.text_range(range) };
    let filter = ActionFilter { kinds: &kinds(only), hidden: &settings.allow };
    let actions = psl_ide::code_actions(cx.snapshot(), at, filter).into_iter();
    let action = |it| CodeActionOrCommand::CodeAction(convert::code_action(&cx.view, it));
    Ok(Some(actions.map(action).collect()))
}

/// The kinds that are asked for. Whoever names none wants what belongs to the place, not the whole file repaired.
fn kinds(only: Option<&[CodeActionKind]>) -> Vec<ActionKind> {
    let Some(only) = only else { return vec![ActionKind::QuickFix] };
    let all = [(ActionKind::QuickFix, CodeActionKind::QUICKFIX), (ActionKind::FixAll, convert::FIX_ALL)];
    let is_asked = |kind: &CodeActionKind| only.iter().any(|it| is_part_of(kind.as_str(), it.as_str()));
    all.into_iter().filter(|it| is_asked(&it.1)).map(|it| it.0).collect()
}

/// Whether `kind` is `group` or one of its parts: `source.fixAll.psl` is part of `source`.
fn is_part_of(kind: &str, group: &str) -> bool {
    kind.strip_prefix(group).is_some_and(|it| it.is_empty() || group.is_empty() || it.starts_with('.'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn l121_only_names_groups_of_kinds() {
        let asked = |it: &'static str| kinds(Some(&[CodeActionKind::new(it)]));
        assert_eq!(kinds(None), [ActionKind::QuickFix]);
        assert_eq!(asked(""), [ActionKind::QuickFix, ActionKind::FixAll]);
        assert_eq!(asked("quickfix"), [ActionKind::QuickFix]);
        assert_eq!(asked("source.fixAll"), [ActionKind::FixAll]);
        assert_eq!(asked("source.fixAll.psl"), [ActionKind::FixAll]);
        assert_eq!(asked("source.fix"), []);
        assert_eq!(asked("refactor"), []);
    }
}
