//! The heading of a table: where it begins, how far down it goes, and what it says of each column.

use super::grid::{Grid, filled, said};
use super::words::{Looks, column_number, is_heading, is_numbering, is_signature, looks};
use super::{Choice, Head};
use crate::data::header::is_measure;
use crate::office::model::{Line, Merge, Row};
use std::collections::BTreeSet;

/// The rows of a heading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Band {
    /// The rows with words, top down.
    pub rows: Vec<u32>,
    /// The row of numbers, if there is one; it may lie between the others.
    pub numbers: Option<u32>,
    /// The last row of all.
    pub last: u32,
}

/// A heading is no higher than this.
const MOST_ROWS: usize = 12;

/// How far down it is looked how wide a table is.
const AHEAD: usize = 30;

/// More columns than this are no table that a person made.
const MOST_COLUMNS: usize = 1_024;

/// The heading that begins in a row of the sheet, by its index; none where the row begins none.
pub(super) fn band_at(grid: &Grid, at: usize, choice: &Choice) -> Option<Band> {
    let row = &grid.sheet.rows[at];
    let hits = candidate(grid, at, choice)?;
    let (mut rows, mut numbers, mut last) = (vec![row.number], None, row.number);
    while rows.len() < MOST_ROWS {
        let Some(next) = grid.sheet.row(last + 1) else {
            match reaches(grid, row.number, last) {
                true => last += 1,
                false => break,
            }
            continue;
        };
        if numbers.is_none() && numbers_columns(next) {
            numbers = Some(next.number);
        } else if reaches(grid, row.number, last)
            || numbers.is_none() && (is_below(grid, next, &rows) || says_units(next))
            || names_units(next)
        {
            rows.push(next.number);
        } else {
            break;
        }
        last = next.number;
    }
    let is_line = hits < 2 && is_led_up_to(grid, row, last);
    (!is_line).then_some(Band { rows, numbers, last })
}

/// The heading that stands right above a row that the rules name as the first of the data.
pub(super) fn band_above(grid: &Grid, first: u32) -> Option<Band> {
    let (mut rows, mut numbers) = (Vec::new(), None);
    let above = grid.sheet.rows.partition_point(|row| row.number < first);
    let last = grid.sheet.rows[..above].last().filter(|row| first - row.number <= 2)?.number;
    for row in grid.sheet.rows[..above].iter().rev() {
        let lowest = rows.last().copied().or(numbers).unwrap_or(last + 1);
        let is_held = (row.number..lowest).any(|row| reaches(grid, row, lowest - 1));
        if lowest - row.number > 1 && !is_held {
            break;
        }
        if numbers.is_none() && numbers_columns(row) {
            numbers = Some(row.number);
            continue;
        }
        let (words, figures) = count(row);
        let is_title = words + figures < 2 && !rows.is_empty() && !is_held;
        if figures > 0 || words == 0 || is_title || rows.len() == MOST_ROWS {
            break;
        }
        rows.push(row.number);
    }
    rows.reverse();
    (!rows.is_empty()).then_some(Band { rows, numbers, last })
}

/// Words and years of a row, and its figures.
fn count(row: &Row) -> (usize, usize) {
    let figures = filled(row).filter(|(_, content)| matches!(looks(content), Looks::Figure)).count();
    (filled(row).count() - figures, figures)
}

