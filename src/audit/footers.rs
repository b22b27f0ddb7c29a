//! Totals and means below a printed table, under whatever words.

use super::figure::{self, Figure};
use super::lines::{Known, Rows, Speaks};
use super::model::PrintedTable;
use super::naming;
use super::row_keys::RowKeys;
use super::words::tokens;
use crate::number::Exact;
use crate::plan::Op;
use crate::program::Aggregate;

/// What a footer makes of the figures above it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sums {
    Mean,
    Total,
}

/// What the words of a footer say that it is.
pub(super) fn of(label: &str) -> Option<Sums> {
    let words = tokens(label);
    let has = |all: &[&str]| words.iter().any(|word| all.contains(&word.as_str()));
    if has(&["rata", "rerata", "rata2", "mean"]) {
        return Some(Sums::Mean);
    }
    has(&["jumlah", "total"]).then_some(Sums::Total)
}

/// What the rules compute there.
pub(super) fn by_rule(op: &Op) -> Option<Sums> {
    let Op::Aggregate(op) = op else { return None };
    match op.aggregate {
        Aggregate::Sum => Some(Sums::Total),
        Aggregate::Mean | Aggregate::WeightedMean | Aggregate::GeometricMean => Some(Sums::Mean),
        Aggregate::Median | Aggregate::Least | Aggregate::Greatest | Aggregate::Last | Aggregate::Count => None,
        Aggregate::CountIf | Aggregate::Place | Aggregate::Percentile(_) => None,
    }
}

/// Words that name a total of all rows, and no other thing.
const OF_ALL: [&str; 26] = [
    "rata",
    "rerata",
    "rata2",
    "mean",
    "jumlah",
    "total",
    "keseluruhan",
    "seluruh",
    "semua",
    "capaian",
    "kinerja",
    "nilai",
    "persen",
    "iku",
    "indikator",
    "utama",
    "sasaran",
    "strategis",
    "tahun",
    "anggaran",
    "realisasi",
    "akhir",
    "umum",
    "dan",
    "tingkat",
    "dari",
];

/// Whether words are those of a total or mean of all rows.
pub(super) fn is_of_all(label: &str) -> bool {
    of(label).is_some()
        && tokens(label).iter().all(|word| OF_ALL.contains(&word.as_str()) || super::naming::is_year(word))
}

/// Whether a row names another year than that of its figures: `Jumlah Tahun 2023` below those of 2024.
pub(super) fn is_of_other_year(keys: &RowKeys) -> bool {
    let years = keys.words.iter().flat_map(|(_, cell)| tokens(cell)).filter_map(|word| naming::year(&word));
    let years: Vec<i32> = years.collect();
    !years.is_empty() && !years.contains(&keys.year)
}

/// Whether a row is said to be a total where the rules have a mean, or a mean where they have a total: its place says nothing.
pub(super) fn is_other(keys: &RowKeys, known: &Known) -> bool {
    let said = keys.words.iter().find_map(|(_, cell)| of(cell));
    known.is_footer && known.sums.is_some() && said.is_some_and(|said| Some(said) != known.sums)
}

/// Whether a row cannot be what it is said to be: a total below its greatest part, a mean above it.
fn cannot_be(table: &PrintedTable, row: usize, said: Sums, body: &[usize]) -> bool {
    let values = |row: usize, column: usize| -> Vec<Exact> {
        let read = figure::read(table.cell(row, column));
        read.figures().iter().map(|Figure { value, .. }| value.clone()).collect()
    };
    // A figure that can be read in two ways speaks only where both say the same.
    let told = (0..table.header.len()).filter_map(|column| {
        let own = values(row, column);
        let parts: Vec<Vec<Exact>> =
            body.iter().map(|row| values(*row, column)).filter(|values| !values.is_empty()).collect();
        let any_below = parts.iter().flatten().any(|part| *part < Exact::ZERO);
        if own.is_empty() || parts.len() < 2 || any_below {
            return None;
        }
        let least = parts.iter().filter_map(|part| part.iter().min()).max()?;
        let most = parts.iter().flatten().max()?;
        Some(match said {
            Sums::Total => own.iter().all(|own| own < least),
            Sums::Mean => own.iter().all(|own| own > most),
        })
    });
    let told: Vec<bool> = told.collect();
    !told.is_empty() && told.iter().all(|one| *one)
}

