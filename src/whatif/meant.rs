//! What a line may have meant that nobody can carry out: a value in another unit, and questions as people speak them.

use super::phrases::{is_number, name_in, unit_of};
use super::session::{Session, plain};
use super::state::written_name;
use crate::diagnostic::{Code, Diagnostic};
use crate::number::zeros;
use crate::program::{Kind, NameId, Program, Role};
use crate::source::Sources;

/// Words before a value that is assumed.
const SUPPOSED: &[&str] = &[
    "bagaimana kalau",
    "bagaimana jika",
    "bagaimana bila",
    "kalau",
    "bila",
    "seandainya",
    "andaikan",
    "misalkan",
    "misalnya",
    "coba",
];
/// Words between a thing and its value.
const BECOMES: &[&str] = &["jadi", "menjadi", "dijadikan", "dibuat", "adalah", "sebesar", "ke"];
const RAISED: &[&str] = &["dinaikkan", "naikkan", "naik", "ditambah", "bertambah", "tambah", "tambahkan", "meningkat"];
const LOWERED: &[&str] = &["diturunkan", "turunkan", "turun", "dikurangi", "berkurang", "kurangi", "menurun"];
const WHY: &[&str] = &["mengapa", "kenapa"];
const LEAST: &[&str] = &["minimal", "minimum", "sekurangnya"];
const MOST: &[&str] = &["maksimal", "maksimum"];

impl Session {
    /// What is said of a line that is not carried out.
    pub(super) fn tell_of(&self, findings: Vec<Diagnostic>, line: &str, sources: &Sources) -> String {
        let (program, line) = (self.view.program(), line.trim());
        let first = findings.first().map(|first| (first.code, first.span()));
        if let Some((Code::K0010, span)) = first
            && let Some(finding) = other_unit(line, program, self.year)
        {
            let finding = span.map_or(finding.clone(), |span| finding.at(span, ""));
            return self.tell(&[finding], sources);
        }
        match meant(line, program, self.year).filter(|_| !line.contains('\n')) {
            Some(meant) if meant != line => {
                let finding = plain(Code::T0001, format!("\"{line}\" belum dapat dimengerti"));
                self.tell(&[finding.advise(format!("apakah maksud Anda  {meant} ?"))], sources)
            }
            _ => self.tell(&findings, sources),
        }
    }
}

/// `LAMA = 3 minggu` of what is counted in days.
fn other_unit(line: &str, program: &Program, year: i32) -> Option<Diagnostic> {
    line.split(';').find_map(|part| {
        let (left, right) = part.split_once('=')?;
        let (number, unit) = right.trim().split_once(char::is_whitespace)?;
        let own = unit_of(left, program, year)?;
        let (own, unit, left) = (own.word()?, unit.trim(), left.trim());
        let title = format!("\"{number} {unit}\" bersatuan {unit}, padahal satuan {left} adalah {own}");
        let is_many = zeros(&unit.split_whitespace().next()?.to_lowercase()).is_some();
        let is_other = is_number(number) && !is_many && unit.to_lowercase() != own;
        is_other.then(|| plain(Code::T0023, title).advise(format!("hitung dahulu dalam {own}, lalu tulis  {left} = …")))
    })
}

/// The line as the language has it.
fn meant(line: &str, program: &Program, year: i32) -> Option<String> {
    let line = line.trim_end_matches(['?', '.', ' ']);
    let words: Vec<&str> = line.split_whitespace().collect();
    let first = words.first()?.to_lowercase();
    if first == "cari" {
        return goal(line);
    }
    if first == "bandingkan" {
        return years(&words, program, year);
    }
    if first == "ubah" {
        return altered(&words, program);
    }
    if WHY.contains(&first.as_str()) {
        let thing = thing(&words[1..], program)?.0;
        return Some(format!("jelaskan {thing}"));
    }
    if let Some(up) = way(&first) {
        let (what, rest) = thing(&words[1..], program)?;
        let by = rest.iter().find(|word| is_amount(word))?;
        return Some(format!("{what} {} {by}", if up { "naik" } else { "turun" }));
    }
    let lower = line.to_lowercase();
    let supposed = SUPPOSED.iter().find(|said| lower.strip_prefix(**said).is_some_and(|rest| rest.starts_with(' ')));
    let words: Vec<&str> = words[supposed.map_or(0, |said| said.split(' ').count())..].to_vec();
    let (what, rest) = thing(&words, program)?;
    let (next, more) = rest.split_first()?;
    let said = next.to_lowercase();
    if BECOMES.contains(&said.as_str()) && !more.is_empty() {
        return Some(format!("{what} = {}", more.join(" ")));
    }
    if let (Some(up), [.., by]) = (way(&said), more)
        && is_amount(by)
    {
        let is_new = more.iter().any(|word| BECOMES[..2].contains(&word.to_lowercase().as_str()));
        let moved = if up { "naik" } else { "turun" };
        return Some(if is_new { format!("{what} = {by}") } else { format!("{what} {moved} {by}") });
    }
    let is_given = is_amount(next) && supposed.is_some() && more.is_empty();
    let is_range = next.split_once("..").is_some_and(|(low, high)| is_number(low) && is_number(high));
    if is_given || is_range {
        return Some(format!("{what} = {next}"));
    }
    let equals = *next == "=" && supposed.is_some() && !more.is_empty();
    equals.then(|| format!("{what} = {}", more.join(" ")))
}