/// Whether a row can begin a heading, with how many of its words tables begin with: words over at least half of the columns below, or words that tables begin with.
fn candidate(grid: &Grid, at: usize, choice: &Choice) -> Option<usize> {
    let row = &grid.sheet.rows[at];
    if numbers_columns(row) {
        return None;
    }
    let (mut words, mut years, mut hits) = (0, 0, 0);
    for (_, content) in filled(row) {
        match looks(content) {
            Looks::Word => {
                let text = said(content);
                // `Sasaran | : | Meningkatnya …` is a line of a form.
                if text == ":" || is_signature(&text, false) {
                    return None;
                }
                words += 1;
                let is_wanted = choice.heads.iter().any(|head| same(head, &text));
                hits += if is_wanted { 2 } else { usize::from(is_heading(&text)) };
            }
            Looks::Year => years += 1,
            Looks::Figure | Looks::Code => return None,
            Looks::Mark => {}
        }
    }
    if words == 0 || words + years < 2 {
        return None;
    }
    let mut covered: BTreeSet<u32> =
        filled(row).flat_map(|(column, _)| grid.reach(row.number, column)).take(MOST_COLUMNS).collect();
    let width = grid.sheet.rows[at + 1..].iter().take(AHEAD).map(|row| filled(row).count()).max().unwrap_or(0);
    // A line of keys and values (`Nama OPD`, `Dinas …`) above a wide table is no heading.
    let is_wide = |covered: usize| match hits {
        0 | 1 => covered * 2 >= width && (width > 2 || hits > 0 || covered > 2 || years > 0 || words == 2),
        _ => covered * 3 >= width || words >= 3,
    };
    // Words without merges stand over the blank cells at their right too: `Wabah | | | Kesehatan` over `Anggaran | Realisasi | %`.
    if !is_wide(covered.len()) {
        let below = grid.sheet.row(row.number + 1).filter(|next| is_below(grid, next, &[row.number]));
        covered.extend(below.into_iter().flat_map(filled).map(|(column, _)| column).take(MOST_COLUMNS));
    }
    let is_wide = is_wide(covered.len());
    is_wide.then_some(hits)
}

/// Whether a row stands above a heading beyond doubt, with no figures between: a line of a form.
fn is_led_up_to(grid: &Grid, row: &Row, last: u32) -> bool {
    let own = filled(row).count();
    let at = grid.sheet.rows.partition_point(|row| row.number <= last);
    let below = grid.sheet.rows[at..].iter().take(MOST_ROWS);
    let mut below = below.take_while(|row| !filled(row).any(|(_, content)| looks(content) == Looks::Figure));
    below.any(|row| {
        let hits =
            filled(row).filter(|(_, content)| looks(content) == Looks::Word && is_heading(&said(content))).count();
        hits > 1 && filled(row).count() > own
    })
}

/// Whether words are the same but for case and what stands between them.
pub(super) fn same(one: &str, other: &str) -> bool {
    let letters = |text: &str| -> String {
        text.chars().filter(|c| c.is_alphanumeric() || *c == '%').flat_map(char::to_lowercase).collect()
    };
    letters(one) == letters(other)
}

/// Whether a row numbers the columns.
pub(super) fn numbers_columns(row: &Row) -> bool {
    let cells: Vec<_> = filled(row).map(|(_, content)| column_number(content)).collect();
    let known: Vec<u32> = cells.iter().flatten().map(|(number, _)| *number).collect();
    let rises = known.windows(2).all(|pair| pair[0] < pair[1] && pair[1] - pair[0] <= 3);
    cells.len() >= 3 && known.len() * 5 >= cells.len() * 4 && known[0] <= 3 && rises
}

/// Whether a merged cell that begins between two rows goes on below the second.
fn reaches(grid: &Grid, first: u32, last: u32) -> bool {
    (first..=last).any(|row| {
        grid.begin_in(row).any(|merge| {
            let height = merge.rows.end() - merge.rows.start();
            *merge.rows.end() > last && height < MOST_ROWS as u32 && grid.own(row, *merge.columns.start()).is_some()
        })
    })
}

/// Whether a row goes on with a heading of some rows: words below a cell that spans several columns, words that tables begin
/// with, words over figures and few others beside these; and nothing where rows are named. A row of data has something else to say.
fn is_below(grid: &Grid, next: &Row, rows: &[u32]) -> bool {
    let Some(&last) = rows.last() else { return false };
    let (mut below, mut spanned, mut over, mut strange, mut known) = (0, 0, 0, 0, 0);
    for (column, content) in filled(next) {
        let text = said(content);
        let is_short = text.split_whitespace().count() <= 8;
        match looks(content) {
            Looks::Word | Looks::Year if is_short => {}
            _ => return false,
        }
        let is_spanned = span_over(grid, next, last, column).is_some();
        let is_over = is_over_figures(grid, next, rows, column);
        if !is_spanned && !is_heading(&text) && !is_over {
            // `Interpretasi` over words.
            strange += 1;
            if is_of_names(grid, rows, column) {
                return false;
            }
        }
        spanned += usize::from(is_spanned);
        over += usize::from(is_over);
        known += usize::from(is_spanned && is_over && is_heading(&text));
        below += 1;
    }
    match below {
        0 => false,
        1 => is_group(grid, next, rows),
        _ if strange > 0 => {
            (over > strange || known > 1 || over > 0 && goes_on(grid, next, rows)) && !names_rows(grid, next, rows)
        }
        _ => spanned == below || !names_rows(grid, next, rows),
    }
}

