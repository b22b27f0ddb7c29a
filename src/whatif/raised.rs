//! Lines that say in words what the language has a sum for: `target AKIP = AKIP[2024] naik 2%`, `rata-rata IKM dan AKIP`;
//! and money as it is printed: `serapan "7.01" = Rp150.000.000`.

use super::phrases::{name_in, unit_of};
use super::said::{is_amount, is_in, thing, way};
use super::session::plain;
use crate::diagnostic::{Code, Diagnostic};
use crate::number;
use crate::program::Program;
use crate::program::units::Unit;
use crate::syntax::functions;
use rust_decimal::Decimal;

/// What people call an aggregate by, beside its own word.
const CALLED: &[(&str, &str)] = &[
    ("rerata", "rata_rata"),
    ("rataan", "rata_rata"),
    ("total", "jumlah"),
    ("tertinggi", "terbesar"),
    ("terendah", "terkecil"),
];
/// The aggregates that two things next to each other may be meant for.
const GATHERED: &[&str] = &["rata_rata", "jumlah", "median", "terbesar", "terkecil"];

/// `target AKIP = AKIP[2024] naik 2%` as the language has it, in every part of the line; none where nothing is moved so.
pub fn raised(line: &str, program: &Program, year: i32) -> Option<String> {
    let parts: Vec<&str> = line.split(';').collect();
    let meant: Vec<Option<String>> = parts.iter().map(|part| raised_part(part, program, year)).collect();
    let whole = || parts.iter().zip(&meant).map(|(typed, meant)| meant.as_deref().unwrap_or(typed));
    meant.iter().any(Option::is_some).then(|| whole().collect::<Vec<_>>().join(";"))
}

fn raised_part(part: &str, program: &Program, year: i32) -> Option<String> {
    let (left, right) = part.split_once('=')?;
    let place = |word: &str| word.as_ptr() as usize - right.as_ptr() as usize;
    let words: Vec<&str> = right.split_whitespace().collect();
    let at = words.iter().rposition(|word| way(word).is_some())?;
    let (up, from) = (way(words[at])?, right[..place(words[at])].trim());
    let (is_share, amount) = match &words[at + 1..] {
        [one] => (one.ends_with('%'), one.trim_end_matches('%')),
        [one, unit] if unit.eq_ignore_ascii_case("persen") => (true, *one),
        [one, unit] if unit.eq_ignore_ascii_case("poin") => (false, *one),
        _ => return None,
    };
    if from.is_empty() || !is_amount(amount) {
        return None;
    }
    let is_thing =
        thing(&from.split_whitespace().collect::<Vec<_>>(), program).is_some_and(|(_, rest)| rest.is_empty());
    let of = if is_thing { from } else { left };
    let is_percent = name_in(of).and_then(|_| unit_of(of, program, year)).is_some_and(|unit| unit.is_percent());
    let from = if is_thing || !from.contains(['+', '-', '*', '/']) { from.to_string() } else { format!("({from})") };
    let sign = if up { '+' } else { '-' };
    Some(match (is_share, is_percent) {
        (true, true) => format!("{left}= {from} {sign} {amount}%"),
        (true, false) => {
            let by = decimal(amount)?;
            let share = if up { Decimal::ONE_HUNDRED + by } else { Decimal::ONE_HUNDRED - by };
            (!share.is_sign_negative())
                .then(|| format!("{left}= {from} * {}%", number::with_comma(share.normalize())))?
        }
        (false, _) => format!("{left}= {from} {sign} {amount}"),
    })
}

fn decimal(text: &str) -> Option<Decimal> {
    number::parse_decimal(&text.replace('_', "").replace(',', ".")).ok()
}

/// `rata-rata IKM dan AKIP`, `total(A, B)`, `rata-rata IKU` of a group.
pub fn gathered(line: &str, program: &Program, year: i32) -> Option<String> {
    let line = line.replace(['(', ')'], " ").replace(", ", " ; ").replace(',', ";").replace(';', " ; ");
    let words: Vec<&str> = line.split_whitespace().collect();
    let named = |count: usize| {
        let said = words.get(..count)?;
        let called = CALLED.iter().find(|(known, _)| count == 1 && said[0].eq_ignore_ascii_case(known));
        let word = called.map(|(_, word)| *word).or_else(|| functions::joined(said))?;
        GATHERED.contains(&word).then_some((word, &words[count..]))
    };
    let (word, rest) = named(2).or_else(|| named(1))?;
    let rest = if rest.first().is_some_and(|first| is_in(&["dari", "antara"], first)) { &rest[1..] } else { rest };
    let mut members = Vec::new();
    for said in rest.split(|word| matches!(*word, ";" | "&") || is_in(&["dan", "serta"], word)) {
        let (one, behind) = thing(said, program)?;
        if !behind.is_empty() {
            return None;
        }
        members.push(one);
    }
    match members.as_slice() {
        [] => None,
        [one] => {
            let version = program.version(*program.by_code.get(&one.name)?, year)?;
            let is_group = version.kind.group().is_some() && one.role.is_none();
            is_group.then(|| format!("{word}(capaian anggota {})", one.written()))
        }
        more => Some(format!("{word}({})", more.iter().map(|one| one.written()).collect::<Vec<_>>().join("; "))),
    }
}

