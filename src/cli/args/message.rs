//! The shape of a message about the command line: title, mend, hint.

use super::{Exit, Stream};

/// A message on its way to the screen.
pub(super) struct Message {
    text: String,
}

impl Message {
    pub(super) fn new(code: crate::diagnostic::Code, title: impl AsRef<str>) -> Self {
        Message { text: format!("kesalahan {code}: {}\n", title.as_ref()) }
    }

    pub(super) fn mend(self, text: impl AsRef<str>) -> Self {
        self.line("saran", text.as_ref())
    }

    pub(super) fn hint(self, text: impl AsRef<str>) -> Self {
        self.line("petunjuk", text.as_ref())
    }

    fn line(mut self, word: &str, text: &str) -> Self {
        self.text.push_str(&format!("  = {word}: {text}\n"));
        self
    }

    pub(super) fn exit(self) -> Exit {
        Exit { text: self.text, stream: Stream::Err, status: 2 }
    }
}