/// Whether the heading goes on in the row below.
fn goes_on(grid: &Grid, next: &Row, rows: &[u32]) -> bool {
    let rows = [rows, &[next.number]].concat();
    rows.len() < MOST_ROWS && grid.sheet.row(next.number + 1).is_some_and(|below| is_below(grid, below, &rows))
}

/// Whether the only words of a row are a title over figures: that of a column, of several merged into one, or of those below
/// which the heading goes on.
fn is_group(grid: &Grid, next: &Row, rows: &[u32]) -> bool {
    let Some((column, content)) = filled(next).next() else { return false };
    let is_wide = grid.reach(next.number, column).count() > 1;
    is_over_figures(grid, next, rows, column) && (is_wide || is_heading(&said(content)) || goes_on(grid, next, rows))
}

/// Whether words stand right of where rows are named, and figures below them.
fn is_over_figures(grid: &Grid, next: &Row, rows: &[u32], column: u32) -> bool {
    let from = grid.sheet.rows.partition_point(|row| row.number <= next.number);
    let reach = grid.reach(next.number, column);
    let is_figure = |row: &Row| {
        let mut own = filled(row).filter(|(column, _)| reach.contains(column));
        own.any(|(_, content)| looks(content) == Looks::Figure)
    };
    !is_of_names(grid, rows, column) && grid.sheet.rows[from..].iter().take(MOST_ROWS).any(is_figure)
}

/// Whether a column is the one below whose title in a heading of some rows these are named, or left of it.
fn is_of_names(grid: &Grid, rows: &[u32], column: u32) -> bool {
    let words = rows.iter().filter_map(|row| grid.sheet.row(*row)).flat_map(filled);
    let names = words.filter(|(_, content)| !is_numbering(&said(content))).map(|(column, _)| column).min();
    names.is_none_or(|names| column <= names)
}

/// Whether a row has something below the first words of the heading, as rows of data have: their number, their name.
fn names_rows(grid: &Grid, next: &Row, rows: &[u32]) -> bool {
    let first = rows.iter().filter_map(|row| filled(grid.sheet.row(*row)?).next()).map(|(column, _)| column).min();
    first.is_some_and(|first| filled(next).any(|(own, _)| own <= first))
}

/// The column of the cell of a heading that spans this one: merged, or followed by blank cells with words below them. A column
/// that is blank in both rows parts nothing.
fn span_over(grid: &Grid, next: &Row, last: u32, column: u32) -> Option<u32> {
    if let Some(merge) = grid.merge(last, column) {
        let wide = merge.columns.end() > merge.columns.start();
        return wide.then_some(*merge.columns.start());
    }
    let has_below = |column: u32| next.get(column).is_some_and(|content| !super::grid::is_blank(content));
    let open = |column: u32| grid.merge(last, column).is_none() && grid.own(last, column).is_none();
    let goes_on = |column: u32| open(column) && (has_below(column) || has_below(column + 1));
    if grid.own(last, column).is_some() {
        let is_wide = open(column + 1) && (has_below(column + 1) || open(column + 2) && has_below(column + 2));
        return is_wide.then_some(column);
    }
    let from = (0..column).rev().find(|at| !goes_on(*at))?;
    (has_below(from) && grid.merge(last, from).is_none() && grid.own(last, from).is_some()).then_some(from)
}

/// Whether a row says nothing but the units of the columns: `(Rp)`, `(%)`.
fn says_units(row: &Row) -> bool {
    let mut cells = filled(row).map(|(_, content)| said(content)).peekable();
    cells.peek().is_some()
        && cells.all(|text| (text.starts_with('(') && text.ends_with(')') && text.len() < 24) || text == "%")
}

