//! Totals and means below a printed table, under whatever words.

use super::exactly;
use super::figure::Figure;
use super::last_part;
use super::lines::{Known, Print, Rows, Speaks};
use super::model::PrintedTable;
use super::naming;
use super::read;
use super::row_keys::RowKeys;
use super::same_row::is_same;
use super::spots::first_words;
use super::words::{folded, tokens};
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
    let said = [(MEANS, Sums::Mean), (TOTALS, Sums::Total)];
    said.into_iter().find(|(all, _)| has(&words, all)).map(|(_, sums)| sums)
}

/// The same of a printed row.
pub(super) fn of_row(table: &PrintedTable, row: usize) -> Option<Sums> {
    of(&first_words(table, row))
}

const MEANS: &[&str] = &["rata", "rerata", "rata2", "mean"];
const TOTALS: &[&str] = &["jumlah", "total", "jml"];

fn has(words: &[String], all: &[&str]) -> bool {
    words.iter().any(|word| all.contains(&word.as_str()))
}

/// Whether words name both, `Rata-rata/Jumlah`: of the rules or in print, such a row may be either.
fn names_both(label: &str) -> bool {
    let words = tokens(label);
    has(&words, MEANS) && has(&words, TOTALS)
}

/// Whether a row of the rules and one in print that say what they are may be one.
fn may_be(keys: &RowKeys, known: &Known, said: Sums) -> bool {
    let is_both =
        known.names.iter().any(|name| names_both(name)) || keys.words.iter().any(|(_, cell)| names_both(cell));
    known.is_footer && (Some(said) == known.sums || is_both)
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
const OF_ALL: [&str; 31] = [
    "jml",
    "grand",
    "rata",
    "rerata",
    "rata2",
    "mean",
    "jumlah",
    "total",
    "keseluruhan",
    "seluruh",
    "seluruhnya",
    "semua",
    "semuanya",
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
    "belanja",
    "realisasi",
    "akhir",
    "umum",
    "dan",
    "tingkat",
    "dari",
];

/// Whether words are those of a total or mean of all rows.
pub(super) fn is_of_all(label: &str) -> bool {
    of(label).is_some() && beyond_all(label).is_empty()
}

/// The words of a total that say of what it is.
pub(crate) fn beyond_all(label: &str) -> Vec<String> {
    let is_of_all = |word: &String| OF_ALL.contains(&word.as_str()) || naming::is_year(word);
    tokens(label).into_iter().filter(|word| !is_of_all(word)).collect()
}

/// `Rata-rata Sasaran 2` as `Rata-rata Sasaran`.
fn without_numbers(label: &str) -> String {
    let is_number = |word: &String| word.chars().all(|c| c.is_ascii_digit() || matches!(c, 'i' | 'v' | 'x'));
    tokens(label).into_iter().filter(|word| !is_number(word)).collect::<Vec<_>>().join(" ")
}

/// The words of a row that are those of a total or mean of all rows, whatever stands beside them.
fn label(keys: &RowKeys) -> Option<&str> {
    keys.words.iter().map(|(_, cell)| cell.as_str()).find(|cell| is_of_all(cell))
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
    known.is_footer && known.sums.is_some() && said.is_some_and(|said| !may_be(keys, known, said))
}

/// Whether a row in the place of a mean or total has words that are of none: its figures have to tell.
pub(super) fn is_named_otherwise(keys: &RowKeys, known: &Known) -> bool {
    let names_it = || keys.words.iter().any(|(_, cell)| is_of_all(cell));
    known.is_footer && !keys.words.is_empty() && (!names_it() || is_of_other_year(keys))
}

/// Whether a row may be a total of all by its words.
pub(super) fn may_be_of_all(keys: &RowKeys, known: &[Known]) -> bool {
    let is_numbered = |cell: &String| of(cell).is_some() && is_of_all(&without_numbers(cell));
    keys.words.iter().any(|(_, cell)| is_numbered(cell)) || known.iter().any(|one| is_called(keys, one))
}

/// Whether a row has the words of a total of the rules.
pub(super) fn is_called(keys: &RowKeys, known: &Known) -> bool {
    let is_it = |cell: &String| known.names.iter().any(|name| is_same((name, known.year), (cell, keys.year)));
    known.is_footer && keys.words.iter().any(|(_, cell)| is_it(cell))
}

/// The words of a row that say that it is a total or a mean, whatever stands beside them: its objective, figures like codes.
fn words(keys: &RowKeys) -> Option<String> {
    keys.words.iter().map(|(_, cell)| cell).find(|cell| of(cell).is_some()).map(|cell| folded(cell))
}

/// Takes the office of the package off the end of what totals are called, where the rules do not have it there: `Rata-rata Kinerja
/// Inspektorat`.
pub(super) fn without_office(keys: &mut [RowKeys], known: &[Known]) {
    let Some(office) = known.iter().find_map(|one| one.office.as_deref()).map(tokens) else { return };
    let ends = |words: &str| -> bool {
        let own = tokens(words);
        own.len() >= office.len().min(2) && office.starts_with(&own)
    };
    let bare = |cell: &str| -> Option<String> {
        let words: Vec<&str> = cell.split_whitespace().collect();
        let from = (1..words.len()).find(|from| ends(&words[*from..].join(" ")))?;
        Some(words[..from].join(" "))
    };
    if known.iter().filter(|one| one.is_footer).flat_map(|one| &one.names).any(|name| bare(name).is_some()) {
        return;
    }
    for (_, cell) in keys.iter_mut().flat_map(|keys| &mut keys.words).filter(|(_, cell)| of(cell).is_some()) {
        *cell = bare(cell).filter(|cell| is_of_all(cell)).unwrap_or_else(|| std::mem::take(cell));
    }
}

/// Rows that have the words of one total wait until those of things are known: `Rata-rata` below each objective and below all. So do
/// those whose words are of nothing else, `Rata-rata Capaian Sasaran`, where several have them.
pub(super) fn wait(keys: &mut [RowKeys], known: &[Known], rows: &Rows) {
    let has_subtotals = known.iter().any(|one| one.is_subtotal);
    let is_of_nothing_else = |keys: &RowKeys| {
        let is_numbered = |cell: &String| of(cell).is_some() && is_of_all(&without_numbers(cell));
        !has_subtotals && keys.words.iter().any(|(_, cell)| is_numbered(cell))
    };
    for total in known.iter().filter(|one| one.is_footer) {
        let is_one = |row: &usize| {
            let keys = &keys[*row];
            rows.is_open(*row) && keys.says && (is_called(keys, total) || is_of_nothing_else(keys))
        };
        let all: Vec<usize> = (0..keys.len()).filter(is_one).collect();
        if all.len() > 1 && !known.iter().any(|one| !one.is_footer && is_of_rows(one, total)) {
            all.into_iter().for_each(|row| keys[row].waits = true);
        }
    }
}

pub(super) fn is_body(rows: &Rows, known: &[Known], row: usize) -> bool {
    rows.found[row].is_some_and(|at| !known[at].is_footer)
}

/// Whether another row further down is said to be the only total of this kind: what stands above it is of a part.
pub(super) fn stands_over_total(keys: &[RowKeys], known: &[Known], rows: &Rows, (row, at): (usize, usize)) -> bool {
    let is_of_kind = |one: &&Known| one.is_footer && one.sums == known[at].sums;
    let is_total = |other: usize| {
        let said = keys[other].words.iter().find_map(|(_, cell)| of(cell));
        let is_it = said.is_some() && said == known[at].sums && keys[other].has_figures;
        is_it && rows.is_open(other) && !is_of_other_year(&keys[other])
    };
    known[at].is_footer && known.iter().filter(is_of_kind).count() == 1 && (row + 1..keys.len()).any(is_total)
}

/// Where the rows below all things begin.
pub(super) fn below(keys: &[RowKeys], known: &[Known], rows: &Rows) -> usize {
    (0..keys.len()).rev().find(|row| is_body(rows, known, *row)).map_or(0, |row| row + 1)
}

/// Whether a row is a total of the things right above it, not of all: rows between things have its words as well, and it is not
/// the last of several below them; or its figures are those of the last part.
pub(super) fn is_of_part((table, keys): Print, known: &[Known], rows: &Rows, (row, at): (usize, usize)) -> bool {
    let own = words(&keys[row]);
    let is_free = |other: usize| rows.is_open(other) || rows.sums.contains(&other);
    let is_alike = |other: &usize| is_free(*other) && keys[*other].has_figures && words(&keys[*other]) == own;
    let from = below(keys, known, rows);
    let all: Vec<usize> = (0..keys.len()).filter(|_| own.is_some()).filter(is_alike).collect();
    // So many stand below each part; of all is one more.
    let between = all.iter().filter(|other| **other < from).copied().collect::<Vec<_>>();
    let of_parts = between.chunk_by(|one, other| one + 1 == *other).map(<[usize]>::len).max().unwrap_or(0);
    let last = all.iter().rev().take_while(|other| **other >= from);
    let is_last = last.clone().count() > of_parts.max(1) && last.clone().next() == Some(&row);
    all.first().is_some_and(|other| *other < from) && !is_last || last_part::is_of_last(table, rows, known, (row, at))
}

/// Whether a row of the rules has the words of a total of theirs.
fn is_of_rows(one: &Known, total: &Known) -> bool {
    one.names.iter().any(|name| total.names.iter().any(|own| folded(own) == folded(name)))
}

/// Whether a row cannot be what it is said to be: a total below its greatest part, a mean above it.
fn cannot_be(table: &PrintedTable, row: usize, said: Sums, body: &[usize]) -> bool {
    let values = |row: usize, column: usize| -> Vec<Exact> {
        let read = read::cell(table.cell(row, column));
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

/// The only row below all others that is a mean or a total, by other words than those of the rules or by theirs where several
/// rows have them; one that is said to be the other of the two only where its figures agree, or cannot be that.
pub(super) fn by_label(
    (table, keys): Print,
    known: &[Known],
    rows: &mut Rows,
    taken: &mut [Option<usize>],
    speaks: &Speaks,
) {
    let body: Vec<usize> = (0..keys.len()).filter(|row| is_body(rows, known, *row)).collect();
    let agrees = |row: usize, at: usize| {
        let evidence = speaks(row, at);
        evidence.agree > 0 && evidence.agree == evidence.all
    };
    // The very words of the rules below one part, or between the things: it is none of all.
    let is_between = |row: usize| body.first().is_some_and(|first| *first < row) && body.last() > Some(&row);
    for at in (0..known.len()).filter(|at| known[*at].is_footer) {
        let is_declared = |row: usize| table.layout.rows.iter().any(|(own, _)| *own == row + 1);
        let of_last = |row: &usize| {
            let is_of_part = is_between(*row) || last_part::is_of_last(table, rows, known, (*row, at));
            is_of_part && !is_declared(*row) && !agrees(*row, at)
        };
        if let Some(row) = taken[at].filter(of_last) {
            (rows.found[row], taken[at]) = (None, None);
        }
    }
    let label = |row: usize| label(&keys[row]);
    let is_total = |row: usize| keys[row].waits || label(row).is_some();
    let is_one =
        |row: &usize| rows.is_open(*row) && !is_of_other_year(&keys[*row]) && keys[*row].has_figures && is_total(*row);
    let open: Vec<usize> = (below(keys, known, rows)..keys.len()).filter(is_one).collect();
    let free: Vec<usize> = (0..known.len()).filter(|at| known[*at].is_footer && taken[*at].is_none()).collect();
    for &at in &free {
        let is_called = |row: &usize| is_called(&keys[*row], &known[at]);
        let fits = |row: &usize| {
            let said = label(*row).and_then(of);
            is_called(row) || said == known[at].sums || said.is_some_and(|said| may_be(&keys[*row], &known[at], said))
        };
        let (same, others): (Vec<usize>, Vec<usize>) =
            open.iter().copied().filter(|row| rows.is_open(*row)).partition(fits);
        let is_only = free.iter().filter(|other| known[**other].sums == known[at].sums).count() == 1;
        let is_of_part = |row: &usize| is_of_part((table, keys), known, rows, (*row, at));
        let whole: Vec<usize> = same.iter().copied().filter(|row| !is_of_part(row)).collect();
        // What is right for its part is so for the whole by chance. The very words of the rules come first.
        let is_right = |row: &usize| {
            agrees(*row, at) && !is_of_part(row) && !last_part::is_of_last(table, rows, known, (*row, at))
        };
        let (called, near): (Vec<usize>, Vec<usize>) = whole.iter().copied().partition(is_called);
        let in_order = || called.iter().chain(&near).chain(&others).copied();
        let by_figures = || {
            let whole = || in_order().find(|row| agrees(*row, at) && whole.contains(row));
            in_order().find(is_right).or_else(whole)
        };
        let found = match whole.as_slice() {
            [only] if is_only || is_called(only) => by_figures().filter(|_| same.len() > 1).or(Some(*only)),
            [first, ..] if whole.iter().all(is_called) => by_figures().or(Some(*first)),
            [..] => by_figures(),
        };
        let is_mislabelled =
            |row: &usize| label(*row).and_then(of).is_some_and(|said| cannot_be(table, *row, said, &body));
        // The only one left, under the word for the other of the two: nearly all of its figures, or what it can be, tell.
        let is_left = |row: &usize| free.len() == 1 && speaks(*row, at).is_most();
        let found = found.or_else(|| match (same.as_slice(), others.as_slice()) {
            ([], [only]) if is_only && !is_of_part(only) && (is_left(only) || is_mislabelled(only)) => Some(*only),
            (..) => None,
        });
        let Some(row) = found else { continue };
        rows.guess(row, &keys[row], &known[at]);
        // Of the only part all is what the total is: both are judged. What else has its words is printed twice,
        // where both have those of the rules.
        let others = whole.iter().copied().filter(|other| *other != row);
        let (same, others): (Vec<usize>, Vec<usize>) =
            others.partition(|other| exactly::is_as_much(table, *other, row));
        let again = others.into_iter().filter(|other| keys[*other].waits && is_called(other) && is_called(&row));
        for row in std::iter::once(row).chain(again) {
            rows.take((row, &keys[row]), at, taken);
            rows.unclear.retain(|one| *one != row);
        }
        same.into_iter().for_each(|row| rows.found[row] = Some(at));
    }
    exactly::again((table, keys), known, rows, taken);
}

/// The only row below all others that is a grade, by other words than those of the rules.
pub(super) fn by_grade(keys: &[RowKeys], known: &[Known], rows: &mut Rows, taken: &mut [Option<usize>]) {
    let from = below(keys, known, rows);
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
