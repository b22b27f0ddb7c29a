//! What people type for an assumption: `IKM naik 5`, and a value with its unit as it is printed, `TEMUAN = 12 temuan`,
//! `pagu A = Rp5.000.000`.

use super::blocks;
use super::raised;
use super::state::written_name;
use super::statement;
use crate::program::units::Unit;
use crate::program::{Program, Role};
use crate::syntax::is_quote;
use std::ops::Range;

/// `IKM naik 5%`: where the value and the number stand in the line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Moved {
    /// `IKM`
    pub what: Range<usize>,
    /// Whether it rises.
    pub up: bool,
    /// `5%`
    pub by: Range<usize>,
    /// Whether `persen` stands behind the number.
    pub percent: bool,
}

/// The line as the language has it; none where it is that already.
pub fn understood(line: &str, program: &Program, year: i32) -> Option<String> {
    if line.contains('\n') || statement::COMMANDS.iter().any(|(word, _)| begins_with(line, word)) {
        return None;
    }
    let mut quoted = false;
    let parts = line.split(|c: char| {
        quoted ^= is_quote(c);
        c == ';' && !quoted
    });
    let parts: Vec<String> =
        parts.map(|part| bare_number(part, program, year).unwrap_or_else(|| part.into())).collect();
    let joined = parts.join(";");
    (joined != line).then_some(joined)
}

fn begins_with(line: &str, word: &str) -> bool {
    blocks::first_word(line).eq_ignore_ascii_case(word)
}

/// `IKM naik 5`, `target IKM turun 2,5`, `IKM naik 5%`, `TEMUAN naik 2 temuan`, `K naik 5 poin`; none where the line says
/// something else.
pub fn moved(line: &str, program: &Program, year: i32) -> Option<Moved> {
    if line.contains('\n') || statement::COMMANDS.iter().any(|(word, _)| begins_with(line, word)) {
        return None;
    }
    let place = |word: &str| word.as_ptr() as usize - line.as_ptr() as usize;
    let words: Vec<&str> = line.split_whitespace().collect();
    let is_way = |word: &&str| ["naik", "turun"].iter().any(|way| word.eq_ignore_ascii_case(way));
    let at = words.iter().rposition(is_way)?;
    let way = words[at];
    let (first, before) = (words.first()?, words[..at].last()?);
    let what = place(first)..place(before) + before.len();
    program.by_code.get(name_in(&line[what.clone()])?)?;
    // `target AKIP = AKIP[2024] naik 2%` assumes another thing, `A naik 5; B turun 1` two.
    if line[what.clone()].split(is_quote).step_by(2).any(|piece| piece.contains(['=', ';', ','])) {
        return None;
    }
    let is_money = || raised::is_money(&line[what.clone()], program, year);
    let is_currency = |word: &&&str| ["rp", "rp."].iter().any(|known| word.eq_ignore_ascii_case(known)) && is_money();
    let at = at + words.get(at + 1).filter(is_currency).map_or(0, |_| 1);
    let by = *words.get(at + 1)?;
    let by = raised::without_currency(by).filter(|_| is_money()).unwrap_or(by);
    let unit = words[at + 2..].join(" ").to_lowercase();
    let percent = unit == "persen";
    let is_own = |own: Unit| match own.is_percent() {
        true => unit == "poin",
        false => own.word().is_some_and(|own| own.to_lowercase() == unit),
    };
    let of_thing = || unit_of(&line[what.clone()], program, year);
    let fits = unit.is_empty() || !by.ends_with('%') && (percent || of_thing().is_some_and(is_own));
    let number = place(by)..place(by) + by.len();
    let up = way.eq_ignore_ascii_case("naik");
    (fits && is_number(by.strip_suffix('%').unwrap_or(by))).then_some(Moved { what, up, by: number, percent })
}

/// `TEMUAN = 12 temuan`: the unit is that of the thing, so the number says all. `A = n/a` as a cell of the data says it.
fn bare_number(part: &str, program: &Program, year: i32) -> Option<String> {
    let (left, right) = part.split_once('=')?;
    let state = match right.trim().to_lowercase().as_str() {
        "n/a" => "tidak berlaku",
        "-" | "–" | "kosong" => "belum diisi",
        _ => "",
    };
    if !state.is_empty() && program.by_code.contains_key(name_in(left)?) {
        return Some(format!("{left}= {state}"));
    }
    if let Some(number) = raised::money(right).filter(|_| raised::is_money(left, program, year)) {
        return Some(format!("{left}= {number}"));
    }
    let (number, unit) = right.trim().split_once(char::is_whitespace)?;
    let own = unit_of(left, program, year)?.word()?.to_lowercase();
    let same = unit.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase() == own;
    (same && is_number(number)).then(|| format!("{left}= {number}"))
}

/// The unit of `TEMUAN`, of `pagu A`: that of its role whatever the thing, else that of the thing.
pub(super) fn unit_of(left: &str, program: &Program, year: i32) -> Option<Unit> {
    let name = *program.by_code.get(name_in(left)?)?;
    let role = Role::from_word(left.split_whitespace().next().unwrap_or_default());
    role.and_then(Role::own_unit).or_else(|| Some(program.version(name, year)?.unit.clone()))
}

/// The code at the end of `realisasi "7.1"[2023]`.
pub(super) fn name_in(left: &str) -> Option<&str> {
    let left = left.trim();
    let left = if left.ends_with(']') { left.split_once('[')?.0.trim() } else { left };
    let inner = left.trim_end_matches(is_quote);
    if inner.len() < left.len() {
        return inner.rsplit(is_quote).next();
    }
    left.rsplit(char::is_whitespace).next().filter(|name| !name.is_empty() && written_name(name) == *name)
}

pub(super) fn is_number(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_digit())
        && text.chars().all(|c| c.is_ascii_digit() || matches!(c, ',' | '.' | '_'))
}
