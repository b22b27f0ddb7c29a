//! Commands as people call them who know other programs, each with the one that is meant.

use super::blocks::first_word;
use super::statement::COMMANDS;
use crate::diagnostic::{Code, Diagnostic, Severity, nearest};
use crate::source::Span;
use crate::syntax::words;

const SPOKEN: &[(&str, &str)] = &[
    ("sensitivitas", "kepekaan IKPP"),
    ("simpan", "skenario simpan optimis"),
    ("buka", "skenario buka optimis"),
    ("muat", "skenario buka optimis"),
    ("reset", "awal"),
    ("ulang", "awal"),
    ("mulai", "awal"),
    ("hapus", "batal IKM"),
    ("buang", "batal IKM"),
    ("redo", "maju lagi"),
    ("ulangi", "maju lagi"),
    ("kembali", "batal"),
    ("mundur", "batal"),
    ("banding", "bandingkan optimis; dasar"),
    ("perbandingan", "bandingkan optimis; dasar"),
    ("undo", "batal"),
    ("selesai", "keluar"),
    ("tutup", "keluar"),
    ("tolong", "bantuan"),
];

/// A clause whose thing is not named; `jika PUAS turun 5 berapa IKU` rather supposes and asks, which are two lines here.
pub fn without_owner(clause: &str, place: Span, line: &str) -> Diagnostic {
    match supposed(line).filter(|_| clause == "jika") {
        Some((supposed, asked)) => {
            Diagnostic::new(Code::T0001, Severity::Error, "tulis andaian dan pertanyaannya di dua baris")
                .at(place, "")
                .advise(format!("contoh:  {supposed}"))
                .advise(format!("lalu:  {asked}"))
        }
        None => Diagnostic::new(Code::T0002, Severity::Error, format!("\"{clause}\" milik siapa?"))
            .at(place, "")
            .advise(format!("contoh:  ubah IKPP {}", line.trim())),
    }
}

/// What is supposed and what is asked.
fn supposed(line: &str) -> Option<(&str, &str)> {
    let rest = line.trim().get(first_word(line).len()..)?;
    let at = rest.to_ascii_lowercase().find(" berapa ")?;
    let (supposed, asked) = (rest.get(..at)?, rest.get(at + " berapa ".len()..)?);
    let [supposed, asked] = [supposed, asked].map(|part| part.trim().trim_end_matches(['?', ',', ';']).trim_end());
    (!supposed.is_empty() && !asked.is_empty()).then_some((supposed, asked))
}

/// Words that stand before the name under which something is saved.
const SAVED_AS: &[&str] = &["dengan nama", "sebagai", "bernama", "dalam", "ke", "di"];

/// `ke hasil.xlsx`, `sebagai rapat`, `dengan nama rapat`: the name; none where no such word stands before one.
pub fn behind_saved_as(text: &str) -> Option<&str> {
    let behind = |said: &&str| {
        let rest = text.get(..said.len()).filter(|begin| begin.eq_ignore_ascii_case(said)).map(|_| &text[said.len()..]);
        rest.filter(|rest| rest.starts_with(char::is_whitespace)).map(str::trim_start)
    };
    SAVED_AS.iter().find_map(behind).filter(|name| !name.is_empty())
}

/// Whether a text is nothing but such a word.
pub fn is_saved_as(text: &str) -> bool {
    SAVED_AS.iter().any(|said| text.eq_ignore_ascii_case(said))
}

/// `batalkan`, `batalkan IKM`, `batal semua`, `hapus semua andaian`
pub fn undone(word: &str, rest: &str) -> Option<String> {
    let is = |known: &[&str], word: &str| known.iter().any(|known| word.eq_ignore_ascii_case(known));
    let takes_back = is(&["batalkan", "urungkan"], word);
    if !takes_back && !is(&["batal", "hapus", "buang"], word) {
        return None;
    }
    let mut words = rest.split_whitespace();
    let of_all = ["andaian", "andaiannya", "perubahan", "perubahannya"];
    match (words.next(), words.next(), words.next()) {
        (None, ..) => takes_back.then(|| "batal".to_string()),
        (Some(all), None, None) if is(&["semua", "semuanya", "seluruhnya"], all) => Some("awal".to_string()),
        (Some(all), Some(of), None) if is(&["semua", "seluruh"], all) && is(&of_all, of) => Some("awal".to_string()),
        _ => takes_back.then(|| format!("batal {rest}")),
    }
}

/// The command that a line calls by another word; sample names stand where it has none.
pub fn spoken(line: &str) -> Option<String> {
    let word = first_word(line);
    let rest = line.trim()[word.len()..].trim();
    // What a scenario is called is no name of the rules.
    if ["hapus", "buang"].iter().any(|said| word.eq_ignore_ascii_case(said))
        && first_word(rest).eq_ignore_ascii_case("skenario")
    {
        return Some(format!("skenario hapus{}", &rest[first_word(rest).len()..]));
    }
    if let Some(undone) = undone(word, rest) {
        return Some(undone);
    }
    // `kembali ke awal`, `simpan sebagai optimis`, `simpan skenario ke optimis`
    let is_saved = word.eq_ignore_ascii_case("simpan");
    if first_word(rest).eq_ignore_ascii_case("ke") && rest.to_lowercase().ends_with("awal") && !is_saved {
        return Some("awal".to_string());
    }
    let rest = match first_word(rest).to_lowercase().as_str() {
        "skenario" => rest[first_word(rest).len()..].trim(),
        _ => rest,
    };
    let rest = behind_saved_as(rest).unwrap_or(rest);
    let is_name = rest.chars().all(|c| c.is_alphanumeric() || c == '_' || c == '-');
    let (_, meant) = SPOKEN.iter().find(|(said, _)| is_name && word.eq_ignore_ascii_case(said))?;
    // The name that was typed stands where the sample has one.
    Some(match (meant.rsplit_once(' '), rest.is_empty()) {
        (Some((command, _)), false) if !meant.contains(';') => format!("{command} {rest}"),
        _ => meant.to_string(),
    })
}

/// The line with the command that its first word nearly is.
pub fn near_command(line: &str) -> Option<String> {
    let word = first_word(line);
    let rest = &line.trim()[word.len()..];
    let near = nearest(word, COMMANDS.iter().map(|(word, _)| *word)).filter(|near| *near != word)?;
    if words::begins_a_line(word) {
        return None;
    }
    Some(format!("{near}{rest}"))
}
