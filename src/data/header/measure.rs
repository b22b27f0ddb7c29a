//! The unit of figures in a header: `Pagu (juta rupiah)`, `Target (km)`, `Realisasi %`. It counts as if every number of
//! the column were written with it.

use super::letters::{is_label, labelled, letter, letter_in, letter_of_role};
use super::unit_words::{
    factor_behind, is_alike, is_count, is_currency, is_part, is_part_of_one, is_permil, is_unit, said,
};
use super::unread::{looks_like_unit, may_be_unit, unread_of};
use super::years::{split_year, without_period};
use super::{HeaderColumn, Role, ValueKind, role_of};
use crate::data::csv::{Row, Sheet};
use crate::data::problem::Cell;
use crate::data::row_values::unit_word;
use crate::data::schema::Schema;
use crate::number;
use crate::source::sheet::BELOW;
use std::sync::Arc;

/// A unit, or a factor, or both.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    /// 6 for millions.
    pub zeros: u32,
    /// As rules write it; none if there is only a factor.
    pub unit: Option<Arc<str>>,
    /// All of it: `juta rupiah`.
    pub words: String,
}

/// What a header states about the figures of its column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::data) struct Measure {
    pub said: Said,
    /// The header.
    pub cell: Cell,
    /// The rest of the header.
    pub bare: String,
    /// Whether the rules name it.
    pub is_named: bool,
}

impl Measure {
    /// Whether the figures have the same values without this part of the header.
    pub fn keeps_without_header(&self) -> bool {
        let is_part = is_part(&self.said.words) || self.said.unit.as_deref().is_some_and(is_part);
        self.said.zeros == 0 && !self.said.words.contains(['M', 'T']) && !is_part
    }
}

impl Said {
    /// How many zeros a number in a unit gets; none if the header states another unit.
    pub fn zeros(&self, unit: Option<&str>) -> Option<u32> {
        let counted = unit.and_then(|unit| number::zeros(unit.split_whitespace().next()?));
        match (unit, &self.unit) {
            (Some(unit), _) if unit == self.words => Some(0),
            // Only for percent it matters whether 1 is the whole or a hundredth.
            (_, Some(own)) if is_part_of_one(own) => (unit != Some("persen")).then_some(0),
            // `satuan "juta rupiah"` already counts in millions.
            (_, None) if counted.is_some() => (counted == Some(self.zeros)).then_some(0),
            // No percentage is counted in thousands.
            (Some("persen"), None) if self.zeros > 0 => None,
            // `Target (M)` in rupiah: a factor, or the symbol of the column in formulas.
            (Some("rupiah"), None) if self.zeros == 0 => None,
            (_, None) => Some(self.zeros),
            (Some(unit), Some(own)) => is_alike(unit, own).then_some(self.zeros),
            (None, Some(_)) => None,
        }
    }

    /// What two parts of a header state together: `juta` and `Rp`; none if they contradict each other.
    fn with(&self, other: &Said) -> Option<Said> {
        let (factor, unit) = match (self.zeros, other.zeros) {
            (0, zeros) if zeros > 0 => (other, self),
            (_, 0) => (self, other),
            _ => return None,
        };
        let both = match (&factor.unit, &unit.unit) {
            (Some(one), Some(other)) if one != other => return None,
            (one, other) => one.clone().or_else(|| other.clone()),
        };
        let is_said = factor.unit.is_some() || both.is_none();
        let words = if is_said { factor.words.clone() } else { format!("{} {}", factor.words, unit.words) };
        Some(Said { zeros: factor.zeros, unit: both, words })
    }
}

/// No header has more words; other texts that are tested may have any length.
const MOST_WORDS: usize = 12;

/// A header split into the part about its unit and the rest; none if it has no such part. Only text in brackets counts
/// if the words around it are the office's own.
pub(super) fn split(header: &str, schema: &Schema, in_brackets: bool) -> Option<(String, Said)> {
    let (mut bare, mut said) = split_first(header, schema, in_brackets)?;
    // `dalam Rp (juta)`. In a heading of several rows the lowest counts.
    while !bare.contains(BELOW)
        && let Some((rest, more)) = split_first(&bare, schema, in_brackets)
        && let Some(both) = said.with(&more)
    {
        (bare, said) = (rest, both);
    }
    // `Target ton (000)`.
    if said.zeros > 0
        && said.unit.is_none()
        && let Some((rest, word)) = bare.rsplit_once(' ')
        && let unit = unit_word(word)
        && (is_unit(&unit) || schema.has_unit(&unit))
    {
        let words = format!("{} {word}", said.words);
        return Some((rest.to_string(), Said { unit: Some(unit), words, ..said }));
    }
    Some((bare, said))
}