/// The same without brackets, also below the row of numbers: `juta rupiah`, `Rp M`; and `K | % | Rp.`, which say what each column is.
fn names_units(row: &Row) -> bool {
    const LABELS: [&str; 12] =
        ["k", "%", "rp", "t", "r", "fisik", "keu", "keuangan", "kinerja", "anggaran", "target", "realisasi"];
    let label = |text: &str| text.to_lowercase().trim_matches(['.', '(', ')', ' ']).to_string();
    let mut labels = filled(row).map(|(_, content)| label(&said(content)));
    if filled(row).count() > 2 && labels.all(|label| LABELS.contains(&label.as_str())) {
        return true;
    }
    let mut cells = filled(row).map(|(_, content)| said(content)).peekable();
    let is_letter = |text: &str| matches!(text, "(M)" | "(T)" | "M" | "T");
    cells.peek().is_some() && cells.all(|text| text.len() < 40 && (is_measure(&text) || is_letter(&text)))
}

/// What a heading says of each column, left to right.
pub(super) fn heads(grid: &Grid, band: &Band) -> Vec<Head> {
    let mut columns: BTreeSet<u32> = BTreeSet::new();
    for row in band.rows.iter().filter_map(|row| grid.sheet.row(*row)) {
        columns.extend(filled(row).flat_map(|(column, _)| grid.reach(row.number, column)).take(MOST_COLUMNS));
    }
    let mut heads: Vec<(Head, (u32, u32))> = Vec::new();
    for column in columns.into_iter().take(MOST_COLUMNS) {
        let mut levels: Vec<String> = Vec::new();
        let mut lowest = None;
        for (at, row) in band.rows.iter().enumerate() {
            let Some((text, place)) = covering(grid, *row, column, &band.rows[at + 1..]) else { continue };
            if lowest == Some(place) || Some(place.0) == band.numbers {
                continue;
            }
            // A unit below several columns is that of each, and makes them no one column.
            let is_wide = |merge: &Merge| merge.columns.end() > merge.columns.start();
            if !levels.is_empty() && is_measure(&text) && grid.merge(place.0, place.1).is_some_and(is_wide) {
                levels.push(text);
                continue;
            }
            if levels.last() != Some(&text) {
                levels.push(text);
            }
            lowest = Some(place);
        }
        let Some(lowest) = lowest else { continue };
        match heads.last_mut() {
            // One cell over several columns, with nothing below it.
            Some((head, place)) if *place == lowest && head.column + head.width == column => head.width += 1,
            _ => {
                let label = band.numbers.and_then(|row| column_number(grid.covering(row, column)?.0)?.1);
                let hidden = grid.sheet.hidden_columns.iter().any(|range| range.contains(&column));
                heads.push((Head { column, width: 1, levels, label, row: lowest.0, hidden }, lowest));
            }
        }
    }
    heads.into_iter().map(|(head, _)| head).collect()
}

/// What a row of a heading says over a column, with the place of the cell. A cell without a merge spans the blank ones on its
/// right where words stand below both; a column that stays blank all through the heading parts nothing.
fn covering(grid: &Grid, row: u32, column: u32, below: &[u32]) -> Option<(String, (u32, u32))> {
    if let Some((content, place)) = grid.covering(row, column) {
        return Some((said(content).into_owned(), place));
    }
    if grid.merge(row, column).is_some() {
        return None;
    }
    let has_below = |column: u32| below.iter().any(|row| grid.own(*row, column).is_some());
    let is_gap = |at: u32| grid.covering(row, at).is_none() && grid.merge(row, at).is_none() && has_below(at + 1);
    let from = (0..column)
        .rev()
        .take_while(|at| has_below(column) && (has_below(*at) || is_gap(*at)))
        .find(|at| grid.own(row, *at).is_some() || grid.merge(row, *at).is_some())?;
    let is_free = grid.merge(row, from).is_none();
    let content = grid.own(row, from).filter(|_| is_free)?;
    Some((said(content).into_owned(), (row, from)))
}

/// A row as a line of text.
pub(super) fn line(row: &Row) -> Line {
    let texts: Vec<String> = filled(row).map(|(_, content)| said(content).into_owned()).collect();
    Line { row: row.number, text: texts.join(" ") }
}
