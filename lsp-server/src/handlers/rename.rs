//! Rename. What cannot be renamed is an error with the reason, which editors show.

use psl_ide::{Confirmation, DatabaseNames, RenameError};
use psl_project::Standing;
use tower_lsp::{
    jsonrpc::{Error, ErrorCode, Result},
    lsp_types::{Position, PrepareRenameResponse, WorkspaceEdit},
};

use crate::{convert, query::Cx};

/// The code of the protocol for requests that are right and cannot be fulfilled.
const REQUEST_FAILED: i64 = -32803;

pub(crate) fn prepare_rename(cx: &Cx, position: Position) -> Result<Option<PrepareRenameResponse>> {
    refuse_ignored(cx)?;
    let (at, placeholder) =
        psl_ide::prepare_rename(cx.snapshot(), cx.position(position)?).map_err(|it| failed(&it))?;
    let range = cx.lines()?.range(at.range);
    Ok(Some(PrepareRenameResponse::RangeWithPlaceholder { range, placeholder }))
}

pub(crate) fn rename(cx: &Cx, position: Position, new_name: &str) -> Result<Option<WorkspaceEdit>> {
    refuse_ignored(cx)?;
    let database_names = match cx.view.settings.keep_database_name {
        true => DatabaseNames::Keep,
        false => DatabaseNames::Change,
    };
    let confirmation = match cx.client().confirms_renames {
        true => Confirmation::Possible,
        false => Confirmation::Impossible,
    };
    let at = cx.position(position)?;
    let rename = psl_ide::rename(cx.snapshot(), at, new_name, database_names, confirmation)
        .map_err(|it| failed(&it))?;
    Ok(Some(convert::rename(&cx.view, rename)))
}

fn refuse_ignored(cx: &Cx) -> Result<()> {
    if cx.view.project.standing == Standing::Schema {
        return Ok(());
    }
    Err(failed(&RenameError("this file is a copy that is not maintained here".to_owned())))
}

fn failed(error: &RenameError) -> Error {
    Error { code: ErrorCode::ServerError(REQUEST_FAILED), message: error.0.clone().into(), data: None }
}
