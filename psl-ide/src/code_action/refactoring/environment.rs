//! Other ways to write values of configuration.

use psl_parser::{SyntaxKind, TextEdit, ast};
use psl_validate::connectors;

use super::{ActionKind, Cx, Draft};

/// The variables that connection strings customarily come from.
const VARIABLES: [(&str, &str); 3] =
    [("url", "DATABASE_URL"), ("directUrl", "DIRECT_URL"), ("shadowDatabaseUrl", "SHADOW_DATABASE_URL")];

fn value_at<'s>(cx: &Cx<'s>) -> Option<(&'s str, ast::StringLiteral<'s>)> {
    let property = cx.token.parent().ancestors().find_map(ast::Property::cast)?;
    let is_datasource = cx.segment().kind() == SyntaxKind::DATASOURCE;
    Some((property.key()?.text(), property.value().filter(|_| is_datasource)?.as_string()?))
}

/// `url = "…"` → `url = env("DATABASE_URL")`
pub(super) fn read(cx: &Cx<'_>) -> Vec<Draft> {
    let plan = || {
        let (key, string) = value_at(cx)?;
        let (_, variable) = VARIABLES.into_iter().find(|it| it.0 == key)?;
        let edit = TextEdit::replace(string.token().range(), format!("env(\"{variable}\")"));
        let title = format!("Read `{key}` from the environment variable `{variable}`");
        Some(Draft::new(ActionKind::Rewrite, title, vec![cx.edit(edit)]))
    };
    plan().into_iter().collect()
}

/// `provider = "postgres"` → `provider = "postgresql"`
pub(super) fn usual_provider(cx: &Cx<'_>) -> Vec<Draft> {
    let plan = || {
        let (key, string) = value_at(cx)?;
        let connector = connectors::connector(string.raw()).filter(|_| key == "provider")?;
        if connector.name == string.raw() {
            return None;
        }
        let edit = TextEdit::replace(string.content_range(), connector.name);
        let title = format!("Write `{}`", connector.name);
        Some(Draft::new(ActionKind::Rewrite, title, vec![cx.edit(edit)]))
    };
    plan().into_iter().collect()
}
