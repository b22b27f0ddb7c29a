//! What of a printed table was passed over, or taken for something of another title or name.

use super::figure::Printed;
use super::held::Held;
use super::lines::Rows;
use super::model::PrintedTable;
use super::remark::Remark;
use super::row_keys::is_numbered;
use super::settle;
use super::sheet::Sheet;
use super::spots::{Laid, Spot, first_words, who};
use super::spread::Spread;
use super::titles::{self, Columns, Sure};
use super::weigh;
use super::words::tokens;
use super::world::{Position, World};
use crate::program::Role;
use std::collections::{BTreeMap, BTreeSet};

/// What is to be said of columns and rows.
pub(super) fn remark(
    held: &Held,
    (columns, unknown): (&Columns, Vec<String>),
    rows: &[Rows],
    (left, exchanged): (&[Spread], &[usize]),
    laid: &mut Laid,
) {
    let Held { sheet, wanted, .. } = *held;
    let table = sheet.table;
    let file = || table.file.clone();
    for (place, title) in table.header.iter().enumerate() {
        match columns[place] {
            Some((_, Sure::Certain)) => {}
            // That is a finding.
            Some(_) if exchanged.contains(&place) => {}
            // The same words, of which something made it doubtful whether they are the same column.
            Some((of, Sure::Near)) if super::words::folded(title) == super::words::folded(&wanted[of].title) => {}
            Some((of, sure)) => laid.remarks.push(Remark::NearColumn {
                file: file(),
                title: title.clone(),
                of: wanted[of].title.clone(),
                by_figures: sure == Sure::Guessed,
            }),
            None if table.layout.columns.iter().any(|(at, _)| *at == place + 1) => {}
            None if left.iter().any(|one| one.column == place) => {}
            None if is_silent(table, place) => {}
            None => laid.remarks.extend(unknown_column(held, columns, rows, place)),
        }
    }
    let beyond = held.judgeable().filter(|(_, column)| *column >= table.header.len());
    let cells: Vec<(usize, usize, String)> =
        beyond.map(|(row, column)| (row + 1, column + 1, table.cell(row, column).to_string())).collect();
    laid.remarks.extend((!cells.is_empty()).then(|| Remark::Beyond { file: file(), cells }));
    laid.remarks.extend(left.iter().map(|one| Remark::OfSeveral {
        file: file(),
        column: one.column + 1,
        below: table.below(one.column),
        rows: one.among.iter().flatten().map(|row| row + 1).collect(),
        title: table.header[one.column].clone(),
        of: wanted[one.of].text.clone(),
        is_sure: one.is_sure,
    }));
    laid.remarks.extend(unknown.into_iter().map(|line| Remark::UnknownLine { file: file(), line }));
    let unknown = rows.first().map(|rows| rows.unknown.clone()).unwrap_or_default();
    laid.remarks.extend(unknown.into_iter().map(|line| Remark::UnknownLine { file: file(), line }));
    let again: BTreeSet<usize> = rows.iter().flat_map(|rows| rows.again.iter().map(|(own, _)| *own)).collect();
    let nothing: BTreeSet<usize> = rows.iter().flat_map(|rows| rows.nothing.iter().copied()).collect();
    let torn: BTreeSet<usize> = rows.iter().flat_map(|rows| rows.unclear.iter().copied()).collect();
    let sums: BTreeSet<usize> = rows.iter().flat_map(|rows| rows.sums.iter().copied()).collect();
    for row in 0..table.rows.len() {
        let is_found = rows.iter().any(|rows| rows.found[row].is_some());
        let (is_again, is_nothing) = (again.contains(&row), nothing.contains(&row));
        let has_figures = (0..table.header.len())
            .any(|column| columns.get(column).is_some_and(|one| one.is_some()) && held.is_judgeable(row, column));
        if is_found || is_again || is_nothing || !has_figures {
            continue;
        }
        let is_sum = sums.contains(&row);
        let unclear = torn.contains(&row);
        let words = name_of(held, columns, row);
        laid.remarks.push(Remark::UnknownRow { file: file(), row: row + 1, words, unclear, is_sum });
    }
}

/// What is to be said of a column with figures that is none of the rules'.
pub(super) fn unknown_column(held: &Held, columns: &Columns, rows: &[Rows], place: usize) -> Option<Remark> {
    let Held { sheet, wanted, .. } = *held;
    let table = sheet.table;
    let title = &table.header[place];
    let figures = (0..table.rows.len()).filter(|row| held.is_judgeable(*row, place)).count();
    // Of one that only a further heading has a reader counts there.
    let at = table.below(place).map_or(place + 1, |(_, at)| at);
    let words = if title.trim().is_empty() { format!("ke-{at}, tanpa judul") } else { title.clone() };
    let instead = instead(held, columns, place);
    let own = instead.iter().map(|(of, _)| &wanted[*of]);
    let holds: Vec<_> = own.chain(weigh::readings(held, rows, columns, place)).collect();
    (figures > 0).then(|| Remark::UnknownColumn {
        file: table.file.clone(),
        column: place + 1,
        below: table.below(place),
        title: words,
        twin: table.header.iter().filter(|other| *other == title).count() > 1,
        instead: instead.map(|(_, title)| title),
        figures,
        may_be: holds.iter().map(|one| one.title.clone()).collect(),
        holds: holds.iter().map(|one| one.text.clone()).collect(),
    })
}

