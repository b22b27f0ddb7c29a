//! Whether a printed row bears the name of a row of the rules.

use super::evidence::Evidence;
use super::lines::Known;
use super::naming;
use super::row_keys::{RowKeys, is_code};
use super::words::{alike, another, is_short_for, is_turned, says_more, tokens};

/// Two names, of the rules and in print, and how much they are alike.
pub(super) type Pair<'k> = (u32, &'k String, &'k String);

/// Whether two names differ in nothing but the year of their figures.
pub(super) fn is_same((words, own): (&str, i32), (cell, year): (&str, i32)) -> bool {
    naming::without_year(words, own) == naming::without_year(cell, year)
}

/// How alike a name and its initials are: figures have to agree.
const INITIALS: u32 = 85;

/// How alike a name of the rules and a printed one are, whether or not they name the year of their figures.
pub(super) fn near(words: &str, cell: &str, year: i32) -> u32 {
    if is_short_for(cell, words) || is_short_for(words, cell) {
        return INITIALS;
    }
    let plain = alike(words, cell);
    if plain == 100 || !cell.contains(&year.to_string()) {
        return plain;
    }
    plain.max(alike(&naming::without_year(words, year), &naming::without_year(cell, year)))
}

/// Whether a row bears the name of a row of the rules where the rules have it, too.
pub(super) fn has_name(keys: &RowKeys, known: &Known) -> bool {
    let own = |column: usize| known.words.iter().find(|(own, _)| *own == column).map(|(_, words)| words);
    keys.words.iter().any(|(column, cell)| {
        let is_it = |words: &String| is_same((words, known.year), (cell, keys.year));
        known.names.iter().any(is_it) && column.and_then(own).is_some_and(is_it)
    })
}

/// Whether a row says other words than the rules under one of its columns, unlike enough to be another row, or has a code of its
/// own beside that of the rules.
pub(super) fn disagree(keys: &RowKeys, known: &Known) -> bool {
    if has_other_code(keys, &known.code) {
        return true;
    }
    keys.words.iter().any(|(column, cell)| {
        let own = column.and_then(|column| known.words.iter().find(|(own, _)| *own == column));
        own.is_some_and(|(_, words)| !words.is_empty() && near(words, cell, keys.year) < 30)
    })
}

/// Whether a row has a code that begins as one of the rules does and is another: `2.16.02.2.03.99` beside `2.16.02.2.03`.
pub(super) fn has_other_code(keys: &RowKeys, code: &str) -> bool {
    let parts = |code: &str| -> Vec<String> {
        let parts = code.trim_matches('.').split(['.', '-', '/']);
        parts.map(|part| part.trim_start_matches('0').to_string()).collect()
    };
    let is_dotted = |parts: &[String]| {
        let is_number = |part: &String| part.bytes().all(|c| c.is_ascii_digit());
        parts.len() >= 3 && parts.iter().all(is_number)
    };
    let own = parts(code);
    let codes = keys.words.iter().filter(|(_, cell)| is_code(cell)).map(|(_, cell)| parts(cell));
    let mut codes = codes.filter(|cell| is_dotted(cell) && cell[..2] == own[..2]).peekable();
    is_dotted(&own) && codes.peek().is_some() && codes.all(|cell| cell != own)
}

/// What stands under the name of a row in print and in the rules.
pub(super) fn own_name<'k>(keys: &'k RowKeys, known: &'k Known) -> Option<Pair<'k>> {
    let named = known.named?;
    let (_, words) = known.words.iter().find(|(own, _)| *own == named)?;
    let (_, cell) = keys.words.iter().find(|(column, _)| *column == Some(named))?;
    let all = std::iter::once(words).chain(&known.names).map(|words| (near(words, cell, keys.year), words, cell));
    all.max_by_key(|(score, ..)| *score)
}

