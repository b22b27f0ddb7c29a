//! Headers with a quarter: `Target Triwulan 1`, `Realisasi TW II`, `TW1 target`.

use super::{HeaderColumn, Role, ValueKind};
use crate::calendar::{self, MONTHS, SHORT_MONTHS, SPREADSHEET_MONTHS, printed_year};
use crate::data::Field;
use crate::data::csv::{Row, Sheet};
use crate::data::problem::DataProblem;
use crate::source::sheet::BELOW;

/// The words of a header and its quarter, if it has exactly one.
pub(in crate::data) fn split_quarter(header: &str) -> Option<(String, u8)> {
    let parts: Vec<&str> = header.split(BELOW).collect();
    if parts.len() == 1 {
        return in_words(header);
    }
    let named = |at: &usize| {
        in_words(parts[*at]).filter(|(words, _)| words.is_empty()).map(|(_, quarter)| (*at, *at, quarter, ""))
    };
    // `I` below `Triwulan`, or below `Target Triwulan`.
    let below = |at: &usize| {
        let quarter = calendar::quarter(&parts[*at].trim().to_lowercase())?;
        let over = parts.get(at + 1)?.trim();
        let (words, last) = over.rsplit_once(char::is_whitespace).unwrap_or(("", over));
        is_word(&last.to_lowercase()).then_some((*at, at + 1, quarter, words))
    };
    let found: Vec<(usize, usize, u8, &str)> =
        (0..parts.len()).filter_map(|at| named(&at).or_else(|| below(&at))).collect();
    let [(from, to, quarter, words)] = found.as_slice() else { return None };
    let rest = parts[..*from].iter().chain(std::iter::once(words)).chain(&parts[to + 1..]).copied();
    Some((rest.filter(|part| !part.is_empty()).collect::<Vec<_>>().join(BELOW), *quarter))
}

fn in_words(header: &str) -> Option<(String, u8)> {
    let is_mark = |c: char| c.is_whitespace() || matches!(c, '_' | '(' | ')' | '[' | ']' | ':' | '-' | '/' | '.' | ',');
    let tokens: Vec<&str> = header.split(is_mark).filter(|word| !word.is_empty()).collect();
    let lower: Vec<String> = tokens.iter().map(|word| word.to_lowercase()).collect();
    let mut found = Vec::new();
    for (at, word) in lower.iter().enumerate() {
        if is_word(word) {
            let next = if lower.get(at + 1).is_some_and(|next| next == "ke") { at + 2 } else { at + 1 };
            found.push((at, next, lower.get(next).and_then(|next| calendar::quarter(next))?));
        } else if let Some(quarter) =
            ["triwulan", "tw", "q"].iter().find_map(|short| calendar::quarter(word.strip_prefix(short)?))
        {
            found.push((at, at, quarter));
        }
    }
    let [(from, to, quarter)] = found.as_slice() else { return None };
    let rest = tokens.iter().enumerate().filter(|(at, _)| at < from || at > to).map(|(_, word)| *word);
    Some((rest.collect::<Vec<_>>().join(" "), *quarter))
}

fn is_word(word: &str) -> bool {
    matches!(word, "triwulan" | "tw" | "trw" | "twl" | "triw")
}

/// Whether a header names a part of a year, several years or the end of a plan: nothing else tells the period of its
/// figures.
pub(in crate::data) fn is_of_part(header: &str) -> bool {
    // Months have more spellings than other readers need, and there are many parts of a year: hence a list of words.
    const OTHER_MONTHS: [&str; 4] = ["pebruari", "nopember", "agst", "nop"];
    const PARTS: &str = "semester sem smt smstr bulan bulanan bln akhir renstra rpjmd rpjmn nasional kumulatif kuartal kwartal trib \
        tribulan trwl catur caturwulan cawu minggu mingguan tengah paruh lalu sebelumnya provinsi i ii iii iv";
    let is_part = |word: &String| PARTS.split_whitespace().any(|one| one == word);
    let is_month = |word: &String| {
        let all = MONTHS.iter().chain(&SHORT_MONTHS).chain(SPREADSHEET_MONTHS.as_flattened()).chain(&OTHER_MONTHS);
        all.into_iter().any(|one| one == word)
    };
    let lower = header.to_lowercase();
    let is_until = ["s.d", "s/d", "n-1", "n - 1"].iter().any(|mark| lower.contains(mark));
    // `realisasi 1`.
    let is_count = |word: &String| matches!(word.parse(), Ok(1..=12_u8));
    let words = || header.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_lowercase);
    split_quarter(header).is_some()
        || is_until
        || words().any(|word| is_month(&word) || is_part(&word))
        || words().next_back().is_some_and(|word| is_count(&word))
        || words().filter(|word| printed_year(word).is_some()).count() > 1
}

/// Columns of quarters that do not say which field they hold: nothing of the file is used for these.
pub(super) fn tell_bare_quarters(
    (sheet, row): (&Sheet, &Row),
    (_, in_columns): (bool, bool),
    (columns, problems): (&mut [HeaderColumn], &mut Vec<DataProblem>),
) {
    let is_bare = |column: &HeaderColumn| {
        let is_open = matches!(column.role, Role::Value(_, ValueKind::Undeclared));
        is_open && split_quarter(&column.name).is_some_and(|(words, _)| words.is_empty())
    };
    let bare: Vec<usize> = (0..columns.len()).filter(|at| in_columns && is_bare(&columns[*at])).collect();
    if bare.is_empty() {
        return;
    }
    let has = |field: &Field| {
        let is_it = |column: &HeaderColumn| matches!(&column.role, Role::Value(of, ValueKind::Scaled) if of == field);
        columns.iter().any(|column| column.quarter.is_some() && is_it(column))
    };
    let open = [("realisasi", Field::Value), ("target", Field::Target)].into_iter();
    let words = open.filter(|(_, field)| !has(field)).map(|(word, _)| word).collect();
    let cells = bare.iter().map(|at| sheet.cell(row, *at, &columns[*at].name)).collect();
    bare.iter().for_each(|at| columns[*at].is_told = true);
    problems.push(DataProblem::BareQuarters { cells, words });
}