/// The same for text in brackets only: `A2 (%)`.
pub(in crate::data) fn in_brackets(header: &str, schema: &Schema) -> Option<(String, Said)> {
    split(header, schema, true)
}

fn split_first(header: &str, schema: &Schema, in_brackets: bool) -> Option<(String, Said)> {
    let knows = |unit: &str| schema.has_unit(unit);
    // Words in the lowest row take precedence over brackets above it.
    if let Some((lowest, above)) = header.split_once(BELOW).filter(|(lowest, _)| bracketed(lowest).next().is_none())
        && let Some((words, said)) = bare_words(lowest, &knows).filter(|(_, said)| !in_brackets && said.zeros > 0)
    {
        return Some((format!("{words}{BELOW}{above}"), said));
    }
    for (at, inside) in bracketed(header) {
        let bare = joined(&header[..at], &header[at + inside.len() + 2..]);
        if let Some(said) =
            letter(inside, &bare).or_else(|| said(inside, &knows)).filter(|said| !is_label(inside, said))
        {
            return (!bare.is_empty()).then_some((bare, said));
        }
    }
    if in_brackets { None } else { bare_words(header, &knows).or_else(|| factor_behind(header)) }
}

/// Texts in brackets, each with its position; nested ones come after the enclosing one.
pub(super) fn bracketed(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let opens = text.match_indices(['(', '[', '{']);
    opens.filter_map(move |(at, open)| {
        let closes = match open {
            "(" => ')',
            "[" => ']',
            _ => '}',
        };
        let mut depth = 0_usize;
        for (end, c) in text[at..].char_indices() {
            match c {
                _ if open.starts_with(c) => depth += 1,
                _ if c == closes => depth -= 1,
                _ => {}
            }
            if depth == 0 {
                return Some((at, &text[at + 1..at + end]));
            }
        }
        None
    })
}

/// What the header of a column states, given the role of the column: the rules may name a header that is only a unit,
/// and a letter in brackets is a factor in any column of money. In another it may be the symbol of the column in
/// formulas.
fn of_role(column: &HeaderColumn, schema: &Schema) -> Option<(String, Said)> {
    let in_year = split_year(&column.name).filter(|_| column.year.is_some());
    let header = in_year.as_ref().map_or(&*column.name, |(words, _)| words);
    let role = schema.heading(header).map(|heading| heading.role.to_string());
    let knows = |unit: &str| schema.has_unit(unit);
    let alone = role.filter(|_| !header.contains(BELOW)).and_then(|role| Some((role, said(bare(header), &knows)?)));
    let is_unit = |unit: &str| is_unit(unit) || knows(unit);
    alone.filter(|(_, said)| said.unit.as_deref().is_none_or(is_unit) && !is_label(header, said))
}

/// The same of a header whose year or quarter stands behind its unit: `pagu_juta 2024`.
fn before_period(column: &HeaderColumn, schema: &Schema, in_brackets: bool) -> Option<(String, Said)> {
    let (words, _) = without_period(&column.name, schema, (column.year.is_some(), column.quarter.is_some()))?;
    let (bare, said) = split(&words, schema, in_brackets)?;
    Some((column.name.replacen(&words, &bare, 1), said))
}

/// Whether a header is a quantity below these words: `K` below `Realisasi`. The `%` and `Rp` beside it are other things.
fn is_quantity_below(header: &str, words: &str) -> bool {
    const QUANTITIES: [&str; 14] = [
        "k",
        "kinerja",
        "fisik",
        "volume",
        "vol",
        "nilai",
        "angka",
        "jumlah",
        "jml",
        "absolut",
        "kuantitas",
        "output",
        "keluaran",
        "n",
    ];
    let own = header.split_once(BELOW).filter(|(_, above)| *above == words);
    let own = own.map(|(own, _)| own.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase());
    own.is_some_and(|own| QUANTITIES.contains(&&*own))
}

/// Without the brackets around it.
fn bare(text: &str) -> &str {
    text.trim().trim_start_matches(['(', '[']).trim_end_matches([')', ']'])
}