/// Of what a row says and what the rules call another the two that are most alike: how much, the rules, the row.
pub(super) fn likest<'k>(keys: &'k RowKeys, known: &'k Known) -> Option<Pair<'k>> {
    let has_name = own_name(keys, known).is_some();
    let words = keys.words.iter().filter(|(_, cell)| cell.contains(char::is_alphabetic));
    let pairs = words.flat_map(|(column, cell)| {
        let column = column.filter(|column| !has_name || known.named == Some(*column));
        let under = column.and_then(|column| known.words.iter().find(|(own, _)| *own == column));
        let all = under.map(|(_, words)| words).into_iter().chain(&known.names);
        all.map(move |words| (near(words, cell, keys.year), words, cell))
    });
    pairs.max_by_key(|(score, ..)| *score)
}

/// The words of a row beside those that the rules have in their place.
fn in_place<'k>(keys: &'k RowKeys, known: &'k Known) -> Vec<(&'k String, &'k String)> {
    let under = |column: usize| known.words.iter().find(|(own, _)| *own == column).map(|(_, words)| words);
    let pair = |(column, cell): &'k (Option<usize>, String)| Some(((*column).and_then(under)?, cell));
    keys.words.iter().filter_map(pair).collect()
}

/// The same of names in their place: that of the row, else the two that are most alike.
pub(super) fn in_its_place<'k>(keys: &'k RowKeys, known: &'k Known) -> Option<Pair<'k>> {
    let all = || in_place(keys, known).into_iter().map(|(words, cell)| (near(words, cell, keys.year), words, cell));
    own_name(keys, known).or_else(|| all().max_by_key(|(score, ..)| *score))
}

/// Whether a row is the one of the rules that it may be: of words that are near some figure has to agree, of one word in the
/// place of another figures alone can tell, and with a `tidak` more it is another one.
pub(super) fn is_it(likest: Option<Pair>, year: i32, evidence: Evidence) -> bool {
    match likest {
        None => true,
        // Of another year it is another figure of the same.
        Some((_, words, cell)) if names_other_year(words, cell, year) => evidence.tells(),
        Some((_, words, cell)) if is_turned(words, cell) => false,
        Some((score, words, cell)) if score < 60 || another(words, cell) => evidence.tells(),
        Some((_, words, cell)) if says_more(cell, words) => evidence.bears_more(),
        Some((score, ..)) => score >= NEARLY_EQUAL || evidence.bears(),
    }
}

/// The same of a row that stands in the very place of one of the rules: with words more than its name its target is enough, since
/// the others may follow from one that is misprinted.
pub(super) fn is_there(likest: Option<Pair>, year: i32, evidence: Evidence) -> bool {
    let is_near = likest.is_some_and(|(score, words, cell)| {
        score >= 60 && !another(words, cell) && !names_other_year(words, cell, year)
    });
    is_near && evidence.telling > 0 || is_it(likest, year, evidence)
}

fn names_other_year(words: &str, cell: &str, own: i32) -> bool {
    let years = |text: &str| -> Vec<i32> { tokens(text).iter().filter_map(|word| naming::year(word)).collect() };
    let known = years(words);
    years(cell).iter().any(|year| *year != own && !known.contains(year))
}

/// As near as this a name needs no figure that agrees.
pub(super) const NEARLY_EQUAL: u32 = 90;

/// The name of a row is looked for in so many rows above and below what it may be a part of.
const MOST_NEAR: usize = 30;

/// Whether a row says nothing in the place of the name of a row of the rules, and another near by bears nearly that name: it is what
/// that one is a part of.
pub(super) fn is_whole_of(all: &[RowKeys], row: usize, known: &Known) -> bool {
    if known.named.is_none() || own_name(&all[row], known).is_some() {
        return false;
    }
    let near = row.saturating_sub(MOST_NEAR)..all.len().min(row + MOST_NEAR);
    let own: Vec<Bare> = bare_names(known).collect();
    near.filter(|other| *other != row).any(|other| {
        let keys = &all[other];
        let bears =
            |(_, cell): &(Option<usize>, String)| own.iter().any(|bare| bare.rest == Bare::of(cell, keys.year).rest);
        own_name(keys, known).is_some_and(|(score, ..)| score >= 60) || keys.words.iter().any(bears)
    })
}

