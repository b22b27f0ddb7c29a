//! Words at the prompt that nobody knows: they are named, with what can be typed in their place.

use super::session::{Session, TYPED, plain};
use super::state::{Failure, written_name};
use super::statement::COMMANDS;
use crate::diagnostic::{Code, Diagnostic, nearest};
use crate::number::zeros;
use crate::program::{Program, Role};
use crate::source::Sources;
use crate::syntax::{functions, is_quote, words};

/// More names than these are counted.
const MOST_NAMES: usize = 12;
/// Words that ask for a list.
const LISTS: &[&str] = &["data", "daftar", "indikator", "besaran", "kelompok", "nama", "isi", "list", "semua", "kode"];
/// Commands of the program, not of the prompt.
const ABROAD: &[&str] = &["hitung", "periksa", "uji", "rapikan", "audit", "susun"];
/// Words that only ask, or join what is asked: no slip of a name.
const ASKING: &[&str] = &[
    "apa",
    "apakah",
    "berapa",
    "berapakah",
    "bagaimana",
    "gimana",
    "mengapa",
    "kenapa",
    "kapan",
    "siapa",
    "mana",
    "dari",
    "yang",
    "lagi",
    "beda",
    "bedanya",
    "selisihnya",
    "kurangnya",
    "lebihnya",
    "sisa",
    "sisanya",
    "ini",
    "itu",
    "saja",
    "ada",
    "kalau",
    "bila",
    "untuk",
    "dengan",
    "sampai",
    "hingga",
    "terhadap",
    "tahun",
    "bulan",
    "di",
    "ke",
    "atas",
    "bawah",
];
/// Words of the language that are no role and begin no clause.
const JOINING: &[&str] = &[
    "dan", "atau", "tidak", "jika", "maka", "selain", "itu", "anggota", "rincian", "turunan", "triwulan", "agar",
    "bila", "naik", "turun", "pada",
];

impl Session {
    /// What is said of a line some words of which are unknown; none where the findings say more.
    pub(super) fn with_unknown(&self, line: &str, failure: &Failure) -> Option<Failure> {
        let first = failure.0.first()?;
        let program = self.view.program();
        let listed = is_list(line, program);
        let code = first.code.as_str();
        if !(listed || code.starts_with("K00") || matches!(code, "K0102" | "K0114")) {
            return None;
        }
        if listed {
            let names = names(program, self.year);
            let finding = plain(Code::T0001, format!("\"{}\" belum dapat dimengerti", line.trim()));
            return Some((
                vec![
                    finding
                        .advise(format!("nama yang ada: {names}"))
                        .advise("ketik salah satu untuk melihat angkanya, atau  tabel  untuk nama tabel"),
                ],
                Sources::default(),
            ));
        }
        let plain_words =
            line.chars().all(|c| c.is_alphanumeric() || c.is_whitespace() || "_;,.?!=%\"“”[]-".contains(c));
        let unknown = unknown(without_state(line), program);
        if unknown.is_empty() || !plain_words {
            return None;
        }
        let mut sources = self.view.rules.package.sources().clone();
        sources.add_rules(TYPED, line);
        let shown: Vec<String> = unknown.iter().map(|word| format!("\"{word}\"")).collect();
        let finding = plain(Code::T0001, format!("{} tidak dikenal", shown.join(", ")));
        let begins = line.split_whitespace().next().unwrap_or_default();
        if ABROAD.iter().any(|command| begins.eq_ignore_ascii_case(command)) && unknown.contains(&begins) {
            let advice = format!("itu perintah di luar coba: ketik  keluar , lalu  takar {}", line.trim());
            return Some((vec![finding.advise(advice)], sources));
        }
        let near = unknown.iter().find_map(|word| Some((word, self.near(word)?)));
        if let Some((word, near)) = near {
            return Some((vec![finding.advise(format!("apakah \"{word}\" itu  {near} ?"))], sources));
        }
        Some((vec![self.forms().into_iter().fold(finding, Diagnostic::advise)], sources))
    }

    /// A name, command or table that a word nearly is.
    fn near(&self, word: &str) -> Option<String> {
        if ASKING.iter().any(|known| word.eq_ignore_ascii_case(known)) {
            return None;
        }
        let names = self.view.program().names.iter().map(|name| name.code.as_str());
        let near = nearest(word, names.chain(COMMANDS.iter().map(|(known, _)| *known)));
        let table = || nearest(word, self.view.plan.tables.iter().map(|table| table.name.as_str()));
        near.map(written_name).or_else(|| Some(format!("tabel {}", table()?)))
    }

    /// What can be typed, with things of the package.
    fn forms(&self) -> [String; 3] {
        ["mengandaikan:  IKM = 92", "mencari:  cari IKM agar IKPP = 8,7", "yang paling berpengaruh:  kepekaan IKPP"]
            .map(|text| self.help_names().put(text))
    }
}

/// `A = belum diisi` without what is supposed of it.
fn without_state(line: &str) -> &str {
    let states = ["belum diisi", "tidak berlaku", "tidak terdefinisi"];
    let cut = |state: &&str| {
        let at = line.trim_end().len().checked_sub(state.len())?;
        let (before, tail) = (line.get(..at)?, line.get(at..)?);
        (tail.trim_end().eq_ignore_ascii_case(state) && before.trim_end().ends_with('=')).then_some(before)
    };
    states.iter().find_map(cut).unwrap_or(line)
}

/// `daftar indikator`, `data`
fn is_list(line: &str, program: &Program) -> bool {
    let words: Vec<&str> = line.split_whitespace().collect();
    let is_word = |word: &&str| LISTS.iter().any(|known| word.eq_ignore_ascii_case(known));
    (1..=2).contains(&words.len()) && words.iter().all(is_word) && !program.by_code.contains_key(line.trim())
}

/// The first names of a package.
fn names(program: &Program, year: i32) -> String {
    let all = program.in_order().into_iter().filter(|name| program.version(*name, year).is_some());
    let all: Vec<String> = all.map(|name| written_name(program.code(name))).collect();
    let more = all.len().saturating_sub(MOST_NAMES);
    let shown = all.iter().take(MOST_NAMES).cloned().collect::<Vec<_>>().join(", ");
    if more == 0 { shown } else { format!("{shown}, dan {more} lagi") }
}

/// The words of a line, outside of quotes, that are no name, number or word of the language; each once.
fn unknown<'l>(line: &'l str, program: &Program) -> Vec<&'l str> {
    let mut found: Vec<&str> = Vec::new();
    for piece in line.split(is_quote).step_by(2) {
        for word in piece.split(|c: char| !c.is_alphanumeric() && c != '_') {
            let is_plain = word.starts_with(char::is_alphabetic);
            if is_plain && !is_known(word, program) && !found.contains(&word) {
                found.push(word);
            }
        }
    }
    found
}

fn is_known(word: &str, program: &Program) -> bool {
    let same = |known: &str| word.eq_ignore_ascii_case(known);
    program.names.iter().any(|name| same(&name.code))
        || Role::words().any(same)
        || functions::words().any(same)
        || COMMANDS.iter().any(|(known, _)| same(known))
        || JOINING.iter().any(|known| same(known))
        || words::begins_a_line(word)
        || zeros(&word.to_lowercase()).is_some()
        || program.definitions.iter().filter_map(|one| one.unit.word()).any(|unit| unit.split(' ').any(same))
        || program.fields.iter().any(|field| same(&field.name))
}
