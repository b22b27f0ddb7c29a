//! What is said of lines that are not read at all: letters that are no text, more than anybody means.

use super::session::{LONGEST_LINE, Session, plain};
use crate::diagnostic::Code;
use crate::number;
use crate::source::Sources;

impl Session {
    /// What is said of letters typed at the prompt that are no text; the line stays as far as it was read.
    pub fn unread(&self) -> String {
        let finding = plain(Code::B0105, "ada huruf yang tidak dapat dibaca, dan tidak ikut")
            .because("huruf itu tidak dikirim sebagai UTF-8")
            .advise("lihat dahulu barisnya; yang ditempel sesudah huruf itu mungkin tidak ikut pula");
        self.tell(&[finding], &Sources::default())
    }

    /// What is said of a line that is longer than any that is meant.
    pub fn too_long(&self) -> String {
        let finding = plain(Code::B0118, format!("satu baris memuat lebih dari {} huruf", longest()));
        let finding = finding.advise("bagi menjadi beberapa baris; untuk data, tulis di berkas data paket");
        self.tell(&[finding], &Sources::default())
    }

    /// What is said of a text pasted at the prompt that is longer; the line stays as it was.
    pub fn too_much(&self) -> String {
        let finding = plain(Code::B0118, format!("yang ditempel lebih dari {} huruf, dan tidak dipakai", longest()))
            .advise("tempel sebagian demi sebagian")
            .advise("atau kirim lewat berkas:  takar coba PAKET < pertanyaan.txt");
        self.tell(&[finding], &Sources::default())
    }
}

fn longest() -> String {
    number::format(&LONGEST_LINE.to_string(), number::NumberStyle::Indonesian)
}
