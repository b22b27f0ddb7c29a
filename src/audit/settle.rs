//! Printed tables brought under one heading: further headings below the first, in whatever words and order, and years that
//! stand in rows.

use super::figure::Printed;
use super::headings;
use super::model::{LEVELS, PrintedRow, PrintedTable};
use super::naming::{self, Now, Said};
use super::read;
use super::titles::{self, Columns, Titles, Wanted};
use super::words::{alike, folded};
use std::collections::BTreeSet;

/// Brings a table under one heading; `names` are those of the rows of the rules.
pub(super) fn settle(table: &mut PrintedTable, wanted: &[Wanted], names: &BTreeSet<String>, now: Now) {
    let titles = under_one(table, wanted, names, now);
    years_of_parts(table, &titles, now);
    years(table, wanted);
    years_of_names(table, names, now);
}

/// Of rows with one name for several years, `IKM Tahun 2023` and `IKM Tahun 2024`, each is of its own.
fn years_of_names(table: &mut PrintedTable, names: &BTreeSet<String>, now: Now) {
    let named = |row: &PrintedRow| {
        let cell = row.cells.iter().find(|cell| is_words(cell) && !names.contains(&folded(cell)))?;
        let (year, name) = naming::with_year(cell)?;
        let is_known = |other: &String| *other == name || naming::without_year(other, now.year) == name;
        names.iter().any(is_known).then_some((year, name))
    };
    let plain = |row: &PrintedRow| {
        let cell = row.cells.iter().find(|cell| is_words(cell))?;
        Some((now.year, naming::without_year(cell, now.year)))
    };
    let all: Vec<Option<(i32, String)>> = table.rows.iter().map(|row| named(row).or_else(|| plain(row))).collect();
    for at in 0..table.rows.len() {
        let Some((year, name)) = all[at].as_ref().filter(|(year, _)| *year != now.year) else { continue };
        let mut others = all.iter().flatten();
        if others.any(|(other, one)| one == name && other != year) && table.rows[at].year.is_none() {
            table.rows[at].year = Some(*year);
        }
    }
}

/// Rows below further headings in the columns of the first; what has no column there gets one of its own.
/// The titles above the headings.
fn under_one(table: &mut PrintedTable, wanted: &[Wanted], names: &BTreeSet<String>, now: Now) -> Vec<String> {
    let mut titles = vec![table.title.clone().unwrap_or_default()];
    let first = Titles { table: &heading_only(&table.header, table), wanted, now }.by_words();
    let width = table.header.len();
    let figures = figure_columns(table);
    let mut parts: Vec<Vec<usize>> = Vec::new();
    let mut row = 0;
    while row < table.rows.len() {
        let own = headings::at(&table.rows[row..]).filter(|(header, lines)| {
            // Words alone in the first column are no title of those to their right, nor is the name of a row, nor what stands above a
            // whole heading.
            if let [only] = headings::filled(&table.rows[row]).as_slice()
                && (*only == 0
                    || names.contains(&folded(&table.rows[row].cells[*only]))
                    || is_whole_heading(table, row + 1))
            {
                return false;
            }
            let rest = &table.rows[row + lines..];
            let one = &table.rows[row];
            // A row of the rules, or one with a figure, is no line of a heading.
            if one
                .cells
                .iter()
                .any(|cell| headings::begins_as_figure(cell) || names.contains(&folded(cell)) && *lines > 1)
            {
                return false;
            }
            is_heading(table, (header, rest), wanted, names) && (*lines > 1 || headings::is_all_titles(one))
                || headings::is_all_titles(one) && stands_over(&figures, one, rest, names)
        });
        match own {
            Some((header, lines)) => {
                let above = row.checked_sub(1).map(|above| &table.rows[above]);
                let alone = above.and_then(|above| match headings::filled(above).as_slice() {
                    [only] => Some(above.cells[*only].clone()),
                    _ => None,
                });
                titles.push(alone.unwrap_or_default());
                let places = places(table, (&header, width), &first, wanted, now);
                table.rows[row..row + lines].iter_mut().for_each(|row| row.cells = Vec::new());
                row += lines;
                parts.push(places);
            }
            None => {
                let place = &mut table.rows[row];
                place.part = parts.len();
                if let Some(places) = parts.last() {
                    place.cells = ordered(std::mem::take(&mut place.cells), places);
                    place.columns = ordered(std::mem::take(&mut place.columns), places);
                    place.reach = ordered(std::mem::take(&mut place.reach), places);
                    place.until = ordered(std::mem::take(&mut place.until), places);
                }
                row += 1;
            }
        }
    }
    if !parts.is_empty() {
        parts.insert(0, (0..width).collect());
    }
    table.parts = parts;
    titles
}

/// Whether a row has words over all columns that the first heading has a title of.
fn is_whole_heading(table: &PrintedTable, row: usize) -> bool {
    let Some(below) = table.rows.get(row).filter(|row| headings::is_all_titles(row)) else { return false };
    let (titled, filled) = (|at: &usize| !table.header[*at].is_empty(), headings::filled(below));
    filled.len() >= 2 && (0..table.header.len()).filter(titled).all(|at| filled.contains(&at))
}