/// Words that say what kind of thing a row is, before its name.
const KINDS: [&str; 14] = [
    "program",
    "kegiatan",
    "subkegiatan",
    "sub",
    "tujuan",
    "sasaran",
    "strategis",
    "indikator",
    "kinerja",
    "utama",
    "iku",
    "iki",
    "ikk",
    "ikp",
];

/// A name without what numbers it and says what kind of thing it is: `IKU 2: Nilai SPIP (%)`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Bare {
    kind: String,
    pub rest: String,
}

impl Bare {
    pub fn of(name: &str, year: i32) -> Bare {
        let mut words = tokens(&naming::without_year(name, year));
        if words.len() > 2 && words.last().is_some_and(|last| last == "persen") {
            words.pop();
        }
        let is_number = |word: &String| word.len() <= 2 && word.chars().all(|c| c.is_ascii_digit()) || word.len() == 1;
        let before = words.iter().take_while(|word| is_number(word) || KINDS.contains(&word.as_str())).count();
        let rest = words.split_off(before.min(words.len().saturating_sub(1)));
        words.retain(|word| !is_number(word));
        Bare { kind: words.concat(), rest: rest.join(" ") }
    }

    /// Whether two of the same rest may be one: no programme is its activity.
    pub fn may_be(&self, other: &Bare) -> bool {
        self.kind == other.kind || self.kind.is_empty() || other.kind.is_empty()
    }
}

/// The names of a row of the rules so.
pub(super) fn bare_names(known: &Known) -> impl Iterator<Item = Bare> {
    let own = known.words.iter().filter(|(column, _)| known.named.is_none_or(|named| named == *column));
    own.map(|(_, words)| words).chain(&known.names).map(|words| Bare::of(words, known.year))
}

/// Words that names of offices begin with.
pub(super) const OFFICES: [&str; 13] = [
    "kecamatan",
    "kelurahan",
    "desa",
    "kabupaten",
    "kota",
    "provinsi",
    "dinas",
    "badan",
    "inspektorat",
    "sekretariat",
    "rsud",
    "puskesmas",
    "kementerian",
];

/// The office that a title of a package names: `kecamatan mojoagung` of `LKjIP Kecamatan Mojoagung 2024`.
pub(super) fn office(title: &str) -> Option<String> {
    let words: Vec<String> = tokens(title).into_iter().filter(|word| !naming::is_year(word)).collect();
    let from = words.iter().position(|word| OFFICES.contains(&word.as_str()))?;
    Some(words[from..].join(" "))
}

/// Whether words are the name of an office and nothing else: `Kab. Jombang` is `kabupaten jombang`, and `Kecamatan Mojoagung` the
/// `kecamatan mojoagung kabupaten jombang`.
pub(super) fn is_office(said: &str, office: &str) -> bool {
    let (own, office) = (of_office(said), of_office(office));
    // Another office, or no name at all: `LKjIP Kabupaten Sumberjo Tahun 2024`, `… Edisi 2`.
    let is_end = |word: &String| {
        OFFICES.contains(&word.as_str())
            || matches!(word.as_str(), "tahun" | "ta" | "triwulan" | "semester" | "perubahan" | "edisi")
            || word.bytes().all(|letter| letter.is_ascii_digit())
    };
    let ends = office.get(own.len()).is_none_or(is_end);
    own.len() >= 2 && office.starts_with(&own) && ends
}

/// Whether the name of an office may begin with a word, or behind it.
pub(super) fn may_begin_office(word: &str, office: &str) -> bool {
    of_office(word).first().is_none_or(|first| of_office(office).first() == Some(first))
}

fn of_office(text: &str) -> Vec<String> {
    let mut words = tokens(text);
    words.iter_mut().filter(|word| *word == "kab").for_each(|word| *word = "kabupaten".into());
    words
}