/// `Rp150000000`, `Rp 150.000.000`, `Rp1.500.000,00` as the language has it; none where the points may be anything.
pub fn money(text: &str) -> Option<String> {
    let digits = without_currency(text)?;
    let (whole, part) = digits.split_once(',').map_or((digits, None), |(whole, part)| (whole, Some(part)));
    let groups: Vec<&str> = whole.split('.').collect();
    let is_digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    let in_groups = (1..=3).contains(&groups[0].len()) && groups[1..].iter().all(|group| group.len() == 3);
    // Of `150.000` alone the point may be that of a decimal.
    let is_clear = groups.len() > 2 || part.is_some();
    let fits = groups.len() == 1 || in_groups && is_clear;
    let is_number = groups.iter().all(|group| is_digits(group)) && part.is_none_or(is_digits);
    let part = part.map(|part| part.trim_end_matches('0')).filter(|part| !part.is_empty());
    let part = part.map(|part| format!(",{part}")).unwrap_or_default();
    (fits && is_number).then(|| groups.join("_") + &part)
}

/// The number behind `Rp`.
pub fn without_currency(text: &str) -> Option<&str> {
    let text = text.trim();
    let rest = text.get(2..).filter(|_| text[..2].eq_ignore_ascii_case("rp"))?;
    let rest = rest.strip_prefix('.').unwrap_or(rest).trim_start();
    rest.starts_with(|c: char| c.is_ascii_digit()).then(|| rest.strip_suffix(",-").unwrap_or(rest))
}

/// `pagu A = Rp150.000`, `pagu A = Rp1,5 juta`: what is meant, where money is said and the number is not written out.
pub fn written_out(line: &str, program: &Program, year: i32) -> Option<String> {
    let (left, right) = line.split_once('=')?;
    let said = without_currency(right).filter(|_| is_money(left, program, year))?;
    let (number, many) = said.split_once(char::is_whitespace).unwrap_or((said, ""));
    let groups: Vec<&str> = number.split('.').collect();
    if many.is_empty() {
        let in_groups = groups.len() == 2 && groups.iter().all(|one| one.bytes().all(|b| b.is_ascii_digit()));
        return (in_groups && groups[1].len() == 3).then(|| format!("{left}= {}", groups.join("_")));
    }
    let zeros = number::zeros(&many.trim().to_lowercase())?;
    if groups.len() > 1 {
        // What the points part is told of the number alone.
        return Some(format!("{left}= {number} {}", many.trim()));
    }
    let whole = number::with_zeros(decimal(number)?, zeros)?;
    let is_clear = whole.is_integer();
    let in_groups = number::format(&whole.normalize().to_string(), number::NumberStyle::Indonesian).replace('.', "_");
    is_clear.then(|| format!("{left}= {in_groups}"))
}

/// Whether what stands before an `=` is counted in rupiah.
pub fn is_money(left: &str, program: &Program, year: i32) -> bool {
    unit_of(left, program, year).is_some_and(|unit| unit == Unit::from_word("rupiah"))
}

/// `IKM = Rp50`: money, of what is none.
pub fn no_money(line: &str, program: &Program, year: i32) -> Option<Diagnostic> {
    line.split(';').find_map(|part| {
        let (left, right) = part.split_once('=')?;
        let (right, left) = (right.trim(), left.trim());
        let (number, unit) = (without_currency(right)?, unit_of(left, program, year)?);
        if is_money(left, program, year) {
            return None;
        }
        let own = unit.word().map_or("tidak bersatuan".to_string(), |own| format!("bersatuan {own}"));
        let finding = plain(Code::T0023, format!("\"{right}\" bersatuan rupiah, padahal {left} {own}"));
        Some(finding.advise(format!("bila angkanya memang itu, tulis  {left} = {number}")))
    })
}
