//! Headings of printed tables: of several lines, with merged cells, under a title, again further down.

use super::figure::Printed;
use super::marks;
use super::model::{LEVELS, PrintedRow, PrintedTable};
use super::naming;
use super::read;
use super::titles;
use super::words::folded;

/// A heading has at most so many lines below its first.
const MOST_LINES: usize = 4;

/// The figures below a heading are looked for in so many rows.
const MOST_ROWS: usize = 8;

/// Whether a cell may be part of a heading: words, a year, `(%)`; `N/A` stands in the place of a figure.
fn is_title(cell: &str) -> bool {
    naming::is_year(cell) || !cell.is_empty() && !starts_as_figure(cell) && !read::is_nothing(cell)
}

fn starts_as_figure(cell: &str) -> bool {
    let tidy = marks::tidy(cell);
    let bare = tidy.trim_start_matches(|c: char| matches!(c, '(' | '-' | '−') || marks::is_plain(c));
    // `naik 3,32` is a figure, `Peningkatan 2023–2024` a title.
    let is_year = |rest: &str| rest.split(|c: char| !c.is_ascii_digit()).next().is_some_and(naming::is_year);
    let bare = marks::way_before(bare).filter(|(_, rest)| !is_year(rest)).map_or(bare, |(_, rest)| rest);
    bare.starts_with(|c: char| c.is_ascii_digit()) || cell.chars().all(|c| matches!(c, '-' | '–' | '.' | '…'))
}

/// The places of the cells that are not blank.
pub(super) fn filled(row: &PrintedRow) -> Vec<usize> {
    (0..row.cells.len()).filter(|at| !row.cells[*at].trim().is_empty()).collect()
}

/// Whether a row holds nothing but what may stand in a heading.
pub(super) fn is_all_titles(row: &PrintedRow) -> bool {
    let filled = filled(row);
    !filled.is_empty() && filled.iter().all(|at| is_title(row.cells[*at].trim()))
}

/// Takes the heading off the rows of a table that was read, and the title above it.
pub(super) fn lift(table: &mut PrintedTable) {
    let mut from = 0;
    while let Some(title) = title_above(&table.rows[from..]) {
        match naming::only_year(&title) {
            Some(year) => table.rows.iter_mut().for_each(|row| row.year = Some(year)),
            None => table.title = table.title.take().or(Some(title)),
        }
        from += 1;
    }
    let Some((header, lines)) = at(&table.rows[from..]) else { return };
    table.header = header;
    table.rows.drain(..from + lines);
}

/// The words of a row that stand alone above a heading: no line of it, since its first column has a title below.
fn title_above(rows: &[PrintedRow]) -> Option<String> {
    let alone = |row: &PrintedRow| matches!(filled(row).as_slice(), [0]);
    let (first, rest) = rows.split_first()?;
    let next = rest.iter().take(3).find(|row| !alone(row))?;
    let is_heading = is_all_titles(next) && filled(next).len() >= 2;
    // Merged over the columns to its right it is a title of theirs; the first column has its own title below.
    let has_first = next.cells.first().is_some_and(|cell| !cell.trim().is_empty());
    (alone(first) && is_heading && has_first).then(|| first.cells[0].trim().to_string())
}

/// The heading that begins with the first of some rows, and its lines.
pub(super) fn at(rows: &[PrintedRow]) -> Option<(Vec<String>, usize)> {
    let (first, rest) = rows.split_first()?;
    let mut header: Vec<String> = first.cells.iter().map(|cell| cell.trim().to_string()).collect();
    let mut lines = 1;
    for (below, row) in rest.iter().take(MOST_LINES).enumerate() {
        let Some(joined) = joined(&header, row, &rest[below + 1..]) else { break };
        header = joined;
        lines += 1;
    }
    Some((header, lines))
}

/// The next line of a heading joined to it, where a row is one: its cells stand below merged titles, or are years and units.
fn joined(header: &[String], row: &PrintedRow, next: &[PrintedRow]) -> Option<Vec<String>> {
    let title = |at: usize| header.get(at).map_or("", String::as_str);
    let below = |at: usize| row.cells.get(at).map_or("", |cell| cell.trim());
    let width = header.len().max(row.cells.len());
    let filled = filled(row);
    if !is_all_titles(row) {
        return None;
    }
    let is_remark = |at: &usize| {
        let cell = below(*at);
        naming::is_year(cell) || cell.starts_with('(') && cell.ends_with(')') || matches!(cell, "%" | "Rp" | "Rp.")
    };
    // A row that is only a year is one of the table's.
    let is_units = filled.iter().all(is_remark) && filled != [0];
    let joined = if is_expanded(header, row) {
        (0..width).map(|at| level(title(at), below(at))).collect()
    } else if is_units || is_below(header, row, next) {
        with(header, row)
    } else {
        return None;
    };
    Some(joined)
}

/// A heading with the next line of it, whose words stand below the titles above or left of them.
fn with(header: &[String], row: &PrintedRow) -> Vec<String> {
    let width = header.len().max(row.cells.len());
    let mut above = "";
    let join = (0..width).map(|at| {
        let title = header.get(at).map_or("", String::as_str);
        if !title.is_empty() {
            above = title;
        }
        let below = row.cells.get(at).map_or("", |cell| cell.trim());
        if below.is_empty() { title.to_string() } else { level(above, below) }
    });
    join.collect()
}

fn level(above: &str, own: &str) -> String {
    match (above, own) {
        ("", own) => own.to_string(),
        (above, "") => above.to_string(),
        (above, own) if folded(above) == folded(own) => own.to_string(),
        (above, own) => format!("{above}{LEVELS}{own}"),
    }
}

