//! Bodies → messages: what is JSON-RPC, what is not, and parameters that clients are known to leave out.

use serde_json::{Map, Value, json};
use tower_lsp::{
    jsonrpc::{Error, ErrorCode, Id, Request},
    lsp_types::{
        ClientCapabilities, GeneralClientCapabilities, InitializeParams, TextDocumentClientCapabilities,
        WindowClientCapabilities, WorkspaceClientCapabilities,
    },
};

/// A message of the client.
pub(crate) enum Incoming {
    /// A request or a notification.
    Call(Request),
    /// The answer to a request of ours.
    Answer { id: Id, result: Result<Value, Error> },
    /// No message; to be answered with this error.
    Bad { id: Id, error: Error },
}

/// Reads a body.
pub(crate) fn read(body: &[u8]) -> Incoming {
    let value: Value = match serde_json::from_slice(body) {
        Ok(value) => value,
        Err(_) => return Incoming::Bad { id: Id::Null, error: Error::parse_error() },
    };
    let Value::Object(mut members) = value else { return invalid(Id::Null) };
    let id = match members.remove("id") {
        None => None,
        Some(id) => match serde_json::from_value::<Id>(id) {
            Ok(id) => Some(id),
            Err(_) => return invalid(Id::Null),
        },
    };
    if members.get("jsonrpc").and_then(Value::as_str) != Some("2.0") {
        return invalid(id.unwrap_or_default());
    }
    match members.remove("method") {
        Some(Value::String(method)) => Incoming::Call(call(method, id, members.remove("params"))),
        Some(_) => invalid(id.unwrap_or_default()),
        None => answer(id, members),
    }
}

fn invalid(id: Id) -> Incoming {
    Incoming::Bad { id, error: Error::invalid_request() }
}

fn answer(id: Option<Id>, mut members: Map<String, Value>) -> Incoming {
    let Some(id) = id else { return invalid(Id::Null) };
    if let Some(result) = members.remove("result") {
        return Incoming::Answer { id, result: Ok(result) };
    }
    match members.remove("error") {
        Some(error) => {
            let code = error.get("code").and_then(Value::as_i64).unwrap_or(-32603);
            let message = error.get("message").and_then(Value::as_str).unwrap_or("").to_owned();
            let error = Error { code: ErrorCode::from(code), message: message.into(), data: None };
            Incoming::Answer { id, result: Err(error) }
        }
        None => invalid(id),
    }
}

fn call(method: String, id: Option<Id>, params: Option<Value>) -> Request {
    let params = match method.as_str() {
        "shutdown" | "exit" => None,
        "initialized" => Some(json!({})),
        "initialize" => Some(repaired(params.unwrap_or(Value::Null))),
        _ => params,
    };
    let mut request = Request::build(method);
    if let Some(params) = params {
        request = request.params(params);
    }
    match id {
        Some(id) => request.id(id).finish(),
        None => request.finish(),
    }
}

/// The parameters of `initialize` without the members that cannot be read: a capability nobody knows yet, or a value
/// from another version of the protocol, must not keep the session from starting.
fn repaired(params: Value) -> Value {
    let Value::Object(mut params) = params else { return params };
    if !params.get("capabilities").is_some_and(Value::is_object) {
        params.insert("capabilities".to_owned(), json!({}));
    }
    if serde_json::from_value::<InitializeParams>(Value::Object(params.clone())).is_ok() {
        return Value::Object(params);
    }
    if let Some(Value::Object(capabilities)) = params.get_mut("capabilities") {
        keep_readable::<WorkspaceClientCapabilities>(capabilities, "workspace");
        keep_readable::<TextDocumentClientCapabilities>(capabilities, "textDocument");
        keep_readable::<WindowClientCapabilities>(capabilities, "window");
        keep_readable::<GeneralClientCapabilities>(capabilities, "general");
        retain(capabilities, |one| serde_json::from_value::<ClientCapabilities>(one).is_ok());
    }
    retain(&mut params, |mut one| {
        if one.get("capabilities").is_none() {
            one["capabilities"] = json!({});
        }
        serde_json::from_value::<InitializeParams>(one).is_ok()
    });
    Value::Object(params)
}

/// Drops the members of `group` that no `T` can be read from.
fn keep_readable<T: serde::de::DeserializeOwned>(capabilities: &mut Map<String, Value>, group: &str) {
    if let Some(Value::Object(members)) = capabilities.get_mut(group) {
        retain(members, |one| serde_json::from_value::<T>(one).is_ok());
    }
}

/// Keeps the members that are `readable` in an object of their own.
fn retain(members: &mut Map<String, Value>, readable: impl Fn(Value) -> bool) {
    members.retain(|key, value| {
        let is_readable = readable(Value::Object(Map::from_iter([(key.clone(), value.clone())])));
        if !is_readable {
            tracing::warn!(member = key, "a member of `initialize` cannot be read");
        }
        is_readable
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bad(body: &str) -> Option<(Id, i64)> {
        match read(body.as_bytes()) {
            Incoming::Bad { id, error } => Some((id, error.code.code())),
            _ => None,
        }
    }

    #[test]
    fn l16_text_that_is_no_json_is_a_parse_error() {
        assert_eq!(bad("{"), Some((Id::Null, -32700)));
        assert_eq!(bad(""), Some((Id::Null, -32700)));
        assert_eq!(bad("\u{0}"), Some((Id::Null, -32700)));
    }

    #[test]
    fn json_that_is_no_message_is_an_invalid_request() {
        assert_eq!(bad("[]"), Some((Id::Null, -32600)));
        assert_eq!(bad(r#"[{"jsonrpc":"2.0","id":1,"method":"shutdown"}]"#), Some((Id::Null, -32600)));
        assert_eq!(bad(r#"{"jsonrpc":"1.0","id":1,"method":"shutdown"}"#), Some((Id::Number(1), -32600)));
        assert_eq!(bad(r#"{"jsonrpc":"2.0","id":1.5,"method":"shutdown"}"#), Some((Id::Null, -32600)));
        assert_eq!(bad(r#"{"jsonrpc":"2.0","id":"a","method":7}"#), Some((Id::String("a".into()), -32600)));
        assert_eq!(bad(r#"{"jsonrpc":"2.0","id":1}"#), Some((Id::Number(1), -32600)));
        assert_eq!(bad(r#"{"jsonrpc":"2.0","id":"a","method":"shutdown"}"#), None);
    }

    #[test]
    fn initialize_survives_members_it_cannot_read() {
        let body = r#"{"jsonrpc":"2.0","id":1,"method":"initialize","params":{
            "processId": null, "rootUri": "not a uri", "trace": "compact",
            "capabilities": {
                "general": {"positionEncodings": ["utf-8"]},
                "textDocument": {"hover": {"contentFormat": ["markdown", "html"]}, "documentSymbol": {"hierarchicalDocumentSymbolSupport": true}},
                "workspace": 3
            }}}"#;
        let Incoming::Call(request) = read(body.as_bytes()) else { panic!("no call") };
        let params: InitializeParams = serde_json::from_value(request.params().unwrap().clone()).unwrap();
        let text_document = params.capabilities.text_document.unwrap();
        assert!(text_document.hover.is_none());
        assert_eq!(text_document.document_symbol.unwrap().hierarchical_document_symbol_support, Some(true));
        assert!(params.capabilities.general.unwrap().position_encodings.is_some());
    }
}