/// The only row below all others that is a mean or a total, by other words than those of the rules; one that is said to be
/// the other of the two only where its figures agree, or cannot be that.
pub(super) fn by_label(
    (table, keys): (&PrintedTable, &[RowKeys]),
    known: &[Known],
    rows: &mut Rows,
    taken: &mut [Option<usize>],
    speaks: &Speaks,
) {
    let is_body = |row: &usize| rows.found[*row].is_some_and(|at| !known[at].is_footer);
    let from = (0..keys.len()).rev().find(is_body).map_or(0, |row| row + 1);
    let body: Vec<usize> = (0..keys.len()).filter(is_body).collect();
    let label = |row: usize| keys[row].words.first().map(|(_, cell)| cell.as_str()).filter(|cell| is_of_all(cell));
    let open: Vec<usize> = (from..keys.len())
        .filter(|row| {
            rows.is_open(*row) && !is_of_other_year(&keys[*row]) && keys[*row].has_figures && label(*row).is_some()
        })
        .collect();
    let free: Vec<usize> = (0..known.len()).filter(|at| known[*at].is_footer && taken[*at].is_none()).collect();
    for &at in &free {
        let fits = |row: &usize| label(*row).and_then(of) == known[at].sums;
        let (same, others): (Vec<usize>, Vec<usize>) =
            open.iter().copied().filter(|row| rows.is_open(*row)).partition(fits);
        let is_only = free.iter().filter(|other| known[**other].sums == known[at].sums).count() == 1;
        let agrees = |row: &&usize| {
            let evidence = speaks(**row, at);
            evidence.agree > 0 && evidence.agree == evidence.all
        };
        let found = match same.as_slice() {
            [only] if is_only => Some(*only),
            [..] => same.iter().chain(&others).find(agrees).copied(),
        };
        let is_mislabelled =
            |row: &usize| label(*row).and_then(of).is_some_and(|said| cannot_be(table, *row, said, &body));
        let found = found.or_else(|| match (same.as_slice(), others.as_slice()) {
            ([], [only]) if is_only && is_mislabelled(only) => Some(*only),
            (..) => None,
        });
        if let Some(row) = found {
            rows.guess(row, &keys[row], &known[at]);
            rows.take((row, &keys[row]), at, taken);
            rows.unclear.retain(|one| *one != row);
        }
    }
}

/// The only row below all others that is a grade, by other words than those of the rules.
pub(super) fn by_grade(keys: &[RowKeys], known: &[Known], rows: &mut Rows, taken: &mut [Option<usize>]) {
    let is_body = |row: &usize| rows.found[*row].is_some_and(|at| !known[at].is_footer);
    let from = (0..keys.len()).rev().find(is_body).map_or(0, |row| row + 1);
    let is_free = |at: &usize| known[*at].is_footer && taken[*at].is_none();
    let names_it = |at: &usize| known[*at].names.iter().any(|name| naming::names_grades(name));
    let free: Vec<usize> = (0..known.len()).filter(is_free).filter(names_it).collect();
    let label = |row: usize| match keys[row].words.as_slice() {
        [(_, cell), _, ..] if naming::names_grades(cell) => Some(cell),
        _ => None,
    };
    let open: Vec<usize> = (from..keys.len()).filter(|row| rows.is_open(*row) && label(*row).is_some()).collect();
    if let ([at], [row]) = (free.as_slice(), open.as_slice()) {
        rows.guessed.extend(label(*row).map(|cell| (*row, cell.clone())));
        rows.take((*row, &keys[*row]), *at, taken);
        rows.unclear.retain(|one| one != row);
    }
}
