//! What may stand where somebody types: words that begin a line, and behind them what that line takes. Values come from the
//! words of `takar coba`.

use super::desk::View;
use super::mentions::{Kind, kind_of, label};
use super::protocol::{Position, Range};
use super::things::module;
use crate::library;
use crate::program::{EXAMPLE_YEAR, Program, written_name};
use crate::syntax::ast::{Combination, Item};
use crate::syntax::meanings::{self, Meaning};
use crate::syntax::words::{self, Block};
use crate::whatif::complete::{Candidate, Vocabulary};
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// The number that the protocol has for each kind.
const VALUE: u8 = 6;
const RULE: u8 = 3;
const WORD: u8 = 14;
const UNIT: u8 = 11;
const FILE: u8 = 17;

/// What may stand at a place, with what it means.
pub fn complete(view: &View, position: Position) -> Value {
    let (text, lines) = (&*view.document.text, &view.document.lines);
    let offset = lines.offset(text, position);
    let start = lines.start(position.line);
    let before = &text[start..offset];
    if module(view).is_none() || is_remark(before) {
        return json!({ "isIncomplete": false, "items": [] });
    }
    let line = Line { view, before, item: item_at(view, offset), goes_on: goes_on(&text[..start]) };
    let (from, choices) = line.choices();
    let range = Range { start: lines.position(text, start + from), end: lines.position(text, offset) };
    let behind = text[offset..].chars().next();
    let choices = choices.into_iter().enumerate().map(|(at, choice)| choice.item(at, range, behind));
    json!({ "isIncomplete": false, "items": choices.collect::<Vec<_>>() })
}

/// A word to choose.
struct Choice {
    text: String,
    about: String,
    kind: u8,
    /// How it is written, for whoever does not know it.
    example: &'static str,
}

impl Choice {
    fn new(text: impl Into<String>, about: impl Into<String>, kind: u8) -> Choice {
        Choice { text: text.into(), about: about.into(), kind, example: "" }
    }

    fn item(self, at: usize, mut range: Range, behind: Option<char>) -> Value {
        // Editors close a quote or a bracket with its opening; it is not doubled.
        range.end.character += u32::from(matches!(behind, Some('"' | ']')) && self.text.chars().next_back() == behind);
        let is_open = !self.text.starts_with('"');
        let label = if is_open { self.text.trim_end_matches(['"', ']']) } else { &self.text };
        let mut item = json!({
            "label": label, "kind": self.kind, "sortText": format!("{at:04}"),
            "filterText": self.text, "textEdit": { "range": range, "newText": self.text },
        });
        if !self.about.is_empty() {
            item["detail"] = self.about.into();
        }
        if !self.example.is_empty() {
            item["documentation"] = json!({ "kind": "markdown", "value": format!("```takar\n{}\n```", self.example) });
        }
        item
    }
}

struct Line<'v> {
    view: &'v View<'v>,
    /// The line up to the cursor.
    before: &'v str,
    /// The definition that it stands in.
    item: Option<&'v Item>,
    /// It continues the line above.
    goes_on: bool,
}

