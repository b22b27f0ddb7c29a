//! Tables of a document that go on in the next one, on the next page: without their heading again, or below words that say so.

use super::found::{Found, first_of_figures, tables};
use super::model::{Book, Kind, Merge, Row, Sheet};
use std::borrow::Cow;
use std::collections::BTreeSet;

/// The book with such tables as one, and what is told of them. The rows of the second are counted on from those of the first.
pub fn whole(book: &Book) -> (Cow<'_, Book>, Vec<String>) {
    let (mut all, mut told) = (Cow::Borrowed(book), Vec::new());
    if book.kind != Kind::Docx {
        return (all, told);
    }
    let mut before: Option<usize> = None;
    for at in 0..book.sheets.len() {
        let own = before.filter(|before| goes_on(&all.sheets[*before], &book.sheets[at]));
        let Some(first) = own else {
            before = Some(at);
            continue;
        };
        let last = all.sheets[first].rows.last().map_or(0, |row| row.number);
        let (rows, merges) = (book.sheets[at].rows.iter(), book.sheets[at].merges.iter());
        let rows: Vec<Row> = rows.map(|row| Row { number: row.number + last, ..row.clone() }).collect();
        let moved = |merge: &Merge| merge.rows.start() + last..=merge.rows.end() + last;
        let merges: Vec<Merge> =
            merges.map(|merge| Merge { rows: moved(merge), columns: merge.columns.clone() }).collect();
        let sheets = &mut all.to_mut().sheets;
        told.push(format!(
            "{} dibaca sebagai lanjutan {} (mulai baris {})",
            sheets[at].name,
            sheets[first].name,
            last + 1
        ));
        sheets[first].rows.extend(rows);
        sheets[first].merges.extend(merges);
        let below = book.sheets[at].below.clone();
        sheets[first].below.extend(below);
        // It keeps its name and its place among the others.
        sheets[at].rows.clear();
        sheets[at].merges.clear();
        sheets[at].below.clear();
    }
    (all, told)
}

/// Whether a table goes on with the one before it.
fn goes_on(before: &Sheet, next: &Sheet) -> bool {
    let says_so = |line: &String| {
        let words = line.to_lowercase();
        let mut words = words.split(|c: char| !c.is_alphanumeric());
        words.any(|word| matches!(word, "lanjutan" | "sambungan"))
    };
    if !next.above.iter().all(says_so) || first_of_figures(next).is_none() {
        return false;
    }
    let tables_before = tables(before);
    let Some(first) = tables_before.last() else { return false };
    match tables(next).first() {
        // The same heading over other rows may be another table, unless words say that it is none.
        Some(found) => !next.above.is_empty() && levels(found) == levels(first),
        None => fits(first, next),
    }
}

fn levels(found: &Found) -> Vec<Vec<String>> {
    let of = |level: &String| level.to_lowercase();
    found.heads.iter().map(|head| head.levels.iter().map(of).collect()).collect()
}

/// Whether rows without a heading stand in the columns of a table, and are as wide as its own.
fn fits(first: &Found, next: &Sheet) -> bool {
    let columns: BTreeSet<u32> = first.heads.iter().flat_map(|head| head.column..head.column + head.width).collect();
    let widest = next.rows.iter().map(|row| row.cells.len()).max().unwrap_or(0);
    let fills = first.rows.iter().map(|row| row.cells.iter().flatten().count()).max().unwrap_or(0);
    let is_within = next.rows.iter().flat_map(|row| &row.cells).all(|cell| columns.contains(&cell.column));
    is_within && widest > 2 && widest >= fills.min(columns.len())
}
