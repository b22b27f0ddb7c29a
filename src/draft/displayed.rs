//! Cells that show another number than they hold, and sums that are none: told where their figures are copied, since nobody sees them
//! again. Where the sheet stays the data, its reader tells them.

use super::package::Known;
use super::roles::Role;
use super::things::Thing;
use super::told::few;
use crate::data::header::{factors_above, unit_above};
use crate::number::{NumberStyle, format};
use crate::office::{Content, Found, seen, wrong_sums};

/// The cells of which nobody can tell whether what they show or what they hold is meant.
pub fn open(known: &Known) -> Option<String> {
    let figures: Vec<usize> = (0..known.shape.heads.len()).filter(|at| is_of_figures(known, *at)).collect();
    let cells = cells(known, figures).filter_map(|(place, content)| match content {
        Content::Worded(worded) => worded.seen.as_ref().map(|seen| match *seen == in_groups(&worded.held()) {
            true => format!("{place} ({seen}, sel lain tanpa ribuannya)"),
            false => format!("{place} ({seen}, isinya {})", worded.held()),
        }),
        _ => None,
    });
    let cells: Vec<String> = cells.collect();
    (!cells.is_empty()).then(|| {
        format!(
            "{} sel menampilkan angka lain dari isinya, tidak dibaca: {}; beri format angka biasa, atau samakan satuan judulnya",
            cells.len(),
            few(&cells)
        )
    })
}

/// What a reader of the sheet would say of figures that were copied from it.
pub fn copied(known: &Known, printed: Option<&Found>) -> Vec<String> {
    let mut cells =
        cells(known, known.figures()).filter_map(|(place, content)| Some((place, seen(content, &|| None)?)));
    let first = cells.next().map(|(place, seen)| {
        let more = cells.count();
        let others = if more > 0 { format!(", begitu pula {more} sel lain") } else { String::new() };
        format!("sel {place} {seen}; isinya yang disalin{others}")
    });
    let sums = printed.map(|found| wrong_sums(found, &known.figures(), known.shape.code, true));
    let sums = sums.into_iter().flatten().map(|sum| format!("baris jumlah lain dari jumlah baris-barisnya: {sum}"));
    first.into_iter().chain(sums).chain(unread(known)).collect()
}

/// Lines above the table that name a unit which nobody understands.
fn unread(known: &Known) -> Option<String> {
    let is_of = |thing: &Thing, unit: &str| thing.unit.as_ref().is_some_and(|own| own.to_lowercase() == unit);
    let knows = |unit: &str| known.things.iter().any(|thing| is_of(thing, unit));
    let is_unread = |text: &&str| factors_above(text, &knows).is_empty();
    let lines = known.shape.found.above.iter().map(|line| line.text.as_str());
    let words: Vec<String> = lines.filter(is_unread).filter_map(unit_above).collect();
    let last = words.last()?;
    Some(format!(
        "satuan di atas tabel, \"{}\", tidak dibaca; periksa, dan tulis di judul data",
        last.replace('"', "'")
    ))
}

/// A number in full, as one is shown that stands beside others without their thousands.
fn in_groups(held: &str) -> String {
    format(&held.replace(',', "."), NumberStyle::Indonesian)
}

/// Whether a column holds figures, also where none of them can be read.
fn is_of_figures(known: &Known, column: usize) -> bool {
    let shape = known.shape;
    let others = [Some(shape.name), shape.code, shape.objective, shape.unit, shape.way, shape.only, shape.apart];
    !others.contains(&Some(column)) && shape.heads[column].role != Role::Counter
}

/// The cells of columns, each with its place.
fn cells<'k>(known: &'k Known, columns: Vec<usize>) -> impl Iterator<Item = (String, &'k Content)> {
    let shape = known.shape;
    let rows = known.things.iter().map(|thing| thing.row);
    let cells = rows.flat_map(move |row| columns.clone().into_iter().map(move |at| (at, row)));
    cells.filter_map(|(at, row)| {
        let own = &shape.found.rows[row];
        let content = own.cells[at].as_ref().filter(|_| own.from[at] == own.number)?;
        Some((shape.place(at, row), content))
    })
}