/// The same without brackets, if the words leave no doubt: `Pagu dalam juta rupiah`, `Realisasi %`.
fn bare_words(header: &str, knows: &dyn Fn(&str) -> bool) -> Option<(String, Said)> {
    let parts: Vec<&str> = header.split(BELOW).collect();
    let is_sure = |said: &Said| {
        let is_clear = |unit: &str| matches!(unit, "rupiah" | "persen") || is_permil(unit) || is_currency(unit);
        said.zeros > 0 || said.unit.as_deref().is_some_and(is_clear)
    };
    let sure = |text: &str| said(text, &|_| false).filter(is_sure);
    // `Target dalam ton`, `Target, ton`: after these any unit is one.
    let led = |before: &str, text: &str| {
        let is_lead = |word: &str| matches!(word.to_lowercase().as_str(), "dalam" | "dlm" | "dlm." | "satuan");
        let is_led = before.ends_with(',') || text.split_whitespace().next().is_some_and(is_lead);
        let is_unit = |said: &Said| said.unit.as_deref().is_some_and(|unit| is_unit(unit) || knows(unit));
        let is_ratio = |said: &Said| said.unit.as_deref().is_some_and(is_part_of_one);
        said(text, knows).filter(|said| (is_led && is_unit(said) || is_ratio(said)) && !is_label(text, said))
    };
    let is_whole = |text: &str| text.matches('(').count() == text.matches(')').count();
    if let [.., _, _] = parts.as_slice() {
        let at = parts.iter().position(|part| sure(part).is_some())?;
        let rest: Vec<&str> =
            parts.iter().enumerate().filter(|(other, _)| *other != at).map(|(_, part)| *part).collect();
        return Some((rest.join(BELOW), sure(parts[at])?));
    }
    let words: Vec<&str> = header.split_whitespace().collect();
    if words.len() > MOST_WORDS {
        return None;
    }
    let stretches = (1..words.len()).flat_map(|from| (from + 1..=words.len()).rev().map(move |to| (from, to)));
    let (from, to, said) = stretches.into_iter().find_map(|(from, to)| {
        let text = words[from..to].join(" ");
        let is_end = to == words.len();
        let found = sure(&text).or_else(|| led(words[from - 1], &text).filter(|_| is_end));
        Some((from, to, found.filter(|_| is_whole(&text))?))
    })?;
    // `dalam 10 juta`, `seratus ribu`: a word before it makes it another factor.
    let before = words[..from].last().filter(|_| said.zeros > 0).map(|word| word.trim_end_matches(','));
    if before.is_some_and(counts) {
        return None;
    }
    Some((joined(&words[..from].join(" "), &words[to..].join(" ")), said))
}

/// Whether a word before a factor is its count. A year is not.
fn counts(word: &str) -> bool {
    let is_number = word.len() < 4 && !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_digit());
    is_number || is_count(&word.to_lowercase())
}

pub(super) fn joined(before: &str, after: &str) -> String {
    let whole = format!("{} {after}", before.trim_end().trim_end_matches([',', ':', '-']));
    let parts = whole.split(BELOW).map(|part| part.split_whitespace().collect::<Vec<_>>().join(" "));
    let parts: Vec<String> = parts.map(|part| part.trim_end_matches([',', ':', '-']).trim_end().to_string()).collect();
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(BELOW)
}

/// Whether a text is only a unit or a factor: `(juta rupiah)`, `(Rp)`.
pub fn is_measure(text: &str) -> bool {
    let bare = bare(text);
    said(bare, &|_| false).is_some_and(|said| !is_label(bare, &said))
}

/// The same, including unknown ones: `(puluh juta)`.
pub fn is_like_measure(text: &str) -> bool {
    is_measure(text) || may_be_unit(bare(text))
}

/// What a text among the words of a heading states about figures: all of it, the text in brackets, or what leaves no
/// doubt.
pub fn measure_in(text: &str, schema: &Schema) -> Option<String> {
    let in_year = split_year(text);
    let text = in_year.as_ref().map_or(text, |(words, _)| words);
    let alone = bare(text);
    let knows = |unit: &str| schema.has_unit(unit);
    let is_sure = |said: &Said| said.unit.as_deref().is_none_or(|unit| is_unit(unit) || knows(unit));
    let whole = said(alone, &knows).filter(|said| !is_label(alone, said) && is_sure(said));
    let said = whole.or_else(|| Some(split(text, schema, false)?.1)).map(|said| said.words);
    let unread = || bracketed(text).map(|(_, inside)| inside).find(|inside| looks_like_unit(inside));
    said.or_else(|| Some(letter_in(text)?.1.to_string())).or_else(|| unread().map(str::to_string))
}

