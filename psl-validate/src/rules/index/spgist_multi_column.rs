//! `spgist-multi-column`: an SP-GiST index over several fields.

use crate::{
    rule::{Check, Cx},
    schema::{Index, IndexType},
};

rule!("spgist-multi-column", Error, ALL, Check::IndexWithOptions(check));

fn check(index: Index<'_>, cx: &mut Cx<'_>) {
    let is_spgist = index.index_type().is_some_and(|it| it.0 == IndexType::SpGist);
    if super::is_postgresql(index) && is_spgist && index.fields().len() != 1 {
        cx.report(&RULE, index.attribute_span(), index.name_range(), "an SpGist index has exactly one field");
    }
}
