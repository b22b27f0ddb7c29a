//! Changes as people speak of them: `kalau IKM turun jadi 60`, `naikkan IKM 5`, `LAMA = 3 minggu`.

use super::blocks::first_word;
use super::phrases::{is_number, name_in, unit_of};
use super::retyped::period;
use super::session::plain;
use super::state::written_name;
use crate::diagnostic::{Code, Diagnostic};
use crate::number::zeros;
use crate::program::{Program, Role};

/// Words before a value that is assumed.
const SUPPOSED: &[&str] = &[
    "bagaimana kalau",
    "bagaimana jika",
    "bagaimana bila",
    "kalau",
    "jika",
    "bila",
    "seandainya",
    "andaikan",
    "andaikata",
    "andai",
    "umpamanya",
    "umpama",
    "anggaplah",
    "anggap",
    "misalkan",
    "misalnya",
    "misal",
    "coba",
    "ganti",
    "isi",
    "set",
];
/// Words between a thing and its value.
pub(super) const BECOMES: &[&str] =
    &["jadi", "menjadi", "dijadikan", "dibuat", "adalah", "sebesar", "ke", "diganti", "diisi"];
const RAISED: &[&str] =
    &["dinaikkan", "naikkan", "naik", "ditambah", "bertambah", "tambah", "tambahkan", "meningkat", "plus"];
const LOWERED: &[&str] =
    &["diturunkan", "turunkan", "turun", "dikurangi", "berkurang", "kurangi", "menurun", "kurang", "minus"];
/// Words behind which a question follows what is supposed.
const ASKED: &[&str] = &["bagaimana", "gimana", "berapa", "apakah", "apa"];

/// `IKM`, `target "7.01"`
#[derive(Debug, Clone)]
pub struct Thing {
    /// The word of its role.
    pub role: Option<&'static str>,
    /// Its code.
    pub name: String,
    /// `[2023]`
    pub period: String,
}

impl Thing {
    /// As the language has it.
    pub fn written(&self) -> String {
        let name = written_name(&self.name);
        format!("{}{name}{}", self.role.map(|role| format!("{role} ")).unwrap_or_default(), self.period)
    }
}

/// `LAMA = 3 minggu` of what is counted in days.
pub fn other_unit(line: &str, program: &Program, year: i32) -> Option<Diagnostic> {
    line.split(';').find_map(|part| {
        let (left, right) = part.split_once('=')?;
        let (number, unit) = right.trim().split_once(char::is_whitespace)?;
        let own = unit_of(left, program, year)?;
        let (own, unit, left) = (own.word()?, unit.trim(), left.trim());
        // `IKM = 85 maka IKU` goes on with a question.
        if is_in(&["maka", "lalu", "berapa", "bagaimana"], first_word(unit)) {
            return None;
        }
        let title = format!("\"{number} {unit}\" bersatuan {unit}, padahal satuan {left} adalah {own}");
        let is_many = zeros(&unit.split_whitespace().next()?.to_lowercase()).is_some();
        let is_other = is_number(number) && !is_many && unit.to_lowercase() != own;
        is_other.then(|| plain(Code::T0023, title).advise(format!("hitung dahulu dalam {own}, lalu tulis  {left} = …")))
    })
}

/// `IKM naik`: by how much?
pub fn unfinished(line: &str, program: &Program) -> Option<Diagnostic> {
    let words: Vec<&str> = line.split_whitespace().collect();
    // What is computed does not rise by itself.
    let is_input = |thing: &Thing| !matches!(thing.role, Some("predikat" | "capaian"));
    let (thing, rest) = thing(&words, program).filter(|(thing, _)| is_input(thing))?;
    let up = way(rest.first()?).filter(|_| rest.len() == 1)?;
    let finding = plain(Code::T0001, format!("\"{line}\" belum lengkap"));
    Some(finding.advise(format!("contoh:  {} {} 5", thing.written(), moved(up))))
}

/// `semua target naik 10%`: a first thing of that role, and what is done to it.
pub fn all_at_once(line: &str, program: &Program, year: i32) -> Option<(String, String)> {
    let words: Vec<&str> = line.split_whitespace().collect();
    let at = words.iter().position(|word| is_in(&["semua", "seluruh", "setiap", "tiap"], word))?;
    let by = words.last().filter(|word| is_amount(word))?;
    let up = words.iter().find_map(|word| way(word));
    let role = words.get(at + 1).and_then(|word| Role::from_word(&word.to_lowercase())).and_then(Role::word);
    let mut names = program.in_order().into_iter();
    let first = names.find(|name| {
        program.version(*name, year).is_some_and(|one| one.kind.indicator().is_some() && one.formula.is_none())
    })?;
    let thing = Thing {
        role: role.filter(|role| *role == "target"),
        name: program.code(first).to_string(),
        period: String::new(),
    };
    let done = match up {
        Some(true) => format!("naik {by}"),
        Some(false) => format!("turun {by}"),
        None => format!("= {by}"),
    };
    Some((thing.written(), done))
}

