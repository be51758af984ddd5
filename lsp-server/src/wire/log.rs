//! The replay log: every message of a session, one JSON object a line.

use std::{
    io::Write,
    sync::{Mutex, PoisonError},
    time::Instant,
};

/// `{"ms":12,"dir":"in","message":{…}}` for each message; bodies that are no JSON are kept as text.
pub(crate) struct MessageLog {
    start: Instant,
    output: Mutex<Box<dyn Write + Send>>,
}

impl MessageLog {
    pub(crate) fn new(output: Box<dyn Write + Send>) -> MessageLog {
        MessageLog { start: Instant::now(), output: Mutex::new(output) }
    }

    /// Adds a message; `direction` is `in` or `out`.
    pub(crate) fn write(&self, direction: &str, body: &[u8]) {
        let text = String::from_utf8_lossy(body);
        let message = match serde_json::from_str::<serde::de::IgnoredAny>(&text) {
            // Line breaks between the parts of a message would break the line of the log.
            Ok(_) if !text.contains(['\n', '\r']) => text.into_owned(),
            Ok(_) => serde_json::from_str::<serde_json::Value>(&text).unwrap_or_default().to_string(),
            Err(_) => serde_json::Value::String(text.into_owned()).to_string(),
        };
        let ms = self.start.elapsed().as_millis();
        let line = format!("{{\"ms\":{ms},\"dir\":\"{direction}\",\"message\":{message}}}\n");
        let mut output = self.output.lock().unwrap_or_else(PoisonError::into_inner);
        if let Err(error) = output.write_all(line.as_bytes()).and_then(|()| output.flush()) {
            tracing::warn!(%error, "cannot write the message log");
        }
    }
}
