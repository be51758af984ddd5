//! Code actions, and the changes of those that are chosen.

use psl_ide::{ActionFilter, ActionKind, CodeAction, FileRange};
use psl_project::Standing;
use serde::{Deserialize, Serialize};
use serde_json::json;
use tower_lsp::{
    jsonrpc::Result,
    lsp_types::{
        self, CodeActionContext, CodeActionKind, CodeActionOrCommand, CodeActionResponse,
        CodeActionTriggerKind, Range, Url, WorkspaceEdit,
    },
};

use crate::{convert, query::Cx};

/// What an action carries so that its change can be made later: where it was asked for.
#[derive(Serialize, Deserialize)]
pub(crate) struct ActionData {
    pub(crate) uri: Url,
    range: Range,
}

pub(crate) fn code_action(
    cx: &Cx,
    range: Range,
    context: &CodeActionContext,
) -> Result<Option<CodeActionResponse>> {
    let client = cx.client();
    if !client.code_actions {
        return Ok(None);
    }
    let (kinds, url) = (kinds(context), cx.url()?);
    let wants_reasons = client.disabled_actions && context.only.as_ref().is_some_and(|it| !it.is_empty());
    let mut response = Vec::new();
    for action in actions(cx, range, &kinds)? {
        let is_useless = action.disabled.is_some() && !wants_reasons;
        if is_useless || (action.is_slow() && !client.resolves_actions) {
            continue;
        }
        let Some(mut shown) = convert::code_action(&cx.view, url, &action) else { continue };
        if shown.disabled.is_none() {
            match client.resolves_actions {
                true => shown.data = Some(json!(ActionData { uri: url.clone(), range })),
                false => shown.edit = convert::change(&cx.view, url, &action),
            }
        }
        response.push(CodeActionOrCommand::CodeAction(shown));
    }
    Ok(Some(response))
}

/// The change of an action that was chosen, for the present text.
pub(crate) fn code_action_edit(
    cx: &Cx,
    data: &ActionData,
    chosen: &lsp_types::CodeAction,
) -> Result<Option<WorkspaceEdit>> {
    let url = cx.url()?;
    for action in actions(cx, data.range, &ActionKind::ALL)? {
        let shown = convert::code_action(&cx.view, url, &action);
        if shown.is_some_and(|it| it.title == chosen.title && it.kind == chosen.kind) {
            return Ok(convert::change(&cx.view, url, &action));
        }
    }
    Ok(None)
}

fn actions(cx: &Cx, range: Range, kinds: &[ActionKind]) -> Result<Vec<CodeAction>> {
    let settings = &cx.view.settings;
    if cx.view.project.standing != Standing::Schema {
        return Ok(Vec::new());
    }
    let at = FileRange { file: cx.file, range: cx.lines()?.text_range(range) };
    // Without findings there is nothing to repair.
    let is_shown = |it: &&ActionKind| settings.diagnostics || ActionKind::REFACTORINGS.contains(it);
    let kinds: Vec<ActionKind> = kinds.iter().filter(is_shown).copied().collect();
    Ok(psl_ide::code_actions(cx.snapshot(), at, ActionFilter { kinds: &kinds, hidden: &settings.allow }))
}

/// The kinds that are asked for. Whoever names none wants what belongs to the place, not the whole file repaired, and
/// whoever was not even asked wants no refactorings.
fn kinds(context: &CodeActionContext) -> Vec<ActionKind> {
    let Some(only) = &context.only else {
        let is_automatic = context.trigger_kind == Some(CodeActionTriggerKind::AUTOMATIC);
        let refactorings = ActionKind::REFACTORINGS.into_iter().filter(|_| !is_automatic);
        return std::iter::once(ActionKind::QuickFix).chain(refactorings).collect();
    };
    let is_asked = |kind: &CodeActionKind| only.iter().any(|it| is_part_of(kind.as_str(), it.as_str()));
    ActionKind::ALL.into_iter().filter(|it| is_asked(&convert::kind(*it))).collect()
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
        let asked = |it: &'static str| {
            let only = Some(vec![CodeActionKind::new(it)]);
            kinds(&CodeActionContext { only, ..CodeActionContext::default() })
        };
        assert_eq!(asked(""), ActionKind::ALL);
        assert_eq!(asked("quickfix"), [ActionKind::QuickFix]);
        assert_eq!(asked("source.fixAll"), [ActionKind::FixAll]);
        assert_eq!(asked("source.fixAll.psl"), [ActionKind::FixAll]);
        assert_eq!(asked("source.fix"), []);
        assert_eq!(asked("refactor"), ActionKind::REFACTORINGS);
        assert_eq!(asked("refactor.inline"), [ActionKind::Inline]);
    }

    #[test]
    fn l121_nobody_who_did_not_ask_gets_refactorings() {
        let without_names =
            |trigger_kind| kinds(&CodeActionContext { trigger_kind, ..CodeActionContext::default() });
        assert_eq!(without_names(Some(CodeActionTriggerKind::AUTOMATIC)), [ActionKind::QuickFix]);
        assert_eq!(without_names(None).len(), 4);
    }
}