/// `IKM`, `target IKM`, and the words behind it.
fn thing<'w, 'l>(words: &'w [&'l str], program: &Program) -> Option<(String, &'w [&'l str])> {
    let code = |word: &str| program.by_code.contains_key(name_in(word)?).then(|| word.to_string());
    let (first, rest) = words.split_first()?;
    if let Some(code) = code(first) {
        return Some((code, rest));
    }
    let (second, rest) = rest.split_first()?;
    let role = Role::from_word(&first.to_lowercase())?.word()?;
    Some((format!("{role} {}", code(second)?), rest))
}

/// `cari … agar IKU minimal 90`, `agar predikat IKU "Baik"`.
fn goal(line: &str) -> Option<String> {
    let mut words: Vec<&str> = line.split_whitespace().collect();
    let agar = words.iter().position(|word| word.eq_ignore_ascii_case("agar"))?;
    let sign = |word: &str| {
        let is_in = |limits: &[&str]| limits.iter().any(|limit| word.eq_ignore_ascii_case(limit));
        if is_in(LEAST) { Some(">=") } else { is_in(MOST).then_some("<=") }
    };
    if let Some((at, sign)) = words.iter().enumerate().skip(agar).find_map(|(at, word)| Some((at, sign(word)?))) {
        words[at] = sign;
        return Some(words.join(" "));
    }
    let goal = line.split_once(" agar ").map(|(_, goal)| goal.trim())?;
    let quote = goal.find('"').filter(|_| !goal.contains(['=', '<', '>']))?;
    let (left, grade) = goal.split_at(quote);
    let is_grade = left.to_lowercase().starts_with("predikat ") && grade.ends_with('"') && grade.len() > 2;
    is_grade.then(|| format!("{} agar {} = {grade}", words[..agar].join(" "), left.trim()))
}

/// `bandingkan 2024 dan 2025`: years are set against each other in a value.
fn years(words: &[&str], program: &Program, year: i32) -> Option<String> {
    let all = words.iter().map(|word| word.trim_matches([';', ',']));
    let years: Vec<i32> = all.filter(|word| word.len() == 4).filter_map(|word| word.parse().ok()).collect();
    let &[from, _] = years.as_slice() else { return None };
    let names = program.in_order();
    let first = |wanted: fn(&Kind) -> bool| {
        let is_it = |name: &NameId| program.version(*name, year).is_some_and(|version| wanted(&version.kind));
        names.iter().copied().find(is_it)
    };
    let name = first(|kind| kind.group().is_some()).or_else(|| first(|kind| kind.indicator().is_some()))?;
    let name = written_name(program.code(name));
    Some(format!("capaian {name} - capaian {name}[{from}]"))
}

/// `ubah target LAMA 5`, `ubah IKM 90`, `ubah IKM = 90`.
fn altered(words: &[&str], program: &Program) -> Option<String> {
    let (what, rest) = thing(&words[1..], program)?;
    let is_between = |word: &&&str| **word == "=" || BECOMES.contains(&word.to_lowercase().as_str());
    let rest = if rest.first().as_ref().is_some_and(is_between) { &rest[1..] } else { rest };
    let [value] = rest else { return None };
    is_amount(value).then(|| format!("{what} = {value}"))
}

fn way(word: &str) -> Option<bool> {
    let is_in = |words: &[&str]| words.contains(&word);
    if is_in(RAISED) { Some(true) } else { is_in(LOWERED).then_some(false) }
}

/// `5`, `2,5%`
fn is_amount(word: &str) -> bool {
    is_number(word.strip_suffix('%').unwrap_or(word))
}