/// Whether a row holds the titles below merged ones, or groups below which the heading goes on.
fn is_below(header: &[String], row: &PrintedRow, next: &[PrintedRow]) -> bool {
    let goes_on = || {
        let (below, rest) = next.split_first()?;
        Some(is_all_titles(below) && holds_titles(&with(header, row), below, rest))
    };
    holds_titles(header, row, next) || over_figures(header, row, next).is_some() && goes_on() == Some(true)
}

/// Whether a row holds the titles below merged ones.
fn holds_titles(header: &[String], row: &PrintedRow, next: &[PrintedRow]) -> bool {
    let title = |at: usize| header.get(at).map_or("", String::as_str);
    let filled = filled(row);
    let width = header.len().max(row.cells.len());
    // Each below the one title above it, and figures below them all, if not in the first row.
    let is_over = |at: &usize| {
        let is_figure = |row: &PrintedRow| row.cells.get(*at).is_some_and(|cell| is_figure(cell));
        naming::is_title(row.cells[*at].trim()) && next.iter().take(MOST_ROWS).any(is_figure)
    };
    if filled.iter().all(|at| !title(*at).is_empty() && is_over(at)) && !filled.contains(&0) {
        return true;
    }
    // Merged over those behind it: its own next one has no title.
    let spans = |at: usize| !title(at).is_empty() && at + 1 < width && title(at + 1).is_empty();
    // Nor does a year say what stands in its column: `2023`, `Tahun 2023` over those of one.
    let is_above = |at: usize| spans(at) || naming::only_year(title(at)).is_some();
    let is_under = |at: &usize| title(*at).is_empty() || is_above(*at);
    if filled.len() < 2 || !filled.iter().all(is_under) && !has_single_groups(header, row, next) {
        return false;
    }
    let blank: Vec<usize> = (0..row.cells.len()).filter(|at| title(*at).is_empty()).collect();
    let fills = blank.iter().filter(|at| filled.contains(at)).count();
    // Where columns are left without a title, the figures below say that it is none of the table's rows.
    fills >= 1 && (fills == blank.len() || has_figures(next, &filled))
}

/// Whether a row continues a heading that has groups of one column beside groups of several, `Provinsi` over two and `Nasional`
/// over one: below most of its titles stand figures, below the others words; or a known one of those stands below none.
fn has_single_groups(header: &[String], row: &PrintedRow, next: &[PrintedRow]) -> bool {
    let filled = filled(row);
    let Some(over) = over_figures(header, row, next) else { return false };
    let open: Vec<usize> = filled.iter().copied().filter(|at| header.get(*at).is_none_or(String::is_empty)).collect();
    let is_known = |at: &usize| naming::is_title(row.cells[*at].trim()) && holds_figures(next, *at);
    !open.is_empty() && (over * 2 > filled.len() || open.iter().any(is_known))
}

/// Over how many columns of figures the words of a row stand; none where there is none, or the row says something where rows
/// are named.
fn over_figures(header: &[String], row: &PrintedRow, next: &[PrintedRow]) -> Option<usize> {
    let filled = filled(row);
    let names = header.iter().position(|title| !titles::is_counting(title)).unwrap_or(0);
    let is_it = header.iter().all(|title| title.is_empty() || is_title(title)) && filled.iter().all(|at| *at > names);
    Some(filled.iter().filter(|at| holds_figures(next, **at)).count()).filter(|over| is_it && *over > 0)
}

/// Whether figures stand in a column of the next rows.
fn holds_figures(next: &[PrintedRow], at: usize) -> bool {
    next.iter().take(MOST_ROWS).any(|row| row.cells.get(at).is_some_and(|cell| is_figure(cell)))
}

/// Whether merged titles are written out over each of their columns, with the next line below them.
fn is_expanded(header: &[String], row: &PrintedRow) -> bool {
    let pairs: Vec<(String, String)> =
        header.iter().zip(&row.cells).map(|(above, own)| (folded(above), folded(own))).collect();
    let is_twice = |at: usize| {
        let mut others = pairs.iter().enumerate().filter(|(other, _)| *other != at);
        !pairs[at].0.is_empty() && others.any(|(_, (above, own))| *above == pairs[at].0 && *own != pairs[at].1)
    };
    let merged: Vec<usize> = (0..pairs.len()).filter(|at| is_twice(*at) && !pairs[*at].1.is_empty()).collect();
    let is_same = |at: usize| pairs[at].0 == pairs[at].1 || pairs[at].1.is_empty();
    merged.len() >= 2 && (0..pairs.len()).all(|at| merged.contains(&at) || is_same(at))
}

/// Whether the first row below with a figure has figures in some of these columns.
pub(super) fn has_figures(rows: &[PrintedRow], columns: &[usize]) -> bool {
    // Behind the first cell: a number before a year or a name is that of the row.
    let holds = |row: &&PrintedRow| filled(row).iter().skip(1).any(|at| is_figure(&row.cells[*at]));
    let first = rows.iter().take(MOST_ROWS).find(holds);
    first.is_some_and(|row| columns.iter().any(|at| row.cells.get(*at).is_some_and(|cell| is_figure(cell))))
}

/// Whether a cell holds a figure and begins with it: `Capaian 2024 (%)` is a title.
pub(super) fn begins_as_figure(cell: &str) -> bool {
    is_figure(cell) && !is_title(cell.trim())
}

fn is_figure(cell: &str) -> bool {
    matches!(read::cell(cell), Printed::Number(_) | Printed::Torn(_)) && naming::only_year(cell).is_none()
}
