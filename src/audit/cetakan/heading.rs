//! Headings of printed tables: of several lines, with merged cells, repeated on the next page in another order.

use super::super::model::{LEVELS, PrintedTable};
use super::super::words::folded;

/// A year or the like, which may stand in a heading.
fn is_year(cell: &str) -> bool {
    cell.len() == 4 && (cell.starts_with("19") || cell.starts_with("20")) && cell.bytes().all(|c| c.is_ascii_digit())
}

/// Whether a cell may be part of a heading: words, a year, `(%)`.
fn is_title(cell: &str) -> bool {
    is_year(cell) || !cell.is_empty() && !starts_as_figure(cell)
}

fn starts_as_figure(cell: &str) -> bool {
    let bare = cell.trim_start_matches(['(', '-', '−', '≥', '≤', '±']);
    bare.starts_with(|c: char| c.is_ascii_digit()) || cell.chars().all(|c| matches!(c, '-' | '–' | '.' | '…'))
}

/// The next line of a heading joined to it, where a row is one: its cells stand below merged titles, or are years and units.
pub(super) fn joined(header: &[String], row: &[String]) -> Option<Vec<String>> {
    let title = |at: usize| header.get(at).map_or("", String::as_str);
    let below = |at: usize| row.get(at).map_or("", String::as_str);
    let width = header.len().max(row.len());
    let filled: Vec<usize> = (0..width).filter(|at| !below(*at).is_empty()).collect();
    if filled.is_empty() || !filled.iter().all(|at| is_title(below(*at))) {
        return None;
    }
    let is_remark = |at: &usize| is_year(below(*at)) || below(*at).starts_with('(') && below(*at).ends_with(')');
    let is_units = filled.iter().all(is_remark);
    let blank: Vec<usize> = (0..width).filter(|at| title(*at).is_empty()).collect();
    // Merged over those behind it: its own next one has no title.
    let spans = |at: usize| !title(at).is_empty() && at + 1 < width && title(at + 1).is_empty();
    let fills_blanks = blank.iter().filter(|at| !below(**at).is_empty()).count();
    let is_below = filled.len() >= 2
        && fills_blanks >= 1
        && fills_blanks == blank.iter().filter(|at| **at < row.len()).count()
        && filled.iter().all(|at| title(*at).is_empty() || spans(*at));
    if !is_below && !is_units {
        return None;
    }
    let mut above = "";
    let join = (0..width).map(|at| {
        let starts = !title(at).is_empty();
        if starts {
            above = title(at);
        }
        match (above, below(at)) {
            (_, "") => title(at).to_string(),
            // What is merged over two lines only has its own words.
            (_, own) if !starts && is_units => own.to_string(),
            ("", own) => own.to_string(),
            (above, own) => format!("{above}{LEVELS}{own}"),
        }
    });
    Some(join.collect())
}

/// For each cell of a row that repeats the heading, perhaps in another order, the column of the heading that it stands for; new
/// titles get a column of their own.
pub(super) fn reordered(table: &mut PrintedTable, row: &[String]) -> Option<Vec<usize>> {
    let filled: Vec<usize> = (0..row.len()).filter(|at| !row[*at].is_empty()).collect();
    if filled.iter().any(|at| starts_as_figure(&row[*at]) && !is_year(&row[*at])) {
        return None;
    }
    let mut taken = vec![false; table.header.len()];
    let titles: Vec<String> = table.header.iter().map(|title| folded(title)).collect();
    let mut places: Vec<Option<usize>> = vec![None; row.len()];
    for &at in &filled {
        let own = folded(&row[at]);
        places[at] = (0..titles.len()).find(|place| !taken[*place] && titles[*place] == own && !own.is_empty());
        places[at].into_iter().for_each(|place| taken[place] = true);
    }
    let same = places.iter().flatten().count();
    // At least two of its titles and most of the row.
    if same < 2 || same * 3 < filled.len() * 2 {
        return None;
    }
    let places = places.into_iter().enumerate().map(|(at, place)| {
        place.or((row[at].is_empty() && !taken.get(at).copied().unwrap_or(true)).then_some(at)).unwrap_or_else(|| {
            table.header.push(row[at].clone());
            table.header.len() - 1
        })
    });
    Some(places.collect())
}