/// The column of the rules whose very title a printed one has, and the other printed one that was read in its place.
fn instead(held: &Held, columns: &Columns, place: usize) -> Option<(usize, String)> {
    let is_named = |of: &usize| held.wanted[*of].numeric && held.titles.is_named(place, *of);
    let of = (0..held.wanted.len()).find(is_named)?;
    let is_it = |other: &usize| {
        columns[*other].is_some_and(|(own, _)| own == of) && held.sheet.table.stand_together(place, *other)
    };
    let other = (0..columns.len()).find(is_it)?;
    Some((of, held.sheet.table.header[other].clone()))
}

/// Rows that were taken for one of nearly the same name.
pub(super) fn near_rows(
    world: &World,
    table: &PrintedTable,
    (index, block): (usize, usize),
    rows: &Rows,
    laid: &mut Laid,
) {
    let planned = &world.plan().tables[index];
    for (row, words) in &rows.guessed {
        let Some(at) = rows.found[*row] else { continue };
        let position = match at.checked_sub(planned.blocks[block].rows.len()) {
            Some(footer) => Position::Footer(index, footer, 0),
            None => Position::Body(index, block, at, 0),
        };
        let of = who(world, planned, position);
        let (file, row, words) = (table.file.clone(), row + 1, words.clone());
        laid.remarks.push(Remark::NearRow { file, row, words, of });
    }
}

/// Rows whose figures are of a year of which the rules have none.
pub(super) fn other_years(
    held: &Held,
    columns: &Columns,
    rows: &[Rows],
    counted: &BTreeMap<(usize, usize), Spot>,
) -> Vec<Remark> {
    let table = held.sheet.table;
    let is_open = |row: &usize| {
        let has_spot = counted.range((*row, 0)..(row + 1, 0)).any(|((_, column), spot)| {
            matches!(spot.printed, Printed::Number(_))
                && columns[*column].is_some_and(|(of, _)| held.wanted[of].numeric)
        });
        let has_figures = (0..columns.len())
            .any(|column| columns[column].is_some() && matches!(held.sheet.cell(*row, column), Printed::Number(_)));
        has_figures && !has_spot && rows.iter().any(|rows| rows.found[*row].is_some())
    };
    let of_year = (0..table.rows.len()).filter_map(|row| Some((row, table.rows[row].year?)));
    let open = of_year.filter(|(row, year)| *year != held.titles.now.year && is_open(row));
    let told = open.map(|(row, year)| {
        let (file, words) = (table.file.clone(), name_of(held, columns, row));
        Remark::OtherYear { file, row: row + 1, words, year }
    });
    told.collect()
}

/// What a printed row is called: by its own name before what it is a part of.
fn name_of(held: &Held, columns: &Columns, row: usize) -> String {
    let table = held.sheet.table;
    let is_label = |column: &usize| {
        columns[*column].is_some_and(|(of, _)| held.wanted[of].role == Some(Role::Label))
            && table.cell(row, *column).chars().filter(|c| c.is_alphabetic()).count() >= 3
    };
    let own = (0..columns.len()).find(is_label);
    own.map_or_else(|| first_words(table, row), |column| table.cell(row, column).to_string())
}

/// How many figures a table has that is held against none of the rules.
pub(super) fn figures(table: &PrintedTable) -> usize {
    let is_own = |(row, column): &(usize, usize)| !is_numbered(table.cell(*row, *column)) && !is_silent(table, *column);
    Sheet::new(table).figures().filter(is_own).count()
}

/// Whether a column holds running numbers, codes, or the years that its rows are of: figures of no one.
pub(super) fn is_silent(table: &PrintedTable, column: usize) -> bool {
    let title = table.header.get(column).map_or("", String::as_str);
    let words = tokens(title);
    let is_of_codes = |word: &String| matches!(word.as_str(), "kode" | "kodering" | "rekening");
    words.first().is_some_and(is_of_codes)
        || titles::is_counting(title) && (!title.trim().is_empty() || counts_rows(table, column))
        || settle::is_of_years(title) && table.rows.iter().any(|row| row.year.is_some())
}

/// Whether a column without a title holds running numbers: each the one above and 1, wherever some are left out.
fn counts_rows(table: &PrintedTable, column: usize) -> bool {
    let cells = (0..table.rows.len()).map(|row| table.cell(row, column).trim_matches(['.', ')', '(', ' ']));
    let numbers: Vec<Option<u32>> = cells.filter(|cell| !cell.is_empty()).map(|cell| cell.parse().ok()).collect();
    // A `1` alone is no counting, where it does not begin its row.
    (numbers.len() > 1 || column == 0)
        && numbers.iter().enumerate().all(|(at, number)| *number == u32::try_from(at + 1).ok())
}