impl Line<'_> {
    /// Where the word that is typed begins, and what it may become.
    fn choices(&self) -> (usize, Vec<Choice>) {
        let indent = self.before.len() - self.before.trim_start().len();
        let typed = &self.before[indent..];
        let word = typed.split(|c: char| !c.is_alphanumeric() && c != '_').next().unwrap_or_default();
        if !self.goes_on && word.len() == typed.len() {
            return (indent, self.beginnings(indent > 0, typed));
        }
        let behind = indent + word.len();
        let rest = &self.before[behind..];
        // A band begins with a sign, and what follows a colon is a value.
        if self.goes_on || word.is_empty() {
            let (at, found) = self.value(&self.before[indent..]);
            return (indent + at, found);
        }
        let (at, found) = self.behind(&word.to_lowercase(), rest);
        (behind + at, found)
    }

    /// Words that begin a line: below a definition first those it takes.
    fn beginnings(&self, is_inside: bool, typed: &str) -> Vec<Choice> {
        let own = if is_inside { meanings::of_lines(self.item.map(Item::block)) } else { Vec::new() };
        let all = own.into_iter().chain(meanings::OF_HEADS.iter().copied());
        let is_meant = |one: &Meaning| one.word.starts_with(&typed.to_lowercase());
        let choice = |one: Meaning| Choice { example: one.example, ..Choice::new(one.word, one.text, WORD) };
        all.filter(is_meant).map(choice).collect()
    }

    /// What stands behind the first word of a line.
    fn behind(&self, word: &str, rest: &str) -> (usize, Vec<Choice>) {
        let block = self.item.map(Item::block);
        let fixed = |words: &[&str]| {
            let at = rest.rfind(char::is_whitespace).map_or(0, |at| at + 1);
            let typed = rest[at..].to_lowercase();
            let found = words.iter().filter(|word| word.starts_with(&typed)).map(|word| Choice::new(*word, "", WORD));
            (at, found.collect::<Vec<_>>())
        };
        let is_first = rest.split_whitespace().count() <= usize::from(!rest.ends_with(char::is_whitespace));
        match word {
            "gunakan" => self.quoted(
                rest,
                library::PACKAGES.iter().map(|one| (one.name.to_string(), "paket bawaan".to_string())).collect(),
            ),
            "data" => self.quoted(rest, self.data_files()),
            "paket" | "besaran" | "indikator" | "kelompok" | "tabel" | "umum" | "contoh" | "skenario" | "klaim" => {
                (0, Vec::new())
            }
            "sasaran" | "dasar" | "catatan" if block != Some(Block::Table) => (0, Vec::new()),
            "aturan" | "ganti" if is_first => fixed(&["capaian", "predikat", "konversi"]),
            "arah" => fixed(&["makin tinggi", "makin rendah", "rentang"]),
            "makin" if is_first => fixed(&["tinggi", "rendah"]),
            "wajib" => fixed(&["lengkap"]),
            "abaikan" => fixed(&["yang kosong"]),
            "berlaku" if is_first => fixed(&["mulai", "sampai"]),
            "terima" if is_first => fixed(&[
                "tak terjangkau",
                "jumlah bobot",
                "loncatan",
                "arah terbalik",
                "anggota berbeda",
                "anggota ganda",
            ]),
            "tanpa" if is_first => fixed(&["predikat"]),
            "triwulan" => fixed(&COMBINATIONS.map(Combination::word)),
            "bulat" | "tampil" if block != Some(Block::Table) => {
                fixed(&["biasa", "genap", "pangkas", "ke_atas", "ke_bawah"])
            }
            "satuan" => self.named(rest, self.units(), UNIT),
            "predikat" if is_first && block != Some(Block::Table) => self.named(rest, self.rules(Kind::Band), RULE),
            "capaian" if is_first && matches!(block, Some(Block::Indicator | Block::General)) => {
                self.named(rest, self.rules(Kind::Achievement), RULE)
            }
            "ubah" => {
                let (at, mut found) = self.value(rest);
                found.extend(self.named(rest, self.rules(Kind::Changed), RULE).1);
                (at, found)
            }
            // Behind a title or a message nothing follows.
            _ if words::begins_a_line(word) || !rest.trim().is_empty() => self.value(rest),
            _ => (0, Vec::new()),
        }
    }

    /// A value: names, roles, functions, years in brackets, grades beside their sign.
    fn value(&self, before: &str) -> (usize, Vec<Choice>) {
        let vocabulary = self.vocabulary();
        let (at, found) = vocabulary.value(before);
        let is_name = |text: &str| {
            vocabulary.names.iter().any(|(name, _)| name.trim_start_matches('"') == text.trim_start_matches('"'))
        };
        let choice = |one: Candidate| {
            let (kind, example) = match meanings::of_word(&one.text, false) {
                Some(meaning) if !is_name(&one.text) => (WORD, meaning.example),
                _ => (VALUE, ""),
            };
            Choice { example, ..Choice::new(one.text, one.about, kind) }
        };
        // Inside a text of one's own nothing is proposed.
        let is_text = before.matches('"').count() % 2 == 1
            && found.iter().all(|one| !before[at..].is_empty() && !one.text.starts_with(&before[at..]));
        (at, if is_text { Vec::new() } else { found.into_iter().map(choice).collect() })
    }

    /// The words of the last rules without errors, with names that were given since.
    fn vocabulary(&self) -> Vocabulary {
        let mut vocabulary =
            self.program().map_or_else(Vocabulary::default, |program| Vocabulary::of_rules(program, self.year()));
        vocabulary.years =
            self.view.whole.iter().flat_map(|whole| whole.data.years()).map(|year| year.to_string()).collect();
        vocabulary.years.push("tahun-1".into());
        let known: BTreeSet<String> = vocabulary.names.iter().map(|(name, _)| name.clone()).collect();
        for parsed in self.view.checked.modules() {
            for item in &parsed.module.items {
                let Some(name) = item.name().filter(|_| kind_of(item.block()) == Some(Kind::Value)) else { continue };
                let written = written_name(&name.text);
                if !known.contains(&written) {
                    vocabulary.names.push((written, label(item).unwrap_or_default().to_string()));
                }
            }
        }
        vocabulary
    }

    fn program(&self) -> Option<&Program> {
        let of_data = self.view.whole.as_ref().and_then(|whole| whole.program.as_ref());
        of_data.or_else(|| self.view.checked.program()).or_else(|| self.view.sound.as_ref()?.program())
    }

    fn year(&self) -> i32 {
        let stated = self.program().and_then(|program| program.package.year);
        self.view.whole.as_ref().map(|whole| whole.year).or(stated).unwrap_or(EXAMPLE_YEAR)
    }

    /// The rules of a kind, with their words.
    fn rules(&self, kind: Kind) -> Vec<(String, String)> {
        let items = self.view.checked.modules().flat_map(|parsed| &parsed.module.items);
        let is_meant = |item: &&Item| match kind_of(item.block()) {
            Some(own @ (Kind::Achievement | Kind::Band | Kind::Conversion)) => kind == Kind::Changed || own == kind,
            Some(_) | None => false,
        };
        let said = items.filter(is_meant).filter_map(|item| {
            let about = label(item).unwrap_or_default().to_string();
            Some((item.name()?.text.clone(), about))
        });
        let mut found: Vec<(String, String)> = said.collect();
        found.dedup_by(|one, other| one.0 == other.0);
        found
    }

    fn units(&self) -> Vec<(String, String)> {
        let usual = ["persen", "rupiah", "nilai", "dokumen", "orang"].map(str::to_string);
        let of_rules = self.program().into_iter().flat_map(|program| &program.definitions);
        let of_rules = of_rules.filter_map(|one| one.unit.word().map(str::to_string));
        let all: BTreeSet<String> = usual.into_iter().chain(of_rules).collect();
        all.into_iter().map(|unit| (unit, String::new())).collect()
    }

    fn data_files(&self) -> Vec<(String, String)> {
        self.view.checked.folder.data_names().into_iter().map(|name| (name, "berkas data".to_string())).collect()
    }

    fn named(&self, rest: &str, choices: Vec<(String, String)>, kind: u8) -> (usize, Vec<Choice>) {
        let at = rest.rfind(char::is_whitespace).map_or(0, |at| at + 1);
        let typed = rest[at..].to_lowercase();
        let found = choices.into_iter().filter(|(name, _)| name.to_lowercase().starts_with(&typed));
        (at, found.map(|(name, about)| Choice::new(name, about, kind)).collect())
    }

    /// Names between quotes; where none is open, with it.
    fn quoted(&self, rest: &str, choices: Vec<(String, String)>) -> (usize, Vec<Choice>) {
        let quotes = rest.matches('"').count();
        let at = match quotes {
            0 => rest.len() - rest.trim_start().len(),
            1 => rest.find('"').unwrap_or_default() + 1,
            _ => return (rest.len(), Vec::new()),
        };
        let typed = rest[at..].to_lowercase();
        let found = choices.into_iter().filter(|(name, _)| name.to_lowercase().starts_with(&typed));
        let text = |name: String| if quotes == 0 { format!("\"{name}\"") } else { format!("{name}\"") };
        (at, found.map(|(name, about)| Choice::new(text(name), about, FILE)).collect())
    }
}

const COMBINATIONS: [Combination; 5] =
    [Combination::Sum, Combination::Last, Combination::Mean, Combination::Greatest, Combination::Least];

/// The definition whose lines a place is among: the last that begins above it.
fn item_at<'v>(view: &'v View, offset: usize) -> Option<&'v Item> {
    module(view)?.module.items.iter().rev().find(|item| (item.span.start as usize) < offset)
}

/// Whether a text ends in the middle of a formula.
fn goes_on(above: &str) -> bool {
    let last = above.lines().next_back().unwrap_or_default();
    let last = last.split('#').next().unwrap_or_default().trim_end();
    let is_joined = [" dan", " atau", " maka", " selain itu"].iter().any(|word| last.ends_with(word));
    last.ends_with(['+', '-', '*', '/', '^', '(', ';', '=', '<', '>']) || is_joined
}

/// Whether a `#` outside of a text stands before.
fn is_remark(before: &str) -> bool {
    before.split('"').step_by(2).any(|outside| outside.contains('#'))
}