/// Of two tables with the same rows under titles of two years each is of its own.
fn years_of_parts(table: &mut PrintedTable, titles: &[String], now: Now) {
    let year = |part: usize| match naming::said(&titles[part], now) {
        Said::Year(year) => Some(year),
        Said::Nothing | Said::Apart | Said::Against => None,
    };
    let name = |row: &PrintedRow| row.cells.iter().find(|cell| is_words(cell)).map(|cell| folded(cell));
    let mut names: Vec<BTreeSet<String>> = vec![BTreeSet::new(); titles.len()];
    for row in &table.rows {
        names[row.part].extend(name(row));
    }
    let said: Vec<Option<i32>> = (0..titles.len()).map(year).collect();
    let mut of: Vec<Option<i32>> = vec![None; titles.len()];
    for part in 1..titles.len() {
        let own = &names[part];
        let is_again = |other: &usize| names[*other].intersection(own).count() * 2 >= own.len().max(2);
        let other = (0..part).find(|other| said[*other] != said[part] && is_again(other));
        if let Some(other) = other {
            (of[other], of[part]) = (said[other], said[part]);
        }
    }
    for row in &mut table.rows {
        row.year = of.get(row.part).copied().flatten().or(row.year);
    }
}

/// A table that is only a heading.
fn heading_only(header: &[String], of: &PrintedTable) -> PrintedTable {
    let is_first = header.len() == of.header.len() && header == of.header;
    let layout = if is_first { of.layout.clone() } else { super::model::Layout::default() };
    PrintedTable { header: header.to_vec(), layout, ..PrintedTable::default() }
}

/// The cells of a row below a heading in another order, in that of the first; none where there are none.
fn ordered<T: Clone + Default>(row: Vec<T>, order: &[usize]) -> Vec<T> {
    if row.is_empty() {
        return row;
    }
    let width = order.iter().max().map_or(0, |last| last + 1);
    let mut cells = vec![T::default(); width];
    for (at, cell) in row.into_iter().enumerate() {
        match order.get(at) {
            Some(place) => cells[*place] = cell,
            None => cells.push(cell),
        }
    }
    cells
}

/// Whether words are a heading: at least two titles among them, and most of it.
fn is_heading(
    table: &PrintedTable,
    (header, rest): (&[String], &[PrintedRow]),
    wanted: &[Wanted],
    names: &BTreeSet<String>,
) -> bool {
    let own: Vec<String> = table.header.iter().flat_map(|title| title.split(LEVELS)).map(folded).collect();
    let is_title = |cell: &&String| {
        let mut levels = cell.split(LEVELS);
        let is_known = |level: &str| own.contains(&folded(level));
        let is_near = |level: &str| wanted.iter().any(|one| alike(level, &one.title) >= 80);
        naming::is_title(cell) || levels.any(|level| is_known(level) || is_near(level))
    };
    let filled: Vec<&String> = header.iter().filter(|cell| !cell.is_empty()).collect();
    let titles = filled.iter().filter(|cell| is_title(cell)).count();
    // The words of a row in a table of words: below it stand no figures in their place.
    let places: Vec<usize> = (0..header.len()).filter(|at| !header[*at].is_empty()).collect();
    let is_over = headings::has_figures(rest, &places) || titles == filled.len();
    let named = filled.iter().filter(|cell| names.contains(&folded(cell))).count();
    titles >= 2 && titles * 2 >= filled.len() && is_over && named < titles
}

/// The columns that hold figures.
fn figure_columns(table: &PrintedTable) -> Vec<usize> {
    let is_figure = |cell: &str| matches!(read::cell(cell), Printed::Number(_) | Printed::Torn(_));
    let holds = |column: &usize| {
        let cells: Vec<&str> = (0..table.rows.len()).map(|row| table.cell(row, *column)).collect();
        let is_nothing = |cell: &str| matches!(read::cell(cell), Printed::Blank | Printed::Dash);
        let filled = cells.iter().filter(|cell| !is_nothing(cell)).count();
        let figures = cells.iter().filter(|cell| is_figure(cell)).count();
        figures >= 2 && figures * 2 > filled
    };
    (0..table.header.len()).filter(holds).collect()
}

/// Whether a row has words of its own over every column of figures, and is none that the rules know: a heading in words that
/// nothing else knows.
fn stands_over(columns: &[usize], row: &PrintedRow, rest: &[PrintedRow], names: &BTreeSet<String>) -> bool {
    let filled = headings::filled(row);
    let known = |at: &usize| {
        let cell = folded(&row.cells[*at]);
        names.contains(&cell) || names.iter().any(|name| alike(name, &cell) >= 60)
    };
    let over: Vec<&usize> = columns.iter().filter(|at| filled.contains(at)).collect();
    // `Belum dirilis` in each of them is said of a row.
    let differ = over.iter().any(|at| row.cells[**at] != row.cells[*over[0]]);
    let over = over.len();
    differ
        && over >= 2
        && over + 1 >= columns.len()
        && headings::has_figures(rest, columns)
        && !filled.iter().any(known)
}

