//! Parts of the protocol that are younger than the types of the library.

use serde_json::{Value, json};
use tower_lsp::jsonrpc::Response;

/// What a client announces in them.
#[derive(Clone, Copy, Default)]
pub(super) struct Newer {
    /// It formats several ranges at once.
    formats_ranges: bool,
}

impl Newer {
    pub(super) fn of_client(initialize_params: Option<&Value>) -> Newer {
        let ranges = "/capabilities/textDocument/rangeFormatting/rangesSupport";
        let formats_ranges = initialize_params.and_then(|it| it.pointer(ranges)) == Some(&Value::Bool(true));
        Newer { formats_ranges }
    }

    /// The answer to `initialize` with what the server offers to such a client.
    pub(super) fn announce(self, response: Response) -> Response {
        let (id, result) = response.into_parts();
        match result {
            Ok(mut result) if self.formats_ranges => {
                if let Some(provider) = result.pointer_mut("/capabilities/documentRangeFormattingProvider") {
                    *provider = json!({ "rangesSupport": true });
                }
                Response::from_ok(id, result)
            }
            result => Response::from_parts(id, result),
        }
    }
}
