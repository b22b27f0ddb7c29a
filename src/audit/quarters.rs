//! Quarters and halves of a year as titles write them.

use super::case::Case;
use super::figure::Figure;
use super::spots::Spot;
use super::words::{alike, tokens};
use crate::calendar;
use crate::data::{Content, Field, Key};
use crate::number::Exact;
use crate::program::{NameId, Role, When};

/// Words with each part of a year as one: `triwulan1` for `TW I`, `Tw.I`, `TW1`, `triwulan ke-1`, `Triwulan Pertama`.
pub(super) fn joined(words: Vec<String>) -> Vec<String> {
    if !words.iter().any(|word| word.starts_with(['t', 'k', 's', 'q'])) {
        return words;
    }
    let mut all: Vec<String> = Vec::with_capacity(words.len());
    let mut at = 0;
    while let Some(word) = words.get(at) {
        at += 1;
        let behind = at + usize::from(words.get(at).is_some_and(|next| next == "ke"));
        let parted =
            part_of_year(word).and_then(|part| Some((part, words.get(behind).and_then(|next| counted(next))?)));
        if let Some((part, number)) = parted {
            at = behind + 1;
            all.push(format!("{part}{number}"));
        } else if let Some((part, number)) = in_one(word) {
            all.push(format!("{part}{number}"));
        } else {
            all.push(word.clone());
        }
    }
    all
}

/// `triwulan`, `semester`, as offices write them.
fn part_of_year(word: &str) -> Option<&'static str> {
    match word {
        "triwulan" | "tw" | "twl" | "trw" | "triw" | "kuartal" | "kwartal" | "quarter" => Some("triwulan"),
        "semester" | "smt" | "sem" => Some("semester"),
        _ => None,
    }
}

/// `tw1`, `twiv`, `q4`
fn in_one(word: &str) -> Option<(&'static str, u8)> {
    let of = |prefix: &str| calendar::quarter(word.strip_prefix(prefix)?);
    let number = ["triwulan", "tw"].into_iter().find_map(of);
    let number = number.or_else(|| of("q").filter(|_| word.ends_with(|c: char| c.is_ascii_digit())));
    number.map(|number| ("triwulan", number))
}

/// A number of a part of a year: `1`, `I`, `pertama`, `satu`.
fn counted(word: &str) -> Option<u8> {
    const WORDS: [&[&str]; 4] =
        [&["pertama", "kesatu", "satu"], &["kedua", "dua"], &["ketiga", "tiga"], &["keempat", "empat"]];
    let by_word = || (1..).zip(WORDS).find(|(_, words)| words.contains(&word)).map(|(number, _)| number);
    calendar::quarter(word).or_else(by_word)
}

/// The parts of a year that a text names: `triwulan1`.
fn parts_of_year(text: &str) -> Vec<String> {
    tokens(text).into_iter().filter(|word| is_part_of_year(word)).collect()
}

/// Whether a word is one of them.
pub(super) fn is_part_of_year(word: &str) -> bool {
    ["triwulan", "semester"].iter().any(|part| word.strip_prefix(part).is_some_and(|number| number.len() == 1))
}

/// Whether two titles that speak of no single year speak of the same time: of the same quarters, each alone or up to it.
pub(super) fn is_same_time(one: &str, other: &str) -> bool {
    let (own, others) = (parts_of_year(one), parts_of_year(other));
    match own.is_empty() || others.is_empty() {
        true => alike(one, other) >= 80,
        false => own == others && is_until(one) == is_until(other),
    }
}

/// Whether two titles speak of the same quarter, whether alone or up to it: which of both a printed one means its figures tell.
pub(super) fn are_of_one(one: &str, other: &str) -> bool {
    let (own, others) = (parts_of_year(one), parts_of_year(other));
    !own.is_empty() && own == others
}

/// Whether a title says that its figures count from the beginning of the year.
fn is_until(text: &str) -> bool {
    let words = tokens(text);
    words.iter().any(|word| matches!(word.as_str(), "sampai" | "sd" | "hingga" | "kumulatif" | "akumulasi"))
        || words.windows(2).any(|pair| pair[0] == "s" && pair[1] == "d")
}

/// What the data have for a quarter alone.
pub(super) fn of_data(case: &Case, (name, role, when): (NameId, Role, When)) -> Option<Exact> {
    let field = [
        (Role::Value, Field::Value),
        (Role::Main, Field::Value),
        (Role::Target, Field::Target),
        (Role::Budget, Field::Budget),
        (Role::Spent, Field::Spent),
    ];
    let (_, field) = field.into_iter().find(|(own, _)| *own == role)?;
    when.quarter?;
    let code = case.world.program().code(name).into();
    let key = Key { code, field, year: when.year, quarter: when.quarter };
    let Content::Number(value) = case.world.results.data.get(0, &key)?.content else { return None };
    Some(value.into())
}

/// Whether a figure is that of its quarter alone, where the rules add up what came before, and its title does not say that: reports
/// print either.
pub(super) fn is_alone(case: &Case, spot: &Spot, figures: &[Figure]) -> bool {
    let title = case.printed[spot.table].header.get(spot.column).map_or("", String::as_str);
    let own = || of_data(case, case.world.role(spot.cell.slot)?);
    !is_until(title) && own().is_some_and(|own| figures.iter().any(|figure| figure.is(&own)))
}