/// The role of a column whose header is known except for the part about its unit.
pub(super) fn role_without(header: &str, schema: &Schema) -> Option<Role> {
    let Some((bare, said)) = split(header, schema, false) else {
        // Figures of a column with an unknown unit are reported, not skipped.
        if let Some(of) = unread_of(header, None, false).filter(|of| of.is_sure) {
            return Some(role_of(&of.bare, schema)).filter(Role::holds_numbers);
        }
        let (bare, _) = labelled(header)?;
        return Some(role_of(&bare, schema)).filter(|role| matches!(role, Role::Value(_, ValueKind::Scaled)));
    };
    // A header named in the rules is that column, whatever the unit: the cells show if it is another one.
    let is_named = || schema.heading(&bare).is_some();
    Some(role_of(&bare, schema)).filter(|role| role.holds_numbers() && (is_named() || fits(role, &said, schema)))
}

/// Whether a column can be in a unit. Targets and realisations in rupiah are money if nothing in the rules is.
fn fits(role: &Role, said: &Said, schema: &Schema) -> bool {
    let is_money = matches!(said.unit.as_deref(), Some("rupiah"));
    match role {
        Role::Value(_, ValueKind::Money) => is_money || said.unit.is_none(),
        Role::Value(_, ValueKind::Scaled) => !is_money || schema.has_unit("rupiah"),
        _ => true,
    }
}

/// Records the units in headers. Of two headers that differ only in it, the plain one counts; if one of them is money
/// and the other a share of it, neither does.
pub(super) fn settle_measures((sheet, row): (&Sheet, &Row), schema: &Schema, columns: &mut [HeaderColumn]) {
    let declared = |column: &HeaderColumn| !schema.headed(&column.name).is_empty();
    let of = |column: &HeaderColumn| {
        of_role(column, schema)
            .or_else(|| split(&column.name, schema, declared(column)))
            .or_else(|| before_period(column, schema, declared(column)))
            .or_else(|| letter_of_role(column).filter(|_| column.role.holds_numbers()))
    };
    let splits: Vec<Option<(String, Said)>> = columns.iter().map(of).collect();
    let in_year = |column: &HeaderColumn| column.year.and_then(|_| split_year(&column.name)).map(|(words, _)| words);
    let is_named = |column: &HeaderColumn| {
        declared(column)
            || schema.heading(&column.name).is_some()
            || in_year(column).is_some_and(|words| schema.heading(&words).is_some())
    };
    let named: Vec<bool> = columns.iter().map(is_named).collect();
    for at in 0..columns.len() {
        let Some((bare, said)) = &splits[at] else { continue };
        if !columns[at].role.holds_numbers() {
            continue;
        }
        let is_same = |other: usize| {
            let (other, own) = (&columns[other], &columns[at]);
            other.role == own.role && (other.year, other.quarter) == (own.year, own.quarter)
        };
        let is_plain = |other: usize| splits[other].is_none() || named[other];
        // `Realisasi (Rp)` and `Realisasi (%)`: money and a share of it. `Realisasi (juta)` is money as well.
        let is_money = |said: &Said| said.unit.as_deref().map(|unit| unit == "rupiah");
        let beside = |other: usize| {
            let differs = |of: &Said| is_money(of).zip(is_money(said)).is_some_and(|(one, other)| one != other);
            splits[other].as_ref().is_some_and(|(words, of)| words == bare && differs(of))
        };
        let others = || (0..columns.len()).filter(|other| *other != at);
        let of_quantity = |other: usize| {
            matches!(said.unit.as_deref(), Some("persen" | "rupiah")) && is_quantity_below(&columns[other].name, bare)
        };
        let role = if named[at] {
            None
        } else if others().any(|other| is_plain(other) && is_same(other)) {
            Some(Role::Unused)
        } else if others().any(beside) || others().any(of_quantity) {
            Some(Role::Value(crate::data::Field::Extra(Arc::clone(&columns[at].name)), ValueKind::Undeclared))
        } else {
            None
        };
        match role {
            Some(role) => columns[at].role = role,
            None => {
                let cell = sheet.cell(row, at, &columns[at].name);
                columns[at].measure =
                    Some(Measure { said: said.clone(), cell, bare: bare.clone(), is_named: named[at] });
            }
        }
    }
}
