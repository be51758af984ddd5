//! `index-ops-not-allowed`: an operator class in a unique or full text index.

use crate::{
    rule::{Check, Cx},
    schema::{Index, IndexKind},
};

rule!("index-ops-not-allowed", Error, ALL, Check::IndexWithOptions(check));

fn check(index: Index<'_>, cx: &mut Cx<'_>) {
    let takes_classes = index.kind() == IndexKind::Normal || index.model().is_view();
    if takes_classes || !index.fields().iter().any(|it| it.ops().is_some()) {
        return;
    }
    let message = format!("`{}` takes no operator classes", super::label(index));
    super::report_option(cx, &RULE, index, "ops", message);
}