/// `KELUHAN = nihil`: nothing, or not filled.
pub fn nothing(line: &str, program: &Program) -> Option<Vec<String>> {
    let (left, right) = [" = ", "=", " menjadi ", " jadi "].iter().find_map(|sign| line.split_once(sign))?;
    let is_nothing = is_in(&["nihil", "nol", "tidak ada", "tidak_ada"], right.trim());
    let words: Vec<&str> = left.split_whitespace().collect();
    let (thing, rest) = thing(&words, program).filter(|_| is_nothing)?;
    let written = thing.written();
    rest.is_empty().then(|| vec![format!("{written} = 0"), format!("{written} = belum diisi")])
}

/// What is asked behind what is supposed: `kalau IKM turun jadi 60, bagaimana IKU`.
pub fn asked_behind(line: &str, program: &Program) -> Option<String> {
    let words: Vec<&str> = line.split_whitespace().collect();
    let at = words.iter().skip(1).rposition(|word| is_in(ASKED, word)).map(|at| at + 1)?;
    let is_search = words.iter().any(|word| is_in(&["agar", "supaya"], word));
    let (supposed, asked) = (&words[..at], &words[at + 1..]);
    let named = thing(asked, program).map(|(thing, _)| thing.written());
    named.or_else(|| of_it(asked, supposed, program)).filter(|_| !is_search)
}

/// `berapa capaiannya`: of what is supposed.
pub fn of_it(asked: &[&str], supposed: &[&str], program: &Program) -> Option<String> {
    let [word] = asked else { return None };
    let role = Role::from_word(word.to_lowercase().strip_suffix("nya")?)?.word()?;
    let mut all = (0..supposed.len()).filter_map(|from| Some(thing(&supposed[from..], program)?.0));
    let of = all.next()?;
    // Of several nobody knows which is meant.
    if all.any(|other| other.name != of.name) {
        return None;
    }
    Some(format!("{role} {}", written_name(&of.name)))
}

/// What a line supposes, all of it: `IKM 90; SPBE 4`, `kalau IKM turun jadi 60 bagaimana`.
pub fn supposed(line: &str, program: &Program) -> Option<String> {
    let lower = line.to_lowercase();
    let said = SUPPOSED.iter().find(|said| lower.strip_prefix(**said).is_some_and(|rest| rest.starts_with(' ')));
    let line = line.get(said.map_or(0, |said| said.len())..)?.trim();
    let mut words: Vec<&str> = line.split_whitespace().collect();
    if let Some(at) = words.iter().position(|word| is_in(ASKED, word) || is_in(&["maka"], word)) {
        words.truncate(at);
    }
    let line = with_percent_signs(&words).join(" ");
    let line = line.trim_end_matches([',', ';']);
    let parts: Vec<&str> =
        line.split(';').flat_map(|part| part.split(", ")).flat_map(|part| part.split(" dan ")).collect();
    let is_certain = said.is_some() || parts.len() > 1;
    let changes: Option<Vec<String>> = parts.iter().map(|part| change(part, program, is_certain)).collect();
    let changes = changes?;
    let is_list = changes.len() > 1 && changes.iter().any(|one| !one.contains('='));
    (!is_list).then(|| changes.join("; "))
}

/// `5 persen` as `5%`.
pub(super) fn with_percent_signs(words: &[&str]) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for word in words {
        match found.last_mut().filter(|last| is_number(last) && is_in(&["persen"], word)) {
            Some(number) => number.push('%'),
            None => found.push(word.to_string()),
        }
    }
    found
}

/// One change; `is_certain` where it can be nothing else.
fn change(part: &str, program: &Program, is_certain: bool) -> Option<String> {
    let words: Vec<&str> = part.split_whitespace().collect();
    let (first, behind) = words.split_first()?;
    if let Some(up) = way(first) {
        let (thing, rest) = thing(behind, program)?;
        let by = rest.iter().find(|word| is_amount(word))?;
        let is_new = rest.iter().any(|word| is_in(&BECOMES[..2], word));
        let what = thing.written();
        return Some(if is_new { format!("{what} = {by}") } else { format!("{what} {} {by}", moved(up)) });
    }
    let (thing, rest) = thing(&words, program)?;
    let what = thing.written();
    let (next, more) = rest.split_first()?;
    if is_in(BECOMES, next) && !more.is_empty() {
        return Some(format!("{what} = {}", more.join(" ")));
    }
    // `IKM kurang dari 80` asks.
    let compares = more.first().is_some_and(|word| is_in(&["dari"], word)) && is_in(&["kurang"], next);
    // `AKI naik dari 2024` says from where, not by how much.
    let is_from = more.first().is_some_and(|word| is_in(&["dari"], word));
    if let Some(up) = way(next).filter(|_| !compares && !is_from) {
        let by = more.iter().rfind(|word| is_amount(word))?;
        let is_new = more.iter().any(|word| is_in(&BECOMES[..2], word));
        return Some(if is_new { format!("{what} = {by}") } else { format!("{what} {} {by}", moved(up)) });
    }
    let is_range = next.split_once("..").is_some_and(|(low, high)| is_number(low) && is_number(high));
    match () {
        () if is_range => Some(format!("{what} = {next}")),
        () if is_amount(next) && is_certain && more.is_empty() => Some(format!("{what} = {next}")),
        // `LAMA 5 hari`: whether that is its unit is seen where it is tried.
        () if is_amount(next) && is_certain && more.iter().all(|word| word.chars().all(char::is_lowercase)) => {
            Some(format!("{what} = {}", rest.join(" ")))
        }
        () if *next == "=" && is_certain && !more.is_empty() => Some(format!("{what} = {}", more.join(" "))),
        () => None,
    }
}

