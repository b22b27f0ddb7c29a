//! What lines above a header say of the figures below it: `(dalam juta rupiah)`, `Satuan: ribu orang`.

use super::letters::letter_in;
use super::measure::{Said, bracketed, split};
use super::unit_words::{capital, is_currency, is_part, said};
use super::unread::looks_like_unit;
use super::{By, HeaderColumn, Role, ValueKind};
use crate::data::csv::{Row, Sheet};
use crate::data::problem::Stated;
use crate::data::schema::Schema;

/// What lines above a header say, with the headers of money that it counts for.
pub(in crate::data) fn stated(
    (sheet, row): (&Sheet, &Row),
    (said, words): &(Said, String),
    columns: &[HeaderColumn],
) -> Stated {
    let is_it = |column: &HeaderColumn| {
        let is_money = matches!(column.role, Role::Value(_, ValueKind::Money));
        is_money
            && matches!(said.unit.as_deref(), None | Some("rupiah"))
            && column.measure.as_ref().is_some_and(|measure| matches!(measure.by, By::Above(_)))
    };
    let cells = columns.iter().enumerate().filter(|(_, column)| is_it(column));
    let cells = cells.map(|(at, column)| sheet.cell(row, at, &column.name)).collect();
    let of = said.unit.as_deref().unwrap_or("rupiah").to_string();
    Stated { words: words.clone(), unit: said.words.clone(), of, cells }
}

/// What lines above a header say of the figures below it, and the words that say it: `(dalam juta rupiah)`. Only a factor is
/// looked for, of money and of what the rules count: what has no other unit than its own needs none.
pub(in crate::data) fn above(text: &str, knows: &dyn Fn(&str) -> bool) -> Option<(Said, String)> {
    let lines = text.lines().flat_map(|line| line.split([';', '\t', '"']));
    lines.filter_map(|cell| above_in(cell.trim(), knows)).next_back()
}

fn above_in(cell: &str, knows: &dyn Fn(&str) -> bool) -> Option<(Said, String)> {
    let money = |inside: &str| {
        let said = said(inside, &|_| false).filter(|said| said.zeros > 0)?;
        said.unit.as_deref().is_none_or(|unit| unit == "rupiah" || knows(unit)).then_some(said)
    };
    let inside = bracketed(cell).filter_map(|(_, inside)| Some((money(inside)?, inside))).last();
    if let Some((said, inside)) = inside {
        return Some((said, format!("({inside})")));
    }
    let mut outside = cell.to_string();
    for (at, inside) in bracketed(cell) {
        let both = at..at + inside.len() + 2;
        outside.replace_range(both.clone(), &" ".repeat(both.len()));
    }
    let words: Vec<&str> = outside.split_whitespace().collect();
    let from = words.iter().position(|word| matches!(word.to_lowercase().as_str(), "dalam" | "satuan" | "satuan:"));
    let from = from.or((words.len() < 4).then_some(0))?;
    let run = (from + 1..=words.len()).rev().map(|to| words[from..to].join(" "));
    run.filter_map(|run| Some((money(&run)?, run))).next()
}

/// A unit that lines above a header name and that nothing is read in: another currency, thousandths, a letter alone, words
/// that nobody understands.
pub(in crate::data) fn named_above(text: &str) -> Option<String> {
    let other = |inside: &str| {
        let is_other =
            |said: Said| said.zeros > 0 || said.unit.is_some_and(|unit| is_currency(&unit) || is_part(&unit));
        capital(inside.trim()).is_some() || said(inside, &|_| false).map_or_else(|| looks_like_unit(inside), is_other)
    };
    let found = bracketed(text).map(|(_, inside)| inside).filter(|inside| other(inside)).last();
    let lines = || text.lines().flat_map(|line| line.split([';', '\t', '"'])).map(str::trim);
    let leads = |line: &str| ["dalam ", "dlm", "satuan"].iter().any(|lead| line.to_lowercase().starts_with(lead));
    let found = found.map(|inside| format!("({inside})"));
    found.or_else(|| lines().rfind(|line| leads(line) && other(line)).map(str::to_string))
}

/// The unit that a line above a table names, read or not.
pub fn unit_above(text: &str) -> Option<String> {
    above(text, &|_| false).map(|(_, words)| words).or_else(|| named_above(text))
}

/// The factor that a heading names, with its unit: `Pagu (juta rupiah)`.
pub fn factor_of(header: &str) -> Option<Said> {
    let said = split(header, &Schema::default(), false).map(|(_, said)| said).filter(|said| said.zeros > 0);
    let letter = || {
        let (_, letter) = letter_in(header)?;
        Some(Said { zeros: capital(letter)?, unit: Some("rupiah".into()), words: letter.into() })
    };
    said.or_else(letter)
}

/// The factor that a line above or below a table names: `(dalam juta rupiah)`, `Catatan: dalam jutaan rupiah`.
pub fn factor_above(text: &str, knows: &dyn Fn(&str) -> bool) -> Option<Said> {
    let behind = || text.rsplit_once([':', '=', '*', ')']).and_then(|(_, rest)| above(rest, knows));
    above(text, knows).or_else(behind).map(|(said, _)| said)
}
