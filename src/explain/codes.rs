//! What message codes mean, with an example and its fix. The texts are in `codes/`, one entry for each code, and are
//! read on demand.
//!
//! An entry begins with `## K0102 Title`, followed by its meaning, then parts that begin with `@`: `@contoh` produces
//! the message, `@perbaikan` is the corrected text, `@tindakan` says what to do where no text can show it. A part may
//! name its file. `@dengan` names rules that an example needs but readers do not see.

use crate::diagnostic::{Code, Diagnostic, Severity, nearest};
use crate::report::explanation::meaning::{Meaning, Text};

const TEXTS: [&str; 10] = [
    include_str!("codes/tulisan.txt"),
    include_str!("codes/nama.txt"),
    include_str!("codes/nilai.txt"),
    include_str!("codes/data.txt"),
    include_str!("codes/lebar.txt"),
    include_str!("codes/hasil.txt"),
    include_str!("codes/perintah.txt"),
    include_str!("codes/tanya.txt"),
    include_str!("codes/cetakan.txt"),
    include_str!("codes/naskah.txt"),
];

/// Every entry.
pub fn all() -> impl Iterator<Item = Meaning> {
    TEXTS.into_iter().flat_map(|text| text.split("## ").skip(1)).map(read)
}

/// The entry of a code, ignoring case.
pub fn find(code: &str) -> Option<Meaning> {
    all().find(|entry| entry.code.eq_ignore_ascii_case(code))
}

/// Whether a word looks like a message code.
pub fn is_code(word: &str) -> bool {
    let (first, digits) = word.split_at_checked(1).unwrap_or_default();
    "KDHBCTkdhbct".contains(first) && digits.len() == 4 && digits.bytes().all(|byte| byte.is_ascii_digit())
}

/// The message about an unknown code.
pub fn unknown(code: &str) -> Diagnostic {
    let base = Diagnostic::new(Code::B0020, Severity::Error, format!("tidak ada pesan berkode {code}"));
    let codes: Vec<&str> = all().map(|entry| entry.code).collect();
    // Of two equally similar codes, the one with the same beginning is nearer.
    let alike = |length: usize| codes.iter().filter(move |known| code.to_uppercase().starts_with(&known[..length]));
    match alike(4).next().copied().or_else(|| nearest(code, codes.iter().copied())) {
        Some(near) => base.advise(format!("apakah maksud Anda {near}?")),
        None => base.advise("kode tertulis di awal setiap pesan, misalnya K0210"),
    }
}

fn read(text: &'static str) -> Meaning {
    let mut parts = text.split("\n@");
    let head = parts.next().unwrap_or_default();
    let (first, meaning) = head.split_once('\n').unwrap_or((head, ""));
    let (code, title) = first.split_once(' ').unwrap_or((first, ""));
    let mut entry = Meaning {
        code,
        title: title.trim(),
        meaning: meaning.trim(),
        example: Vec::new(),
        mend: Vec::new(),
        action: None,
        with: None,
    };
    for part in parts {
        let (first, body) = part.split_once('\n').unwrap_or((part, ""));
        let (kind, name) = first.split_once(' ').map_or((first, None), |(kind, name)| (kind, Some(name.trim())));
        let text = Text { file: name.or_else(|| usual_file(code)), text: body.trim_end() };
        match kind {
            "contoh" => entry.example.push(text),
            "perbaikan" => entry.mend.push(text),
            "tindakan" => entry.action = Some(text.text),
            _ => entry.with = name,
        }
    }
    entry
}

/// The file that the examples of a code are about.
fn usual_file(code: &str) -> Option<&'static str> {
    match code.as_bytes().first() {
        Some(b'K' | b'H') => Some("aturan.takar"),
        Some(b'D') => Some("data/iku.csv"),
        Some(b'T') => Some("coba"),
        _ => None,
    }
}
