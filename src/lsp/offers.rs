//! What a line takes: words that begin it, and what stands behind its first word.

use super::choice::{Choice, FILE, RULE, UNIT, VALUE, WORD};
use super::desk::View;
use super::members;
use super::mentions::{Kind, kind_of, label};
use super::operands;
use super::things::module;
use crate::folder::files;
use crate::library::{self, Builtin};
use crate::program::{EXAMPLE_YEAR, Program, Role, written_name};
use crate::source::Sources;
use crate::syntax::ast::{ClauseKind, Combination, Head, Item};
use crate::syntax::is_quote;
use crate::syntax::meanings::{self, Meaning};
use crate::syntax::words::{self, Block};
use crate::syntax::{self, Parsed};
use std::collections::BTreeSet;
use std::path::Path;

/// Clauses that a definition has once.
const ONCE: [&str; 19] = [
    "tahun", "periode", "satuan", "skala", "urutan", "induk", "langkah", "rumus", "target", "sasaran", "arah",
    "capaian", "predikat", "tampil", "berlaku", "anggota", "wajib", "abaikan", "baris",
];

/// Definitions that may replace those of a package that is used.
const REPLACED: [&str; 5] = ["besaran", "indikator", "kelompok", "aturan", "tabel"];

/// A line up to where somebody types.
pub struct Line<'v> {
    pub view: &'v View<'v>,
    /// From its first word on, over several lines where it goes on.
    pub before: &'v str,
    /// The definition that it stands in.
    pub item: Option<&'v Item>,
    /// It is indented.
    pub is_inside: bool,
    /// It replaces what a package gives that is used.
    pub replaces: bool,
    /// What is typed begins it.
    pub begins: bool,
    /// It gives a name to a formula.
    pub is_formula: bool,
    /// The name of the thing or rule that it computes.
    pub own: Option<&'v str>,
    /// What stands behind on the same line as it is written.
    pub rest: &'v str,
    /// Where it begins.
    pub at: usize,
}

