//! URIs as the client spells them.
//!
//! The protocol types parse URIs and may write them differently (`é` comes back as `%C3%A9`). Clients compare them byte
//! for byte, so spellings that differ are remembered when they come in and put back when they go out.

use std::{
    collections::BTreeMap,
    sync::{Mutex, PoisonError},
};

use serde_json::Value;
use tower_lsp::lsp_types::Url;

/// Normal form → the client's spelling, for URIs where they differ. Mostly empty.
#[derive(Default)]
pub(crate) struct Spellings(Mutex<BTreeMap<String, String>>);

impl Spellings {
    /// Remembers the spelling of the document that a message is about.
    pub(crate) fn learn(&self, params: Option<&Value>) {
        let Some(written) = params.and_then(|it| it.pointer("/textDocument/uri")).and_then(Value::as_str)
        else {
            return;
        };
        let Ok(url) = Url::parse(written) else { return };
        let mut spellings = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if url.as_str() != written {
            spellings.insert(url.into(), written.to_owned());
        } else if !spellings.is_empty() {
            spellings.remove(written);
        }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).is_empty()
    }

    /// Puts the client's spellings back, in values and in keys.
    pub(crate) fn restore(&self, message: &mut Value) {
        restore(message, &self.0.lock().unwrap_or_else(PoisonError::into_inner));
    }
}

fn restore(value: &mut Value, spellings: &BTreeMap<String, String>) {
    match value {
        Value::String(text) => {
            if let Some(written) = spellings.get(text) {
                text.clone_from(written);
            }
        }
        Value::Array(items) => items.iter_mut().for_each(|it| restore(it, spellings)),
        Value::Object(members) => {
            for (normal, written) in spellings {
                if let Some(member) = members.remove(normal) {
                    members.insert(written.clone(), member);
                }
            }
            members.iter_mut().for_each(|(_, it)| restore(it, spellings));
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn l20_spellings_come_back_as_they_were() {
        let spellings = Spellings::default();
        spellings.learn(Some(&json!({"textDocument": {"uri": "file:///räume/a b.prisma"}})));
        let mut message = json!({"uri": "file:///r%C3%A4ume/a%20b.prisma", "changes": {"file:///r%C3%A4ume/a%20b.prisma": []}});
        spellings.restore(&mut message);
        assert_eq!(
            message,
            json!({"uri": "file:///räume/a b.prisma", "changes": {"file:///räume/a b.prisma": []}})
        );
    }
}