/// For each title of a further heading the column that it stands for.
fn places(
    table: &mut PrintedTable,
    (header, width): (&[String], usize),
    first: &Columns,
    wanted: &[Wanted],
    now: Now,
) -> Vec<usize> {
    let own = Titles { table: &heading_only(header, &PrintedTable::default()), wanted, now }.by_words();
    let titles: Vec<String> = table.header.iter().map(|title| folded(title)).collect();
    let mut found: Vec<Option<usize>> = vec![None; header.len()];
    let mut taken = vec![false; table.header.len()];
    let mut take = |at: usize, place: Option<usize>, found: &mut Vec<Option<usize>>| {
        if let Some(place) = place.filter(|place| found[at].is_none() && !taken[*place]) {
            (found[at], taken[place]) = (Some(place), true);
        }
    };
    for at in 0..header.len() {
        let same = |place: &usize| !titles[*place].is_empty() && titles[*place] == folded(&header[at]);
        // Of two alike the one in its place, else the first that is free.
        let equal: Vec<usize> = (0..titles.len()).filter(same).collect();
        let nth = (0..at).filter(|before| folded(&header[*before]) == folded(&header[at])).count();
        take(at, equal.get(nth).copied(), &mut found);
    }
    for (at, own) in own.iter().enumerate() {
        let of = own.map(|(of, _)| of);
        let same = |place: &usize| of.is_some() && first.get(*place).copied().flatten().map(|(of, _)| of) == of;
        take(at, (0..width).find(same), &mut found);
    }
    for (at, title) in header.iter().enumerate() {
        take(at, (title.is_empty() && at < width).then_some(at), &mut found);
    }
    let places = found.into_iter().enumerate().map(|(at, place)| {
        place.unwrap_or_else(|| {
            table.header.push(header[at].clone());
            table.header.len() - 1
        })
    });
    places.collect()
}

/// Gives rows the year that they name, in a column or in a row of its own above them.
fn years(table: &mut PrintedTable, wanted: &[Wanted]) {
    let column = year_column(table, wanted);
    let mut above: Option<i32> = None;
    let mut words: Vec<String> = Vec::new();
    for row in 0..table.rows.len() {
        let filled = headings::filled(&table.rows[row]);
        let is_counting = |at: &usize| table.header.get(*at).is_none_or(|title| titles::is_counting(title));
        let told: Vec<usize> = filled.iter().copied().filter(|at| filled.len() == 1 || !is_counting(at)).collect();
        if let [only] = told.as_slice()
            && let Some(year) = naming::only_year(&table.rows[row].cells[*only])
        {
            above = Some(year);
            continue;
        }
        let Some(column) = column else {
            table.rows[row].year = above.or(table.rows[row].year);
            continue;
        };
        let own = naming::only_year(table.cell(row, column));
        // Merged over several years its name stands once.
        let name = words.iter().position(|word| !word.is_empty());
        let lacks_name = name.is_some_and(|at| table.cell(row, at).is_empty());
        if own.is_some() && lacks_name {
            let cells = &mut table.rows[row].cells;
            let until = cells.iter().position(|cell| starts_figures(cell)).unwrap_or(0).max(name.unwrap_or(0) + 1);
            for (cell, word) in cells.iter_mut().zip(&words).take(until).filter(|(cell, _)| cell.trim().is_empty()) {
                cell.clone_from(word);
            }
        } else if own.is_some() {
            let cells = table.rows[row].cells.iter();
            words = cells.map(|cell| if is_words(cell) { cell.clone() } else { String::new() }).collect();
        }
        above = own.or(above);
        table.rows[row].year = above;
    }
}

fn is_words(cell: &str) -> bool {
    matches!(read::cell(cell), Printed::Words(_)) && cell.chars().filter(|c| c.is_alphabetic()).count() >= 3
}

/// Whether a cell holds a figure that is no year.
fn starts_figures(cell: &str) -> bool {
    matches!(read::cell(cell), Printed::Number(_)) && naming::only_year(cell).is_none()
}

/// Whether a title is that of a column of years.
pub(super) fn is_of_years(title: &str) -> bool {
    matches!(folded(title).as_str(), "tahun" | "thn" | "tahun anggaran" | "ta")
}

/// The column that says of each row which year it is of.
fn year_column(table: &PrintedTable, wanted: &[Wanted]) -> Option<usize> {
    let is_known = |title: &String| wanted.iter().any(|one| folded(&one.title) == folded(title));
    let holds = |column: &usize| {
        // What stands alone in a row is a note.
        let rows = (0..table.rows.len()).filter(|row| headings::filled(&table.rows[*row]).len() > 1);
        let cells: Vec<&str> = rows.map(|row| table.cell(row, *column)).collect();
        let mut filled = cells.into_iter().filter(|cell| !cell.is_empty()).peekable();
        filled.peek().is_some() && filled.all(|cell| naming::only_year(cell).is_some())
    };
    let titled = (0..table.header.len()).filter(|at| is_of_years(&table.header[*at]) && !is_known(&table.header[*at]));
    titled.into_iter().find(holds)
}