impl Line<'_> {
    /// Whether a bracket stands behind the word that is typed: it is that of a function.
    pub fn is_called(&self) -> bool {
        self.called().is_some()
    }

    /// Whether a bracket of years stands behind the word that is typed.
    pub fn has_years(&self) -> bool {
        self.rest.trim_start_matches(|c: char| c.is_alphanumeric() || c == '_').starts_with('[')
    }

    /// The word that stands before such a bracket.
    pub fn called(&self) -> Option<String> {
        let end = self.rest.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(self.rest.len());
        let typed = self.before.trim_end_matches(|c: char| c.is_alphanumeric() || c == '_').len();
        let word = format!("{}{}", &self.before[typed..], &self.rest[..end]);
        self.rest[end..].starts_with('(').then_some(word)
    }

    /// Where the word that is typed begins, and what it may become.
    pub fn choices(&self) -> (usize, Vec<Choice>) {
        if self.begins {
            let mut all = self.beginnings();
            // A line of a claim is a formula, or one of the words that stand beside it.
            if self.block() == Some(Block::Claim) && self.is_inside {
                all.extend(operands::value(self, self.before).1);
            }
            return (0, all);
        }
        let is_name = |c: char| c.is_alphanumeric() || c == '_';
        let word = &self.before[..self.before.find(|c| !is_name(c)).unwrap_or(self.before.len())];
        let rest = &self.before[word.len()..];
        // In a claim `capaian` is asked of a thing, and begins no clause.
        if self.block() == Some(Block::Claim) && Role::from_word(&word.to_lowercase()).is_some() {
            return operands::value(self, self.before);
        }
        // A band begins with a sign, and what follows a colon is a value.
        let (at, found) = match word.is_empty() {
            true => operands::value(self, rest),
            false => self.behind(&word.to_lowercase(), rest),
        };
        (word.len() + at, found)
    }

    /// Words that begin a line: below a definition first those it takes.
    fn beginnings(&self) -> Vec<Choice> {
        let typed = self.before.to_lowercase();
        // Before a line that stands already nobody types its first word.
        if typed.is_empty() && !self.rest.trim().is_empty() {
            return Vec::new();
        }
        // A head among the lines of another definition would take those below it.
        let clauses = self.item.map_or(&[][..], |item| &item.clauses);
        let is_among = clauses.iter().any(|clause| clause.span.start as usize >= self.at);
        let heads = meanings::OF_HEADS.iter().copied().filter(|one| !is_among && self.takes_head(one.word));
        if self.replaces {
            let heads = heads.filter(|one| REPLACED.contains(&one.word) && one.word.starts_with(&typed));
            let heads = heads.map(|one| Choice::new(one.word, one.text, WORD));
            let own = self.replaceable(|block| block == Block::Formula).into_iter();
            let named = own.filter(|(name, _)| name.to_lowercase().starts_with(&typed));
            return heads.chain(named.map(|(name, about)| Choice::new(name, about, VALUE))).collect();
        }
        let stands = |word: &str| {
            let is_other =
                |kind: &ClauseKind| matches!(kind, ClauseKind::Complete(_)) && matches!(word, "wajib" | "abaikan");
            ONCE.contains(&word) && clauses.iter().any(|one| one.kind.word() == word || is_other(&one.kind))
        };
        let own = if self.is_inside { meanings::of_lines(self.item.map(Item::block)) } else { Vec::new() };
        let own = own.into_iter().filter(|one| !stands(one.word));
        let all = own.chain(heads);
        let is_meant = |one: &Meaning| one.word.starts_with(&typed);
        let choice = |one: Meaning| Choice { example: one.example, ..Choice::new(one.word, one.text, WORD) };
        all.filter(is_meant).map(choice).collect()
    }

    /// Whether a definition of this kind may stand in this file.
    fn takes_head(&self, word: &str) -> bool {
        let folder = self.view.document.path.as_deref().and_then(Path::parent).and_then(Path::file_name);
        let is_scenario = folder.is_some_and(|name| name.eq_ignore_ascii_case(files::SCENARIOS));
        let own = self.view.checked.modules().filter(|parsed| parsed.package.is_none());
        let has_title = || own.flat_map(|parsed| &parsed.module.items).any(|item| item.block() == Block::Package);
        match word {
            "skenario" | "ubah" => is_scenario,
            _ if is_scenario => false,
            "paket" => !has_title(),
            _ => true,
        }
    }

    /// What stands behind the first word of a line.
    fn behind(&self, word: &str, rest: &str) -> (usize, Vec<Choice>) {
        let block = self.block();
        let is_first = rest.split_whitespace().count() <= usize::from(!rest.ends_with(char::is_whitespace));
        match word {
            "gunakan" => self.quoted(rest, self.packages()),
            "data" if rest.matches('"').count() < 2 => self.quoted(rest, self.data_files()),
            "data" => phrase(rest, &["angka id", "angka en", "lembar"]),
            "besaran" | "indikator" | "kelompok" | "tabel" if self.replaces && is_first => {
                let of_word = self.replaceable(|block| block.word() == word);
                self.named(rest, of_word, VALUE)
            }
            "aturan" if self.replaces && !is_first => {
                let kind = rest.split_whitespace().next().unwrap_or_default().to_lowercase();
                let is_last = rest.split_whitespace().count() <= 1 + usize::from(!rest.ends_with(char::is_whitespace));
                let rules = self.replaceable(|block| block.word() == format!("aturan {kind}"));
                if is_last { self.named(rest, rules, RULE) } else { (rest.len(), Vec::new()) }
            }
            "paket" | "besaran" | "indikator" | "kelompok" | "tabel" | "umum" | "contoh" | "skenario" | "klaim" => {
                (rest.len(), Vec::new())
            }
            "sasaran" | "dasar" | "catatan" if block != Some(Block::Table) => (rest.len(), Vec::new()),
            "aturan" if is_first => phrase(rest, &["capaian", "predikat", "konversi"]),
            "aturan" => (rest.len(), Vec::new()),
            "arah" => phrase(rest, &["makin tinggi", "makin rendah", "rentang"]),
            "makin" if is_first => phrase(rest, &["tinggi", "rendah"]),
            "rentang" if is_first => phrase(rest, &["makin tinggi", "makin rendah"]),
            "wajib" => phrase(rest, &["lengkap"]),
            "abaikan" => phrase(rest, &["yang kosong"]),
            "berlaku" => phrase(rest, &["mulai", "sampai"]),
            "terima" => phrase(
                rest,
                &["tak terjangkau", "jumlah bobot", "loncatan", "arah terbalik", "anggota berbeda", "anggota ganda"],
            ),
            "tanpa" => phrase(rest, &["predikat"]),
            "triwulan" => {
                let ways = COMBINATIONS.map(Combination::word);
                phrase(rest, &[&ways[..], &["pagu", "serapan"]].concat())
            }
            "bulat" | "tampil" => phrase(rest, &["biasa", "genap", "pangkas", "ke_atas", "ke_bawah"]),
            "tahun" | "periode" | "skala" | "langkah" | "batas" | "urutan" => (rest.len(), Vec::new()),
            "satuan" if is_first => self.named(rest, self.units(), UNIT),
            "predikat" if block != Some(Block::Table) => match is_first {
                true => self.named(rest, self.rules(Kind::Band), RULE),
                false => (rest.len(), Vec::new()),
            },
            "capaian" if matches!(block, Some(Block::Indicator | Block::General)) => match is_first {
                true => self.named(rest, self.rules(Kind::Achievement), RULE),
                false => (rest.len(), Vec::new()),
            },
            "ubah" if is_first => {
                let (at, mut found) = members::names(self, rest);
                found.extend(self.named(rest, self.rules(Kind::Changed), RULE).1);
                (at, found)
            }
            "ubah" => (rest.len(), Vec::new()),
            "induk" if is_first => members::wholes(self, rest),
            "kecuali" if is_first => members::names(self, rest),
            "induk" | "kecuali" => (rest.len(), Vec::new()),
            "anggota" => members::members(self, rest),
            "bobot" => members::weighed(self, rest),
            "urut" => add(operands::value(self, rest), phrase(rest, &["naik", "turun"])),
            "baris" if block == Some(Block::Data) => phrase(rest, &["mulai", "tersembunyi ikut", "tersembunyi tidak"]),
            "kolom" if block == Some(Block::Data) => self.column_of_data(rest),
            // Behind a title or a message nothing follows.
            _ if words::begins_a_line(word) || !rest.trim().is_empty() => operands::value(self, rest),
            _ => (rest.len(), Vec::new()),
        }
    }

    /// `kolom kabupaten "Realisasi Kabupaten" satuan nilai triwulan jumlah`
    fn column_of_data(&self, rest: &str) -> (usize, Vec<Choice>) {
        let last = rest.split_whitespace().rev().nth(usize::from(!rest.ends_with(char::is_whitespace)));
        match last {
            Some("satuan") => self.named(rest, self.units(), UNIT),
            Some("triwulan") => phrase(rest, &COMBINATIONS.map(Combination::word)),
            _ => phrase(rest, &["satuan", "tanpa satuan", "teks", "triwulan"]),
        }
    }

    pub fn block(&self) -> Option<Block> {
        self.item.map(Item::block)
    }

    pub fn program(&self) -> Option<&Program> {
        let of_data = self.view.whole.as_ref().and_then(|whole| whole.program.as_ref());
        Some(of_data.unwrap_or_else(|| self.view.checked.readable()))
    }

    pub fn year(&self) -> i32 {
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
        let mut known = BTreeSet::new();
        said.filter(|(name, _)| known.insert(name.clone())).collect()
    }

    /// What packages give that are used, of some kinds, with its words.
    fn replaceable(&self, is_meant: impl Fn(Block) -> bool) -> Vec<(String, String)> {
        let used = self.view.checked.modules().filter(|parsed| parsed.package.is_some());
        let items = used.flat_map(|parsed| &parsed.module.items).filter(|item| is_meant(item.block()));
        let said = items
            .filter_map(|item| Some((written_name(&item.name()?.text), label(item).unwrap_or_default().to_string())));
        let mut known = BTreeSet::new();
        said.filter(|(name, _)| known.insert(name.clone())).collect()
    }

    fn units(&self) -> Vec<(String, String)> {
        let usual = ["persen", "rupiah", "nilai", "dokumen", "orang"].map(str::to_string);
        let of_rules = self.program().into_iter().flat_map(|program| &program.definitions);
        let of_rules = of_rules.filter_map(|one| one.unit.word().map(str::to_string));
        let all: BTreeSet<String> = usual.into_iter().chain(of_rules).collect();
        // One of several words stands in quotes.
        let is_word = |unit: &str| unit.chars().all(|c| c.is_alphabetic() || c == '_');
        let written = |unit: String| if is_word(&unit) { unit } else { format!("\"{unit}\"") };
        all.into_iter().map(|unit| (written(unit), String::new())).collect()
    }

    /// The packages that are built in, but those that give a name which is given here already: the package itself among them.
    fn packages(&self) -> Vec<(String, String)> {
        let own = self.view.checked.modules().filter(|parsed| parsed.package.is_none());
        let own: Vec<(Option<Kind>, &str)> = own.flat_map(names).collect();
        let source = Sources::default().add_rules("", "");
        let gives = |text: &str| names(&syntax::parse(source, text)).any(|name| own.contains(&name));
        let is_other = |one: &&Builtin| !one.files.iter().any(|(_, text)| gives(text));
        let others = library::PACKAGES.iter().filter(is_other);
        others.map(|one| (one.name.to_string(), "paket bawaan".to_string())).collect()
    }

    fn data_files(&self) -> Vec<(String, String)> {
        let items = self.view.checked.modules().flat_map(|parsed| &parsed.module.items);
        let named = items.filter(|item| {
            item.span.start as usize != self.at
                || Some(item.span.source) != module(self.view).map(|parsed| parsed.module.source)
        });
        let named: BTreeSet<&str> = named
            .filter_map(|item| if let Head::Data { path, .. } = &item.head { Some(&*path.text) } else { None })
            .collect();
        let names = self.view.checked.folder.data_names().into_iter().filter(|name| !named.contains(name.as_str()));
        names.map(|name| (name, "berkas data".to_string())).collect()
    }

    fn named(&self, rest: &str, choices: Vec<(String, String)>, kind: u8) -> (usize, Vec<Choice>) {
        if is_in_text(rest) {
            return (rest.len(), Vec::new());
        }
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
        let choice = |(name, about)| Choice { replaces_text: true, ..Choice::new(text(name), about, FILE) };
        (at, found.map(choice).collect())
    }
}