/// `IKM`, `target ikm`, `realisasi "7.01"[2023]`, `J TW 2`, and the words behind it. A period at the end may be a number.
pub fn thing<'w, 'l>(words: &'w [&'l str], program: &Program) -> Option<(Thing, &'w [&'l str])> {
    let (thing, rest) = thing_alone(words, program)?;
    match period(rest).filter(|(_, behind)| thing.period.is_empty() && !behind.is_empty()) {
        Some((period, behind)) => Some((Thing { period: format!("[{period}]"), ..thing }, behind)),
        None => Some((thing, rest)),
    }
}

fn thing_alone<'w, 'l>(words: &'w [&'l str], program: &Program) -> Option<(Thing, &'w [&'l str])> {
    let code = |word: &str| {
        let name = name_in(word.trim_end_matches([',', ';']))?;
        let known = program.by_code.contains_key(name).then(|| name.to_string());
        let other = || program.names.iter().find(|one| one.code.eq_ignore_ascii_case(name)).map(|one| one.code.clone());
        let period = word.find('[').and_then(|at| word.get(at..)).unwrap_or_default();
        Some((known.or_else(other)?, period.trim_end_matches([',', ';']).to_string()))
    };
    let (first, rest) = words.split_first()?;
    if let Some((name, period)) = code(first) {
        return Some((Thing { role: None, name, period }, rest));
    }
    let (second, rest) = rest.split_first()?;
    let role = Role::from_word(&first.to_lowercase())?.word()?;
    let (name, period) = code(second)?;
    Some((Thing { role: Some(role), name, period }, rest))
}

/// `capaian IKU tahun lalu`
pub fn last_year(line: &str, program: &Program, year: i32) -> Option<String> {
    let words: Vec<&str> = line.split_whitespace().collect();
    let (thing, rest) = thing(&words, program)?;
    let is_last = matches!(rest, [a, b] if is_in(&["tahun"], a) && is_in(&["lalu", "kemarin", "sebelumnya"], b));
    is_last.then(|| format!("{}[{}]", thing.written(), year - 1))
}

/// `bandingkan 2024 dan 2025`: years are set against each other in a value, that of the largest group.
pub fn years(words: &[&str], program: &Program, year: i32) -> Option<String> {
    let all = words.iter().map(|word| word.trim_matches([';', ',']));
    let years: Vec<i32> = all.filter(|word| word.len() == 4).filter_map(|word| word.parse().ok()).collect();
    let &[from, _] = years.as_slice() else { return None };
    let size = |name: &crate::program::NameId| {
        let kind = program.version(*name, year).map(|version| &version.kind)?;
        kind.group().map(|group| group.members.len()).or(kind.indicator().map(|_| 0))
    };
    let sized = program.in_order().into_iter().filter_map(|name| Some((size(&name)?, name)));
    let (_, name) = sized.reduce(|first, next| if next.0 > first.0 { next } else { first })?;
    let name = written_name(program.code(name));
    Some(format!("capaian {name} - capaian {name}[{from}]"))
}

/// `ubah target LAMA 5`, `ubah IKM 90`, `ubah IKM = 90`, `ubah IKM jadi 90`.
pub fn altered(words: &[&str], program: &Program) -> Option<String> {
    let (thing, rest) = thing(&words[1..], program)?;
    let is_between = |word: &&str| *word == "=" || is_in(BECOMES, word);
    let rest = if rest.first().is_some_and(is_between) { &rest[1..] } else { rest };
    let [value] = rest else { return None };
    is_amount(value).then(|| format!("{} = {value}", thing.written()))
}

/// Whether a word of a change means more; none where it is none.
pub fn way(word: &str) -> Option<bool> {
    if is_in(RAISED, word) { Some(true) } else { is_in(LOWERED, word).then_some(false) }
}

pub(super) fn moved(up: bool) -> &'static str {
    if up { "naik" } else { "turun" }
}

/// Whether a word is one of these, whatever its case.
pub fn is_in(words: &[&str], word: &str) -> bool {
    words.iter().any(|known| word.trim_end_matches([',', ';']).eq_ignore_ascii_case(known))
}

/// `5`, `2,5%`
pub fn is_amount(word: &str) -> bool {
    is_number(word.strip_suffix('%').unwrap_or(word))
}