/// The names that a file gives, each with what it is a name of.
fn names(parsed: &Parsed) -> impl Iterator<Item = (Option<Kind>, &str)> {
    parsed.module.items.iter().filter_map(|item| Some((kind_of(item.block()), item.name()?.text.as_str())))
}

const COMBINATIONS: [Combination; 5] =
    [Combination::Sum, Combination::Last, Combination::Mean, Combination::Greatest, Combination::Least];

/// Fixed words, of which the first may stand already.
pub fn phrase(rest: &str, words: &[&str]) -> (usize, Vec<Choice>) {
    if is_in_text(rest) {
        return (rest.len(), Vec::new());
    }
    let begins = rest
        .char_indices()
        .filter(|(at, c)| !c.is_whitespace() && rest[..*at].chars().next_back().is_none_or(char::is_whitespace));
    let fitting = |at: usize| {
        let typed = rest[at..].split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
        let typed = if rest.ends_with(char::is_whitespace) && !typed.is_empty() { typed + " " } else { typed };
        let found = words.iter().filter(|word| word.starts_with(&typed)).map(|word| Choice::new(*word, "", WORD));
        found.collect::<Vec<_>>()
    };
    let found = begins.map(|(at, _)| (at, fitting(at))).find(|(_, found)| !found.is_empty());
    // Behind a number or a name a new one begins.
    let is_between = rest.is_empty() || rest.ends_with(char::is_whitespace);
    found.unwrap_or_else(|| (rest.len(), if is_between { fitting(rest.len()) } else { Vec::new() }))
}

pub fn is_in_text(before: &str) -> bool {
    before.chars().filter(|c| is_quote(*c)).count() % 2 == 1
}

fn add((at, mut found): (usize, Vec<Choice>), (other, more): (usize, Vec<Choice>)) -> (usize, Vec<Choice>) {
    match found.is_empty() {
        true => (other, more),
        false => {
            found.extend(more.into_iter().filter(|_| at == other));
            (at, found)
        }
    }
}
